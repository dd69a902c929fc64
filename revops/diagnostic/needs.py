"""How much a company needs a team: a weighted mean that anybody can do again on paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from revops.diagnostic.content import SETTINGS, SIGN_GROUPS
from revops.diagnostic.result import Contribution, Need, SignResult
from revops.diagnostic.signs import is_known


def weights_in_need(signs: Iterable[SignResult]) -> dict[str, float]:
    """Weight of each sign in its team's need; together 1.

    Context counts one third, pain two thirds; a group without signs gives its part to the other.

    Args:
        signs: Signs of one team that take part.
    """
    taking_part = [sign for sign in signs if sign.weight > 0]
    shares = _group_shares({sign.group for sign in taking_part})
    totals = {group: sum(sign.weight for sign in taking_part if sign.group == group) for group in shares}
    return {sign.key: shares[sign.group] * sign.weight / totals[sign.group] for sign in taking_part}


def _group_shares(groups: set[str]) -> Mapping[str, float]:
    context, pain = SIGN_GROUPS
    shares = {context: SETTINGS.context_share, pain: 1 - SETTINGS.context_share}
    return shares if groups == set(shares) else dict.fromkeys(groups, 1.0)


def contributions(signs: Sequence[SignResult]) -> tuple[Contribution, ...]:
    """Points of each known sign; they add up to the team's need."""
    known = [sign for sign in signs if is_known(sign)]
    weights = weights_in_need(known)
    return tuple(
        Contribution(sign=sign.key, points=weights[sign.key] * (sign.value or 0.0))
        for sign in known
        if sign.key in weights
    )


def need_of(signs: Sequence[SignResult]) -> float | None:
    """Need of a team from its known signs, 0 to 1; None where none is known."""
    parts = contributions(signs)
    return sum(part.points for part in parts) if parts else None


def pain_of(signs: Sequence[SignResult]) -> float | None:
    """Weighted mean of the known pain signs; None where none is known."""
    return need_of([sign for sign in signs if sign.group == "pain"])


def known_weight(signs: Sequence[SignResult]) -> float:
    """Share of the applicable weight with an answer or evidence; 0 where nothing applies."""
    weights = weights_in_need([sign for sign in signs if sign.applies])
    known = {sign.key for sign in signs if is_known(sign)}
    return sum(weight for key, weight in weights.items() if key in known)


def on_paper(need: Need, digits: int = 2) -> tuple[Contribution, ...]:
    """Contributions rounded so that they add up to the rounded need.

    Args:
        need: A need with its contributions.
        digits: Digits shown after the point.

    Returns:
        The same contributions, each within one unit of the last digit; the largest remainders go up.
    """
    unit = 10**digits
    exact = [part.points * unit for part in need.contributions]
    lower = [int(points) for points in exact]
    missing = round((need.value or 0.0) * unit) - sum(lower)
    by_remainder = sorted(range(len(exact)), key=lambda at: lower[at] - exact[at])
    raised = frozenset(by_remainder[: max(0, missing)])
    return tuple(
        Contribution(sign=part.sign, points=(lower[at] + (at in raised)) / unit)
        for at, part in enumerate(need.contributions)
    )
