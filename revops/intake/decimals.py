"""Whether the sign in "1.234" parts thousands or decimals, where the values of a column leave it open."""

from __future__ import annotations

from revops.choices import DecimalSign
from revops.dataset import Assumption
from revops.intake.draft import Draft
from revops.intake.encoded import Encoded

_SIGNS = {"thousands", "decimals"}


def ask_for_decimals(draft: Draft, name: str, encoded: Encoded, decimal: str) -> None:
    """Says how the sign in a number was taken that could part thousands or decimals."""
    example = next(value for value in encoded.texts if "," in value or "." in value)
    mine = "decimals" if decimal in example else "thousands"
    other = "thousands" if mine == "decimals" else "decimals"
    draft.assume(
        name,
        f"{mine} behind the sign in “{example}”",
        "No value of the column shows both thousands and decimals.",
        f"Does the sign in “{example}” part thousands or decimals?",
        (mine, other),
    )


def decimal_taken(about: Assumption) -> DecimalSign:
    """The sign before decimals that an assumption about it takes: that in its example, or the other one."""
    has_comma = "," in about.chose
    return "comma" if has_comma == (about.options[0] == "decimals") else "point"


def comma_hint(draft: Draft, name: str, encoded: Encoded) -> bool | None:
    """What decides about decimal commas where the values do not: the user, else the punctuation of the file."""
    if draft.choices.decimal is not None:
        return draft.choices.decimal == "comma"
    answer = draft.choices.settled.get(f"{draft.table.key}.{name}")
    if answer in _SIGNS and (sign := _sign_in(encoded)) is not None:
        return (answer == "decimals") == (sign == ",")
    return draft.block.has_decimal_comma or None


def _sign_in(encoded: Encoded) -> str | None:
    """The first sign of thousands or decimals in a column."""
    return next((sign for text in encoded.texts for sign in text if sign in ",."), None)
