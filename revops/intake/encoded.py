"""A text column as its different values: what is decided once per value is spread over the rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from revops.intake.arrow import Cells, pc
from revops.intake.names import blanks


@dataclass(frozen=True)
class Encoded:
    """A text column as its different values and the place of each; placeholders are blank.

    Attributes:
        values: The different values, as an Arrow array of text.
        places: Per row, the place of its value; null where the cell is blank.
    """

    values: Cells
    places: Cells

    @property
    def texts(self) -> list[str]:
        """The different values as Python texts."""
        found: list[str] = self.values.to_pylist()
        return found

    def spread(self, results: Cells) -> Cells:
        """One result per different value, laid out over the rows."""
        return results.take(self.places)


def encode(text: Cells) -> Encoded:
    """The different values of a text column."""
    encoded = text.dictionary_encode()
    values = encoded.dictionary
    blank = pc.is_in(pc.utf8_lower(values), value_set=pa.array(sorted(blanks())))
    if not pc.any(blank).as_py():
        return Encoded(values, encoded.indices)
    means = pc.invert(blank)
    kept = np.cumsum(means.to_numpy(zero_copy_only=False)) - 1
    places = pc.if_else(means, pa.array(kept), pa.scalar(None, pa.int64())).take(encoded.indices)
    return Encoded(values.filter(means), places)


_CLOCK = r"^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})[T ,].*$"


def encode_days(text: Cells) -> Encoded:
    """The different values of a column of dates, without the time of day."""
    timed = encode(text)
    days = encode(pc.replace_substring_regex(timed.values, _CLOCK, r"\1"))
    return Encoded(days.values, days.places.take(timed.places))
