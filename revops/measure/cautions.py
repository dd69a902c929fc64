"""What has to be known beside a number: what its declaration warns of, and what a breakdown of it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revops.fold import home_column
from revops.fold.query import PERIODS
from revops.measure.lacking import left_on_no_day
from revops.measure.sizes import without_bands
from revops.measure.source import Source
from revops.metric import Definition, Metric
from revops.reading import Reading
from revops.vocabulary import Slice


def warnings(
    source: Source, metric: Metric, used: Definition, slices: tuple[Slice, ...], reading: Reading
) -> Iterator[str]:
    """All that stands beside a number: of itself where it is known, and of each breakdown asked for.

    Args:
        source: What the metrics are read from.
        metric: The declaration.
        used: The definition that the number stands on.
        slices: Breakdowns asked for.
        reading: The number.
    """
    if reading.is_known:
        yield from said(source, metric.cautions)
        yield from filter(None, [metric.of_leavers and left_on_no_day(source.dataset)])
    if metric.undivided and any(piece not in PERIODS for piece in slices):
        yield metric.undivided
    if Slice.COHORT in slices and metric.by_cohort and reading.by.get(Slice.COHORT):
        yield metric.by_cohort
    if Slice.SIZE in slices and isinstance(used, str) and (lacking := source.unsized(metric, used)):
        yield without_bands(lacking)
    if Slice.SEGMENT in slices and not metric.undivided:
        yield from filter(None, [source.segments.get(_home(metric))])


def _home(metric: Metric) -> str:
    """The table that has the segment of a metric's rows; empty where none has."""
    return (home_column(metric.of, Slice.SEGMENT.value) or "").split(".")[0]


def said(source: Source, sentences: Mapping[str, str]) -> Iterator[str]:
    """Those sentences of a declaration that apply to the data, each with how many cases it is about.

    Args:
        source: What the metrics are read from.
        sentences: Sentences with `{n}` for how many, each with the SQL that counts.
    """
    for sentence, sql in sentences.items():
        n = source.count(sql)
        if n:
            yield sentence.format(n=f"{n:,}")
