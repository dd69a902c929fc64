"""Votes as dots."""

from __future__ import annotations

from datetime import datetime, timedelta

from revops.charts.dots import vote_dots
from revops.charts.theme import Style
from revops.diagnostic.answers import ROLES, Answer, Role, Special
from revops.workshop import Ballot, Phase, Room, RoomPlan, Tally, tallies

STYLE = Style.of("en-GB", dark=False)


def tally_of(by_role: dict[Role, list[Answer]]) -> Tally:
    made = datetime(2026, 6, 1)
    room = Room(
        id=1, plan=RoomPlan(title="Room", signs=("early_stage",)), code="234567", phase=Phase.REVEALED, round=1,
        focus=None, timer_ends_at=None, is_locked=False, created_at=made, ends_at=made + timedelta(days=30),
    )  # fmt: skip
    cast = [(role, answer) for role, answers in by_role.items() for answer in answers]
    ballots = [
        Ballot(participant=person, role=role, name="", round=1, sign="early_stage", answer=answer)
        for person, (role, answer) in enumerate(cast)
    ]
    return tallies(room, ballots, 1)["early_stage"]


def test_each_step_is_a_dot_in_the_row_of_its_group():
    chart = vote_dots(tally_of({Role.SALES: [1, 1, 3], Role.LEADERSHIP: [4, 4, 4, Special.UNKNOWN]}), STYLE, label="X")
    dots = [(row["name"], round(row["at"])) for row in chart.rows if row["kind"] == "vote"]
    assert dots == [("Sales (3)", 1), ("Sales (3)", 1), ("Sales (3)", 3), *[("Leadership (3)", 4)] * 3]
    assert chart.alt == "X, round 1: Sales 3 votes, median 1; Leadership 3 votes, median 4."
    assert chart.table["Don't know"] == ["0", "1"]


def test_no_two_dots_lie_on_each_other():
    chart = vote_dots(tally_of({Role.SALES: [2] * 50}), STYLE, label="X")
    places = {(round(row["at"], 6), round(row["lift"], 6)) for row in chart.rows if row["kind"] == "vote"}
    assert len(places) == 50
    assert all(1.5 < at < 2.5 and -1 <= lift <= 1 for at, lift in places)


def test_group_without_a_step_keeps_its_row():
    chart = vote_dots(tally_of({Role.SALES: [Special.UNKNOWN] * 3}), STYLE, label="X")
    assert [row["name"] for row in chart.rows] == ["Sales (0)"]
    assert chart.table["Median"] == ["none"]


def test_wall_has_one_height_for_two_groups_with_long_names_and_for_five_roles():
    two = {Role.SALES: [1] * 2, Role.MARKETING: [2] * 2, Role.SUCCESS: [3] * 2, Role.LEADERSHIP: [4] * 3}
    five = {role: [1] * 3 for role in ROLES}
    heights = [vote_dots(tally_of(votes), STYLE, label="X", scale=2.0).spec["height"] for votes in (two, five)]
    assert heights[0] == heights[1]


def test_nobody_is_told():
    assert vote_dots(tally_of({}), STYLE, label="X").alt == "X, round 1: no votes."
