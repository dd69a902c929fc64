"""What columns, rows and numbers are called in sentences: one place for screens, command line and notebooks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revops.content import load
from revops.errors import ContentError
from revops.metric import Metric
from revops.metrics import METRICS
from revops.reading import Reading
from revops.tables import TABLES
from revops.vocabulary import ColumnKind, Entity, Fact, Kind, Timing, Unit

PHRASES = {
    "opened_on": "opening",
    "closed_on": "closing",
    "expected_close_on": "expected closing",
    "first_contact_on": "first contact",
    "last_activity_on": "last activity",
    "next_step_on": "next step",
    "entered_on": "entry",
    "created_on": "creation",
    "started_on": "start",
    "ended_on": "end",
    "spent_on": "spending",
    "mql_on": "marketing qualification",
    "sql_on": "sales acceptance",
    "converted_on": "conversion",
    "first_touch_on": "first touch",
    "mrr": "monthly amount",
    "kind": "kind of business",
    "activities.kind": "kind",
    "term_months": "length in months",
    "made_on": "forecast",
}
"""Phrases for columns, or one of a table, whose names do not read as words; dates get the word "date" behind them."""

REPEATED: Mapping[tuple[Entity, Kind, Timing], tuple[str, str]] = {
    (Entity.CUSTOMER, Kind.SHARE, Timing.FLOW): ("month of a customer", "months of customers"),
    (Entity.CUSTOMER, Kind.SERIES, Timing.FLOW): ("movement", "movements"),
    (Entity.MONTH, Kind.TOTAL, Timing.FLOW): ("cost", "costs"),
    (Entity.REP, Kind.RATIO, Timing.FLOW): ("quota of a rep", "quotas of reps"),
    (Entity.REP, Kind.SHARE, Timing.FLOW): ("quota of a rep", "quotas of reps"),
    (Entity.ACTIVITY, Kind.RATIO, Timing.FLOW): ("activity", "activities"),
}
"""Rows of which one entity has several, so that they need a name of their own."""

IN_DAYS = "in steps of 24 hours: the files give days, no times of day"
"""What stands beside hours."""

_FILE = "beside.toml"


def _labels() -> Mapping[str, str]:
    labels = load(_FILE)
    for key, label in labels.items():
        if not isinstance(label, str):
            raise ContentError(_FILE, key, "is no text.")
    return labels


BESIDE = _labels()
"""Names of the numbers beside a headline, by their keys."""


def thing(column: str) -> str:
    """What a column holds, as a phrase: `closed_on` is a closing date."""
    table, name = column.split(".")
    phrase = PHRASES.get(column) or PHRASES.get(name, name.replace("_", " "))
    return f"{phrase} date" if TABLES[table].column(name).kind is ColumnKind.DATE else phrase


def names_of_rows(metric: Metric) -> tuple[str, str]:
    """What one row of a metric is called, and several: a month of a customer is no customer."""
    own = metric.of.value, f"{metric.of.value}s"
    return REPEATED.get((metric.of, metric.kind, metric.timing), own)


def rival_label(metric: str, definition: str) -> str:
    """Name on screen of one of a metric's other definitions; of its own, where a rival stands in its place."""
    return METRICS[metric].rival_labels.get(definition, "As defined here")


def each(reading: Reading) -> str:
    """The span of time that a number is for, as words behind it; "" where it is for none, or counted by a rival."""
    metric = METRICS.get(reading.key)
    return reading.unit.each or (metric.each if metric and not reading.definition else "")


def counted_otherwise(reading: Reading) -> str:
    """Which definition stands in place of the published one; "" where that one is used."""
    return f"counted otherwise: {rival_label(reading.key, reading.definition)}" if reading.definition else ""


def others(reading: Reading) -> Iterator[tuple[str, Reading]]:
    """The known numbers beside a headline with their names: other definitions, then other estimates."""
    yield from ((rival_label(reading.key, key), rival) for key, rival in reading.rivals.items() if rival.is_known)
    yield from beside(reading)


def beside(reading: Reading) -> Iterator[tuple[str, Reading]]:
    """The known estimates beside a headline with their names; a median that a definition gives stands once."""
    given = {(rival.value, rival.n) for rival in reading.rivals.values() if rival.is_known}
    for key, other in reading.beside.items():
        is_given = key.startswith("median") and (other.value, other.n) in given
        if other.is_known and not is_given:
            yield BESIDE[key], other


def put_in(reading: Reading) -> Iterator[tuple[str, Reading]]:
    """The numbers put into a formula, with their names; nothing for what is counted."""
    made = METRICS[reading.key].made_of
    for name, part in reading.made_of.items():
        meant = made.of.get(name) if made else None
        if isinstance(meant, str):
            key, _, rival = meant.partition(":")
            yield METRICS[key].rival_labels[rival] if rival else METRICS[key].label, part
        else:
            yield meant.label if meant else f"Your {Fact(name).label}", part


def caution(reading: Reading) -> str:
    """What stands right beside a number that would mislead without it; "" where nothing has to."""
    metric = METRICS[reading.key]
    if reading.is_known and not reading.n:
        return "nothing counted"
    in_days = IN_DAYS if reading.is_known and metric.unit is Unit.HOURS else ""
    if reading.is_known and not reading.firm:
        return "; ".join(filter(None, (f"few: a verdict takes {metric.minimum:,}", in_days)))
    if in_days:
        return in_days
    if reading.is_known and metric.timing is Timing.SNAPSHOT and metric.unit is Unit.MONTHS:
        return "at least: the files may begin later than the company"
    is_net = metric.kind is Kind.SERIES and metric.estimate == "usual"
    return "net change over the period" if is_net and reading.is_known else ""
