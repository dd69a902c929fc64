"""What files show about a sign: readings seen through anchors."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from revops.diagnostic.answers import Context
from revops.diagnostic.content import SETTINGS, SIGNS, Condition, EvidenceRule, Sign
from revops.diagnostic.result import Evidence
from revops.reading import Reading
from revops.vocabulary import Unit

Floats = npt.NDArray[np.float64]
Said = Callable[[str], float | None]
"""What was said about a sign, 0 to 1; None where nothing was."""

AGE, REVENUE = "months_in_business", "arr"
"""The metrics that a stated founding date and a stated recurring revenue stand in for."""

DAYS_PER_MONTH = 365.25 / 12
TOLD_IN_YEARS = 24
"""From so many months on an age is told in years."""
STATED_NOTE = "You stated this; no file shows it."


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Everything known by numbers.

    Attributes:
        readings: By metric.
        stated: Metrics whose reading is a stated context fact instead of a file's.
        in_files: Metrics that a file shows, whether or not a stated fact stands before it.
    """

    readings: Mapping[str, Reading]
    stated: frozenset[str] = frozenset()
    in_files: frozenset[str] = frozenset()


def evidence_metrics() -> tuple[str, ...]:
    """Keys of all metrics that bear on a sign, or decide whether one does, each once, in the order of the signs."""
    conditions = (rule.only_if.metric for rule in _rules() if rule.only_if and rule.only_if.metric)
    return tuple(dict.fromkeys((*(rule.metric for rule in _rules()), *conditions)))


def of_new_business() -> tuple[str, ...]:
    """Keys of the metrics that bear on a sign without renewals and expansions."""
    return tuple(dict.fromkeys(rule.metric for rule in _rules() if rule.new_business))


def _rules() -> Iterator[EvidenceRule]:
    return (rule for sign in SIGNS.values() for rule in sign.evidence)


def with_stated_facts(readings: Mapping[str, Reading], context: Context, as_of: date) -> Facts:
    """Readings completed by what the founder stated about the company.

    A stated recurring revenue counts where no file shows one; a founding date counts where it precedes
    the first win or subscription in the files. Without a founding date the files only show how old the
    company is at least: an extract may begin later than the company did.

    Args:
        readings: By metric key.
        context: The stated facts.
        as_of: The day the company is seen from.
    """
    never = {rule.metric: rule.never for rule in _rules() if rule.never}
    in_files = frozenset(
        key for key, reading in readings.items() if reading.value is not None or _is_never(reading, never.get(key, ""))
    )
    months = _months_since(context.founded_on, as_of)
    stated = {
        key: Reading(key=key, unit=unit, value=value, is_census=True, notes=(STATED_NOTE,))
        for key, unit, value in ((REVENUE, Unit.MONEY, context.arr), (AGE, Unit.MONTHS, months))
        if value is not None and _counts(key, value, readings.get(key))
    }
    age = {} if months is not None else _at_least(readings.get(AGE))
    return Facts(readings={**readings, **age, **stated}, stated=frozenset(stated), in_files=in_files)


def _at_least(age: Reading | None) -> dict[str, Reading]:
    """The age that files show, open towards the older side."""
    if age is None or age.value is None:
        return {}
    return {AGE: replace(age, low=age.value, high=None, is_census=False)}


def _months_since(day: date | None, as_of: date) -> float | None:
    return None if day is None else max(0.0, (as_of - day).days / DAYS_PER_MONTH)


def _counts(metric: str, value: float, reading: Reading | None) -> bool:
    if reading is None or reading.value is None:
        return True
    return metric == AGE and value > reading.value


def strengths(values: Floats, anchors: tuple[float, float, float]) -> Floats:
    """Strengths 0 to 1 of metric values, piecewise linear through the anchors and flat beyond them."""
    if anchors[0] < anchors[2]:
        return np.interp(values, anchors, (0.0, 0.5, 1.0))
    return np.interp(values, anchors[::-1], (1.0, 0.5, 0.0))


def strength(value: float, anchors: tuple[float, float, float]) -> float:
    """Strength 0 to 1 of one metric value."""
    return float(strengths(np.array([value]), anchors)[0])


def reach(reading: Reading, anchors: tuple[float, float, float]) -> tuple[float, float]:
    """Lowest and highest value the reading may stand for.

    A census stands for itself. An open end (odds without a loss, a median not reached) goes as far as the
    anchors do: beyond them nothing changes.

    Raises:
        ValueError: If the reading has no value.
    """
    if reading.value is None:
        raise ValueError(f"{reading.key}: a reading without a value reaches nowhere")
    if reading.is_census or (reading.low is None and reading.high is None):
        return reading.value, reading.value
    low = _end(reading.low, otherwise=min(anchors))
    high = _end(reading.high, otherwise=max(anchors))
    return min(low, reading.value), max(high, reading.value)


def _end(end: float | None, *, otherwise: float) -> float:
    return otherwise if end is None or not math.isfinite(end) else end


def nothing_said(sign: str) -> None:
    """No answer about any sign."""


def read_evidence(rule: EvidenceRule, facts: Facts, said: Said = nothing_said) -> Evidence:
    """One reading seen through the anchors of a sign; unknown with its reason where it has no value or does not count.

    Args:
        rule: How the metric speaks about the sign.
        facts: Everything known by numbers.
        said: What was said about a sign, for evidence that counts only under some answers.
    """
    reading = facts.readings.get(rule.metric)
    reason = _reason(rule, reading) or _out(rule.only_if, facts, said)
    if reading is not None and _is_never(reading, rule.never) and reason is None:
        return _silent(rule, reading)
    if reading is None or reading.value is None or reason is not None:
        return Evidence(metric=rule.metric, anchors=rule.anchors, reason=reason, n=reading.n if reading else 0)
    low, high = sorted(strength(end, rule.anchors) for end in reach(reading, rule.anchors))
    return Evidence(
        metric=rule.metric,
        anchors=rule.anchors,
        value=reading.value,
        strength=strength(reading.value, rule.anchors),
        low=low,
        high=high,
        n=reading.n,
        is_stated=rule.metric in facts.stated,
        says=rule.says.format(value=in_words(reading), points=_counted(round(100 * reading.value), "points")),
    )


def _is_never(reading: Reading, begins: str) -> bool:
    """Whether what stands in the number's place says that there is nothing of it."""
    return bool(begins) and (reading.reason or "").startswith(begins)


def _silent(rule: EvidenceRule, reading: Reading) -> Evidence:
    """Evidence against the sign that is a sentence, not a number."""
    return Evidence(
        metric=rule.metric, anchors=rule.anchors, strength=0.0, low=0.0, high=0.0, n=reading.n, says=reading.reason
    )


def _reason(rule: EvidenceRule, reading: Reading | None) -> str | None:
    if reading is None:
        return "It was not measured."
    if reading.value is None:
        return None if _is_never(reading, rule.never) else reading.reason
    if not math.isfinite(reading.value):
        return "It has no finite value."
    if rule.currencies and reading.currency is not None and reading.currency not in rule.currencies:
        return f"The anchors are meant for {', '.join(rule.currencies)}, not for {reading.currency}."
    return None


def _out(condition: Condition | None, facts: Facts, said: Said) -> str | None:
    """Why evidence does not count although it is known; None where it does."""
    if condition is None:
        return None
    reading = facts.readings.get(condition.metric)
    known = reading.value if reading else None
    value = said(condition.sign) if condition.sign else known
    if value is None:
        return condition.unknown or None
    if condition.holds(value):
        return None
    return condition.otherwise.format(value=in_words(reading) if reading else "")


def size(evidence: Evidence) -> float:
    """How much a reading counts by its number of rows: n / (n + 30), 0 where it is unknown."""
    if evidence.strength is None:
        return 0.0
    rows = SETTINGS.stated_rows if evidence.is_stated else evidence.n
    return rows / (rows + SETTINGS.half_trust_rows)


def trust_in(sign: Sign, evidence: tuple[Evidence, ...]) -> float:
    """How much the files may count against what is said: that of the strongest reading."""
    ceilings = {rule.metric: SETTINGS.trust_ceiling(sign, rule) for rule in sign.evidence}
    return max((ceilings[item.metric] * size(item) for item in evidence), default=0.0)


def in_words(reading: Reading) -> str:
    """The value of a reading as it stands in a sentence: "62%", "75 days", "13.8 years", "1.2 million EUR"."""
    value = reading.value or 0.0
    if reading.key == AGE and value >= TOLD_IN_YEARS:
        return f"{value / 12:,.1f}".removesuffix(".0") + " years"
    if reading.unit is Unit.SHARE:
        return f"{100 * value:.0f}%"
    if reading.unit is Unit.POINTS:
        return _counted(round(100 * value), "points")
    if reading.unit.is_money:
        return f"{_money(value)} {reading.currency or ''}".strip()
    if reading.unit in (Unit.HOURS, Unit.DAYS, Unit.MONTHS):
        return _counted(round(value), reading.unit.value)
    return f"{value:,.1f}" if reading.unit is Unit.RATIO else f"{value:,.0f}"


def _counted(number: int, plural: str) -> str:
    return f"{number:,} {plural.removesuffix('s') if number == 1 else plural}"


def _money(value: float) -> str:
    if abs(value) >= 999_500:
        return f"{value / 1e6:,.1f} million"
    return f"{value:,.0f}"
