"""What became of the files: a card for each sheet, in the order of the files."""

from __future__ import annotations

from collections import Counter

from revops.dataset import Dataset, Refusal, SheetRead
from revops.ui.parts import refusals, sheet
from revops.ui.state import State


def show(state: State, data: Dataset) -> None:
    """File by file as they were dropped: the sheets that are used, then those that are not and why."""
    numbers = _numbers(state, (*data.sheets, *data.refusals))
    for file in dict.fromkeys(upload.name for upload in state.draft.files):
        for read, number in zip(data.sheets, numbers, strict=False):
            if read.file == file:
                sheet.show(state, number, read, data)
        for refusal, number in zip(data.refusals, numbers[len(data.sheets) :], strict=True):
            if refusal.file == file:
                refusals.show(number, refusal)


def _numbers(state: State, shown: tuple[SheetRead | Refusal, ...]) -> list[int]:
    """A number for each card, which it keeps while others come and go.

    A browser may still say what a field of a card held that is gone; it must not be taken for that of the next one.
    """
    seen: Counter[tuple[str, str | None]] = Counter()
    numbers = []
    for each in shown:
        place = (each.file, each.sheet)
        numbers.append(state.cards.setdefault((*place, seen[place]), len(state.cards)))
        seen[place] += 1
    return numbers
