"""What became of the files: a card for each sheet, used ones before those that are not."""

from __future__ import annotations

from revops.dataset import Dataset
from revops.ui.parts import refusals, sheet


def show(data: Dataset) -> None:
    """Files of which nothing is used come first, since somebody has to act; then the others, sheet by sheet."""
    used = {read.file for read in data.sheets}
    for number, refusal in enumerate(data.refusals):
        if refusal.file not in used:
            refusals.show(number, refusal)
    for file in dict.fromkeys(read.file for read in data.sheets):
        for number, read in enumerate(data.sheets):
            if read.file == file:
                sheet.show(number, read, data)
        for number, refusal in enumerate(data.refusals):
            if refusal.file == file:
                refusals.show(number, refusal)
