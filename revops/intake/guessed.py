"""What is guessed: encodings in doubt, currencies, which are asked for once, and columns that no name tells."""

from __future__ import annotations

from collections.abc import Iterable

from revops.dataset import NONE_OF_THEM, Assumption
from revops.intake.blocks import OpenedFile
from revops.intake.draft import Draft
from revops.intake.encoding import ENCODINGS

UNSURE = 0.5
"""Confidence below which it is asked whether a column that was found by its values alone is the right one."""


def ask_about_unsure_matches(draft: Draft) -> None:
    """Asks about columns that were found by some of their values, and not by a name."""
    for name, match in draft.matches.items():
        if draft.table.has(name) and match.confidence < UNSURE and match.because.startswith("values"):
            column = name.replace("_", " ")
            draft.assume(
                name,
                f"“{match.header}” is the {column}",
                f"No header names it; {match.confidence:.0%} sure, for its {match.because}.",
                f"Does “{match.header}” hold the {column}?",
                (match.header, NONE_OF_THEM),
            )


def guessed_encodings(files: Iterable[OpenedFile], used: Iterable[str]) -> tuple[Assumption, ...]:
    """One assumption per text file in use whose encoding is in doubt.

    Args:
        files: Files as opened.
        used: Names of the files that any table came from.
    """
    names = frozenset(used)
    forms = ((file.name, file.form) for file in files if file.name in names)
    return tuple(_assumption(name, form.encoding) for name, form in forms if form and form.is_doubtful)


def asked_once(assumptions: Iterable[Assumption]) -> tuple[Assumption, ...]:
    """The assumptions without those about a currency that one answer settles: it is asked for once in each file."""
    found: dict[object, Assumption] = {}
    for place, each in enumerate(assumptions):
        is_one = each.about.endswith(".currency") and not each.of
        found.setdefault((each.file, each.question) if is_one else place, each)
    return tuple(found.values())


def _assumption(file: str, codec: str) -> Assumption:
    return Assumption(
        about="encoding",
        chose=f"{ENCODINGS[codec]} ({codec})",
        because="The file does not say how its letters are written, and this reads most naturally.",
        question="Are names with special letters spelt right? If not, in which encoding is the file written?",
        options=(codec, *(each for each in ENCODINGS if each != codec)),
        file=file,
    )
