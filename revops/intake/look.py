"""How the values of a column look: dates, numbers, flags, codes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from revops.intake.arrow import Cells
from revops.intake.dates import Sort, is_count, is_dotted_month, sort_of
from revops.intake.digits import western
from revops.intake.money import ANY_MAGNITUDE, ANY_SYMBOL
from revops.intake.names import blanks, tight, words
from revops.vocabulary import ColumnKind

SAMPLE = 200
LONGEST = 1_000
"""Letters of a value that are looked at; what is longer is a text, however it goes on."""
SECTIONS = ("flags", "stages", "deal_kinds", "departments", "intervals")

_UNIT = rf"([A-Z]{{3}}|{ANY_SYMBOL}|[^\w\s.,()'-]{{1,3}}|(?:kr|fr|rs)\.?)?"
_SECOND_PART = r"(?<=[億亿万萬])[\d.,]+[千百]?[万萬千]?"
NUMBER = re.compile(
    rf"^[-+(−]*\s*{_UNIT}\s*[-−]?[\d٠-٩۰-۹][\d.,'’  \s]*(e[+-]?\d+)?({ANY_MAGNITUDE}|crs?|l)?({_SECOND_PART})?"
    rf"\.?\s*[-%)]*\s*{_UNIT}\)?$",
    re.IGNORECASE,
)
CODE = re.compile(r"^[A-Z]{3}$")


@dataclass(frozen=True, kw_only=True)
class Look:
    """Shares of a sample of a column's values, each 0 to 1.

    Attributes:
        filled: Share of all cells that hold anything.
        dates: Look like dates or months.
        months: Look like months or their first days.
        serials: Look like a count of time: Excel's day numbers, or seconds and milliseconds since 1970.
        dotted: Look like months or numbers with two decimals, as "2000.10" does.
        numbers: Look like numbers, money or percentages.
        words: By section of the words in cells, the share that it knows: flags, stages, intervals and so on.
        codes: Are three capital letters.
        decided: Are known names for won or lost.
        won: Are known names for won.
        distinct: Different values per value.
        examples: Up to three different values.
    """

    filled: float
    dates: float = 0.0
    months: float = 0.0
    serials: float = 0.0
    dotted: float = 0.0
    numbers: float = 0.0
    codes: float = 0.0
    decided: float = 0.0
    won: float = 0.0
    distinct: float = 0.0
    words: Mapping[str, float] = field(default_factory=dict)
    examples: tuple[str, ...] = ()

    def fits(self, kind: ColumnKind) -> float:
        """How well the values agree with a kind of column, 0 to 1; a blank column contradicts nothing."""
        if not self.filled:
            return 0.9
        match kind:
            case ColumnKind.DATE:
                return max(self.dates, self.serials)
            case ColumnKind.MONEY | ColumnKind.NUMBER | ColumnKind.SHARE:
                return self.numbers * (1 - self.dates + self.dotted)
            case ColumnKind.FLAG:
                return self.words["flags"]
            case ColumnKind.ID:
                return 1 - max(self.dates * 0.8, 0.3 * (self.words["flags"] > 0.9 and self.distinct < 0.5))
            case _:
                return 1 - 0.9 * self.dates


def look_at(column: Cells) -> Look:
    """The look of a column, from up to 200 of its values spread over its length."""
    count = len(column) - column.null_count
    if not count:
        return Look(filled=0.0)
    picks = np.unique(np.linspace(0, count - 1, SAMPLE).astype(int))
    if column.null_count:
        picks = np.flatnonzero(column.is_valid().to_numpy(zero_copy_only=False))[picks]
    taken = (value[:LONGEST] for value in column.take(pa.array(picks)).to_pylist())
    values = [value for value in taken if value.casefold() not in blanks()]
    if not values:
        return Look(filled=0.0)
    tights = [tight(value) for value in values]
    stages = words("stages")
    sorts = _sorts(values)
    return Look(
        filled=count / len(column),
        dates=_share([sort is not None for sort in sorts]),
        months=_share([sort is Sort.MONTH for sort in sorts]),
        serials=_share([is_count(value) for value in values]),
        dotted=_share([sort is not None and is_dotted_month(value) for value, sort in zip(values, sorts, strict=True)]),
        numbers=_share([bool(NUMBER.match(western(value))) for value in values]),
        codes=_share([bool(CODE.match(value)) for value in values]),
        decided=_share([stages.get(value) in ("won", "lost") for value in tights]),
        won=_share([stages.get(value) == "won" for value in tights]),
        words={section: _share([value in words(section) for value in tights]) for section in SECTIONS},
        distinct=len(set(values)) / len(values),
        examples=tuple(dict.fromkeys(values))[:3],
    )


def _sorts(values: Sequence[str]) -> list[Sort | None]:
    """What each value names; beside other numbers "2000.10" is a number too."""
    sorts = [sort_of(value) for value in values]
    if any(sort is None and NUMBER.match(western(value)) for value, sort in zip(values, sorts, strict=True)):
        return [None if is_dotted_month(value) else sort for value, sort in zip(values, sorts, strict=True)]
    return sorts


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits)
