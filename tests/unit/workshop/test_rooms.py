"""Rooms do what facilitator and phones ask, in that order and no other, on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path
from threading import Barrier, Thread

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, select
from workshop_builders import REVEALED, SIGNS, Workshop, plan_of, room_of

from revops.database import database_at, new_token
from revops.diagnostic.answers import Role, Special
from revops.drafts.store import METADATA as DRAFTS
from revops.errors import RoomError
from revops.workshop import Minutes, Move, Phase, RoomStore, projector_token
from revops.workshop.schema import BALLOTS, MINUTES, PARTICIPANTS
from revops.workshop.schema import METADATA as ROOMS


def codes_raised(*calls: object) -> list[str]:
    return [code_raised(call) for call in calls]


def code_raised(call: object) -> str:
    assert callable(call)
    with pytest.raises(RoomError) as raised:
        call()
    return raised.value.code


def test_tables_after_all_changes_are_those_that_the_code_declares(workshop: Workshop):
    declared = MetaData()
    for table in (*DRAFTS.sorted_tables, *ROOMS.sorted_tables):
        table.to_metadata(declared)
    with database_at(workshop.url).reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, declared) == []


def test_room_when_made_waits_in_the_lobby_for_thirty_days(workshop: Workshop):
    token, code = workshop.opened(
        client="Acme Example", roles=(Role.SALES, Role.FINANCE), is_named=True, recurring=False
    )
    room = workshop.rooms.room(token)
    assert room is not None
    assert room == workshop.box.room(code)
    assert (room.phase, room.round, room.focus) == (Phase.LOBBY, 1, None)
    assert room.plan == plan_of(client="Acme Example", roles=(Role.SALES, Role.FINANCE), is_named=True, recurring=False)
    assert room.ends_at == workshop.clock.now + timedelta(days=30)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "}, {"title": "x" * 121}, {"signs": ()}, {"signs": ("no_such_sign",)}, {"signs": (SIGNS[0],) * 2},
        {"roles": ()}, {"roles": (Role.TEAM,)}, {"seats": 0}, {"seats": 1001},
    ],
)  # fmt: skip
def test_plan_that_no_room_can_hold_is_refused(wrong: dict[str, object]):
    assert code_raised(plan_of(**wrong).check) == "plan"


def test_moves_follow_from_the_phase():
    moves = {phase: room_of(phase).moves for phase in Phase}
    assert moves == {
        Phase.LOBBY: (Move.OPEN,),
        Phase.OPEN: (Move.PAUSE, Move.CLOSE),
        Phase.PAUSED: (Move.GO_ON, Move.CLOSE),
        Phase.CLOSED: (Move.REOPEN, Move.REVEAL),
        Phase.REVEALED: (Move.VOTE_AGAIN,),
    }
    assert room_of(Phase.REVEALED, 2).moves == ()


def test_votes_of_a_round_may_be_seen_from_its_reveal_on():
    rooms = [(Phase.CLOSED, 1), (Phase.REVEALED, 1), (Phase.OPEN, 2), (Phase.REVEALED, 2)]
    assert [room_of(phase, number).revealed_rounds for phase, number in rooms] == [(), (1,), (1,), (1, 2)]


def test_move_out_of_turn_is_refused_and_changes_nothing(workshop: Workshop):
    token, _ = workshop.opened(Move.OPEN)
    assert code_raised(lambda: workshop.rooms.move(token, Move.REVEAL)) == "not_now"
    room = workshop.rooms.room(token)
    assert room is not None
    assert room.phase is Phase.OPEN


def test_answer_when_changed_counts_once_and_only_in_its_round(workshop: Workshop):
    token, code = workshop.opened(Move.OPEN)
    phone = workshop.joined(code)
    workshop.box.cast(code, phone, 1, SIGNS[0], 1)
    workshop.box.cast(code, phone, 1, SIGNS[0], Special.UNKNOWN)
    for move in (Move.CLOSE, Move.REVEAL, Move.VOTE_AGAIN):
        workshop.rooms.move(token, move)
    assert code_raised(lambda: workshop.box.cast(code, phone, 1, SIGNS[0], 4)) == "other_round"
    workshop.box.cast(code, phone, 2, SIGNS[0], 4)
    seat = workshop.box.seat(code, phone)
    assert seat is not None
    assert seat.answers == {1: {SIGNS[0]: Special.UNKNOWN}, 2: {SIGNS[0]: 4}}


def test_votes_are_taken_while_the_round_is_open_and_never_else(workshop: Workshop):
    token, code = workshop.opened()
    phone = workshop.joined(code)

    def vote() -> None:
        workshop.box.cast(code, phone, 1, SIGNS[0], 2)

    refused = [code_raised(vote)]
    for move in (Move.OPEN, Move.PAUSE, Move.CLOSE, Move.REVEAL):
        workshop.rooms.move(token, move)
        refused.append("taken" if move is Move.OPEN and vote() is None else code_raised(vote))
    assert refused == ["not_open", "taken", "not_open", "not_open", "not_open"]


def test_votes_under_way_when_the_round_closes_are_kept_or_refused_and_never_lost(workshop: Workshop):
    token, code = workshop.opened(Move.OPEN)
    phones = [workshop.joined(code) for _ in range(4)]
    begun, taken = Barrier(5, timeout=60), []

    def vote_until_closed(phone: str) -> None:
        last = None
        for step in islice(cycle(range(5)), 200):
            try:
                workshop.box.cast(code, phone, 1, SIGNS[0], step)
            except RoomError:
                break
            if last is None:
                begun.wait()
            last = step
        taken.append(last)

    threads = [Thread(target=vote_until_closed, args=(phone,)) for phone in phones]
    for thread in threads:
        thread.start()
    begun.wait()
    workshop.rooms.move(token, Move.CLOSE)
    for thread in threads:
        thread.join()
    workshop.rooms.move(token, Move.REVEAL)
    assert sorted(ballot.answer for ballot in workshop.rooms.ballots(token)) == sorted(taken)


def test_votes_that_the_room_does_not_ask_for_are_refused(workshop: Workshop):
    _, code = workshop.opened(Move.OPEN)
    phone = workshop.joined(code)
    assert codes_raised(
        lambda: workshop.box.cast(code, phone, 1, "unknown_what_works", 2),
        lambda: workshop.box.cast(code, phone, 1, SIGNS[0], 5),
        lambda: workshop.box.cast(code, phone, 1, SIGNS[0], -1),
        lambda: workshop.box.cast(code, new_token(), 1, SIGNS[0], 2),
        lambda: workshop.box.cast(code, phone, 1, 0, 2),
        lambda: workshop.box.cast(code, phone, 1, len(SIGNS) + 1, 2),
        lambda: workshop.box.cast("222222", phone, 1, SIGNS[0], 2),
    ) == ["not_asked", "not_asked", "not_asked", "not_in", "not_asked", "not_asked", "not_in"]


def test_joining_twice_is_joining_once_with_the_first_role(workshop: Workshop):
    token, code = workshop.opened(is_named=True)
    phone = new_token()
    first = workshop.box.join(code, phone, Role.SALES, " Robin \u0007 Example\n" + "x" * 60)
    again = workshop.box.join(code, phone, Role.FINANCE, "Another")
    assert first == again
    assert [person.name for person in workshop.rooms.participants(token)] == [("Robin Example " + "x" * 60)[:40]]


def test_room_without_names_keeps_none(workshop: Workshop):
    token, code = workshop.opened()
    workshop.joined(code, name="Robin Example")
    assert [person.name for person in workshop.rooms.participants(token)] == [""]


def test_joining_that_the_room_does_not_allow_is_refused(workshop: Workshop):
    _, code = workshop.opened(roles=(Role.SALES,), is_named=True, seats=1)
    assert code_raised(lambda: workshop.joined(code, Role.FINANCE, "Robin")) == "not_asked"
    assert code_raised(lambda: workshop.joined(code, Role.SALES, " \n")) == "no_name"
    workshop.joined(code, Role.SALES, "Robin")
    assert code_raised(lambda: workshop.joined(code, Role.SALES, "Kim")) == "full"
    assert code_raised(lambda: workshop.joined("222222")) == "gone"


def test_last_seat_when_many_come_at_once_is_taken_once(workshop: Workshop):
    token, code = workshop.opened(seats=3)
    outcomes: list[str] = []

    def come() -> None:
        try:
            workshop.joined(code)
            outcomes.append("in")
        except RoomError as error:
            outcomes.append(error.code)

    threads = [Thread(target=come) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["full"] * 5 + ["in"] * 3
    assert len(workshop.rooms.participants(token)) == 3


def test_progress_counts_people_and_answers_by_role(workshop: Workshop):
    token, code = workshop.opened(Move.OPEN, roles=(Role.SALES, Role.FINANCE))
    quick, slow = workshop.joined(code), workshop.joined(code)
    workshop.joined(code, Role.FINANCE)
    for sign in SIGNS:
        workshop.box.cast(code, quick, 1, sign, Special.NOT_APPLICABLE)
    workshop.box.cast(code, slow, 1, SIGNS[1], 0)
    progress = workshop.rooms.progress(token)
    assert progress.joined == {Role.SALES: 2, Role.FINANCE: 1}
    assert progress.begun == {Role.SALES: 2, Role.FINANCE: 0}
    assert progress.finished == {Role.SALES: 1, Role.FINANCE: 0}
    assert progress.by_sign == {SIGNS[0]: 1, SIGNS[1]: 2, SIGNS[2]: 1}


def test_votes_are_seen_after_the_reveal_and_not_before(workshop: Workshop):
    token, code = workshop.opened(Move.OPEN, is_named=True)
    phone = workshop.joined(code, name="Robin")
    workshop.box.cast(code, phone, 1, SIGNS[0], 3)
    seen = [workshop.rooms.ballots(token)]
    for move in (Move.CLOSE, Move.REVEAL, Move.VOTE_AGAIN):
        workshop.rooms.move(token, move)
        workshop.box.cast(code, phone, 2, SIGNS[0], 1) if move is Move.VOTE_AGAIN else None
        seen.append(workshop.rooms.ballots(token))
    assert [[(ballot.round, ballot.name, ballot.answer) for ballot in ballots] for ballots in seen] == [
        [], [], [(1, "Robin", 3)], [(1, "Robin", 3)],
    ]  # fmt: skip


def test_projector_sees_the_room_without_names_and_can_do_nothing_else(workshop: Workshop):
    token, code = workshop.opened(*REVEALED[:1], is_named=True)
    workshop.box.cast(code, workshop.joined(code, name="Robin"), 1, SIGNS[0], 3)
    for move in REVEALED[1:]:
        workshop.rooms.move(token, move)
    link = projector_token(token)
    shown = workshop.rooms.shown_room(link)
    assert shown is not None
    assert [(ballot.name, ballot.answer) for ballot in shown[2]] == [("", 3)]
    assert workshop.rooms.room(link) is None
    assert workshop.rooms.shown_room(token) is None
    assert code_raised(lambda: workshop.rooms.move(link, Move.VOTE_AGAIN)) == "gone"


def test_focus_and_timer_are_seen_by_whoever_shows_the_room(workshop: Workshop):
    token, _ = workshop.opened()
    workshop.rooms.focus(token, SIGNS[1], minutes=5)
    shown = workshop.rooms.shown_room(projector_token(token))
    assert shown is not None
    assert (shown[0].focus, shown[0].timer_ends_at) == (SIGNS[1], workshop.clock.now + timedelta(minutes=5))
    assert workshop.rooms.focus(token, None).timer_ends_at is None
    assert code_raised(lambda: workshop.rooms.focus(token, "unknown_what_works")) == "not_asked"


def test_minutes_when_written_again_are_replaced(workshop: Workshop):
    token, _ = workshop.opened()
    full = Minutes(note="n", decision="d", owner="Robin", due_on=date(2026, 7, 1), agreed=Special.UNKNOWN)
    workshop.rooms.write_minutes(token, SIGNS[1], full)
    workshop.rooms.write_minutes(token, SIGNS[0], Minutes(note="old"))
    workshop.rooms.write_minutes(token, SIGNS[0], Minutes(agreed=3))
    assert workshop.rooms.minutes(token) == {SIGNS[0]: Minutes(agreed=3), SIGNS[1]: full}
    assert code_raised(lambda: workshop.rooms.write_minutes(token, SIGNS[0], Minutes(note="x" * 4001))) == "plan"


def test_door_when_locked_lets_nobody_else_in_until_it_is_opened(workshop: Workshop):
    token, code = workshop.opened()
    phone = workshop.joined(code)
    assert workshop.rooms.lock(token, is_locked=True).is_locked
    assert code_raised(lambda: workshop.joined(code)) == "locked"
    assert workshop.box.join(code, phone, Role.FINANCE).participant.role is Role.SALES
    workshop.rooms.lock(token, is_locked=False)
    workshop.joined(code)
    assert len(workshop.rooms.participants(token)) == 2


@pytest.mark.parametrize("is_named", [True, False])
def test_reveal_locks_the_door_where_a_newcomers_answer_would_lie_open(workshop: Workshop, is_named: bool):
    token, _ = workshop.opened(*REVEALED, is_named=is_named)
    room = workshop.rooms.room(token)
    assert room is not None
    assert room.is_locked is not is_named


def test_seats_without_an_answer_are_taken_out_at_once(workshop: Workshop):
    token, code = workshop.opened(Move.OPEN)
    other, code_of_other = workshop.opened()
    voter = workshop.joined(code)
    workshop.box.cast(code, voter, 1, SIGNS[0], 3)
    for _ in range(5):
        workshop.joined(code)
    workshop.joined(code_of_other)
    for move in (*REVEALED[1:], Move.VOTE_AGAIN):
        workshop.rooms.move(token, move)
    assert workshop.rooms.progress(token).silent == 5
    workshop.rooms.remove_silent(token)
    assert workshop.box.seat(code, voter) is not None
    assert [len(workshop.rooms.participants(link)) for link in (token, other)] == [1, 1]
    assert workshop.rooms.progress(token).silent == 0


@pytest.mark.parametrize("is_named", [True, False])
def test_voter_stays_where_going_would_tell_a_revealed_vote(workshop: Workshop, is_named: bool):
    token, code = workshop.opened(Move.OPEN, is_named=is_named)
    workshop.box.cast(code, workshop.joined(code, name="Robin"), 1, SIGNS[0], 3)
    workshop.joined(code, name="Kim")
    for move in REVEALED[1:]:
        workshop.rooms.move(token, move)
    voter, silent = (person.id for person in workshop.rooms.participants(token))
    workshop.rooms.remove(token, silent)
    if is_named:
        workshop.rooms.remove(token, voter)
    else:
        assert code_raised(lambda: workshop.rooms.remove(token, voter)) == "told"
    assert len(workshop.rooms.participants(token)) == (0 if is_named else 1)


def test_second_vote_begins_without_the_timer_of_the_talk(workshop: Workshop):
    token, _ = workshop.opened(*REVEALED)
    workshop.rooms.focus(token, SIGNS[0], minutes=5)
    room = workshop.rooms.move(token, Move.VOTE_AGAIN)
    assert (room.focus, room.timer_ends_at) == (SIGNS[0], None)


def test_participant_when_removed_takes_the_votes_along_and_nobody_elses(workshop: Workshop):
    token, code = workshop.opened(Move.OPEN)
    other, _ = workshop.opened(Move.OPEN)
    workshop.box.cast(code, workshop.joined(code), 1, SIGNS[0], 3)
    person = workshop.rooms.participants(token)[0].id
    workshop.rooms.remove(other, person)
    assert workshop.rooms.progress(token).by_sign[SIGNS[0]] == 1
    workshop.rooms.remove(token, person)
    assert workshop.rooms.progress(token).by_sign[SIGNS[0]] == 0


def test_room_when_deleted_or_ended_leaves_nothing(workshop: Workshop):
    deleted, code = workshop.opened(Move.OPEN)
    workshop.box.cast(code, workshop.joined(code), 1, SIGNS[0], 3)
    workshop.rooms.write_minutes(deleted, SIGNS[0], Minutes(note="n"))
    ended, code_of_ended = workshop.opened(Move.OPEN)
    phone = workshop.joined(code_of_ended)
    workshop.rooms.delete(deleted)
    workshop.clock.now += timedelta(days=30)
    assert workshop.box.seat(code_of_ended, phone) is None
    assert code_raised(lambda: workshop.box.cast(code_of_ended, phone, 1, SIGNS[0], 3)) == "not_in"
    assert code_raised(lambda: workshop.rooms.progress(ended)) == "gone"
    assert workshop.rooms.room(deleted) is workshop.rooms.room(ended) is None
    with database_at(workshop.url).reading() as connection:
        kept = [connection.execute(select(table)).all() for table in (PARTICIPANTS, BALLOTS, MINUTES)]
    assert kept == [[], [], []]


def test_secrets_and_deleted_words_are_not_in_the_file(tmp_path: Path):
    store = RoomStore(f"sqlite:///{tmp_path / 'rooms.db'}")
    token = store.create(plan_of(title="a title that stands nowhere else"))
    written = kept_in(tmp_path)
    store.delete(token)
    left = kept_in(tmp_path)
    store.close()
    assert token.encode() not in written
    assert b"stands nowhere else" in written
    assert b"stands nowhere else" not in left


def kept_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())
