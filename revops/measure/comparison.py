"""What changed since an earlier period, and whether it is more than noise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pyarrow.compute as pc

from revops.dataset import Dataset
from revops.fold import reads
from revops.measure.asking import ask, definitions
from revops.measure.derived import counted_in
from revops.measure.earlier import earlier, whole_months, why_none
from revops.measure.judging import apart, is_count, ranged, verdicts
from revops.measure.readings import number
from revops.measure.side_by_side import side_by_side
from revops.measure.source import Source, opened
from revops.measure.windows import first_days, month_of
from revops.metric import Metric
from revops.metrics import METRICS
from revops.reading import Change, Reading
from revops.statistics.counts import counts_differ
from revops.statistics.differences import Difference
from revops.vocabulary import Comparison, Fact, Kind, Slice, Timing
from revops.window import Window

LONGEST_GAP = 31
"""Days without an event at the beginning of a period, at most, that may pass by chance."""
A_YEAR = 12

OF_THE_LAST_DAY = "It stands for the day the data end; the files do not tell how things stood before."
OF_SEVERAL = "Its one number is that of the largest category, which may have been another one then."
COUNTED = "Both were counted in full: the difference is what it is, and has no noise to be compared with."
CUT_OFF = "It stands at {until}, within a month, where the files may be cut off; the period before stands at {then}."
OVERLAPPING = "Both look back over twelve months and share most of them, so the change cannot be told from noise."
WITHOUT_RANGE = "Too little is known about how far one of the two may be off."
FEW = "Few: a verdict takes {minimum:,} in both periods."


def compare(
    dataset: Dataset,
    readings: Mapping[str, Reading],
    window: Window,
    against: Comparison = Comparison.PREVIOUS,
    *,
    today: date | None = None,
    facts: Mapping[Fact, float] | None = None,
) -> dict[str, Change]:
    """How far each known number has moved since an earlier period.

    The earlier period is seen from as long after its end as the window itself, so that what has not ended yet is
    followed equally long in both. Which changes are more than noise is judged over all of them at once.

    Args:
        dataset: The company's tables.
        readings: What was measured in the window, by key.
        window: The days they look at.
        against: Which earlier period.
        today: As for `measure`.
        facts: As for `measure`.

    Returns:
        By key, in the order of the readings; unknown ones are left out.
    """
    known = {key: reading for key, reading in readings.items() if reading.is_known}
    then = earlier(window, against)
    if then is None:
        return {key: Change(reason=why_none(window, against)) for key in known}
    firsts = first_days(dataset, today or date.today())
    with opened(dataset, then, today or date.today()) as source:
        source.facts = facts or {}
        changes = side_by_side(
            source,
            [METRICS[key] for key in known],
            ask=lambda own, metric: _ask(own, metric, known[metric.key], firsts),
            read=lambda own, metric: _change(own, metric, known[metric.key], window, firsts),
        )
    return judged(dict(zip(known, changes, strict=True)))


def _ask(source: Source, metric: Metric, now: Reading, firsts: Mapping[str, date]) -> None:
    """Asks what the earlier number will ask, where there is one to compare with."""
    if not (_never(metric) or _not_covered(source, metric, firsts)):
        ask(source, metric, definitions(metric, _slices(metric), now.definition, with_rivals=False).values())


def _slices(metric: Metric) -> tuple[Slice, ...]:
    """By month only where months tell how counts vary."""
    return (Slice.MONTH,) if is_count(metric) else ()


def _change(source: Source, metric: Metric, now: Reading, window: Window, firsts: Mapping[str, date]) -> Change:
    span = source.window
    change = Change(since=span.since, until=span.until)
    reason = _never(metric) or _not_covered(source, metric, firsts)
    if reason:
        return replace(change, reason=reason)
    then = number(source, metric, _slices(metric), now.definition)
    if then.value is None or now.value is None:
        return replace(change, reason=f"{_then(span)} there was nothing to compare with: {then.reason}")
    if then.currency != now.currency:
        return replace(change, reason=f"{_then(span)} the amounts were in another currency.")
    change = replace(change, value=then.value, n=then.n, difference=now.value - then.value)
    if not metric.unit.is_share and then.value > 0 and now.value >= 0:
        change = replace(change, relative=now.value / then.value - 1)
    return _ranged(change, metric, now, then, window)


def _never(metric: Metric) -> str | None:
    """Why a metric can be compared with no earlier period."""
    if any(own.timing is Timing.SNAPSHOT for own, _ in counted_in(metric)):
        return OF_THE_LAST_DAY
    return OF_SEVERAL if metric.kind is Kind.DISTRIBUTION else None


def _not_covered(source: Source, metric: Metric, firsts: Mapping[str, date]) -> str | None:
    """Why an earlier period tells nothing: the files begin after it, or within it."""
    then = source.window
    begins = [found for _, sql in counted_in(metric) if (found := _begins(sql, firsts))]
    if not begins or then.since is None or then.until is None:
        return None
    first, column = max(begins)
    if metric.timing is Timing.MONTH_END:
        is_covered = first <= then.until - timedelta(days=LONGEST_GAP)
    else:
        is_covered = first <= then.since or first <= then.since + timedelta(days=_gap(source, column))
    if is_covered:
        return None
    part = "not in them" if first > then.until else "only partly in them"
    return f"The files begin on {first}, so the period from {then.since} to {then.until} is {part}."


def _begins(sql: str, firsts: Mapping[str, date]) -> tuple[date, str] | None:
    """The first day of what dates the rows, and its column; behind a view, of the table that began last."""
    read = reads(sql)
    dating = [(firsts[column], column) for column in read.dating if column in firsts]
    if dating:
        return min(dating)
    tables = ([(day, name) for name, day in firsts.items() if name.split(".")[0] == table] for table in read.tables)
    return max((min(days) for days in tables if days), default=None)


def _gap(source: Source, column: str) -> int:
    return source.once(("gap", column), lambda: _usual_gap(source.dataset, column))


def _usual_gap(dataset: Dataset, column: str) -> int:
    """Days without an event that may pass by chance: three times the usual distance between two days with one.

    Where days with an event come at random, one falls into three usual distances with a chance of 95%.
    """
    table, name = column.split(".")
    days = dataset.tables[table][name]
    reach = (pc.max(days).as_py() - pc.min(days).as_py()).days + 1
    usual = int(3 * reach // pc.count_distinct(days).as_py())
    return min(LONGEST_GAP, max(3, usual))


def _ranged(change: Change, metric: Metric, now: Reading, then: Reading, window: Window) -> Change:
    """The change with its range, and the reason where there is none or it allows no verdict."""
    found = _counts(metric, now, then, window, change) if is_count(metric) else _difference(metric, now, then)
    if found is None:
        return replace(change, reason=_no_range(metric, now, then, window, change))
    change = replace(change, low=found.interval.low, high=found.interval.high, p_value=found.p_value)
    if metric.unit.is_money and found.value == change.difference:
        change = replace(change, relative=None)
    return replace(change, reason=_no_verdict(metric, now, then, window, found))


def _no_range(metric: Metric, now: Reading, then: Reading, window: Window, change: Change) -> str:
    """Why a change has no range; of a state within a month that first."""
    if not (now.is_census and then.is_census):
        return WITHOUT_RANGE
    is_cut = metric.timing is Timing.MONTH_END and window.until and window.until != month_of(window.until)[1]
    return f"{CUT_OFF.format(until=window.until, then=change.until)} {COUNTED}" if is_cut else COUNTED


def _no_verdict(metric: Metric, now: Reading, then: Reading, window: Window, found: Difference) -> str | None:
    if not (now.firm and then.firm):
        return FEW.format(minimum=metric.minimum)
    if metric.timing is Timing.MONTH_END and window.since and window.until:
        months = whole_months(window.since, window.until)
        if not months or months < A_YEAR:
            return OVERLAPPING
    return WITHOUT_RANGE if found.p_value is None else None


def _counts(metric: Metric, now: Reading, then: Reading, window: Window, change: Change) -> Difference | None:
    months = [piece.value or 0.0 for piece in then.by.get(Slice.MONTH, ()) if not piece.partial]
    lengths = [_days(window.since, window.until), _days(change.since, change.until)]
    if now.value is None or then.value is None or not all(lengths):
        return None
    return counts_differ(now.value, then.value, months, lengths[0] / lengths[1])


def _days(since: date | None, until: date | None) -> int:
    return (until - since).days + 1 if since and until else 0


def _difference(metric: Metric, now: Reading, then: Reading) -> Difference | None:
    first, second = ranged(metric, now), ranged(metric, then)
    return apart(metric, first, second) if first and second else None


def judged(changes: dict[str, Change]) -> dict[str, Change]:
    """The changes with their verdicts, over all that can have one."""
    tried = {key: change.p_value for key, change in changes.items() if change.reason is None}
    called = dict(zip(tried, verdicts(list(tried.values())), strict=True))
    return {key: replace(change, verdict=called.get(key)) for key, change in changes.items()}


def _then(span: Window) -> str:
    return f"From {span.since} to {span.until}"
