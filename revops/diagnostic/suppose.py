"""A sign that would stand elsewhere: what would have been said and shown then, in numbers and in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from revops.diagnostic.answers import STEP_VALUES
from revops.diagnostic.content import SIGNS
from revops.diagnostic.evidence import Facts, in_words, strength
from revops.diagnostic.phrases import SUPPOSE, Suppose
from revops.diagnostic.result import Evidence, SignResult
from revops.diagnostic.wording import points_of
from revops.metrics import METRICS
from revops.reading import Reading
from revops.vocabulary import Unit

MOST_READINGS = 2
"""So many readings of one sign are supposed in words; the others move as far."""
MOSTLY_FILES = 0.5
"""From this trust on the numbers are told and the answer follows; below, it is the other way round."""
ENOUGH_WORDS = 3
"""So many words before a colon say enough of an answer."""
HARDLY_THERE = 0.15
"""Up to this strength a reading is told as if the sign were hardly there."""


def supposed_said(sign: SignResult, level: float) -> float | None:
    """What would have been said if the sign stood at this level; None where nothing was."""
    return None if sign.said is None else _towards(sign.said, sign, level)


def supposed_facts(sign: SignResult, level: float, facts: Facts) -> Facts:
    """The readings there would be if the sign stood at this level; their ranges stay as wide as they are."""
    others = {item.metric: _moved(facts.readings[item.metric], item, sign, level) for item in _known(sign)}
    return replace(facts, readings={**facts.readings, **others})


def supposed(sign: SignResult, level: float, facts: Facts) -> str:
    """The half sentence behind "If": what would be otherwise if the sign stood at this level."""
    numbers = _numbers(sign, level, facts)
    answer = _answer(sign, level)
    if not numbers:
        return answer or f"“{SIGNS[sign.key].title}” stood at {points_of(level)} instead of {points_of(sign.value)}"
    if answer and sign.trust < MOSTLY_FILES:
        return f"{answer} and the files agreed ({numbers})"
    return numbers if sign.said is None else f"{numbers}, in files and answers alike"


def nearest_step(value: float) -> int:
    """The answer, 0 to 4, that stands nearest to a strength."""
    return min(range(len(STEP_VALUES)), key=lambda step: abs(STEP_VALUES[step] - value))


def _known(sign: SignResult) -> Iterator[Evidence]:
    return (item for item in sign.evidence if item.strength is not None)


def _towards(value: float, sign: SignResult, level: float) -> float:
    """Where a part of the sign would stand: all parts go the same share of the way to the end of the scale."""
    now = sign.value or 0.0
    end = 1.0 if level > now else 0.0
    return value if end == now else value + (end - value) * (level - now) / (end - now)


def _moved(reading: Reading, item: Evidence, sign: SignResult, level: float) -> Reading:
    now = item.strength or 0.0
    aim = _towards(now, sign, level)
    if reading.value is None or aim == now:
        return reading
    value = float(np.interp(aim, (0.0, 0.5, 1.0), item.anchors))
    by = value - reading.value
    low, high = (None if end is None else end + by for end in (reading.low, reading.high))
    return replace(reading, value=value, low=low, high=high)


def _answer(sign: SignResult, level: float) -> str:
    """The answer that would have been given instead; "" where it would be the same."""
    said = supposed_said(sign, level)
    if sign.said is None or said is None:
        return ""
    about, now, then = SIGNS[sign.key], nearest_step(sign.said), nearest_step(said)
    if now == then:
        return ""
    return f"the answer to “{about.title}” were {then + 1} (“{in_short(sign.steps[then])}”) instead of {now + 1}"


def in_short(step: str) -> str:
    """The beginning of a described answer that says by itself what it is."""
    head = step.partition(";")[0]
    first, _, _ = head.partition(":")
    return (first if len(first.split()) >= ENOUGH_WORDS else head).removesuffix(".")


def _numbers(sign: SignResult, level: float, facts: Facts) -> str:
    """The readings that would be otherwise, in words; "" where none would."""
    then = supposed_facts(sign, level, facts).readings
    moved = [item for item in _known(sign) if then[item.metric] is not facts.readings[item.metric]]
    told = [_clause(item, then[item.metric], facts.readings) for item in sorted(moved, key=lambda item: -item.n)]
    return " and ".join(told[:MOST_READINGS])


def _clause(item: Evidence, then: Reading, now: Mapping[str, Reading]) -> str:
    words = SUPPOSE.get(item.metric, Suppose(says=f"“{METRICS[item.metric].label}” stood at {{to}} instead of {{now}}"))
    hardly = words.nothing and strength(then.value or 0.0, item.anchors) <= HARDLY_THERE
    to, was = _apart(then, now[item.metric])
    return (words.nothing if hardly else words.says).format(to=to, now=was)


def _apart(then: Reading, now: Reading) -> tuple[str, str]:
    """Both values in words; with one more digit where they would read the same."""
    to, was = in_words(then), in_words(now)
    in_points = then.unit is Unit.POINTS
    if to != was and not in_points:
        return to, was
    factor, unit = (100, " points" if in_points else "%") if then.unit.is_share else (1, f" {then.unit.value}")
    numbers = [factor * (reading.value or 0.0) for reading in (then, now)]
    digits = 0 if round(numbers[0]) != round(numbers[1]) else 1
    to, was = (f"{number:.{digits}f}" for number in numbers)
    return _with_unit(to, unit), was if in_points else _with_unit(was, unit)


def _with_unit(number: str, unit: str) -> str:
    return f"{number}{unit.removesuffix('s') if number == '1' else unit}"
