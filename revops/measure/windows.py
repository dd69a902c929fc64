"""Which days a metric looks at, and which months the extract cuts off."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from revops.dataset import Dataset
from revops.errors import ChoiceError
from revops.tables import TABLES
from revops.window import Window


def default_window(
    dataset: Dataset,
    *,
    today: date | None = None,
    as_of: date | None = None,
    since: date | None = None,
    until: date | None = None,
    all_time: bool = False,
) -> Window:
    """The twelve months ending at the last event, or what was asked for instead.

    Args:
        dataset: The company's tables.
        today: Events after it do not count as seen; None for the real day.
        as_of: The day to see the data from; None for the last event.
        since: First day; None for twelve months before `until`.
        until: Last day; None for `as_of`.
        all_time: The whole file up to `as_of`, rows without a date included.

    Raises:
        ChoiceError: If the window ends before it begins, or days are given together with `all_time`.
    """
    if all_time and (since or until):
        raise ChoiceError("The whole file was asked for and days as well: give one of them.")
    seen = as_of or last_event(dataset, today or date.today())
    end = until or seen
    if end is None:
        return Window(as_of=None, since=None, until=None, all_time=all_time)
    begin = None if all_time else since or year_before(end)
    if begin and begin > end:
        raise ChoiceError(f"The window ends on {end} before it begins on {begin}.")
    return Window(as_of=seen or end, since=begin, until=end, all_time=all_time)


def year_before(end: date) -> date:
    """First day of the twelve months that end on a day."""
    after = end + timedelta(days=1)
    day = min(after.day, monthrange(after.year - 1, after.month)[1])
    return date(after.year - 1, after.month, day)


def last_event(dataset: Dataset, today: date) -> date | None:
    """The last day on which something happened in any table, never after today; None without any date.

    A ledger or month matrix reaches to the end of its last month, also where nothing changed in it.
    """
    events = [high for _, _, high in spans(dataset.tables, today)]
    months = [min(sheet.until, today) for sheet in dataset.sheets if sheet.until and sheet.shape != "rows"]
    return max([*events, *months], default=None)


def first_event(dataset: Dataset, today: date) -> date | None:
    """The first day on which something happened in any table; None without any date."""
    return min(first_days(dataset, today).values(), default=None)


def first_days(dataset: Dataset, today: date) -> dict[str, date]:
    """The first day in every column of events, by `table.column`; columns without a day up to today are left out."""
    return {column: low for column, low, _ in spans(dataset.tables, today)}


def spans(tables: Mapping[str, pa.Table], today: date) -> Iterator[tuple[str, date, date]]:
    """First and last day of every column of events that has a day up to today, by `table.column`."""
    limit = pa.scalar(today, pa.date32())
    for key, table in tables.items():
        for column in TABLES[key].columns:
            if column.is_event and table[column.name].null_count < table.num_rows:
                days = table[column.name]
                is_past = pc.max(days).as_py() <= today
                past = days if is_past else days.filter(pc.less_equal(days, limit))
                if len(past) > past.null_count:
                    yield f"{key}.{column.name}", pc.min(past).as_py(), pc.max(past).as_py()


def about_window(dataset: Dataset, window: Window, today: date | None = None) -> tuple[str, ...]:
    """A word where the files carry no day up to today, or are seen from a day beside them.

    Args:
        dataset: The company's tables.
        window: The days looked at.
        today: For tests; None for the real day.
    """
    day = today or date.today()
    if window.is_undated:
        return (why_undated(dataset, day),) if dataset.tables else ()
    first = first_event(dataset, max(day, window.as_of or day))
    if window.as_of is None or first is None:
        return ()
    if window.as_of < first:
        return (f"The files begin on {first}: on {window.as_of} nothing in them had happened yet.",)
    if window.as_of > day:
        return (f"{window.as_of} is still to come: what happens until then is not in the files.",)
    if window.since and window.since + timedelta(days=31) < first:
        return (f"The files begin on {first}, so the period is only partly covered.",)
    return ()


def why_undated(dataset: Dataset, today: date) -> str:
    """Why the files are one period without trends: no date in them, or none that has come yet."""
    first = first_event(dataset, date.max)
    if first is None:
        return "The files carry no dates: everything is one period, and there are no trends."
    begins = f"Every date in the files is still to come, the first on {first}, seen from today, {today}"
    return f"{begins}: everything is one period, and there are no trends. Check the years."


@dataclass(frozen=True, slots=True)
class Edges:
    """First and last day that the data and the window both cover."""

    opens: date | None
    closes: date | None

    def cut(self, first: date, last: date) -> bool:
        """Whether a period is only partly covered; missing weekend days alone cut nothing."""
        return self.cuts_start(first) or self.cuts_end(last)

    def cuts_start(self, first: date) -> bool:
        """Whether working days are missing at the beginning."""
        return self.opens is not None and _works(first, self.opens)

    def cuts_end(self, last: date) -> bool:
        """Whether working days are missing at the end."""
        return self.closes is not None and _works(self.closes + timedelta(days=1), last + timedelta(days=1))


def edges(first: date | None, window: Window) -> Edges:
    """What data beginning on a first event cover of a window."""
    ends = [day for day in (window.until, window.as_of) if day]
    begins = [day for day in (window.since, first) if day]
    return Edges(max(begins, default=None), min(ends, default=None))


def _works(begin: date, end: date) -> bool:
    """Whether a working day lies from `begin` up to and without `end`."""
    days = (end - begin).days
    return days > 2 or any((begin + timedelta(days=step)).weekday() < 5 for step in range(days))


def month_of(day: date) -> tuple[date, date]:
    """First and last day of the month a day lies in."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def quarter_of(day: date) -> tuple[date, date]:
    """First and last day of the quarter a day lies in."""
    first = day.replace(month=day.month - (day.month - 1) % 3, day=1)
    return first, month_of(first.replace(month=first.month + 2))[1]
