"""The span of days that metrics look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Window:
    """The days from `since` to `until`, both included, seen from `as_of`.

    Attributes:
        as_of: The day the data are seen from: by default the last event, never later than today.
            None for data without any date.
        since: First day; None means from the first event on.
        until: Last day; None only for data without any date.
        all_time: Whether the whole file was asked for; then undated rows count as well.
    """

    as_of: date | None
    since: date | None
    until: date | None
    all_time: bool = False

    @property
    def is_undated(self) -> bool:
        """Whether the data carry no date: one period, no trends."""
        return self.as_of is None
