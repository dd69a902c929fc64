"""`template`: a workbook to fill in."""

from __future__ import annotations

from argparse import Namespace

from revops.errors import ChoiceError
from revops.templates import template


def run(given: Namespace) -> int:
    """Write the workbook, say where, and return the exit code.

    Raises:
        ChoiceError: If a table does not exist, or the file cannot be written.
    """
    content = template(given.tables, is_filled=given.filled)
    try:
        given.out.write_bytes(content)
    except OSError as error:
        raise ChoiceError(f"{given.out} cannot be written ({error.strerror}).") from None
    print(f"{given.out} is written. Fill its sheets and name it after `read` or `assess`.")
    return 0
