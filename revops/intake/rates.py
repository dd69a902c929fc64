"""Several currencies: brought to one by the user's rates, asked about without; never added silently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pyarrow as pa

from revops.choices import Choices
from revops.errors import ChoiceError
from revops.intake.arrow import mask_of, pc
from revops.intake.draft import Draft, first_of
from revops.vocabulary import ColumnKind


def apply_rates(drafts: Sequence[Draft], choices: Choices) -> None:
    """Brings amounts to the base currency where rates are given, and asks for the rates that are missing.

    Raises:
        ChoiceError: If rates are given and nothing says which currency they lead to.
    """
    priced = [draft for draft in drafts if draft.has("currency")]
    codes = sum(map(_codes, priced), Counter[str]())
    if not codes:
        return
    base = _base(codes, choices)
    for draft in priced:
        for code, rate in choices.rates.items():
            if code != base:
                _convert(draft, code, base, rate)
    left = {code: count for code, count in codes.items() if code == base or code not in choices.rates}
    if len(left) > 1:
        foreign = [draft for draft in priced if _tell(draft, base)]
        _ask(foreign[0], base, left)


def _codes(draft: Draft) -> Counter[str]:
    """How many used rows state each currency."""
    stated = draft.value("currency").filter(pa.array(draft.in_use)).drop_null()
    return Counter({entry["values"]: entry["counts"] for entry in stated.value_counts().to_pylist()})


def _base(codes: Mapping[str, int], choices: Choices) -> str:
    """The currency with the rate 1, else the one chosen, else the one without a rate, else the most frequent."""
    ones = [code for code, rate in choices.rates.items() if rate == 1]
    if ones or choices.currency:
        return ones[0] if ones else str(choices.currency).upper()
    unrated = [code for code in codes if code not in choices.rates]
    if choices.rates and len(unrated) != 1:
        raise ChoiceError("rates: say which currency they lead to, by a rate of 1 for it or by choosing the currency.")
    return min(codes, key=lambda code: (-codes[code], code)) if not choices.rates else unrated[0]


def _convert(draft: Draft, code: str, base: str, rate: float) -> None:
    there = pc.fill_null(pc.equal(draft.value("currency"), code), False)
    count = int((mask_of(there) & draft.in_use).sum())
    if not count:
        return
    for column in draft.table.columns:
        if column.kind is ColumnKind.MONEY and draft.has(column.name):
            amounts = draft.value(column.name)
            draft.columns[column.name] = pc.if_else(there, pc.divide(amounts, rate), amounts)
    draft.months = tuple(
        replace(month, amounts=pc.if_else(there, pc.divide(month.amounts, rate), month.amounts))
        for month in draft.months
    )
    draft.columns["currency"] = pc.if_else(there, base, draft.value("currency"))
    draft.notes.append(f"amounts in {code} brought to {base} at {rate:g} {code} per {base}: {count:,} rows")


def _tell(draft: Draft, base: str) -> bool:
    """A problem with the rows in other currencies; whether there are any."""
    own = draft.value("currency")
    other = mask_of(pc.not_equal(own, base)) & draft.in_use
    draft.warn("SEVERAL_CURRENCIES", other, column="currency", example=first_of(own, other))
    return bool(other.any())


def _ask(draft: Draft, base: str, codes: Mapping[str, int]) -> None:
    """The question for all rates, which one sheet asks for all."""
    others = sorted(code for code in codes if code != base)
    draft.assume(
        "currency",
        "each currency on its own",
        f"The amounts of your files are in {', '.join(sorted(codes))}; without rates they are never added up.",
        f"How many {' and how many '.join(others)} are one {base}?",
        ("each currency on its own", f"rates to {base}"),
    )
