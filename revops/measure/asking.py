"""What a metric asks of the engine, so that it can be asked before any number is made."""

from __future__ import annotations

from collections.abc import Iterable

from revops.errors import ChoiceError
from revops.fold import Query, reads
from revops.measure import monthly, reasons
from revops.measure.cautions import said
from revops.measure.derived import counted_in
from revops.measure.source import Source
from revops.metric import Definition, Metric
from revops.vocabulary import Kind, Slice, Unit

PUBLISHED = "published"
"""What a metric's own definition is called among its rivals, where one of them stands in its place."""

CENSUS = (Kind.TOTAL, Kind.SERIES)

Asked = tuple[Definition, tuple[Slice, ...]]
"""One definition of a metric, and the breakdowns wanted of it."""


def definitions(
    metric: Metric, slices: tuple[Slice, ...], chosen: str | None = None, *, with_rivals: bool = True
) -> dict[str, Asked]:
    """What is to be read of a metric, by the key of each reading: its number first, then the other definitions.

    Args:
        metric: The declaration.
        slices: Breakdowns of its number; the other definitions have none.
        chosen: The rival to count by; the published definition then stands among the others.
        with_rivals: Whether the others are wanted.

    Raises:
        ChoiceError: If the metric has no rival of that name.
    """
    known = {PUBLISHED: metric.definition, **metric.rivals}
    used = known.pop(chosen or PUBLISHED, None)
    if used is None:
        raise ChoiceError(f"'{metric.key}' has no definition '{chosen}'; there are {', '.join(metric.rivals)}.")
    others: dict[str, Asked] = {key: (definition, ()) for key, definition in known.items()}
    return {metric.key: (used, slices), **(others if with_rivals else {})}


def ask(source: Source, metric: Metric, wanted: Iterable[Asked]) -> None:
    """Asks the engine what the readings of a metric will ask; the source keeps the answers for them.

    Args:
        source: Of the asking thread; the answers are shared.
        metric: The declaration.
        wanted: Its definitions with the breakdowns that are wanted of each.
    """
    known = False
    for definition, slices in wanted:
        for own, sql in counted_in(metric, definition):
            if lacking(source, own, sql) is None and len(codes(source, own, sql)) < 2:
                source.fold(query_of(source, own, sql, slices))
                known = True
    if known:
        for sql in metric.cautions.values():
            source.count(sql)


def lacking(source: Source, metric: Metric, sql: str) -> str | None:
    """Why one definition cannot be counted; None where it can."""
    alone = next((said_of for rival, said_of in metric.rival_unless.items() if metric.rivals.get(rival) == sql), {})
    return reasons.missing(source, metric, reads(sql)) or next(said(source, {**metric.unless, **alone}), None)


def query_of(source: Source, metric: Metric, sql: str, slices: tuple[Slice, ...]) -> Query:
    """One definition with those breakdowns that there is anything for."""
    too_short = monthly.TOO_SHORT.get(metric.estimate, ())
    known = tuple(piece for piece in slices if piece not in too_short and source.has(piece, metric, sql))
    return Query(sql, metric, known, source.window.all_time or source.window.is_undated)


def codes(source: Source, metric: Metric, sql: str) -> tuple[str, ...]:
    """Currencies of the amounts that a definition adds up; none where it adds up no money."""
    return source.currencies(reads(sql).money) if _adds_money(metric, sql) else ()


def _adds_money(metric: Metric, sql: str) -> bool:
    """Whether amounts are added up, so that they have to be of one currency."""
    outputs = reads(sql).outputs
    weight = {Kind.SHARE: "whole", Kind.DISTRIBUTION: "value"}.get(metric.kind)
    weighs = metric.kind is Kind.RATIO or metric.unit is Unit.RATIO or weight in outputs
    is_made_of_sums = metric.kind in CENSUS and metric.unit is Unit.SHARE
    return metric.unit.is_money or ((weighs or is_made_of_sums) and bool(reads(sql).money))
