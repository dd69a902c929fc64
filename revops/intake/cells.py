"""Rows of Python values to Arrow columns of text; runs in the child process."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import Any

import pyarrow as pa

from revops.intake.arrow import Cells, pc

_EXACT = 2.0**53
"""Below it every whole number has its digits; ids of 15 digits would otherwise come as 1e+15."""


def columns_of(rows: Sequence[Sequence[Any]]) -> pa.Table:
    """Text columns, named by position; surrounding blanks cut, blank cells null, empty columns at the end cut.

    Args:
        rows: Rows of any length; short ones are filled with blanks.
    """
    arrays = [_clean(_text(column)) for column in zip_longest(*rows, fillvalue="")]
    while arrays and arrays[-1].null_count == len(arrays[-1]):
        arrays.pop()
    return pa.table(arrays, names=[str(position) for position in range(len(arrays))])


def _clean(column: Cells) -> Cells:
    trimmed = pc.utf8_trim_whitespace(column)
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)


def _text(column: Sequence[Any]) -> Cells:
    """One column as text: each Python type is converted in one stroke, then the parts are laid over each other."""
    kinds = set(map(type, column))
    if kinds <= {str}:
        return pa.array(column, pa.string())
    return pc.coalesce(*(_CONVERT.get(kind, _other)(column, kind) for kind in kinds))


def _only(column: Sequence[Any], kind: type) -> list[Any]:
    return [value if type(value) is kind else None for value in column]


def _strings(column: Sequence[Any], kind: type) -> Cells:
    return pa.array(_only(column, kind), pa.string())


def _numbers(column: Sequence[Any], kind: type) -> Cells:
    numbers = pa.array(_only(column, kind), pa.float64())
    is_whole = pc.and_(pc.equal(pc.floor(numbers), numbers), pc.less(pc.abs(numbers), _EXACT))
    whole = pc.if_else(is_whole, numbers, None).cast(pa.int64()).cast(pa.string())
    return pc.coalesce(whole, numbers.cast(pa.string()))


def _days(column: Sequence[Any], kind: type) -> Cells:
    return pa.array(_only(column, kind), pa.date32()).cast(pa.string())


def _moments(column: Sequence[Any], kind: type) -> Cells:
    text = pa.array(_only(column, kind), pa.timestamp("s")).cast(pa.string())
    return pc.replace_substring_regex(text, " 00:00:00$", "")


def _other(column: Sequence[Any], kind: type) -> Cells:
    return pa.array([str(value) if type(value) is kind else None for value in column], pa.string())


_CONVERT: Mapping[type, Callable[[Sequence[Any], type], Cells]] = {
    str: _strings,
    float: _numbers,
    int: _numbers,
    date: _days,
    datetime: _moments,
    bool: _other,
    time: _other,
    timedelta: _other,
}
