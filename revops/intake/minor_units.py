"""Amounts in other units than those of their currency: cents, of which yen have none, or tomans of ten rials."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from revops.content import load
from revops.intake.arrow import mask_of, pc
from revops.intake.decimals import WITH_THOUSANDTHS, WITHOUT_CENTS
from revops.intake.draft import Draft
from revops.intake.encoded import Encoded
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


def count_multiples(draft: Draft, name: str, stated: Encoded) -> None:
    """Brings amounts to units of their currency whose column names several of these, as tomans are ten rials.

    Args:
        draft: The sheet, with its amounts filled; those that say so themselves, or under such a header, are left.
        name: The column of amounts.
        stated: What the column of currencies says.
    """
    times = {word: float(count) for count, words in load("names/values.toml")["multiples"].items() for word in words}
    amounts = draft.encoded(name)
    found = [text for text in stated.texts if text in times]
    if not found or amounts is None:
        return
    said = (draft.matches[name].header, *amounts.texts)
    if any(word in text for text in said for word in found):
        return
    factors = stated.spread(pa.array([times.get(text, 1.0) for text in stated.texts], pa.float64()))
    draft.columns[name] = pc.multiply(draft.value(name), pc.fill_null(factors, 1.0))
    draft.notes.append(
        f"amounts in “{found[0]}” are multiplied by {times[found[0]]:.0f}, to the units of their currency"
    )
