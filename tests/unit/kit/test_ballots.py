"""Votes typed into a grid are the votes of the sheets, and what is no answer is told and left out."""

from __future__ import annotations

import io

import openpyxl
import pytest

from revops.diagnostic.answers import Context, Role, Special, Vote
from revops.diagnostic.content import SIGNS
from revops.diagnostic.signs import asked_signs
from revops.errors import ChoiceError
from revops.intake import Upload
from revops.kit import ballot_book, votes_in, votes_of
from revops.vocabulary import OperatingModel

ALL = asked_signs(OperatingModel.BOTH, Context())
EARLY, INDUSTRY = list(SIGNS)[:2]


def filled(*rows: list[object]) -> Upload:
    """The workbook as somebody typed into it."""
    book = openpyxl.load_workbook(io.BytesIO(ballot_book(ALL)))
    for place, row in enumerate(rows, 2):
        for column, cell in enumerate(row, 1):
            book["Votes"].cell(place, column).value = cell
    sink = io.BytesIO()
    book.save(sink)
    return Upload("votes.xlsx", sink.getvalue())


def test_workbook_filled_in_gives_one_vote_per_person():
    found = votes_in(filled([1, "Sales", 3, "?", "x"], [2, "Customer success", 0]))

    signs = list(SIGNS)
    assert found.problems == ()
    assert found.votes == (
        Vote(role=Role.SALES, signs={signs[0]: 3, signs[1]: Special.UNKNOWN, signs[2]: Special.NOT_APPLICABLE}),
        Vote(role=Role.SUCCESS, round=2, signs={signs[0]: 0}),
    )


def test_workbook_left_empty_gives_no_vote():
    found = votes_in(Upload("votes.xlsx", ballot_book(ALL)))

    assert found.votes == ()
    assert found.problems == ()


def test_csv_with_keys_of_signs_is_read_too():
    found = votes_in(Upload("votes.csv", f"role;{EARLY};{INDUSTRY}\nfinance;4;don't know\nsales;1;2\n".encode()))

    assert found.votes == (
        Vote(role=Role.FINANCE, signs={EARLY: 4, INDUSTRY: Special.UNKNOWN}),
        Vote(role=Role.SALES, signs={EARLY: 1, INDUSTRY: 2}),
    )


@pytest.mark.parametrize("cell", ["5", "-1", "2.5", "yes", "=1+1", "٣ apples"])
def test_cell_that_is_no_answer_is_left_out_and_told(cell: str):
    found = votes_of([{"Role": "Sales", EARLY: cell, INDUSTRY: 1}])

    assert found.votes == (Vote(role=Role.SALES, signs={INDUSTRY: 1}),)
    assert found.problems == (f"Row 1, “{SIGNS[EARLY].title}”: “{cell}” is left out; write 0 to 4, ? or x.",)


@pytest.mark.parametrize(("role", "turn"), [("", 1), ("Janitor", 1), ("Sales", 0), ("Sales", "first")])
def test_row_without_a_role_or_with_no_round_is_left_out_and_told(role: str, turn: object):
    found = votes_of([{"Round": turn, "Role": role, EARLY: 3}])

    assert found.votes == ()
    assert len(found.problems) == 1
    assert found.problems[0].startswith("Row 1 is left out")


@pytest.mark.parametrize("content", [b"a,b\n1,2\n3,4\n", b"", b"\x00\x01\x02", b"role,deal\nsales,3\nsales,4\n"])
def test_file_that_holds_no_votes_is_refused_with_a_sentence(content: bytes):
    with pytest.raises(ChoiceError, match=r"^votes\.csv"):
        votes_in(Upload("votes.csv", content))


def test_more_rows_than_a_workshop_has_people_are_refused():
    with pytest.raises(ChoiceError, match="501 rows"):
        votes_of([{"Role": "Sales", EARLY: 1}] * 501)
