"""How far those who voted agree, for documents: by sign and role, and over all signs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from revops.diagnostic.answers import Answer, Role, Special, Vote
from revops.diagnostic.content import SIGNS
from revops.diagnostic.votes import is_voted_on, last_votes
from revops.digits import all_exact
from revops.statistics.agreement import agreement, alpha_ordinal, divide

Document = dict[str, Any]


def agreement_document(votes: Sequence[Vote]) -> Document | None:
    """Agreement in the last round on each sign, beside the one before; None without a vote.

    Returns:
        `alpha` (Krippendorff's, over all signs; None where it says nothing) and `signs`.
    """
    cast = {key: last_votes(key, votes) for key in SIGNS if is_voted_on(key, votes)}
    if not cast:
        return None
    steps = [steps_of([answer for _, answer in given]) for given in cast.values()]
    signs = {key: {**_rounds(key, votes), **_sign(given)} for key, given in cast.items()}
    found: Document = all_exact({"alpha": alpha_ordinal(steps), "signs": signs})
    return found


def _rounds(key: str, votes: Sequence[Vote]) -> Document:
    """The last round on a sign, and how the answers lay in the one before."""
    rounds = sorted({vote.round for vote in votes if key in vote.signs})
    before = [vote.signs[key] for vote in votes if key in vote.signs and vote.round in rounds[-2:-1]]
    return {"round": rounds[-1], "before": _lie(before) if before else None}


def steps_of(answers: Sequence[Answer]) -> list[int]:
    """The answers that are steps of the scale."""
    return [answer for answer in answers if not isinstance(answer, Special)]


def _sign(given: Sequence[tuple[Role, Answer]]) -> Document:
    by_role = {role: [answer for of, answer in given if of is role] for role in Role}
    leading = steps_of(by_role[Role.LEADERSHIP])
    others = [step for role, answers in by_role.items() if role is not Role.LEADERSHIP for step in steps_of(answers)]
    apart = divide(leading, others)
    return {
        **_lie([answer for _, answer in given]),
        "roles": {role.value: _lie(answers) for role, answers in by_role.items() if answers},
        "leadership": apart and {"steps": apart.steps, "share": apart.share, "wide": apart.is_wide},
    }


def _lie(answers: Sequence[Answer]) -> Document:
    """How answers lie on the scale."""
    found = agreement(steps_of(answers))
    counted = {
        "votes": len(answers),
        "unknown": sum(answer is Special.UNKNOWN for answer in answers),
        "not_applicable": sum(answer is Special.NOT_APPLICABLE for answer in answers),
    }
    names = ("median", "low_quartile", "high_quartile", "disagreement", "r_wg")
    measured = {name: found and getattr(found, name) for name in names}
    return {**counted, **measured, "shape": found and found.shape.value}
