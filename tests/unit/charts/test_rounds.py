"""Two rounds of votes beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from revops.charts.chart import Chart
from revops.charts.rounds import SECOND, vote_rounds
from revops.charts.theme import Style
from revops.diagnostic.answers import Answer, Role, Special
from revops.workshop import Ballot, Phase, Room, RoomPlan, movements, tallies

SIGN = "early_stage"
PEOPLE = [Role.SALES] * 3 + [Role.FINANCE] + [Role.LEADERSHIP] * 3
FIRST: list[Answer] = [4, 4, 4, 3, 0, 0, 0]
NEXT: dict[int, Answer] = {0: 3, 3: 2, 4: 2}
"""Who answered otherwise in the second round."""


def chart_of(first: Sequence[Answer] = FIRST, *, is_named: bool = False, scale: float = 1.0) -> Chart:
    made = datetime(2026, 6, 1)
    room = Room(
        id=1, plan=RoomPlan(title="Room", signs=(SIGN,), is_named=is_named), code="234567", phase=Phase.REVEALED,
        round=2, focus=None, timer_ends_at=None, is_locked=True, created_at=made, ends_at=made + timedelta(days=30),
    )  # fmt: skip
    given = [*((1, at, step) for at, step in enumerate(first)), *((2, at, step) for at, step in NEXT.items())]
    ballots = [
        Ballot(participant=at, role=PEOPLE[at], name="", round=number, sign=SIGN, answer=step)
        for number, at, step in given
    ]
    one, two = (tallies(room, ballots, number)[SIGN] for number in (1, 2))
    return vote_rounds(
        one, two, movements(room, ballots).get(SIGN), Style.of("en-GB", dark=False), label="X", scale=scale
    )


def dots(chart: Chart, name: str) -> list[int]:
    return [round(row["at"]) for row in chart.rows if row["kind"] == "vote" and row["name"] == name]


def test_answers_of_the_second_round_lie_beside_those_of_the_first_in_the_row_of_their_group():
    chart = chart_of()
    assert dots(chart, "Sales and Finance") == [3, 4, 4, 4, *(SECOND + step for step in (2, 3, 4, 4))]
    assert dots(chart, "Leadership") == [0, 0, 0, *(SECOND + step for step in (0, 0, 2))]
    assert chart.alt == (
        "X: round 1: Sales and Finance 4 votes, median 4; Leadership 3 votes, median 0. "
        "Round 2: Sales and Finance 4 votes, median 3.5; Leadership 3 votes, median 0."
    )


def test_table_has_both_rounds_by_role_and_who_moved_with_nobody_apart_where_votes_are_anonymous():
    assert chart_of().table == {
        "Who": ["Sales and Finance", "Leadership", "Everybody"],
        "Round 1: median (middle half)": ["4 (3.8 to 4)", "0 (0 to 0)", "3 (0 to 4)"],
        "Round 2: median (middle half)": ["3.5 (2.8 to 4)", "0 (0 to 1)", "2 (1 to 3.5)"],
        "Moved": ["0 up, 2 down, 2 stayed", "1 up, 0 down, 2 stayed", "1 up, 2 down, 4 stayed"],
    }
    named = chart_of(is_named=True).table
    assert dict(zip(named["Who"], named["Moved"], strict=True))["Finance"] == "0 up, 1 down, 0 stayed"


def test_group_without_a_step_keeps_its_row():
    chart = chart_of([4, 4, 4, 3, *[Special.UNKNOWN] * 3])
    assert [row["says"] for row in chart.rows if row["kind"] == "name"] == ["Sales and Finance", "Leadership"]
    assert chart.table["Round 1: median (middle half)"] == ["4 (3.8 to 4)", "–", "4 (3.8 to 4)"]


def test_wall_gets_larger_letters_along_its_axis():
    assert chart_of(scale=2.0).spec["config"]["axis"]["labelFontSize"] == 30


def test_names_on_a_wall_stand_beside_the_dots_where_all_are_short_and_above_them_where_one_is_long():
    def starts_at(chart: Chart) -> float:
        return chart.spec["layer"][2]["encoding"]["x"]["scale"]["domain"][0]

    assert starts_at(chart_of(scale=2.0)) == -0.5
    assert starts_at(chart_of(is_named=True, scale=2.0)) == -2.8
    assert starts_at(chart_of(is_named=True)) == -0.5
