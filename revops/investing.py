"""The investment case of an assessment."""

from __future__ import annotations

from revops.assessment import Assessment
from revops.investment.case import NEEDED, investment_case
from revops.investment.result import InvestmentCase
from revops.measure import measure
from revops.reading import Reading


def investment_of(found: Assessment) -> InvestmentCase | None:
    """What the teams assessed cost, and what would have to move to pay for them.

    The numbers are those of the assessment; what it was not asked to show is read now.

    Args:
        found: With the costs among its answers.

    Returns:
        None where no cost was given.
    """
    answers = found.answers
    if not answers.investment.has_costs:
        return None
    return investment_case(
        {**_unread(found), **found.readings},
        found.dataset,
        found.window,
        figures=answers.investment,
        margin=answers.context.gross_margin,
        model=found.model,
        seed=found.diagnosis.seed,
    )


def _unread(found: Assessment) -> dict[str, Reading]:
    missing = [key for key in NEEDED if key not in found.readings]
    if not missing:
        return {}
    return measure(
        found.dataset,
        keys=missing,
        window=found.window,
        slices=(),
        today=found.window.as_of,
        facts=found.answers.context.figures,
        definitions=found.answers.definitions,
    )
