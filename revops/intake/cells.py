"""Rows of Python values to Arrow columns of text; runs in the child process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

import pyarrow as pa

from revops.intake.arrow import Cells, pc

_EXACT = 2.0**53
"""Below it every whole number has its digits; ids of 15 digits would otherwise come as 1e+15."""


HEAD = 30
"""Rows that may hold a preamble and headers; below them most columns hold one type, which is converted in one go."""


def columns_of(rows: Sequence[Sequence[Any]]) -> pa.Table:
    """Text columns, named by position; surrounding blanks cut, blank cells null, empty columns at the end cut.

    Args:
        rows: Rows of any length; short ones are filled with blanks.
    """
    columns = zip_longest(*rows, fillvalue="")
    arrays = [pa.concat_arrays([_text(column[:HEAD]), _text(column[HEAD:])]) for column in columns]
    while arrays and arrays[-1].null_count == len(arrays[-1]):
        arrays.pop()
    return pa.table(arrays, names=[str(position) for position in range(len(arrays))])


def _text(column: Sequence[Any]) -> Cells:
    """Cells as text: each Python type is converted in one stroke, then the parts are laid over each other."""
    with suppress(pa.ArrowTypeError):
        return _strings(column)
    counts = Counter(map(type, column))
    if len(counts) > 1 and counts[str] == column.count(""):
        del counts[str]
    if len(counts) == 1 and counts.total() == len(column):
        kind = next(iter(counts))
        return _CONVERT.get(kind, _other)(column)
    parts = [_CONVERT.get(kind, _other)(_only(column, kind)) for kind in counts]
    return pc.coalesce(*parts) if parts else pa.array([], pa.string())


def _only(column: Sequence[Any], kind: type) -> list[Any]:
    return [value if type(value) is kind else None for value in column]


def _strings(column: Sequence[str | None]) -> Cells:
    text = pa.array(column, pa.string())
    is_ascii = pc.all(pc.string_is_ascii(text)).as_py()
    trimmed = pc.ascii_trim_whitespace(text) if is_ascii else pc.utf8_trim_whitespace(text)
    blank = pc.equal(trimmed, "")
    return pc.if_else(blank, pa.scalar(None, pa.string()), trimmed) if pc.any(blank).as_py() else trimmed


def _numbers(column: Sequence[float | None]) -> Cells:
    numbers = pa.array(column, pa.float64())
    is_whole = pc.and_(pc.equal(pc.floor(numbers), numbers), pc.less(pc.abs(numbers), _EXACT))
    whole = pc.if_else(is_whole, numbers, None).cast(pa.int64()).cast(pa.string())
    return whole if pc.all(is_whole).as_py() else pc.coalesce(whole, numbers.cast(pa.string()))


def _days(column: Sequence[date | None]) -> Cells:
    return pa.array(column, pa.date32()).cast(pa.string())


def _moments(column: Sequence[datetime | None]) -> Cells:
    text = pa.array(column, pa.timestamp("s")).cast(pa.string())
    return pc.replace_substring_regex(text, " 00:00:00$", "")


def _other(column: Sequence[Any]) -> Cells:
    return pa.array([None if value is None else str(value) for value in column], pa.string())


_CONVERT: Mapping[type, Callable[[Sequence[Any]], Cells]] = {
    str: _strings,
    float: _numbers,
    int: _numbers,
    date: _days,
    datetime: _moments,
}
