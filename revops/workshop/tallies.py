"""How a room voted, by role first, without showing what fewer than three people said in private."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from revops.diagnostic.agreed import steps_of
from revops.diagnostic.answers import Answer, Role, Special, Vote
from revops.diagnostic.votes import said_in_votes
from revops.statistics.agreement import Agreement, Divide, agreement, alpha_ordinal, divide
from revops.workshop.room import Ballot, Room, standing

LEAST_APART: Final = 3
"""Voters whom a group has at least where votes are anonymous."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """The votes of one role, or of several that are too few apart.

    Attributes:
        roles: One, or those that are shown together, in their order.
        steps: Answers 0 to 4 in order of size, whoever gave them.
        unknown: How many do not know.
        not_applicable: How many say that it does not apply.
        agreement: Median, quartiles and shape of the steps; None without any.
    """

    roles: tuple[Role, ...]
    steps: tuple[int, ...]
    unknown: int
    not_applicable: int
    agreement: Agreement | None

    @property
    def role(self) -> Role:
        """The role its votes carry in the diagnostic."""
        return self.roles[0] if len(self.roles) == 1 else Role.TEAM

    @property
    def answers(self) -> tuple[Answer, ...]:
        """All its answers, in order of size, the special ones last."""
        unknown, not_applicable = (Special.UNKNOWN,) * self.unknown, (Special.NOT_APPLICABLE,) * self.not_applicable
        return (*self.steps, *unknown, *not_applicable)


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How a room voted on one sign in one round.

    Attributes:
        groups: By role, those that are too few together; everybody is in one.
        everybody: All votes together.
        said: What the diagnostic takes of them, 0 to 1: the mean of the groups' medians; None without a step.
        divide: Leadership against all others; None where leadership is not told apart, or one side gave no step.
    """

    sign: str
    round: int
    groups: tuple[Group, ...]
    everybody: Group
    said: float | None
    divide: Divide | None


def tallies(room: Room, ballots: Iterable[Ballot], round_number: int) -> Mapping[str, Tally]:
    """The tally of every sign of a round, in the order they are asked; without votes for one, without groups.

    Args:
        room: Decides what is protected: in a room without names, nobody stands in a group of fewer than three.
        ballots: Of the room; an answer of the first round stands in the second until it is changed there.
        round_number: 1 or 2; one that is not revealed has no votes to show.
    """
    cast = standing(room, ballots, round_number)
    by_sign = {sign: [ballot for ballot in cast if ballot.sign == sign] for sign in room.plan.signs}
    return {sign: _tally(sign, round_number, found, least_apart(room)) for sign, found in by_sign.items()}


def sheet_alpha(found: Mapping[str, Tally]) -> float | None:
    """Krippendorff's alpha over all signs of a round; None where it says nothing."""
    return alpha_ordinal([tally.everybody.steps for tally in found.values()])


def votes_of(tally: Tally) -> tuple[Vote, ...]:
    """The votes of a tally as the diagnostic takes them, nobody's told apart from another's of the same group."""
    return tuple(
        Vote(role=group.role, round=tally.round, signs={tally.sign: answer})
        for group in tally.groups
        for answer in group.answers
    )


def least_apart(room: Room) -> int:
    """How many voters a group of this room has at least."""
    return 1 if room.plan.is_named else LEAST_APART


def grouped(voters: Mapping[Role, int], least: int) -> tuple[tuple[Role, ...], ...]:
    """Roles that are shown together, so that every group has enough voters.

    Roles with enough stand alone, the others together; where those are still too few, the smallest of the roles beside
    leadership joins them, so that in a small room leadership and team are left. Too few to be shown could otherwise be
    found by taking the groups from the whole.

    Args:
        voters: By role; roles without any are left out.
        least: Voters a group needs; a room with fewer is one group.
    """
    there = [role for role in Role if voters.get(role)]
    apart = [role for role in there if voters[role] >= least]
    together = [role for role in there if voters[role] < least]
    while together and apart and sum(voters[role] for role in together) < least:
        joins = min(apart, key=lambda role: (role is Role.LEADERSHIP, voters[role]))
        apart.remove(joins)
        together.append(joins)
    groups = [(role,) for role in apart] + [tuple(role for role in Role if role in together)] * bool(together)
    return tuple(sorted(groups, key=lambda roles: list(Role).index(roles[0])))


def _tally(sign: str, round_number: int, cast: Sequence[Ballot], least: int) -> Tally:
    voters = Counter(ballot.role for ballot in cast)
    groups = tuple(
        _group(roles, [ballot.answer for ballot in cast if ballot.role in roles]) for roles in grouped(voters, least)
    )
    everybody = _group(tuple(role for role in Role if voters[role]), [ballot.answer for ballot in cast])
    tally = Tally(sign=sign, round=round_number, groups=groups, everybody=everybody, said=None, divide=_divide(groups))
    return Tally(**{**vars(tally), "said": said_in_votes(sign, votes_of(tally))})


def _group(roles: tuple[Role, ...], answers: Sequence[Answer]) -> Group:
    steps = tuple(sorted(steps_of(answers)))
    return Group(
        roles=roles,
        steps=steps,
        unknown=sum(answer is Special.UNKNOWN for answer in answers),
        not_applicable=sum(answer is Special.NOT_APPLICABLE for answer in answers),
        agreement=agreement(steps),
    )


def _divide(groups: Sequence[Group]) -> Divide | None:
    leading = [step for group in groups if group.roles == (Role.LEADERSHIP,) for step in group.steps]
    others = [step for group in groups if Role.LEADERSHIP not in group.roles for step in group.steps]
    return divide(leading, others)
