"""What a metric is: one declaration from which number, interval, trend, drill-down and prose follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from revops.vocabulary import Better, Entity, Fact, Group, Kind, Team, Timing, Unit

Estimate = Literal[
    "usual",
    "incidence",
    "restricted_mean",
    "lifetime",
    "projected_lifetime",
    "largest_share",
    "slope",
    "steadiness",
    "steps",
    "drift",
    "outlook",
]


@dataclass(frozen=True, kw_only=True)
class Ingredient:
    """A number that stands on no card of its own, counted for a formula alone.

    What it does not say (what leaves it unknown, its source) is that of the metric it goes into.

    Attributes:
        label: Its name beside the formula.
        kind: Decides estimate and interval.
        unit: What it is measured in.
        of: What a row is.
        timing: How the window acts.
        rows: The SQL, as for a metric.
        minimum: Rows below which what is made of it is not firm.
        estimate: For `TIME_TO_EVENT`: which number is meant.
        event: For `TIME_TO_EVENT`: the outcome that counts as the event.
        optional: Columns (`table.column`) the SQL reads that may be blank.
        one_of: Groups of columns of which one has to be known each.
    """

    label: str
    kind: Kind
    unit: Unit
    of: Entity
    timing: Timing
    rows: str
    minimum: int = 1
    estimate: Estimate = "usual"
    event: str = "won"
    optional: tuple[str, ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Derived:
    """A number made from other numbers by arithmetic; two are never the same, for formulas cannot be compared.

    Attributes:
        of: Names in the formula to what they stand for: the key of a metric, `metric:rival` for one of its other
            definitions, or a number counted for this formula alone.
        formula: Called with one keyword per name; plain arithmetic, so that it works on a number and on an array of
            draws alike. What is not finite counts as no value.
        facts: Figures that no file holds; the formula is given them under their own names.
    """

    of: Mapping[str, str | Ingredient]
    formula: Callable[..., Any]
    facts: tuple[Fact, ...] = ()


Definition = str | Derived
"""How a number comes about: SQL that returns rows, or arithmetic on other numbers."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Metric:
    """A number the sources name, or evidence for a sign.

    `rows` is static SQL in DuckDB's dialect over the canonical tables and the views made from them. It
    returns one row per counted thing: the entity's id, `on_date` (the date the row belongs to, may be
    null), and what the kind asks for (`part`, with `whole` where it is not 1; `numerator` and
    `denominator`; `value`; `days` and `outcome`; `category`; `category` and `part` for the spread of a
    derived metric). Of shares and ratios it may say which rows are not independent (`cluster`: the rep, whose
    quarters resemble each other), and how often the ratio counts (`times`: 1 for each open deal). It never mentions
    window, segment or filter: the fold applies them. Shares of a funnel say which step a row is at (`place`, from 1;
    0 is the whole way; and its name, `step`).

    Attributes:
        label: Name on the card, the field's standard term.
        says: What it tells, as a founder would say it.
        counts: Which rows count, a sentence.
        leaves_out: Which do not, a sentence.
        belongs_to: Which date a row belongs to, a sentence.
        unknown_when: When there is no value, a sentence.
        formula: The arithmetic in words, one line: "won / (won + lost)".
        kind: Decides estimate and interval.
        unit: What the number is measured in.
        better: Which direction is good news.
        models: Whose reading it belongs to; both teams for shared metrics.
        group: Part of the scorecard.
        source: Key in `content/sources.toml`.
        of: What a row is.
        timing: How the window acts.
        minimum: Rows below which the number is shown muted and carries no verdict.
        rows: The SQL.
        made_of: For numbers made from other numbers; then there are no rows of its own.
        rivals: Other definitions in use, each a full reading: key to SQL, or to what it is made of.
        rival_labels: Their names on screen, by the same keys.
        optional: Columns (`table.column`) the SQL reads that may be blank; all others are needed.
        cautions: Sentences to show beside the number, with `{n}` for how many: each with SQL that counts what it
            warns of (one number, or no row); nothing is shown where there is nothing to count.
        by_cohort: A sentence to show where the number is broken down by when its rows began; empty where none is due.
        undivided: A sentence that says why it is not broken down by segment, owner and the like; empty where it can be.
        of_leavers: Whether it hangs on who left and when, so that a file which says only who is told beside it.
        unless: Sentences that stand in the number's place, each with SQL that counts what makes any number
            meaningless, as for `cautions`; they hold for the rivals as well.
        rival_unless: The same for one rival alone, by its key.
        one_of: Groups of columns (`table.column`) of which one has to be known each; they need not all be there.
        estimate: What is made of the sums: what the kind usually gives (of times to an event the median), or another
            in its place.
        event: For `TIME_TO_EVENT`: the outcome that counts as the event; others compete, null is censored.
        floor: For `RATIO` and means: the lowest value there can be; None where it can be negative.
        ceiling: For `RATIO`: the highest value there can be; None where nothing bounds it.
        divides_by_count: For `RATIO`: whether the denominator counts things that come one by one, such as customers, so
            that luck alone tells how far the number of a single month may lie off.
        stands_for: For distributions and series: a sentence that says what their one number is, with `{category}` for
            the largest.
        moved_by: For a state at month ends: the series whose movements add up to its change, and how often each counts.
        of_quarters: Whether it hangs on how far a quarter has run, so that the days of a part are held against nothing.
        each: The span of time that a rate is for, as words behind its number: "a month". Not of its rivals.
        is_headline: Whether it stands in the first row of the scorecard.
        key: Filled in by the catalogue: the variable's name.
    """

    label: str
    says: str
    counts: str
    leaves_out: str
    belongs_to: str
    unknown_when: str
    formula: str
    kind: Kind
    unit: Unit
    better: Better
    models: tuple[Team, ...]
    group: Group
    source: str
    of: Entity
    timing: Timing
    rows: str = ""
    made_of: Derived | None = None
    minimum: int = 30
    rivals: Mapping[str, Definition] = field(default_factory=dict)
    rival_labels: Mapping[str, str] = field(default_factory=dict)
    optional: tuple[str, ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    cautions: Mapping[str, str] = field(default_factory=dict)
    by_cohort: str = ""
    undivided: str = ""
    of_leavers: bool = False
    unless: Mapping[str, str] = field(default_factory=dict)
    rival_unless: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    estimate: Estimate = "usual"
    event: str = "won"
    floor: float | None = 0.0
    ceiling: float | None = None
    divides_by_count: bool = False
    stands_for: str = ""
    moved_by: Mapping[str, float] = field(default_factory=dict)
    of_quarters: bool = False
    each: str = ""
    is_headline: bool = False
    key: str = ""

    @property
    def definition(self) -> Definition:
        """How the number comes about."""
        return self.made_of or self.rows
