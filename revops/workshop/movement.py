"""Who moved between the two rounds; in a room without names, only how many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from revops.diagnostic.answers import Role, Special
from revops.workshop.room import ROUNDS, Ballot, Room, standing
from revops.workshop.tallies import least_apart


@dataclass(frozen=True, kw_only=True)
class Mover:
    """One person's step in both rounds, in a room with names."""

    name: str
    role: Role
    before: int
    after: int


@dataclass(frozen=True, kw_only=True)
class Movement:
    """How answers about one sign moved between the rounds, among those who gave a step in both.

    Attributes:
        up: People who see more of it than before.
        down: People who see less of it.
        same: People who stayed, with or without voting again.
        movers: Those who moved, in a room with names; empty in one without.
    """

    sign: str
    up: int
    down: int
    same: int
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


def _movement(room: Room, sign: str, pairs: list[Mover]) -> Movement:
    moved = tuple(pair for pair in pairs if pair.before != pair.after)
    up = sum(pair.after > pair.before for pair in moved)
    return Movement(
        sign=sign,
        up=up,
        down=len(moved) - up,
        same=len(pairs) - len(moved),
        movers=moved if room.plan.is_named else (),
    )
