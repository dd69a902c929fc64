"""Where what people say and what the files show disagree firmly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from revops.diagnostic.content import SETTINGS, SIGNS
from revops.diagnostic.result import SignResult
from revops.diagnostic.simulation import TeamDraws
from revops.diagnostic.wording import points_of
from revops.vocabulary import Team


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
    who = "the facts you gave show" if all(item.is_stated for item in known) else "the files show"
    more = "more" if gap > 0 else "less"
    return (
        f"“{about.title}”: {who} {more} of it ({points_of(sign.shown)}) than was said ({points_of(sign.said)}). "
        f"{' '.join(item.says for item in known if item.says)} Mind: {_uncapitalised(about.cannot_show)}"
    )


def _uncapitalised(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
