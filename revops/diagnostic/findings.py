"""Where what people say and what the files show disagree firmly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from revops.diagnostic.content import SETTINGS, SIGNS
from revops.diagnostic.result import Evidence, SignResult
from revops.diagnostic.simulation import TeamDraws
from revops.diagnostic.wording import points_of
from revops.vocabulary import Team

_WHO = {
    frozenset({True}): "the facts you gave show",
    frozenset({False}): "the files show",
    frozenset({True, False}): "the facts you gave and the files show",
}
"""Who shows it, by whether the evidence was stated or measured."""


def with_findings(signs: Iterable[SignResult], teams: Mapping[Team, TeamDraws]) -> tuple[SignResult, ...]:
    """The same signs, each with a sentence where said and shown disagree firmly."""
    return tuple(replace(sign, finding=_finding(sign, teams[sign.team])) for sign in signs)


def _finding(sign: SignResult, drawn: TeamDraws) -> str | None:
    if sign.said is None or sign.shown is None or sign.key not in drawn.said:
        return None
    gap = sign.shown - sign.said
    gaps = np.sign(gap) * (drawn.shown[sign.key] - drawn.said[sign.key])
    is_sure = float(np.mean(gaps > SETTINGS.finding_sure_gap)) >= SETTINGS.finding_share
    if abs(gap) <= SETTINGS.finding_gap or not is_sure:
        return None
    return _sentence(sign, gap)


def _sentence(sign: SignResult, gap: float) -> str:
    about = SIGNS[sign.key]
    known = [item for item in sign.evidence if item.says is not None]
    who = _WHO[frozenset(item.is_stated for item in known)]
    more = "more" if gap > 0 else "less"
    return (
        f"“{about.title}”: {who} {more} of it ({points_of(sign.shown)}) than was said ({points_of(sign.said)}). "
        f"{' '.join(map(_with_n, known))} Mind: {_uncapitalised(about.cannot_show)}"
    )


def _with_n(item: Evidence) -> str:
    """The sentence of a piece of evidence with how many rows stand behind it; a fact that was given has none."""
    says = item.says or ""
    return says if item.is_stated else f"{says.removesuffix('.')} (n = {item.n:,})."


def _uncapitalised(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
