"""`kit`: a workshop on paper."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from revops.diagnostic.answers import Context
from revops.diagnostic.answers_file import answers_from_file
from revops.diagnostic.signs import asked_signs
from revops.errors import ChoiceError
from revops.kit import ballot_book, kit_page, question_sheet
from revops.saved.files import put
from revops.vocabulary import OperatingModel


def run(given: Namespace) -> int:
    """Write the page or workbook, say where, and return the exit code.

    Raises:
        ChoiceError: If the file's name fits nothing, or it cannot be written.
    """
    content, says = _made(given)
    put(content, given.out)
    print(f"{given.out} is written. {says}")
    return 0


def _made(given: Namespace) -> tuple[bytes, str]:
    context = answers_from_file(given.answers).context if given.answers else Context()
    signs = asked_signs(OperatingModel(given.model), context)
    if _ending(given.out) == ".xlsx":
        return ballot_book(signs), "Type the filled question sheets into it and name it after `assess --votes`."
    if given.questions:
        return question_sheet(signs, given.title).encode(), "Print it once per person."
    return kit_page(given.title).encode(), "Open it in a browser to print it or to copy the invitation."


def _ending(out: Path) -> str:
    ending = out.suffix.lower()
    if ending not in (".html", ".xlsx"):
        raise ChoiceError("name the one file to write, such as kit.html or votes.xlsx.")
    return ending
