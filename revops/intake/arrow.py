"""Arrow as intake uses it: the published stubs refuse valid calls, so columns are untyped to the checker here."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow.compute

Cells: TypeAlias = Any
"""One Arrow array: a column of text or of values."""

pc: Any = pyarrow.compute
"""Arrow's vectorised functions."""

Mask: TypeAlias = npt.NDArray[np.bool_]
"""One truth per row."""


def mask_of(condition: Cells) -> Mask:
    """A condition as a mask; unknown is false."""
    mask: Mask = np.array(pc.fill_null(condition, False).to_numpy(zero_copy_only=False), dtype=bool)
    return mask
