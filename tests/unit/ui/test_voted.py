"""What the recommendation says about a room that is divided."""

from __future__ import annotations

from revops.diagnostic.answers import Role, Vote
from revops.ui.parts.voted import divided_on

SIGN = "reps_buried_in_paperwork"


def votes(leading: int, at: int, others: list[int]) -> tuple[Vote, ...]:
    led = [Vote(role=Role.LEADERSHIP, round=1, signs={SIGN: at})] * leading
    return (*led, *(Vote(role=Role.SALES, round=1, signs={SIGN: step}) for step in others))


def test_leadership_that_stands_apart_is_told_first():
    told = "Leadership and the team see this differently: “Reps are buried in paperwork”."
    assert divided_on(votes(3, 4, [0, 0, 1])) == told


def test_two_leaders_are_not_told_apart():
    assert divided_on(votes(2, 4, [0, 0])) == "The room stands in two camps: “Reps are buried in paperwork”."


def test_room_that_agrees_is_not_called_divided():
    assert divided_on(votes(3, 2, [2, 2, 1])) == ""
    assert divided_on(()) == ""
