"""The rows of a view, for what is told row by row rather than counted."""

from __future__ import annotations

from datetime import date
from typing import Any

from revops.dataset import Dataset
from revops.fold import reads
from revops.measure.source import opened
from revops.window import Window


def view_rows(dataset: Dataset, view: str, window: Window, today: date, *, on: str = "on_date") -> list[dict[str, Any]]:
    """The rows of a view that fall into a window, in the order of their days.

    Args:
        dataset: The company's tables.
        view: Its name.
        window: The days looked at.
        today: Events after it do not count as seen.
        on: Column with the day a row belongs to.
    """
    sql = f"select * from {view}"  # noqa: S608 (the name of a view, never a user's words)
    with opened(dataset, window, today) as source:
        source.make(reads(sql).views)
        rows: list[dict[str, Any]] = source.session.table(sql).to_pylist()
    return sorted((row for row in rows if _is_inside(row[on], window)), key=lambda row: str(row[on]))


def _is_inside(day: date | None, window: Window) -> bool:
    if day is None:
        return window.all_time or window.is_undated
    return (window.since is None or window.since <= day) and (window.until is None or day <= window.until)
