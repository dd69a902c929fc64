"""How far the numbers lie from those of an earlier assessment, and what the days since then say by themselves.

Two windows that roll on by a week share nearly all their rows, so their difference says little about noise. The
verdict therefore compares the days after the earlier assessment alone with what it had found: no row is in both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256

from revops.dataset import Dataset
from revops.history import NO_EARLIER, DatedReadings
from revops.measure.comparison import COUNTED, WITHOUT_RANGE, judged
from revops.measure.derived import counted_in, facts_of
from revops.measure.earlier import A_DAY
from revops.measure.judging import apart, is_count, ranged
from revops.measure.readings import number
from revops.measure.source import Source, opened
from revops.measure.windows import quarter_of
from revops.metric import Metric
from revops.metrics import METRICS
from revops.reading import Change, Piece, Reading
from revops.statistics.counts import counts_differ
from revops.statistics.differences import Difference
from revops.vocabulary import Fact, Kind, Slice, Timing
from revops.window import Window

FRESH = "since"
"""Key of the piece that holds the days since."""
ALIKE = 0.05
"""Part by which two lengths may differ so that what happened in them is still compared, such as a leap year."""

NOT_THEN = "Your last assessment has no number for it."
OTHERWISE = "It was counted in another way in your last assessment, by another definition or with other figures."
OTHER_CURRENCY = "In your last assessment the amounts were in another currency."
OTHER_LENGTH = "It adds up all days looked at: {then:,} in your last assessment, {now:,} now."
STATE = "It stands for a day, not for what happened since: the difference is what it is, without a verdict."
FOLLOWED = "What began in the days since has not been followed as long as what your last assessment counted."
OF_MONTHS = "It is read from the whole period; the days since alone do not give it."
PART_OF_A_QUARTER = "It hangs on how far a quarter has run, and the days since are no whole quarters."
NO_DAYS = "The days looked at end on {until}, before your last assessment: there are no days since."
NOTHING_SINCE = "Nothing was counted in the days since."
FEW = "Few: a verdict takes {minimum:,} in your last assessment and in the days since."


def dated(
    readings: Mapping[str, Reading], window: Window, facts: Mapping[Fact, float] | None = None
) -> DatedReadings | None:
    """The numbers of an assessment as they go into its history; None for data without a day.

    Args:
        readings: What was measured.
        window: The days looked at.
        facts: The user's own figures.
    """
    if window.as_of is None or window.until is None:
        return None
    known = {key: _bare(reading) for key, reading in readings.items() if reading.is_known}
    return DatedReadings(
        as_of=window.as_of,
        since=window.since,
        until=window.until,
        readings=known,
        ways={key: way(METRICS[key], reading.definition, facts or {}) for key, reading in known.items()},
    )


def way(metric: Metric, definition: str | None, facts: Mapping[Fact, float]) -> str:
    """A fingerprint of how a number is counted: its SQL, its kind, and the user's own figures that go into it."""
    sql = [(own.kind, " ".join(text.split())) for own, text in counted_in(metric, metric.rivals.get(definition or ""))]
    figures = sorted((fact.value, facts[fact]) for fact in facts_of(metric) if fact in facts)
    return sha256(repr((definition, metric.estimate, sql, figures)).encode()).hexdigest()[:16]


def compare_last(
    dataset: Dataset,
    readings: Mapping[str, Reading],
    window: Window,
    last: DatedReadings | None,
    *,
    today: date | None = None,
    facts: Mapping[Fact, float] | None = None,
) -> dict[str, Change]:
    """How far each known number has moved since an earlier assessment.

    Args:
        dataset: The company's tables.
        readings: What was measured in the window, by key.
        window: The days they look at.
        last: The earlier assessment; None where there is none.
        today: As for `measure`.
        facts: As for `measure`.

    Returns:
        By key, in the order of the readings; unknown ones are left out. `difference` is the number now less the number
        then; `fresh` is the number of the days since alone, and the verdict holds it against the number then.
    """
    known = {key: reading for key, reading in readings.items() if reading.is_known}
    if last is None:
        return {key: Change(reason=NO_EARLIER) for key in known}
    since = Window(as_of=window.as_of, since=last.as_of + A_DAY, until=window.until)
    with opened(dataset, since, today or date.today()) as source:
        source.facts = facts or {}
        return judged({key: _change(source, METRICS[key], now, window, last) for key, now in known.items()})


def _bare(reading: Reading) -> Reading:
    return replace(reading, by={}, groups={}, parts=None, rivals={}, beside={}, made_of={}, notes=())


def _change(source: Source, metric: Metric, now: Reading, window: Window, last: DatedReadings) -> Change:
    then = last.readings.get(metric.key)
    change = Change(since=last.since, until=last.until)
    reason = _incomparable(source, metric, now, window, last)
    if reason or then is None or then.value is None or now.value is None:
        return replace(change, reason=reason or NOT_THEN)
    change = replace(change, value=then.value, n=then.n, difference=now.value - then.value)
    if not metric.unit.is_share and then.value > 0 and now.value >= 0:
        change = replace(change, relative=now.value / then.value - 1)
    reason = _without_days(source, metric)
    return replace(change, reason=reason) if reason else _with_fresh(source, metric, now, then, change)


def _incomparable(source: Source, metric: Metric, now: Reading, window: Window, last: DatedReadings) -> str | None:
    """Why the number then says nothing about the number now."""
    then = last.readings.get(metric.key)
    if then is None:
        return NOT_THEN
    if last.ways.get(metric.key) != way(metric, now.definition, source.facts) or then.unit is not now.unit:
        return OTHERWISE
    if then.currency != now.currency:
        return OTHER_CURRENCY
    lengths = _days(last.since, last.until), _days(window.since, window.until)
    if _adds_up(metric) and abs(lengths[0] - lengths[1]) > ALIKE * lengths[1]:
        return OTHER_LENGTH.format(then=lengths[0], now=lengths[1]) if all(lengths) else OF_MONTHS
    return None


def _without_days(source: Source, metric: Metric) -> str | None:
    """Why the days since give no number of their own."""
    timings = {own.timing for own, _ in counted_in(metric)}
    if timings & {Timing.SNAPSHOT, Timing.MONTH_END}:
        return STATE
    if Timing.COHORT in timings:
        return FOLLOWED
    if metric.kind is Kind.SERIES or (metric.made_of and Kind.TOTAL in {own.kind for own, _ in counted_in(metric)}):
        return OF_MONTHS
    days = source.window
    if metric.of_quarters and not _are_whole_quarters(days):
        return PART_OF_A_QUARTER
    return NO_DAYS.format(until=days.until) if days.since and days.until and days.until < days.since else None


def _with_fresh(source: Source, metric: Metric, now: Reading, then: Reading, change: Change) -> Change:
    """The change with the number of the days since, and whether that is more than noise away from the number then."""
    fresh = number(source, metric, (), now.definition)
    if fresh.value is None:
        return replace(change, reason=NOTHING_SINCE)
    piece = Piece(key=FRESH, value=fresh.value, low=fresh.low, high=fresh.high, n=fresh.n)
    change = replace(change, fresh=piece)
    if not (fresh.firm and then.firm):
        return replace(change, reason=FEW.format(minimum=metric.minimum))
    found = _difference(source, metric, now, then, change, fresh)
    if found is None or found.p_value is None:
        return replace(change, reason=COUNTED if fresh.is_census and then.is_census else WITHOUT_RANGE)
    return replace(change, p_value=found.p_value)


def _difference(
    source: Source, metric: Metric, now: Reading, then: Reading, change: Change, fresh: Reading
) -> Difference | None:
    if is_count(metric):
        months = [piece.value or 0.0 for piece in now.by.get(Slice.MONTH, ()) if not piece.partial]
        lengths = _days(source.window.since, source.window.until), _days(change.since, change.until)
        if fresh.value is None or then.value is None or not all(lengths):
            return None
        return counts_differ(fresh.value, then.value, months, lengths[0] / lengths[1])
    first, second = ranged(metric, fresh), ranged(metric, then)
    return apart(metric, first, second) if first and second and not _adds_up(metric) else None


def _adds_up(metric: Metric) -> bool:
    """Whether the number grows with the days looked at."""
    return metric.kind is Kind.TOTAL and metric.timing is Timing.FLOW


def _are_whole_quarters(window: Window) -> bool:
    since, until = window.since, window.until
    return bool(since and until and quarter_of(since)[0] == since and quarter_of(until)[1] == until)


def _days(since: date | None, until: date | None) -> int:
    return (until - since).days + 1 if since and until else 0
