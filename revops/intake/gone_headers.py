"""Headers that a known sheet no longer has: which one holds their column now, or none, is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from revops.choices import Choices
from revops.dataset import NONE_OF_THEM, Assumption, SheetRead
from revops.tables import TABLES

MOST_OFFERED = 8
"""Headers that are offered, the new ones first."""


def ask_for_gone(
    sheet: SheetRead, gone: Mapping[str, str], new: Sequence[str], choices: Choices
) -> tuple[Assumption, ...]:
    """A question for each column whose header is gone, where another header may hold it and nobody said which.

    Args:
        sheet: How the sheet was read.
        gone: Header that is gone to its column; empty for a header that had none.
        new: Headers that were not there last time.
        choices: What the user decided.
    """
    offered = [*(header for header in new if header in sheet.unused), *sheet.unused]
    headers = tuple(dict.fromkeys(offered))[:MOST_OFFERED]
    missing = [(header, column) for header, column in gone.items() if column and column not in sheet.columns]
    return tuple(
        _question(sheet, header, column, headers)
        for header, column in missing
        if headers and not _is_decided(sheet, column, choices)
    )


def _is_decided(sheet: SheetRead, column: str, choices: Choices) -> bool:
    return any(
        (each.table, each.column) == (sheet.table, column)
        and each.file in (None, sheet.file)
        and each.sheet in (None, sheet.sheet)
        for each in choices.columns
    )


def _question(sheet: SheetRead, header: str, column: str, headers: tuple[str, ...]) -> Assumption:
    says = TABLES[sheet.table].column(column).says
    return Assumption(
        about=f"{sheet.table}.{column}",
        chose="unknown",
        because=f"“{header}”, which held it last time, is gone.",
        question=f"Which column now holds {says[0].lower()}{says[1:].rstrip('.')}?",
        options=(NONE_OF_THEM, *headers),
        file=sheet.file,
        sheet=sheet.sheet,
    )
