"""What to talk about first: where people disagree on what matters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from revops.diagnostic.content import SIGNS
from revops.diagnostic.needs import weights_in_need
from revops.diagnostic.result import SignResult
from revops.statistics.agreement import Shape
from revops.vocabulary import Team
from revops.workshop.tallies import Tally

SHAPES: Final[Mapping[Shape, str]] = MappingProxyType(
    {
        Shape.FEW: "Fewer than three answers: too few to tell agreement from chance.",
        Shape.AGREED: "Answers lie close together.",
        Shape.SPREAD: "Answers are spread over the whole scale.",
        Shape.POLARISED: "Two camps: hardly anybody stands between them.",
    }
)
"""How answers lie, in a sentence."""


@dataclass(frozen=True, kw_only=True)
class AgendaItem:
    """A sign to talk about.

    Attributes:
        tally: How the room voted on it.
        weight: Share of its team's need that it holds among the signs of the room, 0 to 1.
        score: Disagreement times weight; what the agenda is ordered by.
    """

    tally: Tally
    weight: float
    score: float

    @property
    def sign(self) -> str:
        """Key of the sign."""
        return self.tally.sign

    @property
    def finding(self) -> str | None:
        """A sentence where the votes say more than that people differ; None otherwise."""
        if self.tally.divide and self.tally.divide.is_wide:
            more = "much more" if self.tally.divide.steps > 0 else "much less"
            return f"Leadership and the team see this differently: leadership sees {more} of it."
        shape = self.tally.everybody.agreement and self.tally.everybody.agreement.shape
        return SHAPES[shape] if shape in (Shape.POLARISED, Shape.SPREAD) else None


def agenda(found: Mapping[str, Tally], weights: Mapping[str, float] | None = None) -> tuple[AgendaItem, ...]:
    """The signs in the order to talk about them; what nobody answered comes last.

    Args:
        found: The tallies of a round.
        weights: Edited weights by sign, as in the answers; published ones where none is given.
    """
    shares = weights_of(tuple(found), weights or {})
    items = [_item(tally, shares.get(sign, 0.0)) for sign, tally in found.items()]
    return tuple(sorted(items, key=lambda item: (item.tally.said is None, -item.score)))


def weights_of(signs: tuple[str, ...], edited: Mapping[str, float]) -> Mapping[str, float]:
    """Share of each sign in its team's need, among these signs."""
    asked = [_weighed(sign, edited) for sign in signs]
    teams = (weights_in_need(sign for sign in asked if sign.team is team) for team in Team)
    return {key: weight for shares in teams for key, weight in shares.items()}


def _weighed(key: str, edited: Mapping[str, float]) -> SignResult:
    sign = SIGNS[key]
    return SignResult(
        key=key,
        team=sign.team,
        group=sign.group,
        evidence_class=sign.evidence_class,
        weight=edited.get(key, sign.weight),
    )


def _item(tally: Tally, weight: float) -> AgendaItem:
    agreement = tally.everybody.agreement
    return AgendaItem(tally=tally, weight=weight, score=weight * (agreement.disagreement if agreement else 0.0))
