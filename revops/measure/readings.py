"""From sufficient statistics to readings: value or reason, interval, breakdowns, rivals."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from functools import partial
from typing import Any

from revops.dataset import Dataset
from revops.errors import ChoiceError
from revops.fold import HOME, Fold, Group, Query, reads
from revops.fold.query import PERIODS
from revops.measure import amounts, lifetimes, monthly, reasons
from revops.measure.asking import CENSUS, Asked, ask, codes, lacking, query_of
from revops.measure.asking import definitions as definitions_of
from revops.measure.bands import banded
from revops.measure.cautions import said, warnings
from revops.measure.coming import coming
from revops.measure.derived import counted_in, derived
from revops.measure.drifting import drift
from revops.measure.durations import horizon_of, time_to_event
from revops.measure.estimate import Beside, Estimate, Task
from revops.measure.groups import standings
from revops.measure.lacking import left_on_no_day
from revops.measure.pieces import ends, pieces
from revops.measure.ratios import ratio
from revops.measure.side_by_side import side_by_side
from revops.measure.source import Source, only, opened
from revops.measure.steps import steps
from revops.measure.windows import default_window
from revops.metric import Definition, Ingredient, Metric
from revops.metrics import METRICS
from revops.reading import Piece, Reading
from revops.vocabulary import Fact, Kind, OperatingModel, Slice, Timing, Unit
from revops.window import Window

ESTIMATORS: Mapping[Kind, Callable[[Task], Estimate]] = {
    Kind.SHARE: amounts.share,
    Kind.RATIO: ratio,
    Kind.ODDS: amounts.odds_of,
    Kind.TOTAL: amounts.total,
    Kind.MEAN: amounts.mean,
    Kind.MIDDLE: amounts.middle,
    Kind.TIME_TO_EVENT: time_to_event,
    Kind.DISTRIBUTION: amounts.distribution,
    Kind.SERIES: amounts.series,
    Kind.DERIVED: amounts.spread,
}
OWN_ESTIMATORS: Mapping[str, Callable[[Task], Estimate]] = {
    "largest_share": amounts.largest_share,
    "slope": monthly.slope,
    "steadiness": monthly.steadiness,
    "lifetime": lifetimes.seen,
    "steps": steps,
    "outlook": coming,
    "drift": drift,
    "projected_lifetime": lifetimes.projected,
}
"""Estimates that a metric asks for in place of its kind's."""

UNLIKE_ROWS = ("steps", "drift", "outlook", "slope", "steadiness")
"""Estimates from rows of several sorts, of which not each is a case."""

DECIDING = tuple(item.name for item in fields(Ingredient) if item.name != "label")
"""What a number hangs on beside its SQL: two parts of a formula may count the same rows in different ways."""


def measure(
    dataset: Dataset,
    *,
    keys: Iterable[str] | None = None,
    model: OperatingModel = OperatingModel.BOTH,
    window: Window | None = None,
    slices: Sequence[Slice] = (Slice.MONTH,),
    today: date | None = None,
    facts: Mapping[Fact, float] | None = None,
    definitions: Mapping[str, str] | None = None,
    rivals: Collection[str] | None = None,
) -> dict[str, Reading]:
    """What the metrics say about a company: each a value with its range, or why there is none.

    Args:
        dataset: The company's tables; they are not changed.
        keys: Metrics wanted; None for all of the model.
        model: Whose metrics, where no keys are given.
        window: The days looked at; None for the twelve months ending at the last event.
        slices: Breakdowns; one that the company's columns do not allow comes out empty.
        today: Events after it do not count as seen; None for the real day.
        facts: The user's own figures, such as the gross margin; what needs one that is absent is unknown.
        definitions: Metrics to count by one of their rivals; the published definition then stands among the rivals.
        rivals: Metrics whose other definitions are wanted as well; None for all.

    Returns:
        Readings by key, in the order of the declarations or of `keys`.

    Raises:
        ChoiceError: If a key names no metric.
    """
    chosen = [metric_of(key) for key in keys] if keys is not None else _of_model(model)
    day = today or date.today()
    span = window or default_window(dataset, today=day)
    others = definitions or {}
    wanted = {
        metric.key: definitions_of(
            metric, tuple(slices), others.get(metric.key), with_rivals=rivals is None or metric.key in rivals
        )
        for metric in chosen
    }
    with opened(banded(dataset, slices, _broken_down(chosen)), span, day) as source:
        source.facts = facts or {}
        found = side_by_side(
            source,
            chosen,
            ask=lambda own, metric: ask(own, metric, wanted[metric.key].values()),
            read=lambda own, metric: reading(own, metric, wanted[metric.key], others.get(metric.key)),
        )
    return {metric.key: one for metric, one in zip(chosen, found, strict=True)}


def _broken_down(metrics: Iterable[Metric]) -> frozenset[str]:
    """Tables on whose rows the breakdowns of these metrics hang."""
    return frozenset(HOME[own.of][0] for metric in metrics for own, _ in counted_in(metric) if own.of in HOME)


def metric_of(key: str) -> Metric:
    """The metric of that key.

    Raises:
        ChoiceError: If there is none; the message names those there are.
    """
    if key not in METRICS:
        raise ChoiceError(f"There is no metric '{key}'; there are {', '.join(sorted(METRICS))}.")
    return METRICS[key]


def _of_model(model: OperatingModel) -> list[Metric]:
    return [metric for metric in METRICS.values() if set(metric.models) & set(model.teams)]


def reading(source: Source, metric: Metric, wanted: Mapping[str, Asked], chosen: str | None) -> Reading:
    """One metric with its breakdowns and other definitions.

    Args:
        source: What it is read from.
        metric: The declaration.
        wanted: Its definitions by the key of their readings; the one its number stands on has the metric's own.
        chosen: What that one is called, where it is a rival.
    """
    used, slices = wanted[metric.key]
    found = {key: _defined(source, metric, definition, key, of) for key, (definition, of) in wanted.items()}
    own = replace(found.pop(metric.key), definition=chosen)
    if metric.of_leavers and own.reason and (left := left_on_no_day(source.dataset)):
        own = replace(own, reason=f"{own.reason} {left}")
    warned = tuple(warnings(source, metric, used, slices, own))
    return replace(own, rivals=found, notes=own.notes + warned)


def number(source: Source, metric: Metric, slices: tuple[Slice, ...], chosen: str | None = None) -> Reading:
    """One metric without its rivals and cautions, by its own definition or the rival chosen instead."""
    definition = metric.rivals[chosen] if chosen else metric.definition
    return replace(_defined(source, metric, definition, metric.key, slices), definition=chosen)


def _defined(source: Source, metric: Metric, definition: Definition, key: str, slices: tuple[Slice, ...]) -> Reading:
    """One definition; what a card shows is not estimated again for the formulas it goes into."""
    what = (metric.key, key, definition, slices, *(getattr(metric, name) for name in DECIDING))
    return source.once(what, partial(_found, source, metric, definition, key, slices))


def _found(source: Source, metric: Metric, definition: Definition, key: str, slices: tuple[Slice, ...]) -> Reading:
    """One definition, counted or made from other numbers."""
    if isinstance(definition, str):
        return _read(source, metric, definition, key, slices)
    found = derived(partial(_defined, source), metric, definition, key, slices, source.facts)
    is_counted = all(part.is_known for part in found.made_of.values())
    reason = next(said(source, metric.unless), None) if is_counted and key == metric.key else None
    return Reading(key=key, unit=metric.unit, n=found.n, reason=reason, made_of=found.made_of) if reason else found


def _read(source: Source, metric: Metric, sql: str, key: str, slices: tuple[Slice, ...]) -> Reading:
    """One definition: what it lacks, or its number, or its number per currency."""
    reason = lacking(source, metric, sql)
    if reason:
        return Reading(key=key, unit=metric.unit, reason=reason)
    currencies = codes(source, metric, sql)
    if len(currencies) > 1:
        return _per_currency(source, metric, sql, key, currencies)
    found = _counted(source, metric, sql, key, slices)
    return _in_currency(found, currencies[0] if currencies else None)


def _in_currency(found: Reading, code: str | None) -> Reading:
    """The reading with its currency, and the amounts beside it with the same."""
    beside = {key: replace(other, currency=code) for key, other in found.beside.items() if other.unit.is_money}
    put_in = found.put_in and replace(found.put_in, currency=code)
    own = code if found.unit.is_money else None
    return replace(found, currency=own, beside={**found.beside, **beside}, put_in=put_in)


def _per_currency(source: Source, metric: Metric, sql: str, key: str, currencies: tuple[str, ...]) -> Reading:
    """No value over all; one part per currency, measured on the rows of that currency alone."""
    parts = []
    for code in currencies:
        alone = only(source.dataset, reads(sql).money, code)
        with opened(alone, source.window, source.today) as narrowed:
            one = _counted(narrowed, metric, sql, key, ())
        parts.append(Piece(key=code, value=one.value, low=one.low, high=one.high, n=one.n))
    known = tuple(part for part in parts if part.n)
    n = sum(part.n for part in known)
    return Reading(key=key, unit=metric.unit, n=n, reason=reasons.mixed(currencies), parts=known)


def _counted(source: Source, metric: Metric, sql: str, key: str, slices: tuple[Slice, ...]) -> Reading:
    query = query_of(source, metric, sql, slices)
    folded = source.fold(query)
    middles = _middles(source, query, folded, is_rival=key != metric.key)
    estimator = OWN_ESTIMATORS.get(metric.estimate, ESTIMATORS[metric.kind])
    horizon = horizon_of(folded.whole) if metric.kind is Kind.TIME_TO_EVENT else None
    months = monthly.months_of(folded.whole) if metric.kind is Kind.SERIES else ()

    def made(group: Group, place: tuple[str, Any]) -> Estimate:
        middle, is_whole = middles.get(place), place == ("", None)
        return estimator(Task(metric, reads(sql), group, horizon, middle, months, source.is_covered, is_whole))

    estimate = made(folded.whole, ("", None))
    by = {piece: pieces(query, folded, piece, source.edges, made) for piece in slices}
    ways = [piece for piece in slices if piece not in PERIODS]
    groups = {piece: standings(query, folded.by.get(piece.value, {}), piece, made) for piece in ways}
    return replace(_reading(source, query, key, folded, estimate, by), groups=groups)


def _middles(source: Source, query: Query, folded: Fold, *, is_rival: bool) -> Mapping[tuple[str, Any], Any]:
    """Medians of amounts: of every group where they are the headline; beside a mean only of all rows."""
    kind, unit = query.metric.kind, query.metric.unit
    if kind is Kind.MEAN:
        return {} if is_rival else source.middles(replace(query, slices=()), folded)
    return source.middles(query, folded) if kind is Kind.MIDDLE and unit is not Unit.DAYS else {}


def _reading(
    source: Source,
    query: Query,
    key: str,
    folded: Fold,
    estimate: Estimate,
    by: Mapping[Slice, tuple[Piece, ...]],
) -> Reading:
    metric = query.metric
    low, high = ends(estimate.interval)
    return Reading(
        key=key,
        unit=metric.unit,
        n=estimate.n,
        value=estimate.value,
        low=low,
        high=high,
        reason=_reason(source, query, folded, estimate),
        firm=estimate.value is not None and estimate.n >= metric.minimum,
        is_census=metric.kind in CENSUS and estimate.interval is None,
        by=by,
        parts=_parts(estimate),
        beside={name: _beside(name, item) for name, item in estimate.beside.items()},
        notes=_notes(source, query, folded, estimate),
        put_in=estimate.put_in,
    )


def _reason(source: Source, query: Query, folded: Fold, estimate: Estimate) -> str | None:
    if estimate.value is not None:
        return None
    rows = folded.whole.rows
    if not source.is_covered and query.metric.timing is not Timing.SNAPSHOT:
        return reasons.beside_the_data(source)
    if rows and not estimate.n and reads(query.rows).values:
        if source.window.is_undated and reads(query.rows).uses_clock:
            return reasons.WITHOUT_A_DAY
        return reasons.all_blank(query.metric, reads(query.rows), rows)
    return query.metric.unknown_when


def _notes(source: Source, query: Query, folded: Fold, estimate: Estimate) -> tuple[str, ...]:
    metric, read, rows = query.metric, reads(query.rows), folded.whole.rows
    notes = [*estimate.notes, *reasons.about_time(metric, source)]
    if 0 < estimate.n < rows and metric.kind is not Kind.TIME_TO_EVENT and metric.estimate not in UNLIKE_ROWS:
        notes.extend(reasons.left_out(source.dataset, query, folded, estimate.n))
    if folded.undated:
        notes.append(reasons.undated(metric, read, folded.undated))
    return tuple(notes)


def _parts(estimate: Estimate) -> tuple[Piece, ...] | None:
    if estimate.parts is None:
        return None
    return tuple(
        Piece(key=part.key, value=part.value, low=ends(part.interval)[0], high=ends(part.interval)[1], n=part.n)
        for part in estimate.parts
    )


def _beside(name: str, item: Beside) -> Reading:
    low, high = ends(item.interval)
    return Reading(key=name, unit=item.unit, n=item.n, value=item.value, low=low, high=high, is_census=item.is_census)
