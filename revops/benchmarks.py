"""What others measured, with how firm it is, and what it says beside a company's own interval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, Literal

from revops.content import build, load
from revops.errors import ContentError
from revops.metrics import METRICS
from revops.reading import Reading
from revops.vocabulary import Better

MOST_YEARS: Final = 10
"""Older figures colour nothing."""
_FILE: Final = "benchmarks.toml"

HOW_FIRM: Final[Mapping[str, str]] = {
    "A": "measured in systems",
    "B": "a large survey, read at its publisher",
    "C": "second-hand",
}
"""What the letters mean; figures that cannot be traced are not shipped."""


class Side(StrEnum):
    """Where a company stands beside a benchmark, as far as its own interval tells."""

    BETTER = "better"
    WORSE = "worse"
    ABOVE = "above"
    BELOW = "below"
    UNCLEAR = "unclear"


@dataclass(frozen=True, kw_only=True)
class Benchmark:
    """One published figure.

    Attributes:
        metric: Key of the metric it can be held against.
        segment: Which companies or rows it is about.
        unit: That of the metric; shares are 0 to 1.
        middle: The median, or the mean where `measured` says so.
        year: Of publication.
        measured: How, a sentence.
        publisher: Who published it, with the title.
        address: Where it was read.
        firmness: A, B or C, as in `HOW_FIRM`.
        n: How many were counted; None where the text that was read does not state it.
        counted: What was counted: companies, opportunities.
        low: Below it lie a quarter of all; None where it is not published.
        high: Above it lie a quarter of all.
    """

    metric: str
    segment: str
    unit: str
    middle: float
    year: int
    measured: str
    publisher: str
    address: str
    firmness: Literal["A", "B", "C"]
    n: int | None = None
    counted: str = ""
    low: float | None = None
    high: float | None = None
    key: str = ""

    @property
    def cited(self) -> str:
        """How it was measured and by whom, where it was read, how many it rests on, how firm it is."""
        rows = f"n = {self.n:,} {self.counted}" if self.n else "n is not stated in the text we read"
        where = f"{self.publisher}, {self.year}, read at {self.address}"
        return f"{self.measured} {where}; {rows}; firmness {self.firmness}, {HOW_FIRM[self.firmness]}."

    def is_firm(self, year: int) -> bool:
        """Whether it may colour a verdict in a year: traced to its publisher, and not too old."""
        return self.firmness in ("A", "B") and year - self.year <= MOST_YEARS


def benchmarks_from(content: Mapping[str, Any], file: str = _FILE) -> Mapping[str, Benchmark]:
    """Benchmarks of a parsed file by key.

    Raises:
        ContentError: If one is not complete, names no metric, has another unit than its metric, or ends out of order.
    """
    found: dict[str, Benchmark] = {}
    for key, values in content.items():
        if not isinstance(values, Mapping):
            raise ContentError(file, key, f"is a single value; a table [{key}] is expected.")
        found[key] = build(Benchmark, values, file, key, key=key)
        wrong = _wrong(found[key])
        if wrong:
            raise ContentError(file, key, wrong)
    return MappingProxyType(found)


def _wrong(entry: Benchmark) -> str | None:
    metric = METRICS.get(entry.metric)
    if metric is None:
        return f"'metric' names no metric: {entry.metric}."
    if entry.unit != metric.unit.value:
        return f"'unit' is {entry.unit!r}; {entry.metric} is measured as {metric.unit.value!r}."
    known = [value for value in (entry.low, entry.middle, entry.high) if value is not None]
    if known != sorted(known):
        return "'low', 'middle' and 'high' do not rise."
    if entry.firmness == "A" and entry.n is None:
        return "'n' is missing; a figure measured in systems says how many."
    if (entry.n is None) != (not entry.counted):
        return "'n' and 'counted' belong together: how many, and of what."
    blank = [name for name in ("segment", "measured", "publisher", "address") if not getattr(entry, name)]
    return f"'{blank[0]}' is empty." if blank else None


BENCHMARKS = benchmarks_from(load(_FILE))


def benchmarks_of(metric: str) -> tuple[Benchmark, ...]:
    """The benchmarks of a metric, in the order of the file."""
    return tuple(entry for entry in BENCHMARKS.values() if entry.metric == metric)


def firm_one(metric: str, year: int) -> Benchmark | None:
    """The first benchmark of a metric that may colour a verdict; None where there is none."""
    return next((entry for entry in benchmarks_of(metric) if entry.is_firm(year)), None)


def side(reading: Reading, entry: Benchmark, year: int) -> Side | None:
    """On which side of a benchmark a company stands.

    Args:
        reading: The company's own, of the benchmark's metric.
        entry: The benchmark.
        year: The year we are in.

    Returns:
        `UNCLEAR` where the interval holds the benchmark; None where nothing may be said, because the benchmark is
        not firm or too old, the company counts by another definition than the published one, or its own number is
        unknown, has no interval or too few rows.
    """
    if reading.definition or not entry.is_firm(year) or not reading.firm or reading.low is None:
        return None
    if reading.low <= entry.middle and (reading.high is None or reading.high >= entry.middle):
        return Side.UNCLEAR
    is_above = reading.low > entry.middle
    better = METRICS[entry.metric].better
    if better is Better.NEITHER:
        return Side.ABOVE if is_above else Side.BELOW
    return Side.BETTER if is_above == (better is Better.HIGHER) else Side.WORSE
