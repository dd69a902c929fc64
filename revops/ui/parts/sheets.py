"""What became of the files: a card for each sheet, in the order of the files."""

from __future__ import annotations

from revops.dataset import Dataset
from revops.ui.parts import refusals, sheet
from revops.ui.state import State


def show(state: State, data: Dataset) -> None:
    """File by file as they were dropped: the sheets that are used, then those that are not and why."""
    for file in dict.fromkeys(upload.name for upload in state.draft.files):
        for number, read in enumerate(data.sheets):
            if read.file == file:
                sheet.show(state, number, read, data)
        for number, refusal in enumerate(data.refusals):
            if refusal.file == file:
                refusals.show(number, refusal)
