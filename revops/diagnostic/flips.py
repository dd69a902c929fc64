"""The smallest changes of single signs that would end somewhere else."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from revops.diagnostic.answers import STEP_VALUES
from revops.diagnostic.content import SIGNS
from revops.diagnostic.outcome import Readings, leading
from revops.diagnostic.result import Flip, SignResult
from revops.diagnostic.signs import is_known
from revops.diagnostic.wording import points_of
from revops.vocabulary import Outcome, Team

Floats = npt.NDArray[np.float64]

HALVINGS = 7
"""The place where the outcome tips is found to 1/128 of the way."""
MOST_FLIPS = 3


def cheapest_flips(readings: Readings, signs: Sequence[SignResult]) -> tuple[Flip, ...]:
    """The smallest single-sign changes after which another outcome leads, smallest first.

    The sign is moved in every simulated reading by the same step, so that its uncertainty stays.

    Args:
        readings: The simulated readings as they are.
        signs: All signs; unknown ones are left to what there is to find out.
    """
    before = leading(readings.shares())
    tried = (_flip_of(readings, sign, before) for sign in signs if is_known(sign))
    found = [flip for flip in tried if flip is not None]
    return tuple(sorted(found, key=lambda flip: abs(flip.end - flip.start))[:MOST_FLIPS])


def _flip_of(readings: Readings, sign: SignResult, before: Outcome) -> Flip | None:
    start = sign.value or 0.0
    drawn = readings.values_of(sign.key)
    ends = [] if drawn is None else [_tipping_point(readings, sign.key, drawn, end - start, before) for end in (0, 1)]
    steps = [step for step in ends if step is not None]
    if drawn is None or not steps:
        return None
    step = min(steps, key=abs)
    outcome, end = _leading_at(readings, sign.key, drawn, step), start + step
    return Flip(sign=sign.key, start=start, end=end, outcome=outcome, says=_sentence(sign.key, start, end, outcome))


def _tipping_point(readings: Readings, key: str, drawn: Floats, whole: float, before: Outcome) -> float | None:
    """The shortest step towards `whole` after which another outcome leads; None where none does."""
    if _leading_at(readings, key, drawn, whole) is before:
        return None
    stays, tips = 0.0, whole
    for _ in range(HALVINGS):
        middle = (stays + tips) / 2
        if _leading_at(readings, key, drawn, middle) is before:
            stays = middle
        else:
            tips = middle
    return tips


def _leading_at(readings: Readings, key: str, drawn: Floats, step: float) -> Outcome:
    return leading(readings.shares({key: np.clip(drawn + step, 0.0, 1.0)}))


def _sentence(key: str, start: float, end: float, outcome: Outcome) -> str:
    sign = SIGNS[key]
    direction = "fell" if end < start else "rose"
    moved = f"{direction} from {100 * start:.0f} to {points_of(end)}"
    says = f"If “{sign.title}” {moved}, {_alone(outcome)} would come out most often."
    step = nearest_step(end)
    return says if step == nearest_step(start) else f"{says} {points_of(end)} is about: “{sign.steps[step]}”"


def nearest_step(value: float) -> int:
    """The answer, 0 to 4, that stands nearest to a strength."""
    return min(range(len(STEP_VALUES)), key=lambda step: abs(STEP_VALUES[step] - value))


def _alone(outcome: Outcome) -> str:
    return f"{outcome.label} alone" if outcome.value in list(Team) else outcome.label
