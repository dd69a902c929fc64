"""Amounts in cents, by the currency of each: yen have none, and a dinar has a thousand fils."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from revops.intake.arrow import mask_of, pc
from revops.intake.decimals import WITH_THOUSANDTHS, WITHOUT_CENTS
from revops.intake.draft import Draft
from revops.intake.money import scale_in

_CENTS = 0.01
_TIMES: Mapping[str, float] = {**dict.fromkeys(WITHOUT_CENTS, 100.0), **dict.fromkeys(WITH_THOUSANDTHS, 0.1)}
"""What an amount read as cents is to be multiplied by, by currency."""


def count_in_units(draft: Draft, name: str) -> None:
    """Brings amounts that were read as cents to the units of their own currency, where those are no hundred cents.

    Args:
        draft: The sheet, with its amounts and their currencies filled.
        name: The column of amounts.
    """
    match, codes = draft.matches.get(name), draft.value("currency")
    if match is None or scale_in(match.header) * draft.scale(name) != _CENTS:
        return
    other = mask_of(pc.is_in(codes, pa.array(sorted(_TIMES)))) & mask_of(pc.is_valid(draft.value(name)))
    if not other.any():
        return
    times = pa.array([_TIMES.get(code or "", 1.0) for code in codes.to_pylist()], pa.float64())
    draft.columns[name] = pc.multiply(draft.value(name), times)
    listed = ", ".join(sorted({code for code, is_other in zip(codes.to_pylist(), other, strict=True) if is_other}))
    draft.notes.append(f"“{match.header}” is in the smallest unit of each currency, which is no hundredth for {listed}")
