"""Several things read from one source at a time, each by a thread with a view of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from queue import SimpleQueue
from typing import TypeVar

from revops.measure.source import Source

AT_ONCE = min(4, os.cpu_count() or 1)
WORTH_A_THREAD = 4
"""Things below which a further thread costs more than it saves."""

Item = TypeVar("Item")
Found = TypeVar("Found")


def side_by_side(source: Source, read: Callable[[Source, Item], Found], items: Sequence[Item]) -> list[Found]:
    """Reads several things side by side where the engine can: planning many small queries is most of the time.

    Args:
        source: What they are read from; what one thread derives, the others find.
        read: Called with the source of its thread and one of the items.
        items: What is to be read.

    Returns:
        What was found, in the order of the items.
    """
    with ExitStack() as stack:
        wanted = min(AT_ONCE, len(items) // WORTH_A_THREAD) - 1
        further = [stack.enter_context(beside) for _ in range(wanted) if (beside := source.session.beside())]
        if not further:
            return [read(source, item) for item in items]
        free: SimpleQueue[Source] = SimpleQueue()
        for each in (source, *(replace(source, session=session) for session in further)):
            free.put(each)
        pool = stack.enter_context(ThreadPoolExecutor(1 + len(further)))
        return list(pool.map(lambda item: _with_free(free, read, item), items))


def _with_free(free: SimpleQueue[Source], read: Callable[[Source, Item], Found], item: Item) -> Found:
    source = free.get()
    try:
        return read(source, item)
    finally:
        free.put(source)
