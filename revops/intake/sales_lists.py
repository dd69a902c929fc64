"""Sheets that follow deals through a sales process, whatever a month of them would bring."""

from __future__ import annotations

from collections.abc import Mapping

from revops.dataset import Match
from revops.intake.blocks import Block
from revops.intake.names import fold, names_of

SURE = 0.85
"""Confidence from which a match speaks for a sales process."""
_OF_SALES = ("deal", "deals", "opportunity", "opp")
"""Words of headers that only a list of deals has."""


def is_sales_list(block: Block, matches: Mapping[str, Match]) -> bool:
    """Whether stages that end won or lost, ids of deals, or owners and closing dates say that rows are deals.

    Args:
        block: Headers and rows.
        matches: Its headers for the columns of deals.
    """
    sure = {name for name, match in matches.items() if match.confidence >= SURE}
    marks = [
        "stage" in sure and block.looks[block.headers.index(matches["stage"].header)].decided > 0,
        any(word in _OF_SALES for header in block.headers for word in fold(header).split()),
        {"owner", "closed_on"} <= sure,
    ]
    return bool({"stage", "is_won", "status"} & sure) and (marks[0] or sum(marks) > 1) and not _is_contract(block)


def _is_contract(block: Block) -> bool:
    """Whether a header names a subscription or the end of a contract, so that rows are what customers pay."""
    names = names_of("subscriptions").columns
    headers = {fold(header).replace(" ", "") for header in block.headers}
    return bool(headers & (names["ended_on"].keys() | {"subscriptionid"}))
