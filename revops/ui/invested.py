"""The investment case behind a session's assessment, kept under what decides it."""

from __future__ import annotations

from typing import Final

from revops.assessment import Assessment
from revops.investing import investment_of
from revops.investment.result import InvestmentCase
from revops.ui.shelf import Shelf
from revops.ui.state import State

SHELF: Final = Shelf[InvestmentCase | None](places=64)


def investment(state: State, found: Assessment) -> InvestmentCase | None:
    """What the teams cost and what would have to move to pay for it; answers to signs change nothing of it."""
    answers = found.answers
    given = repr((answers.investment, answers.context.figures, sorted(answers.definitions.items())))
    key = (found.dataset.fingerprint, repr(found.window), found.model, found.diagnosis.seed, given)
    return SHELF.get(key, state.files.hashes, lambda: investment_of(found))
