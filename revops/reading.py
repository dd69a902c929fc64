"""What a metric says about one company: a value with its uncertainty, or the reason there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from revops.vocabulary import Slice, Unit, Verdict


@dataclass(frozen=True, kw_only=True)
class Piece:
    """The reading of one month, segment or category.

    Attributes:
        key: "2017-03" for months, "2017-Q1" for quarters, the name of a segment otherwise; "" for blank.
        value: None where there is nothing to compute from.
        low: Lower end of the 95% interval; None for a census.
        high: Upper end.
        n: Rows counted.
        partial: Whether the extract cuts the period off; such periods carry no verdict.
    """

    key: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    partial: bool = False


@dataclass(frozen=True, kw_only=True)
class PutIn:
    """The two sums whose quotient a number is.

    Attributes:
        part: What stands above the line: the won, the amount, the sum of all values.
        whole: What stands below it.
        times: How often the quotient counts; 1 but for rates such as the money a day of all open deals.
        part_unit: Money or a count.
        whole_unit: Money or a count.
        currency: Of the money; None where the file does not say.
    """

    part: float
    whole: float
    times: float = 1.0
    part_unit: Unit = Unit.COUNT
    whole_unit: Unit = Unit.COUNT
    currency: str | None = None


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One metric of one dataset in one window.

    Exactly one of `value` and `reason` is given.

    Attributes:
        key: The metric's key, or the rival's.
        value: Full precision, in the metric's unit.
        low: Lower end of the 95% interval; None for a census and for unknown values.
        high: Upper end; may be None while `low` is known (odds without a loss).
        n: Rows counted.
        unit: What value, low and high are measured in.
        currency: Of money; None where the file does not say.
        reason: Why there is no value, and what would unlock it, for a founder.
        firm: Whether `n` reaches the metric's minimum; otherwise shown muted, without a verdict.
        is_census: Whether everything was counted, so that there is no sampling interval.
        by: Breakdowns, in the order of time or of n.
        groups: Breakdowns by segment, source and the like once more: small groups together, each held against the rest.
        parts: Categories of a distribution, or month-and-category of a series ("2025-03 new").
        rivals: Other definitions, each a full reading.
        beside: Other estimates of the same rows: "mean" beside a median, "top_1_share" beside a total.
        definition: The rival that was chosen in place of the published definition; None where none was.
        put_in: The sums put into the formula, where the number is one sum over another.
        made_of: The numbers put into the formula, by name, where it is made from others.
        notes: What a reader must know beside the number, whole sentences.
    """

    key: str
    unit: Unit
    n: int = 0
    value: float | None = None
    low: float | None = None
    high: float | None = None
    currency: str | None = None
    reason: str | None = None
    firm: bool = False
    is_census: bool = False
    by: Mapping[Slice, tuple[Piece, ...]] = field(default_factory=dict)
    groups: Mapping[Slice, tuple[Standing, ...]] = field(default_factory=dict)
    parts: tuple[Piece, ...] | None = None
    rivals: Mapping[str, Reading] = field(default_factory=dict)
    beside: Mapping[str, Reading] = field(default_factory=dict)
    definition: str | None = None
    put_in: PutIn | None = None
    made_of: Mapping[str, Reading] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.value is None) == (self.reason is None):
            raise ValueError(f"{self.key}: a reading has a value or a reason, never both or neither")

    @property
    def is_known(self) -> bool:
        """Whether there is a value."""
        return self.value is not None


@dataclass(frozen=True, kw_only=True)
class Change:
    """How far a number lies from what it was in an earlier period.

    Attributes:
        since: First day of the earlier period.
        until: Its last day.
        value: The number then; None where it cannot be compared.
        n: Rows behind it then.
        difference: Now less then, in the unit; shares in shares, so 0.03 is three points. None without a value then.
        relative: How much more, 0.12 for 12%; None for shares, and where no multiple can be told.
        low: Low end of the 95% interval, of `relative` for money and counts of what happened, else of `difference`.
        high: Its high end.
        p_value: How often chance alone gives a change this large; None where no interval can tell.
        verdict: Whether it is more than noise, all numbers of the screen considered; None where nothing tells.
        reason: Why there is no comparison or no verdict; None where there is one.
        fresh: Against an earlier assessment, the number of the days after it alone; then the verdict and `p_value`
            hold it against the number then, since no row is in both, and there is no range of the change itself.
    """

    since: date | None = None
    until: date | None = None
    value: float | None = None
    n: int = 0
    difference: float | None = None
    relative: float | None = None
    low: float | None = None
    high: float | None = None
    p_value: float | None = None
    verdict: Verdict | None = None
    reason: str | None = None
    fresh: Piece | None = None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One group held against all other groups together.

    Attributes:
        piece: The group's own number; of several small ones, of all of them together.
        pooled: How many groups it stands for.
        difference: Its number less that of the others, in the unit; None where nothing tells.
        relative: How much more, 0.12 for 12%; only for money.
        low: Low end of the 95% interval, of `relative` for money, of `difference` otherwise.
        high: Its high end.
        p_value: How often luck alone puts a group this far out.
        verdict: Whether it is more than luck, all groups considered; None where it is too small, or one of several.
    """

    piece: Piece
    pooled: int = 1
    difference: float | None = None
    relative: float | None = None
    low: float | None = None
    high: float | None = None
    p_value: float | None = None
    verdict: Verdict | None = None
