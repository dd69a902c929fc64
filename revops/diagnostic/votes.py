"""What a workshop says about a sign: the mean of the medians of its roles."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, median

import numpy as np
import numpy.typing as npt

from revops.diagnostic.answers import STEP_VALUES, Answer, Role, Special, Vote

Floats = npt.NDArray[np.float64]


def is_voted_on(key: str, votes: Sequence[Vote]) -> bool:
    """Whether a workshop was asked about the sign; one that was not keeps the answer given elsewhere."""
    return any(key in vote.signs for vote in votes)


def last_votes(key: str, votes: Sequence[Vote]) -> tuple[tuple[Role, Answer], ...]:
    """Votes on a sign in the last round in which it was voted on."""
    cast = [(vote.round, vote.role, vote.signs[key]) for vote in votes if key in vote.signs]
    last = max((number for number, _, _ in cast), default=0)
    return tuple((role, answer) for number, role, answer in cast if number == last)


def steps_by_role(key: str, votes: Sequence[Vote]) -> dict[Role, list[float]]:
    """Values of the votes on the scale, by role, in the order of the roles."""
    cast = last_votes(key, votes)
    by_role: dict[Role, list[float]] = {role: [] for role in Role}
    for role, answer in cast:
        if isinstance(answer, int):
            by_role[role].append(STEP_VALUES[answer])
    return {role: values for role, values in by_role.items() if values}


def said_in_votes(key: str, votes: Sequence[Vote]) -> float | None:
    """Mean of the role medians, so that a large team does not outvote a small one; None without a step."""
    roles = steps_by_role(key, votes)
    return fmean(median(values) for values in roles.values()) if roles else None


def is_ruled_out(key: str, votes: Sequence[Vote]) -> bool:
    """Whether more than half of the votes say that the sign does not apply."""
    cast = last_votes(key, votes)
    ruled_out = sum(answer is Special.NOT_APPLICABLE for _, answer in cast)
    return bool(cast) and ruled_out > len(cast) / 2


def resampled(key: str, votes: Sequence[Vote], seed: int, draws: int) -> Floats:
    """What workshops with the same roles might have said: votes drawn again within each role.

    Args:
        key: Sign.
        votes: All votes.
        seed: Of the random numbers.
        draws: How many workshops.

    Returns:
        One mean of role medians per draw; empty where nobody voted for a step.
    """
    roles = steps_by_role(key, votes)
    if not roles:
        return np.empty(0)
    generator = np.random.default_rng(seed)
    medians = [
        np.median(np.asarray(values)[generator.integers(len(values), size=(draws, len(values)))], axis=1)
        for values in roles.values()
    ]
    return np.asarray(np.mean(medians, axis=0), dtype=np.float64)
