"""Sheets that sum up recurring revenue and no longer say whose it is: recognised so that they are not misread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from revops.intake.arrow import plain, whole
from revops.intake.blocks import Block
from revops.intake.month_headers import time_in
from revops.intake.names import fold, names_of, spellings, words
from revops.intake.span_names import months_of

MOST_LABELS = 30
"""Rows beyond which a sheet lists things rather than summing them up."""
LEAST_KINDS = 3
_OF_REVENUE = frozenset({"mrr", "arr", "revenue", "recurring", "monthly", "amount", "umsatz", "€", "$", "£"})
_INSTEAD = "Export who pays what instead: one row per customer and month, or each subscription with its start and end."


def movements_without_customers(block: Block, periods: Sequence[str]) -> str | None:
    """Why movements of recurring revenue side by side or row by row make no number; None for all other sheets.

    Args:
        block: Headers and rows.
        periods: Its headers that name months, or where there are none quarters, halves and years.
    """
    headers = [time_in(header) for header in block.headers]
    if not (_are_movements(headers) or _are_movements(_labels(block, periods))):
        return None
    if _has_customers(block):
        return (
            "Its movements of MRR (new, expansion, contraction, churn) stand side by side; read are those below each "
            f"other, with the kind in a column of its own. It is left out. {_INSTEAD}"
        )
    return (
        "This is a summary of MRR movements (new, expansion, contraction, churn) for all customers together: it does "
        f"not say who stayed, so that no retention can be made from it, and it is left out. {_INSTEAD}"
    )


def sums_of(block: Block, periods: Sequence[str]) -> str | None:
    """Why a sheet that gives no months, or no customers, makes no number; None for all others."""
    return _by_long_periods(periods) if _has_customers(block) else _of_company(block)


def _has_customers(block: Block) -> bool:
    """Whether a header names customers."""
    known = names_of("subscriptions").columns["customer"]
    return any(name.replace(" ", "") in known for header in block.headers for name in spellings(header))


def _are_movements(texts: Iterable[str]) -> bool:
    """Whether texts name at least three kinds of movements, churn among them."""
    known = words("movements")
    bare = ("".join(word for word in fold(text).split() if word not in _OF_REVENUE) for text in texts)
    kinds = {known[text] for text in bare if text in known} - {"start"}
    return len(kinds) >= LEAST_KINDS and "churn" in kinds


def _labels(block: Block, periods: Sequence[str]) -> list[str]:
    """What the rows of a short matrix are called."""
    rest = [header for header in block.headers if header not in periods]
    if not periods or not rest or block.body.num_rows > MOST_LABELS:
        return []
    labels: list[str] = plain(whole(block.body.column(rest[0]))).drop_null().to_pylist()
    return labels


def _by_long_periods(periods: Sequence[str]) -> str | None:
    if len(periods) < 2 or months_of(time_in(periods[0])) is None:
        return None
    return (
        f"This gives amounts of customers by quarters or years (“{periods[0]}”, “{periods[1]}”), from which nobody can "
        f"tell what a month brings and when a customer left; it is left out. {_INSTEAD}"
    )


def _of_company(block: Block) -> str | None:
    """A list of months with the recurring revenue of the whole company and nothing that says whose it is."""
    names = names_of("subscriptions")
    tights = [{name.replace(" ", "") for name in spellings(header)} for header in block.headers]
    has_month = any(names.clues["month"].keys() & found for found in tights)
    has_mrr = any(names.columns["mrr"].keys() & found for found in tights)
    has_plan = any({*names.columns["plan"], *names.columns["subscription_id"]} & found for found in tights)
    if not (has_month and has_mrr) or has_plan or block.body.num_rows < 2:
        return None
    return (
        "This is the recurring revenue of the whole company by month: it does not say who pays it, so that no "
        f"retention can be made from it, and it is left out. {_INSTEAD}"
    )
