"""How the values of a column look: dates, numbers, flags, codes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from revops.intake.names import blanks, tight, words
from revops.vocabulary import ColumnKind

SAMPLE = 200

DATE = re.compile(
    r"^\d{4}-\d{1,2}(-\d{1,2})?([ T].*)?$|^\d{1,4}[./-]\d{1,2}[./-]\d{2,4}([ T,].*)?$|^\d{8}$|^\d{1,2}[/-]\d{4}$"
    r"|^\d{4}[./年]\d{1,2}([./月]\d{1,2})?日?月?([ T].*)?$"
    r"|^[^\W\d]{3,12}\.?[ -]*'?\d{2,4}$|^\d{1,2}\.?[ -][^\W\d]{3,12}\.?[ -,]+\d{2,4}([ T].*)?$"
    r"|^([^\W\d]{3,9},? )?[^\W\d]{3,12}\.? \d{1,2}(st|nd|rd|th)?,? \d{4}([ T,].*)?$|^\d{1,2}\. ?[^\W\d]{3,12} \d{4}$"
)
MONTH = re.compile(
    r"^\d{4}[-/.]\d{1,2}$|^\d{1,2}[-/.]\d{4}$|^[^\W\d]{3,12}\.?[ -]*'?\d{2,4}$|^\d{4}年\d{1,2}月$|^\d{4}-\d{2}-01([ T]00:00(:00)?)?$"
)
NUMBER = re.compile(
    r"^[-+(−]*\s*([A-Z]{3}|[^\w\s.,()'-]{1,3}|kr|zł|R\$|US\$)?\s*[-−]?[\d٠-٩۰-۹][\d.,'’  \s]*(e[+-]?\d+)?\s*[-%)]*\s*([A-Z]{3}|[^\w\s.,()'-]{1,3}|kr|zł)?\)?$",
    re.IGNORECASE,
)
CODE = re.compile(r"^[A-Z]{3}$")
SERIAL = re.compile(r"^[2-6]\d{4}(\.\d+)?$")


@dataclass(frozen=True, kw_only=True)
class Look:
    """Shares of a sample of a column's values, each 0 to 1.

    Attributes:
        filled: Share of all cells that hold anything.
        dates: Look like dates or months.
        months: Look like months.
        serials: Look like Excel's day numbers.
        numbers: Look like numbers, money or percentages.
        flags: Are words for yes or no.
        codes: Are three capital letters.
        stages: Are known names of stages.
        decided: Are known names for won or lost.
        distinct: Different values per value.
        examples: Up to three different values.
    """

    filled: float
    dates: float = 0.0
    months: float = 0.0
    serials: float = 0.0
    numbers: float = 0.0
    flags: float = 0.0
    codes: float = 0.0
    stages: float = 0.0
    decided: float = 0.0
    distinct: float = 0.0
    examples: tuple[str, ...] = ()

    def fits(self, kind: ColumnKind) -> float:
        """How well the values agree with a kind of column, 0 to 1; a blank column contradicts nothing."""
        if not self.filled:
            return 0.9
        match kind:
            case ColumnKind.DATE:
                return max(self.dates, self.serials)
            case ColumnKind.MONEY | ColumnKind.NUMBER | ColumnKind.SHARE:
                return self.numbers * (1 - self.dates)
            case ColumnKind.FLAG:
                return self.flags
            case ColumnKind.ID:
                return 1 - max(self.dates * 0.8, 0.3 * (self.flags > 0.9))
            case _:
                return 1 - 0.9 * self.dates


def look_at(column: pa.Array) -> Look:
    """The look of a column, from up to 200 of its values spread over its length."""
    filled = np.flatnonzero(column.is_valid().to_numpy(zero_copy_only=False))
    if not len(filled):
        return Look(filled=0.0)
    picks = filled[np.unique(np.linspace(0, len(filled) - 1, SAMPLE).astype(int))]
    values = [value for value in column.take(pa.array(picks)).to_pylist() if value.casefold() not in blanks()]
    if not values:
        return Look(filled=0.0)
    flags, stages = words("flags"), words("stages")
    known = [stages.get(tight(value)) for value in values]
    return Look(
        filled=len(filled) / len(column),
        dates=_share([bool(DATE.match(value)) for value in values]),
        months=_share([bool(MONTH.match(value)) for value in values]),
        serials=_share([bool(SERIAL.match(value)) for value in values]),
        numbers=_share([bool(NUMBER.match(value)) for value in values]),
        flags=_share([tight(value) in flags for value in values]),
        codes=_share([bool(CODE.match(value)) for value in values]),
        stages=_share([meaning is not None for meaning in known]),
        decided=_share([meaning in ("won", "lost") for meaning in known]),
        distinct=len(set(values)) / len(values),
        examples=tuple(dict.fromkeys(values))[:3],
    )


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits)
