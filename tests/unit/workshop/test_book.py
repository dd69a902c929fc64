"""Everything of a room in a workbook that runs nothing."""

from __future__ import annotations

import io
from datetime import date

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from workshop_builders import ballots_of, room_of

from revops.diagnostic.answers import Role, Special
from revops.intake import Upload
from revops.kit import votes_in
from revops.workshop import Ballot, Minutes, Room
from revops.workshop.book import room_book

CAST = ballots_of({Role.SALES: [4, 0, 2], Role.FINANCE: [1], Role.LEADERSHIP: [Special.UNKNOWN, 3, 3]})


def opened(room: Room, ballots: tuple[Ballot, ...] = CAST, minutes: Minutes | None = None) -> Workbook:
    return load_workbook(io.BytesIO(room_book(room, ballots, {"early_stage": minutes} if minutes else {})))


def rows(book: Workbook, sheet: str) -> list[tuple[object, ...]]:
    return list(book[sheet].iter_rows(values_only=True))


def test_votes_without_names_are_not_one_persons_and_small_roles_stand_together():
    found = rows(opened(room_of()), "Votes")
    assert found[0][:3] == ("Round", "Role", "1. Sales must start from our own outreach")
    assert [row[:3] for row in found[1:]] == [
        (1, "Team", 0),
        (1, "Team", 1),
        (1, "Team", 2),
        (1, "Team", 4),
        (1, "Leadership", 3),
        (1, "Leadership", 3),
        (1, "Leadership", "?"),
    ]


def test_votes_with_names_have_them():
    assert (1, "Finance", "P4", 1) in [row[:4] for row in rows(opened(room_of(is_named=True)), "Votes")]


def test_votes_can_be_taken_in_again_as_typed_in():
    votes = votes_in(Upload("votes.xlsx", room_book(room_of(is_named=True), CAST, {}))).votes
    assert sorted(str(vote.signs["early_stage"]) for vote in votes) == ["0", "1", "2", "3", "3", "4", "unknown"]


def test_text_that_looks_like_a_formula_is_text():
    minutes = Minutes(note='=HYPERLINK("x")\x0b', decision="+1", owner="@all", due_on=date(2026, 7, 1), agreed=3)
    book = opened(room_of(title="=1+1"), minutes=minutes)
    assert rows(book, "Minutes")[1][1:] == ('=HYPERLINK("x")', "+1", "@all", "2026-07-01", 3)
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_spread_gives_each_group_and_everybody():
    found = rows(opened(room_of()), "Spread")
    groups = {row[2]: row[3] for row in found if row[1] == "Sales must start from our own outreach"}
    assert groups == {"Sales, Finance": 4, "Leadership": 3, "Everybody": 7}
