"""The facilitator's screen: making a room, watching it fill, taking it through its rounds, deleting it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from acting import said, show
from streamlit.testing.v1 import AppTest

from revops.database import database_at, new_token
from revops.diagnostic.answers import Role
from revops.diagnostic.content import SIGNS as SIGNS_BY_KEY
from revops.ui import rooms as seen_rooms
from revops.workshop import BallotBox, Minutes, Move, RoomPlan, RoomStore, projector_token
from revops.workshop.limits import Limiter

Visit = Callable[..., AppTest]
SIGNS = ("early_stage", "reps_reactive")


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A database of rooms of its own."""
    url = f"sqlite:///{tmp_path / 'rooms.db'}"
    monkeypatch.setenv("REVOPS_DATABASE_URL", url)
    yield url
    database_at(url).close()


@pytest.fixture
def rooms(url: str) -> RoomStore:
    return RoomStore(url)


@pytest.fixture
def join(url: str) -> Callable[[str, Role], str]:
    """Takes a seat in the room with this code; gives the phone's token."""

    def join(code: str, role: Role) -> str:
        BallotBox(url).join(code, phone := new_token(), role)
        return phone

    return join


def code_of(rooms: RoomStore, token: str) -> str:
    room = rooms.room(token)
    assert room is not None
    return room.code


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def test_room_when_made_stands_under_its_secret_link_and_says_that_phones_cannot_come(visit: Visit, rooms: RoomStore):
    app = visit("workshop")
    app.text_input(key="room_title").set_value("Where *we* need help")
    app.number_input(key="room_seats").set_value(20)
    app.button(key="make_room").click().run()
    token = app.query_params["room"]
    assert f"Where *we* need help\n{code_of(rooms, token)}" in said(app)
    assert "was started for this computer alone" in app.warning[0].value
    assert "Open the vote" in labels(app)
    assert "0 of 20 seats are taken." in said(app)
    assert token not in visit("workshop").query_params


def test_room_without_a_title_is_not_made(visit: Visit, rooms: RoomStore):
    app = visit("workshop")
    app.button(key="make_room").click().run()
    assert [error.value for error in app.error] == ["The room needs a title."]
    assert "room" not in app.query_params


def test_rooms_beyond_those_that_an_address_may_open_within_an_hour_are_refused(
    visit: Visit, rooms: RoomStore, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(seen_rooms, "_made", Limiter(0, 3600))
    app = visit("workshop")
    app.text_input(key="room_title").set_value("Room")
    app.button(key="make_room").click().run()
    assert app.error[0].value.startswith("Too many rooms were opened from your address")
    assert "room" not in app.query_params


def test_progress_is_shown_by_role_and_no_vote_before_the_reveal(visit: Visit, rooms: RoomStore, url: str, join):
    token = rooms.create(RoomPlan(title="Room", signs=SIGNS))
    phones = [join(code_of(rooms, token), role) for role in (Role.SALES, Role.SALES, Role.LEADERSHIP)]
    app = visit("workshop", room=token)
    assert "**3 people have joined.**" in said(app)
    app.button(key="move_open").click().run()
    BallotBox(url).cast(code_of(rooms, token), phones[0], 1, "early_stage", 4)
    seen_rooms.seen.clear()
    app.run()
    assert "0 done, 1 begun" in said(app)
    assert "Reveal the votes" not in labels(app)
    app.multiselect(key="people_out").set_value([rooms.participants(token)[0].id]).run()
    app.button(key="take_people_out").click().run()
    assert "**2 people have joined.**" in said(app)
    app.button(key="take_silent_out").click().run()
    assert "Nobody has joined yet." in said(app)
    app.button(key="room_door").click().run()
    assert "0 of 60 seats are taken. The door is closed: nobody else may join." in said(app)
    assert "Open the door again" in labels(app)
    assert not app.get("vega_lite_chart")


def test_step_that_does_not_follow_is_told(visit: Visit, rooms: RoomStore):
    token = rooms.create(RoomPlan(title="Room", signs=SIGNS))
    app = visit("workshop", room=token)
    rooms.move(token, Move.OPEN)
    app.button(key="move_open").click().run()
    assert app.warning[0].value == "The room is open: 'open' is not possible now."


def test_room_when_deleted_is_gone_with_its_address(visit: Visit, rooms: RoomStore):
    token = rooms.create(RoomPlan(title="Room", signs=SIGNS))
    app = visit("workshop", room=token)
    app.button(key="delete_room").click().run()
    app.button(key="delete_room_confirmed").click().run()
    assert rooms.room(token) is None
    assert "room" not in app.query_params
    assert "There is no room behind this address" in said(visit("workshop", room=token))


@pytest.fixture
def revealed(rooms: RoomStore, url: str, join) -> str:
    """A room in which leadership and sales see the first sign differently; one decision is written down."""
    token = rooms.create(RoomPlan(title="Room", signs=SIGNS))
    code = code_of(rooms, token)
    rooms.move(token, Move.OPEN)
    for role, answer in [(Role.SALES, 4)] * 3 + [(Role.LEADERSHIP, 0)] * 3:
        phone = join(code, role)
        BallotBox(url).cast(code, phone, 1, "early_stage", answer)
        BallotBox(url).cast(code, phone, 1, "reps_reactive", 2)
    rooms.move(token, Move.CLOSE)
    rooms.move(token, Move.REVEAL)
    rooms.write_minutes(token, "early_stage", Minutes(decision="Ask ten customers", agreed=1))
    return token


def test_revealed_room_is_talked_about_where_it_differs_most(visit: Visit, rooms: RoomStore, revealed: str):
    app = visit("workshop", room=revealed)
    assert app.radio(key="room_focus").options == [
        "Sales must start from our own outreach",
        "Reps wait instead of pursuing",
    ]
    app.radio(key="room_focus").set_value("early_stage").run()
    assert "Leadership and the team see this differently: leadership sees much less of it." in said(app)
    spec = json.loads(app.get("vega_lite_chart")[0].proto.spec)
    assert spec["layer"][2]["mark"]["type"] == "point"
    room = rooms.room(revealed)
    assert room is not None
    assert room.focus == "early_stage"
    note = app.text_area(key=f"minutes_note_{room.id}_early_stage")
    note.set_value("*Founders* sell").run()
    kept = rooms.minutes(revealed)["early_stage"]
    assert (kept.note, kept.decision, kept.agreed) == ("*Founders* sell", "Ask ten customers", 1)


def test_minutes_changed_in_another_window_are_shown(visit: Visit, rooms: RoomStore, revealed: str):
    rooms.focus(revealed, "early_stage")
    app = visit("workshop", room=revealed)
    rooms.write_minutes(revealed, "early_stage", Minutes(decision="Ask two customers", agreed=0))
    app.run()
    room = rooms.room(revealed)
    assert room is not None
    shown = (app.text_input(key=f"minutes_decision_{room.id}_early_stage"), app.selectbox[0])
    assert [field.value for field in shown] == ["Ask two customers", 0]


def test_result_when_taken_into_the_diagnostic_is_the_answer_and_can_be_taken_out(visit: Visit, revealed: str):
    app = visit("workshop", room=revealed)
    app.button(key="take_room").click().run()
    app = show(app, "recommendation")
    assert "Answers: workshop. 2 signs with up to 6 votes each" in said(app)
    app = show(app, "diagnostic")
    app.query_params["sign"] = "review"
    app.run()
    assert said(app).count("A workshop voted on it.") == 2
    app = show(app, "recommendation")
    app.button(key="votes_out").click().run()
    assert "A recommendation needs answers, files, or better both." in said(app)


def test_agreed_answer_when_taken_counts_with_its_decision_beside_it(visit: Visit, revealed: str):
    app = visit("workshop", room=revealed)
    app.radio(key="take_agreed").set_value(True).run()
    app.button(key="take_room").click().run()
    app = show(app, "diagnostic")
    app.query_params["sign"] = "review"
    app.run()
    assert "A workshop agreed on it. 2. " in said(app)
    assert said(app).count("A workshop voted on it.") == 1
    assert "Decided: Ask ten customers" in said(app)
    app.query_params["sign"] = "early_stage"
    app.run()
    assert "It agreed on an answer, which counts in place of the votes" in said(app)


def test_question_sheets_typed_in_are_votes_and_what_cannot_be_used_is_told(visit: Visit, url: str):
    app = visit("workshop")
    typed = {
        0: {"Role": "Sales", "early_stage": "4", "reps_reactive": "?"},
        1: {"Role": "Finance", "early_stage": "7", "reps_reactive": "x"},
        2: {"early_stage": "1"},
    }
    app.session_state["paper_grid"] = {"edited_rows": typed, "added_rows": [], "deleted_rows": []}
    app.run()
    assert "2 question sheets were read." in said(app)
    assert [warning.value.replace("\\", "") for warning in app.warning] == [
        "Row 2, “Sales must start from our own outreach”: “7” is left out; write 0 to 4, ? or x.",
        "Row 3 is left out: its role is “”; write one of Sales, Marketing, Customer success, Finance, Leadership.",
    ]
    app.button(key="paper_take_typed").click().run()
    assert "Answers: workshop. 2 signs with up to 2 votes each" in said(show(app, "recommendation"))


def test_workbook_of_question_sheets_when_uploaded_is_read_or_refused(visit: Visit, url: str):
    app = visit("workshop")
    app.file_uploader(key="paper_file").upload("votes.csv", b"Role,early_stage\nSales,3\n", "text/csv").run()
    assert "One question sheet was read." in said(app)
    app.file_uploader(key="paper_file").upload("votes.csv", b"a,b\n1,2\n", "text/csv").run()
    assert "votes.csv has no column Role" in app.error[0].value


def test_projector_shows_code_and_progress_then_dots_and_neither_notes_names_nor_navigation(
    visit: Visit, rooms: RoomStore, url: str
):
    token = rooms.create(RoomPlan(title="Room", signs=SIGNS, is_named=True))
    code = code_of(rooms, token)
    rooms.move(token, Move.OPEN)
    for name, role in (("Ann", Role.SALES), ("Ben", Role.FINANCE)):
        BallotBox(url).join(code, phone := new_token(), role, name)
        BallotBox(url).cast(code, phone, 1, "early_stage", 3)
    wall = visit("workshop", show=projector_token(token))
    assert f"{code}\n2 people have joined.\nThe vote is open." in said(wall)
    assert not wall.segmented_control
    rooms.move(token, Move.CLOSE)
    rooms.move(token, Move.REVEAL)
    rooms.write_minutes(token, "early_stage", Minutes(note="Not for the wall"))
    rooms.focus(token, "early_stage", minutes=5)
    seen_rooms.shown.clear()
    wall.run()
    assert [title.value for title in wall.title] == [SIGNS_BY_KEY["early_stage"].question]
    chart = wall.get("vega_lite_chart")[0].proto
    assert "Sales and Finance 2 votes, median 3." in chart.alt
    assert not any(word in said(wall) + chart.spec for word in ("Ann", "Ben", "Not for the wall", token))


def test_projector_of_no_room_says_so(visit: Visit, url: str):
    assert "There is no room behind this address any more." in said(visit("workshop", show="nobody"))
