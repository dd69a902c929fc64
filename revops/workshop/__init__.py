"""A workshop: people in a room vote in private on the signs, see the spread by role, talk, and vote again.

`RoomStore` is the facilitator's side and wants the room's secret link with every call; `BallotBox` is the phones' side
and wants the code and the phone's own token. What a room said is read with `tallies`, `agenda` and `movements`, and
taken into the diagnostic with `with_room`.
"""

from revops.workshop.agenda import AgendaItem, agenda
from revops.workshop.movement import Movement, Mover, Steps, movements
from revops.workshop.room import (
    Ballot,
    Minutes,
    Move,
    Participant,
    Phase,
    Progress,
    Room,
    RoomPlan,
)
from revops.workshop.rooms import RoomStore, projector_token
from revops.workshop.taking import room_votes, with_room
from revops.workshop.tallies import Group, Tally, sheet_alpha, tallies
from revops.workshop.voting import BallotBox, Seat

__all__ = [
    "AgendaItem",
    "Ballot",
    "BallotBox",
    "Group",
    "Minutes",
    "Move",
    "Movement",
    "Mover",
    "Participant",
    "Phase",
    "Progress",
    "Room",
    "RoomPlan",
    "RoomStore",
    "Seat",
    "Steps",
    "Tally",
    "agenda",
    "movements",
    "projector_token",
    "room_votes",
    "sheet_alpha",
    "tallies",
    "with_room",
]
