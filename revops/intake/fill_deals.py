"""Deals: the outcome told by stage, status or flags; closing dates sorted into happened and expected."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from revops.dataset import Match
from revops.intake.arrow import Cells, mask_of, pc
from revops.intake.coercing import fill_columns, fill_currency, read_dates, read_flag
from revops.intake.draft import Draft
from revops.intake.names import fold, tight, words
from revops.vocabulary import DealOutcome

_OUTCOMES = tuple(DealOutcome)
_NEGATED = ("not", "non", "nicht", "un")


def fill_deals(draft: Draft) -> None:
    """Fills a draft of deals."""
    _share_close_date(draft)
    fill_columns(draft)
    _set_aside_deleted(draft)
    outcome = _outcome(draft)
    draft.columns["outcome"] = outcome
    draft.stages = _stages(draft, outcome)
    _sort_close_dates(draft, outcome)
    draft.columns["amount"] = draft.value("amount")
    fill_currency(draft, "amount")
    _make_ids(draft)
    undecided = mask_of(pc.is_null(outcome))
    draft.set_aside("UNDECIDED_OUTCOME", undecided, column="stage")


def _share_close_date(draft: Draft) -> None:
    """A CRM's single close date is what happened for decided deals and what is expected for open ones."""
    if "closed_on" not in draft.matches and "won_on" in draft.matches:
        draft.matches["closed_on"] = draft.matches["won_on"]
    closed = draft.matches.get("closed_on")
    fixed = {choice.column for choice in draft.choices.columns if choice.table == "deals"}
    has_own = "expected_close_on" in draft.matches or "expected_close_on" in fixed
    if closed and not has_own and not _speaks_of_won(closed.header):
        draft.matches["expected_close_on"] = Match(
            header=closed.header,
            confidence=closed.confidence,
            because="same column as the closing date, for open deals",
        )


def _speaks_of_won(header: str) -> bool:
    return "won" in fold(header).split()


def _set_aside_deleted(draft: Draft) -> None:
    deleted = read_flag(draft, "is_deleted")
    if deleted is not None and not pc.all(pc.fill_null(deleted, False)).as_py():
        draft.set_aside("DELETED", mask_of(deleted), column=None)


def _outcome(draft: Draft) -> Cells:
    """Won, lost or open per row: flags first, then a status that says so, then the stage, then dates."""
    by_stage = _by_stage(draft)
    by_flags, by_status = _by_flags(draft), _by_status(draft)
    known = [outcome for outcome in (by_flags, by_status, by_stage) if outcome is not None]
    if draft.choices.stages and by_stage is not None:
        known = [_chosen(draft), *known]
    if known:
        return pc.coalesce(*known)
    return _by_dates(draft)


def _by_flags(draft: Draft) -> Cells | None:
    won, lost, closed = (read_flag(draft, name) for name in ("is_won", "is_lost", "is_closed"))
    if won is None or (lost is None and closed is None):
        return None
    decided_lost = lost if lost is not None else pc.and_kleene(closed, pc.invert(won))
    return _case(won, decided_lost)


def _case(won: Cells, lost: Cells) -> Cells:
    """Outcome from two conditions; unknown where neither is known."""
    known = pc.or_(pc.is_valid(won), pc.is_valid(lost))
    decided = pc.if_else(pc.fill_null(won, False), "won", pc.if_else(pc.fill_null(lost, False), "lost", "open"))
    return pc.if_else(known, decided, pa.scalar(None, pa.string()))


def _by_status(draft: Draft) -> Cells | None:
    """A status column counts only where it tells won from lost; "active" would say nothing."""
    encoded, known = draft.encoded("status"), words("stages")
    if encoded is None:
        return None
    meanings = [known.get(tight(value)) for value in encoded.texts]
    if not {"won", "lost"} & set(meanings):
        return None
    return encoded.spread(pa.array(meanings, pa.string()))


def _by_stage(draft: Draft) -> Cells | None:
    encoded = draft.encoded("stage")
    if encoded is None:
        return None
    chosen = {tight(stage): outcome.value for stage, outcome in draft.choices.stages.items()}
    meanings = {value: chosen.get(tight(value)) or outcome_of(value) for value in encoded.texts}
    decided_elsewhere = "is_won" in draft.matches or _by_status(draft) is not None
    for value, meaning in meanings.items():
        if meaning is None and not decided_elsewhere:
            _assume_open(draft, value)
    return encoded.spread(pa.array([meanings[value] or DealOutcome.OPEN.value for value in encoded.texts], pa.string()))


def _stages(draft: Draft, outcome: Cells) -> dict[str, str]:
    """Each stage, or status where that decides, with what most of its deals became, in the order of the file."""
    tells = "status" if _by_status(draft) is not None and "is_won" not in draft.matches else "stage"
    text = draft.text(tells)
    if text is None:
        return {}
    pairs = pa.table({"stage": text, "outcome": outcome}).drop_null()
    counts = pairs.group_by(["stage", "outcome"], use_threads=False).aggregate([([], "count_all")]).to_pylist()
    most: dict[str, tuple[int, str]] = {}
    for row in counts:
        best = most.get(row["stage"], (0, ""))
        most[row["stage"]] = max(best, (row["count_all"], row["outcome"]))
    return {stage: meaning for stage, (_, meaning) in most.items()}


def _assume_open(draft: Draft, stage: str) -> None:
    draft.assume(
        "outcome",
        f"“{stage}” is open",
        "The name of the stage is not known to mean won or lost.",
        f"Does the stage “{stage}” mean won, lost or open?",
        ("open", "won", "lost"),
    )


def _chosen(draft: Draft) -> Cells:
    """Outcomes of stages that the user decided: above flags and status."""
    encoded = draft.encoded("stage")
    assert encoded is not None  # noqa: S101
    chosen = {tight(stage): outcome.value for stage, outcome in draft.choices.stages.items()}
    return encoded.spread(pa.array([chosen.get(tight(value)) for value in encoded.texts], pa.string()))


def outcome_of(stage: str) -> str | None:
    """What a stage's name says: won, lost or open; None where it says nothing."""
    known = words("stages")
    if tight(stage) in known:
        return known[tight(stage)]
    parts = fold(stage).split()
    if any(part in _NEGATED for part in parts):
        return None
    found = {known[part] for part in parts if known.get(part) in ("won", "lost")}
    if len(found) == 1:
        return found.pop()
    bare = "".join(part for part in parts if not part.isdigit())
    return known.get(bare)


def _by_dates(draft: Draft) -> Cells:
    """Without stage and status: a list of won deals, or two columns of dates that tell won from lost."""
    won, lost = read_dates(draft, "won_on"), read_dates(draft, "lost_on")
    if won is not None and lost is not None:
        return _case(pc.is_valid(won), pc.is_valid(lost))
    match = draft.matches.get("won_on") or draft.matches.get("closed_on")
    if match is None or not _speaks_of_won(match.header):
        return pa.array([None] * draft.height, pa.string())
    draft.assume(
        "outcome",
        "every row is a won deal",
        f"There is no stage, and “{match.header}” speaks of won deals only.",
        "Does this list hold won deals only?",
        ("won",),
    )
    return pa.array(np.full(draft.height, DealOutcome.WON.value, dtype=object), pa.string())


def _sort_close_dates(draft: Draft, outcome: Cells) -> None:
    """`closed_on` only where decided, `expected_close_on` only while open."""
    closed = draft.value("closed_on")
    for name in ("won_on", "lost_on"):
        found = read_dates(draft, name)
        if found is not None:
            closed = pc.coalesce(closed, found)
    is_open = pc.equal(outcome, DealOutcome.OPEN.value)
    nothing = pa.scalar(None, pa.date32())
    expected = draft.value("expected_close_on")
    draft.columns["closed_on"] = pc.if_else(pc.fill_null(is_open, True), nothing, closed)
    draft.columns["expected_close_on"] = pc.if_else(pc.fill_null(is_open, False), expected, nothing)


def _make_ids(draft: Draft) -> None:
    """Deals without an id get one from their place in the file."""
    place = f"{draft.file}{'/' + draft.block.sheet if draft.block.sheet else ''}#"
    made = pc.binary_join_element_wise(place, pa.array(draft.block.rows).cast(pa.string()), "")
    draft.columns["deal_id"] = pc.coalesce(draft.value("deal_id"), made)
