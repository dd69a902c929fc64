"""Changes in words, with the numbers of the reader's country."""

from __future__ import annotations

from revops.charts.figures import Figures
from revops.measure.earlier import called
from revops.measure.judging import is_count
from revops.metrics import METRICS
from revops.reading import Change, Reading
from revops.vocabulary import Comparison, Timing, Unit, Verdict
from revops.window import Window

NOTHING = "no change"
MANY_AT_ONCE = (
    "All numbers are weighed at once: among so many, some intervals leave out 0 by chance alone. So a change can be "
    "within noise although its own interval leaves out 0."
)
VERDICTS = {Verdict.BEYOND_NOISE: "more than noise", Verdict.WITHIN_NOISE: "within noise"}


def moved(figures: Figures, reading: Reading, change: Change) -> str:
    """By how much, with its sign: "+3.1 points", "−12.4%", "+40 (+20.5%)"; empty where nothing can be compared.

    Args:
        figures: Writes the numbers.
        reading: The number now.
        change: Since when and from what.
    """
    return "" if change.difference is None else sized(figures, reading, change.difference, change.relative)


def sized(figures: Figures, reading: Reading, difference: float, relative: float | None) -> str:
    """A difference with its sign, in the measure of its unit: points of shares, per cent of money, days of days."""
    size = _size(figures, reading, difference, relative)
    if not any(sign in "123456789" for sign in size.translate(_DIGITS)):
        return NOTHING
    return _sign(difference) + size


def told(figures: Figures, reading: Reading, change: Change, window: Window, against: Comparison) -> str:
    """One phrase for a card: "+3.1 points against the 12 months before, within noise"."""
    by = moved(figures, reading, change)
    if not by:
        return ""
    is_state = METRICS[reading.key].timing is Timing.MONTH_END
    since = figures.day(change.until) if is_state else called(window, against)
    verdict = VERDICTS.get(change.verdict) if change.verdict else None
    says = f"{by} against {since}" + (f"; {fresh}" if (fresh := since_then(figures, reading, change)) else "")
    return says + (f", {verdict}" if verdict else "")


def since_then(figures: Figures, reading: Reading, change: Change) -> str:
    """The number of the days since an earlier assessment alone, with its interval and n; empty elsewhere."""
    fresh = change.fresh
    if fresh is None or fresh.value is None:
        return ""
    value = figures.value(fresh.value, reading.unit, reading.currency)
    within = f"{span}, " if (span := figures.interval(fresh, reading.unit, reading.currency)) else ""
    return f"in the days since: {value} ({within}n\u00a0=\u00a0{figures.count(fresh.n)})"


def between(figures: Figures, reading: Reading, change: Change) -> str:
    """The 95% interval of a change, in the measure in which it is told; empty where there is none."""
    if change.low is None or change.high is None:
        return ""
    low, high = (_end(figures, reading, change, end) for end in (change.low, change.high))
    return f"{low} to {high}" + (" points" if reading.unit.is_share else "")


def is_outweighed(change: Change) -> bool:
    """Whether a change counts as noise although its own interval leaves out 0."""
    if change.verdict is not Verdict.WITHIN_NOISE or change.low is None or change.high is None:
        return False
    return change.low > 0 or change.high < 0


def _size(figures: Figures, reading: Reading, difference: float, relative: float | None) -> str:
    size, unit = abs(difference), reading.unit
    if unit.is_share:
        return f"{figures.points(size)} points"
    more = None if relative is None else figures.value(abs(relative), Unit.SHARE)
    if unit.is_money:
        return more or figures.value(size, unit, reading.currency)
    if unit is Unit.COUNT and more:
        return f"{figures.value(size, unit)} ({_sign(difference)}{more})"
    return figures.value(size, unit, reading.currency)


def _end(figures: Figures, reading: Reading, change: Change, end: float) -> str:
    sign, size = _sign(end), abs(end)
    if reading.unit.is_share:
        return sign + figures.points(size)
    is_relative = change.relative is not None and (reading.unit.is_money or is_count(METRICS[reading.key]))
    return sign + figures.value(size, Unit.SHARE if is_relative else reading.unit, reading.currency)


def _sign(number: float) -> str:
    return "" if number == 0 else "+" if number > 0 else "\N{MINUS SIGN}"


_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
"""Figures of other scripts, so that a size that rounds to nothing is seen as such."""
