"""Valid defaults, so that a test shows only what matters."""

from __future__ import annotations

from revops.diagnostic.answers import Answer, Answers, Context
from revops.diagnostic.content import SIGNS, signs_of
from revops.reading import Reading
from revops.vocabulary import Team, Unit

SALESOPS = tuple(sign.key for sign in signs_of([Team.SALESOPS]))
REVOPS = tuple(sign.key for sign in signs_of([Team.REVOPS]))


def answered(salesops: Answer = 1, revops: Answer = 1, context: Context | None = None, **others: Answer) -> Answers:
    """Answers with one step for all signs of a team, but for those named."""
    signs = dict.fromkeys(SALESOPS, salesops) | dict.fromkeys(REVOPS, revops) | others
    assert set(signs) == set(SIGNS)
    return Answers(context=context or Context(), signs=signs)


def share(key: str, value: float, n: int = 100, half: float = 0.05) -> Reading:
    """A share with an interval of the given half-width."""
    return Reading(key=key, unit=Unit.SHARE, value=value, low=max(0.0, value - half), high=min(1.0, value + half), n=n)


def days(key: str, value: float, low: float | None = None, high: float | None = None, n: int = 60) -> Reading:
    """A number of days."""
    return Reading(key=key, unit=Unit.DAYS, value=value, low=low, high=high, n=n)
