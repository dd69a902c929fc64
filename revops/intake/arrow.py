"""Arrow as intake uses it: the published stubs refuse valid calls, so columns are untyped to the checker here."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute

Cells: TypeAlias = Any
"""One Arrow array: a column of text or of values.

Text that repeats may come as its different values and the place of each (dictionary-encoded), as from a large file.
"""

pc: Any = pyarrow.compute
"""Arrow's vectorised functions."""

Mask: TypeAlias = npt.NDArray[np.bool_]
"""One truth per row."""


def mask_of(condition: Cells) -> Mask:
    """A condition as a mask; unknown is false."""
    mask: Mask = np.array(pc.fill_null(condition, False).to_numpy(zero_copy_only=False), dtype=bool)
    return mask


def whole(column: Cells) -> Cells:
    """A column as one array; copied only where it lies in parts."""
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def is_encoded(cells: Cells) -> bool:
    """Whether text comes as its different values and the place of each."""
    return bool(pa.types.is_dictionary(cells.type))


def plain(cells: Cells) -> Cells:
    """Text with every value written out."""
    return cells.cast(pa.string()) if is_encoded(cells) else cells


def says(column: Cells, text: str | None) -> Mask:
    """Which cells of a column hold exactly that text."""
    cells = whole(column)
    if not is_encoded(cells):
        return mask_of(pc.equal(cells, text))
    return mask_of(pc.equal(cells.indices, pc.index(cells.dictionary, pa.scalar(text, pa.string()))))
