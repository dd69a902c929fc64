"""A text column as its different values: what is decided once per value is spread over the rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.intake.arrow import Cells, Mask, is_encoded, pc
from revops.intake.names import blanks


@dataclass(frozen=True)
class Encoded:
    """A text column as its different values and the place of each; placeholders are blank.

    Attributes:
        values: The different values, as an Arrow array of text, in the order of their first rows.
        places: Per row, the place of its value; null where the cell is blank.
    """

    values: Cells
    places: Cells

    @property
    def stand_once(self) -> bool:
        """Whether no two rows have the same value."""
        return bool(len(self.values) == len(self.places) - self.places.null_count)

    @property
    def texts(self) -> list[str]:
        """The different values as Python texts."""
        found: list[str] = self.values.to_pylist()
        return found

    def first(self, marked: Sequence[bool] | Mask) -> str | None:
        """The first of the different values that is marked; None where none is."""
        return next((text for text, is_marked in zip(self.texts, marked, strict=True) if is_marked), None)

    def spread(self, results: Cells) -> Cells:
        """One result per different value, laid out over the rows."""
        each_its_own = self.stand_once and not self.places.null_count
        return results if each_its_own else results.take(self.places)

    def count(self, among: Mask) -> npt.NDArray[np.int64]:
        """How many of the marked rows have each of the different values."""
        places = self.places if among.all() else self.places.filter(pa.array(among))
        counts: npt.NDArray[np.int64] = np.bincount(places.drop_null().to_numpy(), minlength=len(self.values))
        return counts

    def rewritten(self, texts: Iterable[str]) -> Encoded:
        """The same rows with other texts, one per different value; those that become alike are one value."""
        again = pa.array(texts, pa.string()).dictionary_encode()
        return Encoded(again.dictionary, again.indices.take(self.places))


def encode(text: Cells) -> Encoded:
    """The different values of a text column."""
    values, places = _as_sent(text) if is_encoded(text) else _as_found(text)
    blank = pc.is_in(pc.utf8_lower(values), value_set=pa.array(sorted(blanks())))
    if not pc.any(blank).as_py():
        return Encoded(values, places)
    means = pc.invert(blank)
    kept = np.cumsum(means.to_numpy(zero_copy_only=False)) - 1
    moved = pc.if_else(means, pa.array(kept, pa.int32()), pa.scalar(None, pa.int32()))
    return Encoded(values.filter(means), moved.take(places))


def _as_found(text: Cells) -> tuple[Cells, Cells]:
    encoded = text.dictionary_encode()
    return encoded.dictionary, encoded.indices


def _as_sent(text: Cells) -> tuple[Cells, Cells]:
    """Values in the order of their first cells, without those of rows that are gone, such as the header."""
    used = text.indices.unique().drop_null()
    return text.dictionary.take(used), pc.index_in(text.indices, value_set=used).cast(text.indices.type)


_CLOCK = r"^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})[T ,][^-/.]*\.?[^-/.]*[-/]?[^-/.]*$"
"""A day and its time, which may have a part of a second and a zone; a second day has more signs between."""


def encode_days(text: Cells) -> Encoded:
    """The different values of a column of dates, without the time of day."""
    timed = encode(text)
    days = encode(pc.replace_substring_regex(timed.values, _CLOCK, r"\1"))
    return Encoded(days.values, days.places.take(timed.places))
