"""Several metrics read from one source: the engine is asked by several threads, each with a view of its own."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from itertools import zip_longest
from queue import SimpleQueue
from typing import TypeVar

from revops.fold import reads
from revops.measure.derived import counted_in
from revops.measure.source import Source
from revops.metric import Metric

AT_ONCE = min(4, os.cpu_count() or 1)
WORTH_A_THREAD = 4
"""Metrics below which a further thread costs more than it saves."""
LARGE = 1_000_000
"""Rows of a table above which all of the engine's threads are busy with one query; each takes 120,000 at a time."""

Found = TypeVar("Found")


def side_by_side(
    source: Source,
    metrics: Sequence[Metric],
    *,
    ask: Callable[[Source, Metric], None],
    read: Callable[[Source, Metric], Found],
) -> list[Found]:
    """Reads several metrics: what they ask of the engine by several threads, where it can, then the numbers by one.

    Planning many small queries is most of the time, and that the engine does side by side; Python's part it cannot.
    Of large tables one metric is read at a time: each keeps all threads of the engine busy, two would take the memory
    of two, and a view that no metric to come reads is let go.

    Args:
        source: What they are read from; what one thread derives, the others find.
        metrics: What is to be read.
        ask: Called with the source of its thread and one of the metrics; the source keeps the answers.
        read: Called with the source and one of the metrics; finds the answers there.

    Returns:
        What was found, in the order of the metrics.
    """
    if max((table.num_rows for table in source.dataset.tables.values()), default=0) > LARGE:
        return _one_by_one(source, metrics, read)
    _ask_ahead(source, metrics, ask)
    return [read(source, metric) for metric in metrics]


def _one_by_one(source: Source, metrics: Sequence[Metric], read: Callable[[Source, Metric], Found]) -> list[Found]:
    source.views.expect(views_of(metric) for metric in metrics)
    found = []
    for metric in metrics:
        found.append(read(source, metric))
        source.views.release(source.session, views_of(metric))
    return found


def _ask_ahead(source: Source, metrics: Sequence[Metric], ask: Callable[[Source, Metric], None]) -> None:
    """Asks for all metrics, each by the thread that is free; with one thread alone, reading asks by itself."""
    threads = min(AT_ONCE, len(metrics) // WORTH_A_THREAD)
    with ExitStack() as stack:
        further = [
            stack.enter_context(beside) for _ in range(threads - 1) if (beside := source.session.beside()) is not None
        ]
        if not further:
            return
        free: SimpleQueue[Source] = SimpleQueue()
        for each in (source, *(replace(source, session=session) for session in further)):
            free.put(each)
        pool = stack.enter_context(ThreadPoolExecutor(1 + len(further)))
        for _ in pool.map(lambda metric: _with_free(free, ask, metric), _mixed(metrics)):
            pass


def _mixed(metrics: Sequence[Metric]) -> list[Metric]:
    """In turns one of those that read the same views, so that threads seldom wait for the view that another makes."""
    alike: defaultdict[frozenset[str], list[Metric]] = defaultdict(list)
    for metric in metrics:
        alike[views_of(metric)].append(metric)
    turns = zip_longest(*sorted(alike.values(), key=len, reverse=True))
    return [metric for turn in turns for metric in turn if metric is not None]


def _with_free(free: SimpleQueue[Source], ask: Callable[[Source, Metric], None], metric: Metric) -> None:
    source = free.get()
    try:
        ask(source, metric)
    finally:
        free.put(source)


@cache
def views_of(metric: Metric) -> frozenset[str]:
    """Every view that a metric, its other definitions or its warnings read."""
    definitions = (metric.definition, *metric.rivals.values())
    counted = [sql for definition in definitions for _, sql in counted_in(metric, definition)]
    return frozenset(
        view for sql in (*counted, *metric.cautions.values(), *metric.unless.values()) for view in reads(sql).views
    )
