"""Who moved between the two rounds, by role; in a room without names, only how many, and never of fewer than three."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from revops.diagnostic.answers import Role, Special
from revops.workshop.room import ROUNDS, Ballot, Room, standing
from revops.workshop.tallies import grouped, least_apart


@dataclass(frozen=True, kw_only=True)
class Mover:
    """One person's step in both rounds, in a room with names."""

    name: str
    role: Role
    before: int
    after: int


@dataclass(frozen=True, kw_only=True)
class Steps:
    """How many of some people moved, among those who gave a step in both rounds.

    Attributes:
        roles: One, or those that are too few apart.
        up: People who see more of it than before.
        down: People who see less of it.
        same: People who stayed, with or without voting again.
    """

    roles: tuple[Role, ...]
    up: int
    down: int
    same: int

    @classmethod
    def of(cls, roles: tuple[Role, ...], pairs: Iterable[Mover]) -> Steps:
        """Counts the steps of the people in these roles."""
        ways = [(pair.after > pair.before) - (pair.after < pair.before) for pair in pairs if pair.role in roles]
        return cls(roles=roles, up=ways.count(1), down=ways.count(-1), same=ways.count(0))


@dataclass(frozen=True, kw_only=True)
class Movement:
    """How answers about one sign moved between the rounds.

    Attributes:
        everybody: All who gave a step in both rounds.
        groups: The same by role; everybody is in one.
        movers: Those who moved, in a room with names; empty in one without.
    """

    sign: str
    everybody: Steps
    groups: tuple[Steps, ...]
    movers: tuple[Mover, ...] = ()


def movements(room: Room, ballots: Iterable[Ballot]) -> Mapping[str, Movement]:
    """The movement of every sign on which enough people gave a step in both rounds, in the order they are asked."""
    cast = tuple(ballots)
    first = _steps(standing(room, cast, ROUNDS[0]))
    second = _steps(standing(room, cast, ROUNDS[1]))
    both = [
        (sign, _mover(ballot, second[person, sign]))
        for (person, sign), ballot in first.items()
        if (person, sign) in second
    ]
    by_sign = {key: [mover for sign, mover in both if sign == key] for key in room.plan.signs}
    return {sign: _movement(room, sign, pairs) for sign, pairs in by_sign.items() if len(pairs) >= least_apart(room)}


def _steps(ballots: Iterable[Ballot]) -> dict[tuple[int, str], Ballot]:
    return {(b.participant, b.sign): b for b in ballots if not isinstance(b.answer, Special)}


def _mover(first: Ballot, second: Ballot) -> Mover:
    return Mover(name=first.name, role=first.role, before=int(first.answer), after=int(second.answer))


def _movement(room: Room, sign: str, pairs: Sequence[Mover]) -> Movement:
    groups = grouped(Counter(pair.role for pair in pairs), least_apart(room))
    return Movement(
        sign=sign,
        everybody=Steps.of(tuple(role for group in groups for role in group), pairs),
        groups=tuple(Steps.of(roles, pairs) for roles in groups),
        movers=tuple(pair for pair in pairs if pair.before != pair.after) if room.plan.is_named else (),
    )
