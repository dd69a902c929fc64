"""What a metric is: one declaration from which number, interval, trend, drill-down and prose follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from revops.vocabulary import Better, Entity, Group, Kind, Team, Timing, Unit

Estimate = Literal["median", "incidence", "restricted_mean"]


@dataclass(frozen=True, kw_only=True)
class Metric:
    """A number the sources name, or evidence for a sign.

    `rows` is static SQL in DuckDB's dialect over the canonical tables and the views made from them. It
    returns one row per counted thing: the entity's id, `on_date` (the date the row belongs to, may be
    null), and what the kind asks for (`part`, with `whole` where it is not 1; `numerator` and
    `denominator`; `value`; `days` and `outcome`; `category`; `category` and `part` for the spread of a
    derived metric). It never mentions window, segment or filter: the fold applies them.

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
        rivals: Other definitions in use, each a full reading: key to SQL.
        rival_labels: Their names on screen, by the same keys.
        optional: Columns (`table.column`) the SQL reads that may be blank; all others are needed.
        cautions: Sentences to show beside the number, with `{n}` for how many: each with SQL that counts what it
            warns of (one number, or no row); nothing is shown where there is nothing to count.
        unless: Sentences that stand in the number's place, each with SQL that counts what makes any number
            meaningless, as for `cautions`; they hold for the rivals as well.
        one_of: Groups of columns (`table.column`) of which one has to be known each; they need not all be there.
        estimate: For `TIME_TO_EVENT`: which number is the headline.
        event: For `TIME_TO_EVENT`: the outcome that counts as the event; others compete, null is censored.
        stands_for: For distributions and series: a sentence that says what their one number is, with `{category}` for
            the largest.
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
    rows: str
    minimum: int = 30
    rivals: Mapping[str, str] = field(default_factory=dict)
    rival_labels: Mapping[str, str] = field(default_factory=dict)
    optional: tuple[str, ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    cautions: Mapping[str, str] = field(default_factory=dict)
    unless: Mapping[str, str] = field(default_factory=dict)
    estimate: Estimate = "median"
    event: str = "won"
    stands_for: str = ""
    is_headline: bool = False
    key: str = ""
