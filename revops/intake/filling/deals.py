"""Deals: outcomes filled in, closing dates sorted into happened and expected."""

from __future__ import annotations

import pyarrow as pa

from revops.dataset import Match
from revops.intake.arrow import Cells, mask_of, pc
from revops.intake.blocks import Block
from revops.intake.close_dates import choose_close_date, decided_days
from revops.intake.coercing import fill_columns, read_flag
from revops.intake.contract_starts import leave_out_contract_start
from revops.intake.contract_terms import write_terms_as_months
from revops.intake.contract_values import choose_amount, spread_over_contract
from revops.intake.currencies import fill_currency
from revops.intake.draft import Draft
from revops.intake.filling.filling import Filling, Matches
from revops.intake.made_ids import make_ids
from revops.intake.names import fold, tight, words
from revops.intake.names_as_ids import keep_names_apart
from revops.intake.outcomes import outcomes, speaks_of_won, stages
from revops.intake.product_lines import merge_product_lines, take_line_amounts
from revops.vocabulary import DealOutcome


def _fill(draft: Draft) -> None:
    """Fills a draft of deals."""
    keep_names_apart(draft)
    take_line_amounts(draft)
    choose_amount(draft)
    choose_close_date(draft)
    leave_out_contract_start(draft)
    _share_close_date(draft)
    write_terms_as_months(draft)
    fill_columns(draft)
    spread_over_contract(draft)
    _set_aside_deleted(draft)
    outcome = outcomes(draft)
    draft.columns["outcome"] = outcome
    draft.stages = stages(draft, outcome)
    _sort_close_dates(draft, outcome)
    draft.columns["amount"] = draft.value("amount")
    draft.blank("NEGATIVE_AMOUNT", mask_of(pc.less(draft.value("amount"), 0)), column="amount")
    draft.set_aside("UNDECIDED_OUTCOME", mask_of(pc.is_null(outcome)), column="stage")
    fill_currency(draft, "amount")
    make_ids(draft, "deal_id")
    _tell_missing_amounts(draft)
    _tell_missing_dates(draft)
    merge_product_lines(draft)


def _share_close_date(draft: Draft) -> None:
    """A CRM's single close date is what happened for decided deals and what is expected for open ones."""
    if "closed_on" not in draft.matches and "won_on" in draft.matches:
        draft.matches["closed_on"] = draft.matches["won_on"]
    closed = draft.matches.get("closed_on")
    fixed = {choice.column for choice in draft.choices.columns if choice.table == "deals"}
    has_own = "expected_close_on" in draft.matches or "expected_close_on" in fixed
    if closed and not has_own and not speaks_of_won(closed.header):
        draft.matches["expected_close_on"] = Match(
            header=closed.header,
            confidence=closed.confidence,
            because="same column as the closing date, for open deals",
        )


def _set_aside_deleted(draft: Draft) -> None:
    deleted = read_flag(draft, "is_deleted")
    if deleted is not None and not pc.all(pc.fill_null(deleted, False)).as_py():
        draft.set_aside("DELETED", mask_of(deleted), column=None)
    for name in ("status", "stage"):
        encoded = draft.encoded(name)
        if encoded is not None:
            gone = [tight(text) in words("deleted") for text in encoded.texts]
            example = encoded.first(gone)
            draft.set_aside(
                "DELETED", mask_of(encoded.spread(pa.array(gone, pa.bool_()))), column=None, example=example
            )


def _sort_close_dates(draft: Draft, outcome: Cells) -> None:
    """`closed_on` only where decided, `expected_close_on` only while open."""
    closed = decided_days(draft)
    is_open = pc.equal(outcome, DealOutcome.OPEN.value)
    nothing = pa.scalar(None, pa.date32())
    expected = draft.value("expected_close_on")
    draft.columns["closed_on"] = pc.if_else(pc.fill_null(is_open, True), nothing, closed)
    draft.columns["expected_close_on"] = pc.if_else(pc.fill_null(is_open, False), expected, nothing)


def _tell_missing_amounts(draft: Draft) -> None:
    """Won deals whose amount is blank in the file, where others have one."""
    encoded = draft.encoded("amount")
    if encoded is not None and draft.has("amount"):
        won = pc.equal(draft.value("outcome"), DealOutcome.WON.value)
        missing = mask_of(pc.and_(won, pc.is_null(encoded.places))) & draft.in_use
        draft.warn("WON_WITHOUT_AMOUNT", missing, column="amount")


def _tell_missing_dates(draft: Draft) -> None:
    """Deals won or lost whose closing date is blank in the file, where others have one."""
    encoded = draft.encoded("closed_on")
    if encoded is None or not draft.has("closed_on"):
        return
    blank = pc.and_(pc.is_null(encoded.places), pc.is_null(draft.value("closed_on")))
    for outcome, code in ((DealOutcome.WON, "WON_WITHOUT_DATE"), (DealOutcome.LOST, "LOST_WITHOUT_DATE")):
        missing = mask_of(pc.and_(pc.equal(draft.value("outcome"), outcome.value), blank)) & draft.in_use
        draft.warn(code, missing, column="closed_on")


def _shape(matches: Matches, block: Block) -> str | None:
    """Rows, where anything tells won from lost."""
    told = {"stage", "is_won", "won_on"} & set(matches) or _is_won_date(matches)
    if not told and "status" in matches:
        told = block.looks[block.headers.index(matches["status"].header)].won > 0
    return "rows" if told else None


def _is_won_date(matches: Matches) -> bool:
    return "closed_on" in matches and "won" in fold(matches["closed_on"].header).split()


def _weight(matches: Matches, block: Block) -> float:
    return 2.0 * _is_won_date(matches) + 1.0 * ("amount" in matches) + 0.5 * ("probability" in matches)


deals = Filling(fill=_fill, shape=_shape, weight=_weight)
