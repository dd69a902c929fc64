"""What an estimator is given and gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from revops.fold import Group, Reads
from revops.metric import Metric
from revops.reading import PutIn
from revops.statistics.interval import Interval
from revops.statistics.middles import Middle
from revops.vocabulary import Unit


@dataclass(frozen=True, slots=True)
class Beside:
    """Another number made from the same rows."""

    value: float
    unit: Unit
    n: int
    interval: Interval | None = None
    is_census: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A category, or a month and category, with its number."""

    key: str
    value: float
    n: int
    interval: Interval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number from a group of rows.

    Attributes:
        n: Rows counted.
        value: None where the rows give none.
        interval: None for a census, and where too few rows say nothing about the spread.
        beside: Other numbers of the same rows, by key.
        parts: Categories.
        put_in: The two sums whose quotient the value is, where it is one.
        notes: What must be known beside the number.
        is_unripe: Whether the group is too young for a value.
    """

    n: int
    value: float | None = None
    interval: Interval | None = None
    beside: Mapping[str, Beside] = field(default_factory=dict)
    parts: tuple[Part, ...] | None = None
    put_in: PutIn | None = None
    notes: tuple[str, ...] = ()
    is_unripe: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One group of rows to make a number of.

    Attributes:
        metric: What is measured.
        read: What its SQL reads.
        group: The sufficient statistics.
        horizon: Age in days at which all groups are judged; None where the kind has none.
        middle: The group's median, where the engine found it.
        months: First days of all months that the metric's rows span, where they are counted by month.
        is_covered: Whether the data reach into the window, so that nothing counted means 0.
        is_whole: Whether the group is all rows; only then other numbers are put beside.
    """

    metric: Metric
    read: Reads
    group: Group
    horizon: int | None = None
    middle: Middle | None = None
    months: tuple[date, ...] = ()
    is_covered: bool = True
    is_whole: bool = False

    def put_in(self, part: float, whole: float, times: float = 1.0) -> PutIn:
        """Both sums of a quotient, as money where amounts are what the rows weigh.

        Args:
            part: The sum above the line.
            whole: The sum below it.
            times: How often the quotient counts.
        """
        adds_money = bool(self.read.money) and bool({"whole", "numerator", "value"} & set(self.read.outputs))
        above = Unit.MONEY if adds_money else Unit.COUNT
        below = Unit.COUNT if self.metric.unit.is_money else above
        return PutIn(part=float(part), whole=float(whole), times=times, part_unit=above, whole_unit=below)
