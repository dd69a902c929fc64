"""Which of several differences are more than luck alone gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from revops.metric import Metric
from revops.reading import Piece, Reading
from revops.statistics.differences import Difference, Ranged, difference, ratio, shares_differ, wilson_trials
from revops.statistics.interval import Interval
from revops.statistics.multiplicity import benjamini_hochberg
from revops.vocabulary import Kind, Timing, Unit, Verdict

FALSE_CALLS = 0.1
"""Of all differences called more than luck on a screen or in a breakdown, how many may be luck."""
ALONE = 0.05
"""What each has to reach by itself as well, so that no verdict contradicts its 95% interval."""


def verdicts(p_values: Sequence[float | None]) -> list[Verdict]:
    """Which of several differences are more than luck, all of them considered; one that nothing tells of is not."""
    known = [1.0 if p_value is None else p_value for p_value in p_values]
    called = benjamini_hochberg(known, FALSE_CALLS)
    return [
        Verdict.BEYOND_NOISE if is_called and p_value < ALONE else Verdict.WITHIN_NOISE
        for is_called, p_value in zip(called, known, strict=True)
    ]


def is_count(metric: Metric) -> bool:
    """Whether it counts what happened in the window, thing by thing; such counts are told apart as a multiple."""
    return metric.kind is Kind.TOTAL and metric.unit is Unit.COUNT and metric.timing is Timing.FLOW


def ranged(metric: Metric, reading: Reading | Piece) -> Ranged | None:
    """A number with its interval; None where an end is open or nothing is known about the spread."""
    if reading.value is None or reading.low is None or reading.high is None:
        return None
    is_share = metric.kind in (Kind.SHARE, Kind.ODDS, Kind.TIME_TO_EVENT)
    interval = Interval(min(reading.low, reading.value), max(reading.high, reading.value))
    return Ranged(reading.value, interval) if is_share else Ranged(reading.value, interval, max(reading.n - 1, 1))


def apart(metric: Metric, first: Ranged, second: Ranged) -> Difference:
    """How far two numbers of one metric lie apart: money as a multiple, everything else in its unit."""
    multiple = ratio(first, second) if metric.unit.is_money else None
    found = multiple or difference(first, second)
    if metric.kind is not Kind.SHARE:
        return found
    trials = [wilson_trials(min(one.value, 1.0), one.interval) for one in (first, second)]
    return replace(found, p_value=shares_differ(first.value, trials[0], second.value, trials[1]))
