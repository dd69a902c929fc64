"""Tax beside the amounts of invoices: it is no revenue, and an amount may hold it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.content import load
from revops.intake.arrow import Cells, whole
from revops.intake.decimals import comma_hint
from revops.intake.draft import Draft
from revops.intake.encoded import Encoded
from revops.intake.money import Floats, read_numbers
from revops.intake.names import fold, names_of, spellings, tight
from revops.intake.totals import numbers_of

WITH, WITHOUT = "with the tax, which is taken off", "without the tax"
_CENT = 0.015
_HALF_PER_CENTS, _ROUNDED = 200, 0.04
"""Rates of taxes are whole halves of a per cent; how far amounts in cents may miss one."""


@dataclass(frozen=True)
class _Tax:
    """What an amount holds of its tax, and what comes on top of it, by row; the same where the tax is money."""

    amounts: Floats
    within: Floats
    on_top: Floats


def take_off_tax(draft: Draft) -> None:
    """Takes the tax off amounts that hold it: told by their header or another column, else asked about."""
    match, amount = draft.matches.pop("tax", None), draft.matches.get("amount")
    called = _called(amount.header) if amount else ""
    if match is None or draft.export is not None or called not in _said("totals") | _said("plain"):
        return
    draft.matches["tax"] = match
    tax = _tax(draft)
    if not tax.within.any():
        return
    if (_beside(draft, tax) or _decided(draft, tax, is_total=called in _said("totals"))) == WITH:
        left = tax.amounts - np.sign(tax.amounts) * tax.within
        draft.columns["amount"] = pa.array(left, pa.float64(), from_pandas=True)


def _called(header: str) -> str:
    """The name of amounts that a header says; empty where it tells of itself that they are net."""
    if set(fold(header).split()) & _said("net"):
        return ""
    known = names_of("invoices").columns["amount"]
    return next((name for reading in spellings(header) if (name := tight(reading)) in known), "")


@cache
def _said(meaning: str) -> frozenset[str]:
    return frozenset(map(tight, load("names/invoices.toml")["words"][meaning]))


def _tax(draft: Draft) -> _Tax:
    """The tax of each row, from money or a rate in per cent."""
    encoded, header = draft.encoded("tax"), draft.matches["tax"].header
    assert encoded is not None  # noqa: S101
    amounts = _floats(draft.value("amount"))
    numbers = read_numbers(encoded.values, comma_hint=comma_hint(draft, "tax", encoded))
    values = np.nan_to_num(_spread(encoded, np.abs(numbers.values)))
    is_rate = numbers.has_percent.any() or ("%" in header and not any(map(str.isdigit, header)))
    if not is_rate:
        return _Tax(amounts, values, values)
    rates, size = values / 100, np.nan_to_num(np.abs(amounts))
    return _Tax(amounts, size * rates / (1 + rates), size * rates)


def _beside(draft: Draft, tax: _Tax) -> str:
    """What a column that nothing else was read from proves on all rows; empty where none proves anything."""
    amount = draft.matches["amount"].header
    for header in (header for header, look in draft.free.items() if look.numbers == 1):
        others = np.abs(numbers_of(whole(draft.block.body.column(header))))
        if _agree(others, np.abs(tax.amounts) + tax.on_top, tax):
            draft.notes.append(f"“{amount}” is without tax: together they are “{header}”")
            return WITHOUT
        if _agree(others, np.abs(tax.amounts) - tax.within, tax):
            draft.notes.append(f"“{amount}” is with tax, which is taken off: “{header}” is what is left")
            return WITH
    return ""


def _agree(others: Floats, expected: Floats, tax: _Tax) -> bool:
    rows = (tax.within > 0) & ~np.isnan(others) & ~np.isnan(expected)
    return bool(rows.any() and (np.abs(others - expected)[rows] < _CENT).all())


def _decided(draft: Draft, tax: _Tax, *, is_total: bool) -> str:
    header, amount = draft.matches["tax"].header, draft.matches["amount"].header
    because = f"“{header}” stands beside “{amount}”, and no other column gives amounts without tax."
    size = np.abs(tax.amounts)
    is_part = _whole_rates(tax.within, size - tax.within) > _whole_rates(tax.on_top, size)
    options = (WITH, WITHOUT) if is_total or is_part else (WITHOUT, WITH)
    return draft.decide(
        "amount", because, f"Is “{amount}” with the tax under “{header}” or without it?", options, of="tax"
    )


def _whole_rates(tax: Floats, net: Floats) -> int:
    """On how many rows a tax is a whole half per cent of an amount."""
    rates = _HALF_PER_CENTS * np.divide(tax, net, out=np.full(len(tax), np.nan), where=(net > 0) & (tax > 0))
    return int((np.abs(rates - np.round(rates)) < _ROUNDED).sum())


def _spread(encoded: Encoded, values: Floats) -> Floats:
    return _floats(encoded.spread(pa.array(values, pa.float64(), from_pandas=True)))


def _floats(cells: Cells) -> Floats:
    values: npt.NDArray[np.float64] = cells.to_numpy(zero_copy_only=False).astype(np.float64)
    return values
