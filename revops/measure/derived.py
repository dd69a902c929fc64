"""Numbers made from other numbers: the formula, what was put into it, and how far the result may lie off."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from functools import cache
from typing import Any

from revops.measure import reasons
from revops.measure.pieces import ends
from revops.metric import Definition, Derived, Ingredient, Metric
from revops.metrics import METRICS
from revops.reading import Piece, Reading
from revops.statistics.interval import Interval
from revops.statistics.joint import Uncertain, simulated
from revops.vocabulary import Fact, Slice, Unit

Reader = Callable[[Metric, Definition, str, tuple[Slice, ...]], Reading]
"""Reads one definition of a metric: the metric, its definition, the key of the reading, the breakdowns."""

PERIODS = (Slice.MONTH, Slice.QUARTER)


@cache
def parts_of(metric: Metric, made: Derived) -> tuple[tuple[str, str, Metric, Definition], ...]:
    """The numbers of a formula: name in it, key of the reading, metric, definition.

    Raises:
        KeyError: If a name stands for no metric or rival there is; a test keeps declarations from that.
    """
    return tuple((name, *_part(metric, name, part)) for name, part in made.of.items())


def _part(metric: Metric, name: str, part: str | Ingredient) -> tuple[str, Metric, Definition]:
    if isinstance(part, Ingredient):
        return name, _silent(metric, part), part.rows
    key, _, rival = part.partition(":")
    return rival or key, METRICS[key], METRICS[key].rivals[rival] if rival else METRICS[key].definition


def _silent(metric: Metric, part: Ingredient) -> Metric:
    """A number counted for one formula alone, as a metric without words of its own."""
    own: dict[str, Any] = {item.name: getattr(part, item.name) for item in fields(Ingredient)}
    wordless = replace(metric, rivals={}, rival_labels={}, cautions={}, unless={}, stands_for="", made_of=None)
    return replace(wordless, **own)


@cache
def counted_in(metric: Metric, definition: Definition | None = None) -> tuple[tuple[Metric, str], ...]:
    """Every SQL text that a metric's number rests on, with the metric it belongs to; the leading one first.

    Args:
        metric: What is measured.
        definition: One of its rivals; None for its own.
    """
    made = definition or metric.definition
    if isinstance(made, str):
        return ((metric, made),)
    return tuple(one for _, _, own, part in parts_of(metric, made) for one in counted_in(own, part))


def facts_of(metric: Metric) -> tuple[Fact, ...]:
    """The user's own figures that a metric calculates with, also by way of the numbers it is made of."""
    if not metric.made_of:
        return ()
    behind = (
        fact
        for _, _, own, part in parts_of(metric, metric.made_of)
        if own.key != metric.key and isinstance(part, Derived)
        for fact in facts_of(own)
    )
    return tuple(dict.fromkeys((*metric.made_of.facts, *behind)))


def derived(
    read: Reader, metric: Metric, made: Derived, key: str, slices: tuple[Slice, ...], facts: Mapping[Fact, float]
) -> Reading:
    """A number made from others, or what is missing for it.

    Args:
        read: Gives the reading of one part.
        metric: The metric it belongs to.
        made: Parts and formula.
        key: Of the reading: the metric's, or a rival's.
        slices: Breakdowns; only those pieces come out that every part has.
        facts: The user's own figures.
    """
    parts = {name: read(own, part, name_of, slices) for name, name_of, own, part in parts_of(metric, made)}
    unknown = next((part for part in parts.values() if not part.is_known), None)
    if unknown:
        return Reading(key=key, unit=metric.unit, reason=unknown.reason, made_of=parts)
    lacking = [fact for fact in made.facts if fact not in facts]
    if lacking:
        return Reading(key=key, unit=metric.unit, reason=reasons.without_facts(lacking), made_of=parts)
    codes = tuple(sorted({part.currency for part in parts.values() if part.currency}))
    if len(codes) > 1:
        return Reading(key=key, unit=metric.unit, reason=reasons.mixed(codes), made_of=parts)
    parts |= {fact.value: _fact(fact, facts[fact]) for fact in made.facts}
    by = {piece: _pieces(made, parts, piece) for piece in slices}
    return _reading(metric, made, key, parts, codes[0] if codes and metric.unit.is_money else None, by)


def _fact(fact: Fact, value: float) -> Reading:
    return Reading(key=fact.value, unit=Unit.SHARE, value=value, is_census=True, firm=True)


def _reading(
    metric: Metric,
    made: Derived,
    key: str,
    parts: Mapping[str, Reading],
    currency: str | None,
    by: Mapping[Slice, tuple[Piece, ...]],
) -> Reading:
    value, interval = _made(made, parts)
    low, high = ends(interval)
    n = _counted(list(parts.values()))
    return Reading(
        key=key,
        unit=metric.unit,
        n=n,
        value=value,
        low=low,
        high=high,
        currency=currency,
        reason=metric.unknown_when if value is None else None,
        firm=value is not None and n >= metric.minimum and all(part.firm for part in parts.values()),
        is_census=interval is None and all(part.is_census for part in parts.values()),
        by=by,
        made_of=parts,
        notes=tuple(dict.fromkeys(note for part in parts.values() for note in part.notes)),
    )


def _counted(parts: Sequence[Reading | Piece]) -> int:
    """Rows behind the part that has fewest; what was counted in full limits nothing."""
    sampled = [part.n for part in parts if part.low is not None]
    return min(sampled or [part.n for part in parts if part.n] or [0])


def _made(made: Derived, parts: Mapping[str, Reading]) -> tuple[float | None, Interval | None]:
    value = _value(made, {name: part.value for name, part in parts.items()})
    if value is None:
        return None, None
    uncertain = {name: _uncertain(part, part.unit) for name, part in parts.items()}
    return value, _widened(simulated(uncertain, made.formula), value)


def _widened(interval: Interval | None, value: float) -> Interval | None:
    """The range, reaching at least as far as the number itself."""
    return interval and Interval(min(interval.low, value), max(interval.high, value))


def _value(made: Derived, values: Mapping[str, float | None]) -> float | None:
    """The formula's result; None where a part is unknown or the result is not finite."""
    if any(value is None for value in values.values()):
        return None
    try:
        result = float(made.formula(**values))
    except ZeroDivisionError:
        return None
    return result if math.isfinite(result) else None


def _uncertain(part: Reading | Piece, unit: Unit) -> Uncertain:
    is_open = part.low is not None and part.high is None
    high = math.inf if is_open else part.high
    interval = Interval(part.low, high) if part.low is not None and high is not None else None
    return Uncertain(part.value or 0.0, interval, is_share=unit is Unit.SHARE and not _exceeds(part))


def _exceeds(part: Reading | Piece) -> bool:
    """Whether a share is none of a whole, such as a growth below 0 or a retention above 1."""
    numbers = [number for number in (part.value, part.low, part.high) if number is not None]
    return min(numbers) < 0 or max(numbers) > 1


def _pieces(made: Derived, parts: Mapping[str, Reading], piece: Slice) -> tuple[Piece, ...]:
    """The breakdown: one number for each key that all parts have; the user's figures hold for every key."""
    given = {name: part for name, part in parts.items() if name in made.facts}
    broken = {
        name: {one.key: one for one in part.by.get(piece, ())} for name, part in parts.items() if name not in given
    }
    first = next(iter(broken.values()), {})
    shared = [key for key in first if all(key in keys for keys in broken.values())]
    found = [_piece(made, key, {name: keys[key] for name, keys in broken.items()}, given, parts) for key in shared]
    return tuple(found if piece in PERIODS else sorted(found, key=lambda one: (-one.n, one.key)))


def _piece(
    made: Derived, key: str, pieces: Mapping[str, Piece], given: Mapping[str, Reading], parts: Mapping[str, Reading]
) -> Piece:
    numbers: dict[str, Reading | Piece] = {**pieces, **given}
    value = _value(made, {name: number.value for name, number in numbers.items()})
    is_partial = any(one.partial for one in pieces.values())
    if value is None:
        return Piece(key=key, value=None, low=None, high=None, n=_counted(list(pieces.values())), partial=is_partial)
    uncertain = {name: _uncertain(number, parts[name].unit) for name, number in numbers.items()}
    low, high = ends(_widened(simulated(uncertain, made.formula), value))
    return Piece(key=key, value=value, low=low, high=high, n=_counted(list(pieces.values())), partial=is_partial)
