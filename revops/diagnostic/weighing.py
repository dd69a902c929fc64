"""Which weights would make each outcome right: the central weights of SMAA-2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt

from revops.diagnostic.case import Case
from revops.diagnostic.content import SIGNS
from revops.diagnostic.needs import weights_in_need
from revops.diagnostic.outcome import readings_at
from revops.diagnostic.result import Weighing
from revops.diagnostic.simulation import TeamDraws
from revops.diagnostic.wording import of_hundred
from revops.vocabulary import Outcome

Flags = npt.NDArray[np.bool_]

FEWEST_READINGS = 30
"""From so many readings on their mean weights say something."""
BEYOND_LUCK = 3.0
"""A weight is called larger or smaller when it lies so many standard errors off."""
WORTH_TELLING = 0.02
"""and by this share of itself at least."""
MOST_TOLD = 2
SMALLEST_ERROR = 1e-12


def weighings(case: Case) -> tuple[Weighing, ...]:
    """For each outcome the mean weights of the readings that end there, the most frequent outcome first.

    Args:
        case: The simulated readings.

    Returns:
        All outcomes that the assessed teams allow; without weights where too few readings end there.

    Source:
        Lahdelma and Salminen 2001: rank acceptability and central weight vectors.
    """
    ended = readings_at(case.readings.called())
    ordered = sorted(ended, key=lambda outcome: -case.shares[outcome])
    usual = _usual(case)
    return tuple(_weighing(outcome, rank, ended[outcome], usual, case) for rank, outcome in enumerate(ordered, 1))


def _usual(case: Case) -> dict[str, float]:
    """The weight of each sign in its team's need as it stands."""
    by_team = ([sign for sign in case.signs if sign.team is team and sign.applies] for team in case.readings.teams)
    return {key: weight for signs in by_team for key, weight in weights_in_need(signs).items()}


def _weighing(outcome: Outcome, rank: int, ended: Flags, usual: Mapping[str, float], case: Case) -> Weighing:
    share = case.shares[outcome]
    if np.count_nonzero(ended) < FEWEST_READINGS:
        return Weighing(outcome=outcome, rank=rank, share=share, says=_hardly(outcome, share))
    central = {key: mean for drawn in case.readings.teams.values() for key, mean in _means(drawn, ended)}
    surprise = {
        key: (central[key] - usual[key]) / error
        for drawn in case.readings.teams.values()
        for key, error in _errors(drawn, ended)
    }
    told = [key for key, off in surprise.items() if abs(off) > BEYOND_LUCK and _is_worth_telling(central, usual, key)]
    told.sort(key=lambda key: -abs(surprise[key]))
    says = _says(outcome, share, [_told(key, central[key], usual[key]) for key in told[:MOST_TOLD]], is_first=rank == 1)
    return Weighing(outcome=outcome, rank=rank, share=share, weights=central, says=says)


def _means(drawn: TeamDraws, ended: Flags) -> Iterator[tuple[str, float]]:
    return zip(drawn.keys, drawn.weights[:, ended].mean(axis=1).tolist(), strict=True)


def _errors(drawn: TeamDraws, ended: Flags) -> Iterator[tuple[str, float]]:
    """Standard errors of those means; never 0, so that a weight that cannot wander surprises nobody."""
    inside = drawn.weights[:, ended]
    errors = np.maximum(inside.std(axis=1) / np.sqrt(inside.shape[1]), SMALLEST_ERROR)
    return zip(drawn.keys, errors.tolist(), strict=True)


def _is_worth_telling(central: Mapping[str, float], usual: Mapping[str, float], key: str) -> bool:
    return abs(central[key] - usual[key]) >= WORTH_TELLING * usual[key]


def _told(key: str, central: float, usual: float) -> str:
    more = "more" if central > usual else "less"
    return f"{more} to “{SIGNS[key].title}” ({100 * central:.1f} points of 100 instead of {100 * usual:.1f})"


def _says(outcome: Outcome, share: float, told: list[str], *, is_first: bool) -> str:
    name = f"{outcome.label} ({of_hundred(share)})"
    if is_first:
        return f"{name}: the answer with the weights in use."
    if not told:
        return f"{name}: hangs on the answers, whatever the weights near those in use."
    return f"{name}: would be right for somebody who gives {' and '.join(told)}."


def _hardly(outcome: Outcome, share: float) -> str:
    return f"{outcome.label} ({of_hundred(share)}): right for hardly any weights near those in use."
