"""`template`: a workbook to fill in."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from revops.errors import ChoiceError
from revops.saved.files import put
from revops.templates import template


def run(given: Namespace) -> int:
    """Write the workbook, say where, and return the exit code.

    Raises:
        ChoiceError: If a table does not exist, or the file is named not once or cannot be written.
    """
    out = _out(given)
    content = template([name for name in given.names if not _is_book(name)], is_filled=given.filled)
    put(content, out)
    print(f"{out} is written. Fill its sheets and name it after `read` or `assess`.")
    return 0


def _out(given: Namespace) -> Path:
    named: list[Path] = [*([given.out] if given.out else []), *(Path(name) for name in given.names if _is_book(name))]
    if len(named) != 1:
        raise ChoiceError("name the one file to write, such as template.xlsx.")
    return named[0]


def _is_book(name: str) -> bool:
    return name.lower().endswith(".xlsx")
