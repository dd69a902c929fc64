"""What each answer to a sign would mean for the outcome, all else as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from revops.diagnostic.answers import STEP_VALUES, Answers
from revops.diagnostic.case import make_case
from revops.diagnostic.diagnose import DEFAULT_DRAWS, DEFAULT_SEED
from revops.diagnostic.evidence import with_stated_facts
from revops.reading import Reading
from revops.vocabulary import OperatingModel, Outcome


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """Where one answer would lead.

    Attributes:
        step: The answer, 0 to 4.
        value: The sign's value with it, 0 to 1, files included; None where the sign does not apply.
        outcome: What would be recommended.
        leading: The outcome with the largest share of readings.
        share: That share.
    """

    step: int
    value: float | None
    outcome: Outcome
    leading: Outcome
    share: float


def meanings(
    sign: str,
    answers: Answers,
    readings: Mapping[str, Reading],
    model: OperatingModel,
    *,
    seed: int = DEFAULT_SEED,
    draws: int = DEFAULT_DRAWS,
    as_of: date | None = None,
) -> tuple[Meaning, ...]:
    """Where each of the five answers to a sign would lead.

    Args:
        sign: Key of a sign of the model.
        answers: What was said; the answer to this sign is replaced.
        readings: What the files show, by metric.
        model: Which teams are assessed.
        seed: Of the simulation, as for `diagnose`.
        draws: How many readings are simulated.
        as_of: The day the company is seen from; None for today.
    """
    facts = with_stated_facts(readings, answers.context, as_of or date.today())
    found = []
    for step in range(len(STEP_VALUES)):
        supposed = replace(answers, signs={**answers.signs, sign: step})
        case = make_case(supposed, facts, model, seed, draws)
        value = next(result.value for result in case.signs if result.key == sign)
        share = case.shares[case.leading]
        found.append(Meaning(step=step, value=value, outcome=case.outcome, leading=case.leading, share=share))
    return tuple(found)
