"""Several metrics read from one source at a time, each by a thread with a view of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
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


def side_by_side(source: Source, read: Callable[[Source, Metric], Found], metrics: Sequence[Metric]) -> list[Found]:
    """Reads several metrics side by side where the engine can: planning many small queries is most of the time.

    Of large tables one is read at a time: each keeps all threads of the engine busy, and two would take the memory of
    two. A view that no metric to come reads is let go.

    Args:
        source: What they are read from; what one thread derives, the others find.
        read: Called with the source of its thread and one of the metrics.
        metrics: What is to be read.

    Returns:
        What was found, in the order of the metrics.
    """
    source.views.expect(views_of(metric) for metric in metrics)

    def read_one(own: Source, metric: Metric) -> Found:
        try:
            return read(own, metric)
        finally:
            source.views.release(own.session, views_of(metric))

    with ExitStack() as stack:
        further = [
            stack.enter_context(beside)
            for _ in range(_further(source, len(metrics)))
            if (beside := source.session.beside())
        ]
        if not further:
            return [read_one(source, metric) for metric in metrics]
        free: SimpleQueue[Source] = SimpleQueue()
        for each in (source, *(replace(source, session=session) for session in further)):
            free.put(each)
        pool = stack.enter_context(ThreadPoolExecutor(1 + len(further)))
        return list(pool.map(lambda metric: _with_free(free, read_one, metric), metrics))


def _further(source: Source, metrics: int) -> int:
    """Threads beside our own that are worth their while."""
    rows = max((table.num_rows for table in source.dataset.tables.values()), default=0)
    return 0 if rows > LARGE else min(AT_ONCE, metrics // WORTH_A_THREAD) - 1


def _with_free(free: SimpleQueue[Source], read: Callable[[Source, Metric], Found], metric: Metric) -> Found:
    source = free.get()
    try:
        return read(source, metric)
    finally:
        free.put(source)


def views_of(metric: Metric) -> frozenset[str]:
    """Every view that a metric, its other definitions or its warnings read."""
    definitions = (metric.definition, *metric.rivals.values())
    counted = [sql for definition in definitions for _, sql in counted_in(metric, definition)]
    return frozenset(
        view for sql in (*counted, *metric.cautions.values(), *metric.unless.values()) for view in reads(sql).views
    )
