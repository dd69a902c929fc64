"""Files pasted together from two encodings: Unicode, but for some lines; runs in the child process."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.intake.arrow import mask_of, pc, plain, whole
from revops.intake.upload import Fault

OTHER = "OTHER_ENCODING"
MOST_FAULTS = 10_000


def decode_lines(content: bytes, other: str) -> tuple[bytes, list[int]]:
    """The text as UTF-8, and the numbers of its lines that were written in the other encoding, from 0.

    A line is read in the other encoding if it is no UTF-8 and holds no letter of it either; where a line mixes both,
    what cannot be read is marked as such.
    """
    lines = content.split(b"\n")
    changed = []
    for number, line in enumerate(lines):
        if line.isascii():
            continue
        try:
            line.decode()
        except UnicodeDecodeError:
            is_other = is_in_other(line)
            lines[number] = line.decode(other if is_other else "utf-8", "replace").encode()
            changed += [number] if is_other else []
    return b"\n".join(lines), changed


def is_in_other(line: bytes) -> bool:
    """Whether no sign beyond ASCII of a line is UTF-8."""
    return all(sign.isascii() or sign == "\ufffd" for sign in line.decode("utf-8", "replace"))


def faults_at(cells: pa.Table, lines: list[int]) -> tuple[Fault, ...]:
    """The first cell with letters beyond ASCII in each row that began on one of these lines or ran over it.

    Args:
        cells: The cells of the whole file.
        lines: Numbers of lines, from 0.
    """
    if not lines:
        return ()
    places = np.searchsorted(_first_lines(cells), lines[:MOST_FAULTS], side="right") - 1
    rows: npt.NDArray[np.int64] = np.unique(places).astype(np.int64)
    found = cells.take(rows)
    faults = []
    for row, values in zip(rows.tolist(), found.to_pylist(), strict=True):
        texts = [(at, text) for at, text in enumerate(values.values()) if text and not text.isascii()]
        faults += [Fault(code=OTHER, row=row, column=at, text=text) for at, text in texts[:1]]
    return tuple(faults)


def _first_lines(cells: pa.Table) -> npt.NDArray[np.int64]:
    """Per row the line that it begins on; a cell may run over several."""
    breaks = np.zeros(cells.num_rows, dtype=np.int64)
    for column in cells.columns:
        text = plain(whole(column))
        broken = mask_of(pc.match_substring(text, "\n"))
        if broken.any():
            breaks += pc.fill_null(pc.count_substring(text, "\n"), 0).to_numpy(zero_copy_only=False)
    return np.arange(cells.num_rows) + np.concatenate([[0], np.cumsum(breaks)[:-1]]).astype(np.int64)
