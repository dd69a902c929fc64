"""Leads: who is qualified and converted, told by flags, dates, or where the lead stands."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from revops.intake.arrow import pc
from revops.intake.blocks import Block
from revops.intake.coercing import fill_columns
from revops.intake.draft import Draft
from revops.intake.filling.filling import Filling, Matches
from revops.intake.made_ids import make_ids
from revops.intake.names import fold, tight, words

MOST_STATUSES = 12
"""Statuses beyond which a column is no list of steps that a person would go through."""
ALL_QUALIFIED = "every lead is qualified, from the day it came in"
NOT_KNOWN = "not known"
_STEPS = ("mql", "sql", "converted")


def _fill(draft: Draft) -> None:
    """Fills a draft of leads."""
    fill_columns(draft)
    make_ids(draft, "lead_id")
    _all_qualified(draft)
    _by_dates(draft)
    _by_rule(draft)
    _by_status(draft)
    _ask_for_rule(draft)
    if draft.has("deal_id") and not draft.has("is_converted"):
        draft.columns["is_converted"] = pc.is_valid(draft.value("deal_id"))


def _all_qualified(draft: Draft) -> None:
    """A list keyed by `mql_id` is a list of marketing-qualified leads."""
    match = draft.matches.get("lead_id")
    if match is None or "mql" not in fold(match.header).split() or draft.has("is_mql"):
        return
    because = f"The list is keyed by “{match.header}”."
    question = "Is every lead of this list qualified by marketing?"
    if draft.decide("is_mql", because, question, (ALL_QUALIFIED, NOT_KNOWN)) == NOT_KNOWN:
        return
    draft.columns["is_mql"] = pa.array(np.ones(draft.height, dtype=bool))
    if not draft.has("mql_on"):
        draft.columns["mql_on"] = draft.value("created_on")


def _by_dates(draft: Draft) -> None:
    """A date of qualification says that it happened."""
    for step in _STEPS:
        if draft.has(f"{step}_on") and not draft.has(f"is_{step}"):
            draft.columns[f"is_{step}"] = pc.is_valid(draft.value(f"{step}_on"))


def _by_rule(draft: Draft) -> None:
    """Statuses that the user said are those of qualified leads."""
    encoded, chosen = draft.encoded("status"), draft.choices.mql_statuses
    if encoded is None or chosen is None or draft.has("is_mql"):
        return
    counted = set(map(tight, chosen))
    draft.columns["is_mql"] = encoded.spread(pa.array([tight(value) in counted for value in encoded.texts], pa.bool_()))


def _ask_for_rule(draft: Draft) -> None:
    """Asks which statuses are those of qualified leads, where neither a flag, a date nor a name tells."""
    encoded = draft.encoded("status")
    if encoded is None or draft.has("is_mql") or not 1 < len(encoded.texts) <= MOST_STATUSES:
        return
    draft.assume(
        "is_mql",
        "unknown for every lead",
        "No column and no status says that marketing qualified a lead.",
        "Which statuses do leads have that marketing has qualified?",
        tuple(encoded.texts),
    )


def _by_status(draft: Draft) -> None:
    """Where the lead stands now tells what it has passed."""
    encoded, known = draft.encoded("status"), words("lead_stages")
    if encoded is None:
        return
    reached = [known.get(tight(value)) for value in encoded.texts]
    if not any(reached):
        return
    is_ladder = tight(draft.matches["status"].header) in words("ladders")
    if is_ladder and "mql" not in reached and not draft.has("is_mql"):
        _tell_passed(draft, encoded.texts, reached)
    for number, step in enumerate(_STEPS):
        telling = _STEPS[number:] if is_ladder else (step,)
        if draft.has(f"is_{step}") or not set(telling) & set(reached):
            continue
        passed = [None if value is None else value in _STEPS[number:] for value in reached]
        filled = encoded.spread(pa.array([bool(value) for value in passed], pa.bool_()))
        draft.columns[f"is_{step}"] = filled


def _tell_passed(draft: Draft, statuses: Sequence[str], reached: Sequence[str | None]) -> None:
    """Says which leads count as qualified though none stands at that step now."""
    beyond = next(status for status, step in zip(statuses, reached, strict=True) if step is not None)
    header = draft.matches["status"].header
    draft.notes.append(f"“{header}” is passed step by step: leads at “{beyond}” count as qualified by marketing")


def _weight(matches: Matches, block: Block) -> float:
    """Other lists have an id, a date and a status as well: only words of marketing raise it."""
    words = " ".join(fold(header) for header in block.headers).split()
    return 1.5 * bool({"lead", "mql", "sql", "lifecycle"} & set(words)) - 1.0


leads = Filling(fill=_fill, weight=_weight)
