"""What became of each deal: told by the user, by flags, by a status, by the stage, or by dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np
import pyarrow as pa

from revops.content import load
from revops.intake.arrow import Cells, pc
from revops.intake.coercing import read_dates, read_flag
from revops.intake.draft import Draft
from revops.intake.names import fold, tight, words
from revops.vocabulary import DealOutcome

_NEGATED = ("not", "non", "nicht", "un", "pas", "no", "não", "niet", "δεν")
_DECIDED = ("won", "lost")
ALL_WON = "every row is a won deal"
WON_IF_DATED = "won with a date, open without one"
NOT_KNOWN = "not known"


def outcomes(draft: Draft) -> Cells:
    """Won, lost or open per row; blank where nothing tells."""
    _take_status_for_stage(draft)
    flags = _by_flags(draft)
    told = [*(_chosen(draft, name) for name in ("status", "stage")), flags, _by_status(draft), _by_stage(draft, flags)]
    known = [outcome for outcome in told if outcome is not None]
    return pc.coalesce(*known) if known else _by_dates(draft)


def _take_status_for_stage(draft: Draft) -> None:
    """Without a stage, the status says where the deal stands."""
    if "stage" not in draft.matches and "status" in draft.matches:
        draft.matches["stage"] = draft.matches.pop("status")
        draft.columns["stage"] = _cells(draft, "stage")


def _cells(draft: Draft, name: str) -> Cells:
    encoded = draft.encoded(name)
    return None if encoded is None else encoded.spread(encoded.values)


def _chosen(draft: Draft, name: str) -> Cells | None:
    """Outcomes that the user decided, by the words of a column."""
    encoded = draft.encoded(name)
    if encoded is None or not draft.choices.stages:
        return None
    chosen = {tight(stage): outcome.value for stage, outcome in draft.choices.stages.items()}
    return encoded.spread(pa.array([chosen.get(tight(value)) for value in encoded.texts], pa.string()))


def _by_flags(draft: Draft) -> Cells | None:
    """What yes and no say: a deal that is closed and not won is lost; with one of both alone, the stage says closed."""
    won, lost, closed = (_flag(draft, name) for name in ("is_won", "is_lost", "is_closed"))
    if won is None and lost is None:
        return None
    is_whole = closed is not None or (won is not None and lost is not None)
    if closed is None:
        closed = _says_closed(draft)
    if won is None:
        won = pc.and_kleene(closed, pc.invert(lost))
    elif lost is None:
        lost = pc.and_kleene(closed, pc.invert(won))
    told = _case(won, lost)
    if is_whole:
        return told
    return _ask_without_stage(draft, pc.if_else(pc.equal(told, "open"), pa.scalar(None, pa.string()), told))


def _flag(draft: Draft, name: str) -> Cells | None:
    """The yes and no of a clue; None where no cell says either, so that the column counts as unused."""
    flag = read_flag(draft, name)
    if flag is None or flag.null_count < len(flag):
        return flag
    draft.used.discard(draft.matches[name].header)
    return None


def _says_closed(draft: Draft) -> Cells:
    """Which rows have a stage or status that says closed, and neither won nor lost."""
    closed: Cells = pa.array(np.zeros(draft.height, dtype=bool))
    for name in ("stage", "status"):
        encoded = draft.encoded(name)
        if encoded is not None:
            said = encoded.spread(pa.array([tight(text) in words("closed") for text in encoded.texts], pa.bool_()))
            closed = pc.or_(closed, pc.fill_null(said, False))
    return closed


def _ask_without_stage(draft: Draft, told: Cells) -> Cells:
    """Asks what a "no" means where neither a stage nor a status stands beside it."""
    flag = draft.matches.get("is_won") or draft.matches["is_lost"]
    if {"stage", "status"} & set(draft.matches) or not told.null_count:
        return told
    other = DealOutcome.LOST.value if "is_won" in draft.matches else DealOutcome.WON.value
    answer = draft.decide(
        "outcome",
        f"“{flag.header}” is the only column about how deals ended.",
        f"Are deals without a yes under “{flag.header}” {other}, or still open?",
        (other, DealOutcome.OPEN.value),
    )
    return pc.fill_null(told, answer)


def _case(won: Cells, lost: Cells) -> Cells:
    """Outcome from two conditions; unknown where neither is known."""
    known = pc.or_(pc.is_valid(won), pc.is_valid(lost))
    decided = pc.if_else(pc.fill_null(won, False), "won", pc.if_else(pc.fill_null(lost, False), "lost", "open"))
    return pc.if_else(known, decided, pa.scalar(None, pa.string()))


def _by_status(draft: Draft) -> Cells | None:
    """A status beside a stage counts only where it tells won from lost; "active" would say nothing."""
    encoded, telling = draft.encoded("status"), words("statuses")
    if encoded is None or not any(tight(value) in telling for value in encoded.texts):
        return None
    meanings = [outcome_of(value) for value in encoded.texts]
    return encoded.spread(pa.array(meanings, pa.string()))


def _by_stage(draft: Draft, flags: Cells | None) -> Cells | None:
    """Outcomes by the names of stages; one that says nothing counts as open, and is asked for."""
    encoded = draft.encoded("stage")
    if encoded is None:
        return None
    settled = {tight(stage) for stage in draft.choices.stages} | _told_by_flags(draft, flags)
    is_told_elsewhere = _by_status(draft) is not None
    meanings = [outcome_of(value) for value in encoded.texts]
    for stage, meaning in zip(encoded.texts, meanings, strict=True):
        is_asked = meaning is None or not is_plain(stage)
        if is_asked and not is_told_elsewhere and tight(stage) not in settled:
            _assume(draft, stage, meaning)
    return encoded.spread(pa.array([meaning or DealOutcome.OPEN.value for meaning in meanings], pa.string()))


def _told_by_flags(draft: Draft, flags: Cells | None) -> set[str]:
    """Folded stages of which a flag tells every row."""
    cells = _cells(draft, "stage")
    if flags is None or cells is None:
        return set()
    asked = pc.unique(cells.filter(pc.is_null(flags)))
    return {tight(stage) for stage in pc.unique(cells).to_pylist() if stage} - set(
        map(tight, asked.drop_null().to_pylist())
    )


def outcome_of(stage: str) -> str | None:
    """What a stage's name says: won, lost or open; None where it says nothing."""
    known = words("stages")
    if tight(stage) in known:
        return known[tight(stage)]
    parts = fold(stage).split()
    if any(part in _NEGATED or _beside().get(part) == "hedge" for part in parts):
        return known.get(_bare(parts))
    # One letter says what became of a deal only where nothing stands beside it.
    found = {known[part] for part in parts if len(part) > 1 and known.get(part) in _DECIDED}
    return found.pop() if len(found) == 1 else known.get(_bare(parts))


def is_plain(stage: str) -> bool:
    """Whether a stage's name is known, or begins with won or lost but for neutral words: nobody has to confirm it."""
    parts, known = fold(stage).split(), words("stages")
    telling = [part for part in parts if not _is_number(part) and _beside().get(part) != "neutral"]
    return tight(stage) in known or _bare(parts) in known or known.get(telling[0] if telling else "") in _DECIDED


def _bare(parts: Iterable[str]) -> str:
    """The words of a name without its numbers."""
    return "".join(part for part in parts if not _is_number(part))


def _is_number(part: str) -> bool:
    """Whether a word is the place or the probability of a stage, such as "7" and "100%"."""
    return part.rstrip("%").isdigit()


@cache
def _beside() -> Mapping[str, str]:
    """What a word says that stands beside one for won or lost."""
    content = load("names/stage_words.toml")["beside"]
    return {part: kind for kind, listed in content.items() for word in listed for part in fold(word).split()}


def _assume(draft: Draft, stage: str, meaning: str | None) -> None:
    taken = meaning or DealOutcome.OPEN.value
    others = [outcome.value for outcome in DealOutcome if outcome.value != taken]
    draft.assume(
        "outcome",
        f"“{stage}” is {taken}",
        "The name of the stage does not say for certain whether its deals are won, lost or open.",
        f"Does the stage “{stage}” mean won, lost or open?",
        (taken, *others),
        of=stage,
    )


def _by_dates(draft: Draft) -> Cells:
    """Without stage and status: a list of won deals, or two columns of dates that tell won from lost."""
    won, lost = read_dates(draft, "won_on"), read_dates(draft, "lost_on")
    if won is not None and lost is not None:
        return _case(pc.is_valid(won), pc.is_valid(lost))
    match = draft.matches.get("won_on") or draft.matches.get("closed_on")
    if match is None or not speaks_of_won(match.header):
        return pa.array([None] * draft.height, pa.string())
    because = f"There is no stage, and “{match.header}” speaks of won deals only."
    answer = draft.decide("outcome", because, "Does this list hold won deals only?", (ALL_WON, WON_IF_DATED, NOT_KNOWN))
    if answer == ALL_WON:
        return pa.array([DealOutcome.WON.value] * draft.height, pa.string())
    if answer == NOT_KNOWN:
        return pa.array([None] * draft.height, pa.string())
    days = read_dates(draft, "closed_on") if won is None else won
    return pc.if_else(pc.is_valid(days), DealOutcome.WON.value, DealOutcome.OPEN.value)


def speaks_of_won(header: str) -> bool:
    """Whether a header is about won deals alone."""
    return "won" in fold(header).split()


def stages(draft: Draft, outcome: Cells) -> dict[str, str]:
    """Each stage, or status where that decides, with what most of its deals became, in the order of the file."""
    decides = "status" if _by_status(draft) is not None and "is_won" not in draft.matches else "stage"
    cells = _cells(draft, decides)
    if cells is None:
        return {}
    pairs = pa.table({"stage": cells, "outcome": outcome}).drop_null()
    counts = pairs.group_by(["stage", "outcome"], use_threads=False).aggregate([([], "count_all")]).to_pylist()
    most: dict[str, tuple[int, str]] = {}
    for row in counts:
        best = most.get(row["stage"], (0, ""))
        most[row["stage"]] = max(best, (row["count_all"], row["outcome"]))
    return {stage: meaning for stage, (_, meaning) in most.items()}
