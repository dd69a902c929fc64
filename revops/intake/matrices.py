"""Months side by side: their amounts read together, what is not known of them, and the rows they become."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from revops.dataset import Match
from revops.intake.arrow import Cells, Mask, mask_of, pc, plain, whole
from revops.intake.coercing import tell_magnitude
from revops.intake.currencies import currency_of_cells
from revops.intake.dates import unit_of
from revops.intake.decimals import ask_for_decimals, read_amounts
from revops.intake.draft import Draft, first_of
from revops.intake.encoded import Encoded, encode
from revops.intake.fiscal import shift_fiscal_years
from revops.intake.money import scale_in, written_in
from revops.intake.month_headers import is_yearly, measure_in, time_in
from revops.intake.months import MonthCells, last_of_month
from revops.intake.names import fold
from revops.intake.span_names import months_of
from revops.intake.spans import read_spans
from revops.intake.units_above import scale_above
from revops.intake.unknown_months import says_unknown, stops

SHAPE = "month matrix"
_SLACK = 0.01
"""Part of a year's worth by which twelve months may miss it."""
_CARRIED = (
    "No amount can be read under “{month}”, and what was paid the month before goes on until then: fill the cell."
)
_MISSED = "No amount can be read under “{month}”, which is left out of all sums until then: fill the cell."


def read_months(draft: Draft, headers: Sequence[str]) -> None:
    """Reads the amounts under all months of a matrix together, before its other columns are filled.

    Args:
        draft: The matrix.
        headers: Headers that name its months.
    """
    cells = [plain(whole(draft.block.body.column(header))) for header in headers]
    together = encode(pa.concat_arrays(cells))
    amount = _declared(draft)[1]
    numbers = read_amounts(draft, amount, together, _naming_currency(draft))
    lost = np.isnan(numbers.values)
    if numbers.is_guess:
        ask_for_decimals(draft, amount, together, numbers.decimal)
    if numbers.has_magnitude is not None:
        tell_magnitude(draft, together, numbers.values, numbers.has_magnitude & ~lost)
    amounts = together.spread(pa.array(numbers.values, pa.float64(), mask=lost))
    unread = together.spread(pa.array(lost))
    scales, part = _scales(draft, headers), _part_of_year(draft, headers[0])
    _read_currencies(draft, headers, together)
    found = [
        MonthCells(
            header=header,
            first=first,
            last=last,
            amounts=pc.multiply(amounts.slice(at * draft.height, draft.height), scales[header] * part),
            unread=mask_of(unread.slice(at * draft.height, draft.height)),
        )
        for at, (header, first, last) in enumerate(_days(draft, headers))
    ]
    draft.used |= set(headers)
    _compare_years(draft, headers, amounts)
    draft.months = tuple(_without_gaps(draft, _known(draft, sorted(found, key=lambda month: month.first))))


def _compare_years(draft: Draft, headers: Sequence[str], amounts: Cells) -> None:
    """A word on months of ARR beside those of MRR, which are left out: whether they are twelve times as much."""
    months = {time_in(header): at for at, header in enumerate(headers)}
    yearly = {each: months[time_in(each)] for each in draft.block.headers if _is_year_of(each, months, headers)}
    if not yearly:
        return
    off = 0
    for header, at in yearly.items():
        encoded = encode(plain(whole(draft.block.body.column(header))))
        year = encoded.spread(pa.array(read_amounts(draft, "mrr", encoded, header).values))
        month = amounts.slice(at * draft.height, draft.height)
        differs = pc.greater(pc.abs(pc.subtract(year, pc.multiply(month, 12.0))), pc.multiply(pc.abs(year), _SLACK))
        off += pc.sum(differs).as_py() or 0
    told = "is twelve times as much" if not off else f"is not twelve times as much in {off:,} cell{'s' * (off > 1)}"
    draft.notes.append(f"“{headers[0]}” and its like count; “{next(iter(yearly))}” beside it {told} and is left out")


def _is_year_of(header: str, months: Mapping[str, int], taken: Sequence[str]) -> bool:
    return header not in taken and time_in(header) in months and is_yearly(measure_in(header))


def _declared(draft: Draft) -> tuple[str, str, str]:
    """The columns of the first day, the amount and the last day."""
    declared = draft.table.matrix
    assert declared is not None  # noqa: S101
    return declared.on, declared.amount, declared.until


def _days(draft: Draft, headers: Sequence[str]) -> list[tuple[str, date, date]]:
    """First and last day of each month, quarter, half or year."""
    named = [time_in(header) for header in headers]
    starts, ends = read_spans(named, day_first=draft.day_first)
    starts, ends = shift_fiscal_years(draft, named, starts, ends)
    return list(zip(headers, starts.to_pylist(), ends.to_pylist(), strict=True))


def _scales(draft: Draft, headers: Sequence[str]) -> Mapping[str, float]:
    """What the amounts of each month are multiplied by; a unit that stands once in the header holds for all."""
    own = {header: scale_in(unit_of(header)) for header in headers}
    said = {scale for scale in own.values() if scale != 1}
    said = said or {scale for header in draft.block.headers if (scale := scale_in(unit_of(header))) != 1}
    said = said or {above for above in (scale_above(draft.block.above),) if above > 1}
    if len(said) != 1:
        return own
    scale = said.pop()
    draft.notes.append(f"the amounts of all months are multiplied by {scale:,.10g}")
    return dict.fromkeys(headers, scale)


def _part_of_year(draft: Draft, header: str) -> float:
    """The part of an amount that a month brings: a twelfth where the months hold ARR."""
    measure = measure_in(header)
    if _declared(draft)[1] != "mrr" or draft.export is not None:
        return 1.0
    if is_yearly(measure):
        draft.notes.append(f"“{measure}” is for a year: a twelfth of it counts a month")
        return 1 / 12
    titles = (draft.file, draft.block.sheet or "", *draft.block.above)
    title = next((text for text in titles if not measure and _speaks_of_years(text)), None)
    if title is None:
        return 1.0
    because = f"“{title}” speaks of what a year brings, the months do not."
    question = "Are the amounts per month or per year?"
    return 1 / 12 if draft.decide("mrr", because, question, ("per year", "per month")) == "per year" else 1.0


def _speaks_of_years(text: str) -> bool:
    words = set(fold(text).split())
    return "mrr" not in words and ("arr" in words or is_yearly(text))


def _read_currencies(draft: Draft, headers: Sequence[str], together: Encoded) -> None:
    """The currency of each row by its cells and headers; rows in several are set aside, for they cannot be one."""
    codes = currency_of_cells(draft, together, _naming_currency(draft))
    if codes is None:
        return
    parts = [codes.slice(at * draft.height, draft.height) for at in range(len(headers))]
    first = pc.coalesce(*parts)
    several = np.logical_or.reduce([mask_of(pc.not_equal(part, first)) for part in parts])
    hint = "The months of this row are in several currencies: write one row for each, or all in one."
    draft.set_aside("SEVERAL_CURRENCIES", several, column="currency", hint=hint)
    draft.columns["currency"] = first


def _naming_currency(draft: Draft) -> str:
    """The first unit of a header that names a currency; empty where none does."""
    return next((unit for header in draft.block.headers if written_in(unit := unit_of(header))), "")


def _known(draft: Draft, months: Sequence[MonthCells]) -> list[MonthCells]:
    """The months with what is not known of them told; recurring revenue goes on, which no churn is made of."""
    recurs = _declared(draft)[1] == "mrr"
    is_nothing = recurs and _stops(draft, months)
    before: Cells = pa.nulls(draft.height, pa.float64())
    found = []
    for month in months:
        unknown = _tell_unread(draft, month, _CARRIED if recurs else _MISSED, is_nothing=is_nothing)
        amounts = month.amounts
        if recurs:
            amounts = pc.if_else(pa.array(unknown), before, _without_credits(draft, month))
        before = amounts
        found.append(replace(month, amounts=amounts))
    return found


def _without_gaps(draft: Draft, months: Sequence[MonthCells]) -> list[MonthCells]:
    """The months of recurring revenue, with those that have no column as the one before: nobody left in them."""
    if _declared(draft)[1] != "mrr":
        return list(months)
    filled: list[MonthCells] = []
    for month in months:
        while filled and (following := filled[-1].last + timedelta(days=1)) < month.first:
            last = following.replace(day=monthrange(following.year, following.month)[1])
            filled.append(replace(filled[-1], first=following, last=last))
            draft.notes.append(f"no column for {following:%Y-%m}: what was paid the month before goes on")
        filled.append(month)
    return filled


def _stops(draft: Draft, months: Sequence[MonthCells]) -> bool:
    """Whether the user says that nothing is paid in months whose cells say that they are not known."""
    said = [cell for month in months if (cell := first_of(_cells(draft, month), says_unknown(_cells(draft, month))))]
    return bool(said) and stops(draft, sum(int(says_unknown(_cells(draft, month)).sum()) for month in months), said[0])


def _cells(draft: Draft, month: MonthCells) -> Cells:
    return plain(whole(draft.block.body.column(month.header)))


def _tell_unread(draft: Draft, month: MonthCells, hint: str, *, is_nothing: bool) -> Mask:
    """Which cells of a month hold an amount that nobody knows: errors, words for it, and what is no number; told."""
    column, cells = _declared(draft)[1], _cells(draft, month)
    rows = [fault.row for fault in draft.block.faults if fault.header == month.header]
    errors: Mask = mask_of(pc.starts_with(cells, "#")) | np.isin(draft.block.rows, rows)
    words = says_unknown(cells) & ~errors & (not is_nothing)
    kinds = (("UNPARSED_NUMBER", month.unread & ~errors), ("UNKNOWN_AMOUNT", words), ("ERROR_CELL", errors))
    for code, mask in kinds:
        example = first_of(cells, mask & mask_of(pc.is_valid(cells))) or month.header
        draft.warn(code, mask, column=column, example=example, hint=hint.format(month=month.header))
    unknown: Mask = np.logical_or.reduce([mask for _, mask in kinds])
    return unknown


def _without_credits(draft: Draft, month: MonthCells) -> Cells:
    """Blank where a month of recurring revenue is below zero."""
    negative = mask_of(pc.less(month.amounts, 0))
    draft.note("NEGATIVE_AMOUNT", negative, column="mrr", example=first_of(_cells(draft, month), negative))
    return pc.if_else(pa.array(negative), pa.scalar(None, pa.float64()), month.amounts)


def melt(draft: Draft, rows: pa.Table, used: Mask) -> pa.Table:
    """One row per row and month of a month matrix.

    Args:
        draft: The matrix, its months read.
        rows: Its used rows under canonical names, without dates and amounts.
        used: Which rows of the block those are.
    """
    on, amount, until = _declared(draft)
    headers = [month.header for month in draft.months]
    what = "month" if months_of(time_in(headers[0])) is None else "period"
    because = f"{len(headers)} {what}s side by side, {headers[0]} to {headers[-1]}"
    because = because if len(headers) > 1 else f"one {what}, {headers[0]}"
    draft.matches |= {name: Match(header=headers[0], confidence=0.9, because=because) for name in (on, amount)}
    parts = []
    for month in draft.months:
        values = {on: _constant(month.first, rows.num_rows), amount: month.amounts.filter(pa.array(used))}
        if until:
            values[until] = _constant(month.last, rows.num_rows)
        if draft.table.has("is_monthly"):
            values |= {on: last_of_month(values[on]), "is_monthly": pa.array(np.ones(rows.num_rows, dtype=bool))}
        parts.append(_replace(rows, values))
    return pa.concat_tables(parts)


def _replace(rows: pa.Table, values: Mapping[str, Cells]) -> pa.Table:
    for name, array in values.items():
        rows = rows.set_column(rows.schema.get_field_index(name), rows.schema.field(name), array)
    return rows


def _constant(day: date, height: int) -> Cells:
    return pa.repeat(pa.scalar(day, pa.date32()), height)
