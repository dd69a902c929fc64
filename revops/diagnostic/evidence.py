"""What files show about a sign: readings seen through anchors."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from revops.diagnostic.answers import Context
from revops.diagnostic.content import SETTINGS, SIGNS, EvidenceRule, Sign
from revops.diagnostic.result import Evidence
from revops.reading import Reading
from revops.vocabulary import Unit

Floats = npt.NDArray[np.float64]

AGE, REVENUE = "months_in_business", "arr"
"""The metrics that a stated founding date and a stated recurring revenue stand in for."""

DAYS_PER_MONTH = 365.25 / 12
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
    """Keys of all metrics that bear on a sign, each once, in the order of the signs."""
    return tuple(dict.fromkeys(rule.metric for sign in SIGNS.values() for rule in sign.evidence))


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
    in_files = frozenset(key for key, reading in readings.items() if reading.value is not None)
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


def read_evidence(rule: EvidenceRule, facts: Facts) -> Evidence:
    """One reading seen through the anchors of a sign; unknown with its reason where it has no value."""
    reading = facts.readings.get(rule.metric)
    reason = _reason(rule, reading)
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


def _reason(rule: EvidenceRule, reading: Reading | None) -> str | None:
    if reading is None:
        return "It was not measured."
    if reading.value is None:
        return reading.reason
    if not math.isfinite(reading.value):
        return "It has no finite value."
    if rule.currencies and reading.currency is not None and reading.currency not in rule.currencies:
        return f"The anchors are meant for {', '.join(rule.currencies)}, not for {reading.currency}."
    return None


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
    """The value of a reading as it stands in a sentence: "62%", "75 days", "1.2 million EUR"."""
    value = reading.value or 0.0
    if reading.unit is Unit.SHARE:
        return f"{100 * value:.0f}%"
    if reading.unit.is_money:
        return f"{_money(value)} {reading.currency or ''}".strip()
    if reading.unit in (Unit.HOURS, Unit.DAYS, Unit.MONTHS):
        return _counted(round(value), reading.unit.value)
    return f"{value:,.0f}"


def _counted(number: int, plural: str) -> str:
    return f"{number:,} {plural.removesuffix('s') if number == 1 else plural}"


def _money(value: float) -> str:
    if abs(value) >= 999_500:
        return f"{value / 1e6:,.1f} million"
    return f"{value:,.0f}"
