"""Rules that overrule the scores, inside every simulated reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

from revops.diagnostic.answers import Context, GtmStage
from revops.diagnostic.content import GATES, SETTINGS
from revops.diagnostic.signs import has_no_seller
from revops.vocabulary import Team

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

NO_SELLER: Final = "no_seller"
IDEATION: Final = "ideation"
REPS_NOT_KEPT: Final = "reps_not_kept"
ONE_HIRE: Final = "one_hire"

VETOES: Final[Mapping[str, Team]] = {
    NO_SELLER: Team.SALESOPS,
    REPS_NOT_KEPT: Team.SALESOPS,
    IDEATION: Team.REVOPS,
}
"""Gates that switch a team off, in the order in which they are told."""


def holds(gate: str, context: Context) -> bool | None:
    """Whether the fact behind a gate holds; None where it is not known."""
    if gate == NO_SELLER:
        return _nobody_sells(context)
    known = {
        IDEATION: (context.gtm_stage, GtmStage.IDEATION),
        REPS_NOT_KEPT: (context.keep_reps, False),
        ONE_HIRE: (context.hires, 1),
    }
    fact, meant = known[gate]
    return None if fact is None else fact == meant


def _nobody_sells(context: Context) -> bool | None:
    if has_no_seller(context):
        return True
    somebody = (context.sellers or 0) > 0 or (context.planned_sellers or 0) > 0
    return False if somebody else None


def acting(context: Context, lifted: tuple[str, ...]) -> frozenset[str]:
    """Gates whose fact holds and that nobody lifted."""
    return frozenset(gate for gate in GATES if holds(gate, context) and gate not in lifted)


def is_off(team: Team, gates: frozenset[str]) -> bool:
    """Whether a gate switches the team off whatever its need."""
    return any(gate in gates for gate, stopped in VETOES.items() if stopped is team and gate != IDEATION)


def called_for(team: Team, need: Floats, pain: Floats, gates: frozenset[str]) -> Flags:
    """In which simulated readings the team is called for, after the gates.

    Args:
        team: SalesOps or RevOps.
        need: Need of the team per reading.
        pain: Mean of its pain signs per reading.
        gates: Gates that act.
    """
    if is_off(team, gates):
        return np.zeros(need.shape, dtype=np.bool_)
    waits = team is VETOES[IDEATION] and IDEATION in gates
    threshold = SETTINGS.ideation_need if waits else SETTINGS.need_threshold
    return np.asarray((need >= threshold) & (pain >= SETTINGS.pain_threshold))
