"""Header lines that do not fit the rows below them: mended where there is one way, told where there are more."""

from __future__ import annotations

from collections.abc import Sequence

from revops.intake.dialect import DELIMITERS, Dialect
from revops.intake.headers import known_names

_LOOK_AT = 3
"""First filled rows among which the header of a file is mended."""
_FEWEST = 3
_NAMES = 1
"""Known names that make a row one of headers."""


def mend_header(rows: Sequence[list[str]], width: int) -> tuple[list[list[str]], tuple[str, ...]]:
    """The rows with a header that fits them, and what was done, one phrase each.

    Args:
        rows: Rows of cells, the header among the first.
        width: Cells that most rows have.
    """
    mended = list(rows)
    at = next((index for index, row in enumerate(rows[:_LOOK_AT]) if any(cell.strip() for cell in row)), None)
    if at is None or width < _FEWEST or len(rows[at]) == width or len(rows) < at + 2:
        return mended, ()
    header = rows[at]
    below = next((row for row in rows[at + 1 :] if any(cell.strip() for cell in row)), [])
    again = _split_again(header, width, below)
    if again:
        mended[at] = again
        return mended, ("the header line has other separators than the rows",)
    widths = {len(row) for row in rows[at + 1 :] if any(row)}
    if len(header) == width + 1 and not header[0].strip() and widths == {width}:
        mended[at] = header[1:]
        return mended, ("an empty cell at the beginning of the header line left out",)
    if width - 1 <= len(header) < width and widths == {width} and all(cell.strip() for cell in header):
        return mended, (f"the header line has {len(header)} names over rows of {width} cells: check them",)
    return mended, ()


def _split_again(header: Sequence[str], width: int, below: Sequence[str]) -> list[str]:
    """A header of one cell, split at the separator that gives as many names as the rows have cells.

    Blanks part the words of a title too: they separate no names above a row that holds names itself.
    """
    filled = [cell for cell in header if cell.strip()]
    if len(filled) != 1:
        return []
    for delimiter in (*DELIMITERS, *([] if known_names(below) >= _NAMES else [" "])):
        cells: list[str] = next(Dialect(delimiter=delimiter).rows([filled[0]]))
        if len(cells) == width and all(cell.strip() for cell in cells):
            return cells
    return []
