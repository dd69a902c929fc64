"""Companies in which chosen signs are fully there and all others not at all."""

from __future__ import annotations

from datetime import date

from revops.assessment import Assessment, assess
from revops.diagnostic.answers import Answers, Context
from revops.diagnostic.content import SIGNS
from revops.vocabulary import OperatingModel, Team

SIGNS_OF_SALESOPS = tuple(key for key, sign in SIGNS.items() if sign.team is Team.SALESOPS)
SIGNS_OF_REVOPS = tuple(key for key, sign in SIGNS.items() if sign.team is Team.REVOPS)


def said(strong: tuple[str, ...], *, context: Context | None = None) -> Answers:
    """Answers in which these signs are fully there and all others not at all."""
    return Answers(
        context=context or Context(sellers=6, planned_sellers=0, hires=2),
        signs={key: 4 if key in strong else 0 for key in SIGNS},
    )


def assessed(answers: Answers, model: OperatingModel = OperatingModel.BOTH) -> Assessment:
    return assess(answers=answers, model=model, today=date(2026, 1, 31))
