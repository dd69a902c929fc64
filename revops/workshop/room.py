"""A room of a workshop: what the facilitator chose, how far it is, who is in it, what was said and written down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from revops.diagnostic.answers import ROLES, Answer, Role
from revops.diagnostic.content import SIGNS
from revops.errors import RoomError

KEPT_FOR: Final = timedelta(days=30)
ROUNDS: Final = (1, 2)
SEATS: Final = 60
"""Of a room where nobody says otherwise: the largest of workshops, and some who come twice."""
MOST_SEATS: Final = 1_000
LONGEST_TITLE: Final = 120
LONGEST_NAME: Final = 40
LONGEST_NOTE: Final = 4_000


class Phase(StrEnum):
    """How far a round is."""

    LOBBY = "lobby"
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"
    REVEALED = "revealed"


class Move(StrEnum):
    """What the facilitator can do with a round."""

    OPEN = "open"
    PAUSE = "pause"
    GO_ON = "go_on"
    CLOSE = "close"
    REOPEN = "reopen"
    REVEAL = "reveal"
    VOTE_AGAIN = "vote_again"


LEADS: Final[Mapping[Move, tuple[tuple[Phase, ...], Phase]]] = {
    Move.OPEN: ((Phase.LOBBY,), Phase.OPEN),
    Move.PAUSE: ((Phase.OPEN,), Phase.PAUSED),
    Move.GO_ON: ((Phase.PAUSED,), Phase.OPEN),
    Move.CLOSE: ((Phase.OPEN, Phase.PAUSED), Phase.CLOSED),
    Move.REOPEN: ((Phase.CLOSED,), Phase.OPEN),
    Move.REVEAL: ((Phase.CLOSED,), Phase.REVEALED),
    Move.VOTE_AGAIN: ((Phase.REVEALED,), Phase.OPEN),
}
"""From which phases a move leads where; a round that was revealed is never opened again, only the next one is."""


@dataclass(frozen=True, kw_only=True)
class RoomPlan:
    """What the facilitator chooses before anybody joins.

    Attributes:
        title: Of the workshop; phones show it.
        client: For whom; phones do not show it.
        signs: Keys of the signs that are voted on, in the order they are asked.
        roles: Which roles people may choose from.
        is_named: Whether people give their names, so that the facilitator sees who answered what after the reveal.
        recurring: Whether customers pay a recurring amount: decides how answers are described; None as for recurring.
        seats: How many people may join; a visitor who throws away cookies takes no more than these.
    """

    title: str
    client: str = ""
    signs: tuple[str, ...] = tuple(SIGNS)
    roles: tuple[Role, ...] = ROLES
    is_named: bool = False
    recurring: bool | None = None
    seats: int = SEATS

    def check(self) -> None:
        """Makes sure that a room can be made of it.

        Raises:
            RoomError: With the sentence to show beside the form.
        """
        _expect(bool(self.title.strip()), "The room needs a title.")
        longest = max(len(self.title), len(self.client))
        _expect(longest <= LONGEST_TITLE, f"Title and client have up to {LONGEST_TITLE} letters each.")
        _expect(bool(self.signs), "Choose at least one sign to vote on.")
        _expect(set(self.signs) <= set(SIGNS), "One of the signs is not known.")
        _expect(len(set(self.signs)) == len(self.signs), "A sign is voted on once.")
        _expect(bool(self.roles), "Choose at least one role.")
        _expect(set(self.roles) <= set(ROLES), f"The roles are {', '.join(ROLES)}.")
        _expect(1 <= self.seats <= MOST_SEATS, f"A room has 1 to {MOST_SEATS:,} seats.")


@dataclass(frozen=True, kw_only=True)
class Room:
    """A room as it stands.

    Attributes:
        plan: What the facilitator chose.
        code: Six characters that lead phones to it.
        phase: How far this round is.
        round: 1 or 2.
        focus: Key of the sign under discussion; None for none.
        timer_ends_at: When the time for it is over, in UTC; None without a timer.
        is_locked: Whether nobody else may join.
        ends_at: When the room goes with everything in it, in UTC.
    """

    id: int
    plan: RoomPlan
    code: str
    phase: Phase
    round: int
    focus: str | None
    timer_ends_at: datetime | None
    is_locked: bool
    created_at: datetime
    ends_at: datetime

    @property
    def moves(self) -> tuple[Move, ...]:
        """What the facilitator can do now."""
        return tuple(move for move in Move if self._can(move))

    def _can(self, move: Move) -> bool:
        is_last = move is Move.VOTE_AGAIN and self.round == ROUNDS[-1]
        return self.phase in LEADS[move][0] and not is_last

    @property
    def is_open(self) -> bool:
        """Whether votes are taken."""
        return self.phase is Phase.OPEN

    @property
    def revealed_rounds(self) -> tuple[int, ...]:
        """Rounds whose votes may be seen."""
        return tuple(number for number in ROUNDS if number < self.round or self._is_revealed(number))

    def _is_revealed(self, number: int) -> bool:
        return number == self.round and self.phase is Phase.REVEALED


@dataclass(frozen=True, kw_only=True)
class Participant:
    """Somebody in a room; `name` is empty where votes are anonymous."""

    id: int
    role: Role
    name: str
    joined_at: datetime


@dataclass(frozen=True, kw_only=True)
class Ballot:
    """What one participant answered about one sign in one round."""

    participant: int
    role: Role
    name: str
    round: int
    sign: str
    answer: Answer


def standing(room: Room, ballots: Iterable[Ballot], round_number: int) -> tuple[Ballot, ...]:
    """What everybody's answers are at the end of a round; none where it is not revealed.

    An answer of the first round stands in the second until it is changed there, as phones say.
    """
    if round_number not in room.revealed_rounds:
        return ()
    cast = sorted((ballot for ballot in ballots if ballot.round <= round_number), key=lambda ballot: ballot.round)
    return tuple({(ballot.participant, ballot.sign): ballot for ballot in cast}.values())


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """What was written down about a sign.

    Attributes:
        note: What was said.
        decision: What was decided.
        owner: Who does it.
        due_on: By when.
        agreed: The answer the room agreed on; None where it did not.
    """

    note: str = ""
    decision: str = ""
    owner: str = ""
    due_on: date | None = None
    agreed: Answer | None = None

    def check(self) -> None:
        """Makes sure that it can be kept.

        Raises:
            RoomError: Where a text is too long.
        """
        longest = max(len(self.note), len(self.decision), len(self.owner))
        _expect(longest <= LONGEST_NOTE, f"Notes have up to {LONGEST_NOTE:,} letters each.")


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Who is there and how far they are in this round; never what they answered.

    Attributes:
        joined: People by role.
        begun: People by role who answered at least one sign.
        finished: People by role who answered all signs.
        by_sign: Answers by sign, "don't know" and "does not apply" among them.
        silent: People without an answer in any round.
    """

    joined: Mapping[Role, int]
    begun: Mapping[Role, int]
    finished: Mapping[Role, int]
    by_sign: Mapping[str, int]
    silent: int


def _expect(holds: bool, sentence: str) -> None:
    if not holds:
        raise RoomError("plan", sentence)
