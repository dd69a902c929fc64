"""Decisions as people spell them."""

from __future__ import annotations

import pytest

from revops.choices import Choices, ColumnChoice, SheetChoice
from revops.choosing import make_choices
from revops.errors import ChoiceError
from revops.vocabulary import DealOutcome


def test_choices_when_nothing_is_said_leave_all_to_the_data():
    assert make_choices() == Choices()


def test_choices_name_headers_stages_dates_and_currency():
    assert make_choices(
        columns={"deals.amount": "Deal value", "deals.source": ""},
        stages={"Engaging": "Open"},
        day_first=False,
        currency="eur",
    ) == Choices(
        columns=(
            ColumnChoice(table="deals", column="amount", header="Deal value"),
            ColumnChoice(table="deals", column="source", header=None),
        ),
        stages={"Engaging": DealOutcome.OPEN},
        day_first=False,
        currency="EUR",
    )


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"columns": {"deal.amount": "x"}}, "there is no table deal; did you mean deals?"),
        ({"columns": {"deals.amout": "x"}}, "has no column amout; did you mean amount?"),
        ({"columns": {"deals.outcome": "x"}}, "has no column outcome"),
        ({"stages": {"Engaging": "maybe"}}, "a stage means won, lost or open, not maybe"),
        ({"currency": "euros"}, "give the three letters of its code"),
    ],
)
def test_choice_that_names_what_does_not_exist_is_refused_with_the_nearest(given: dict, message: str):
    with pytest.raises(ChoiceError, match=message.replace("?", r"\?")):
        make_choices(**given)


@pytest.mark.parametrize(
    ("place", "file", "sheet"),
    [
        ("list.csv", "list.csv", None),
        ("Q#3 list.csv", "Q#3 list.csv", None),
        ("Book.XLSX#Won #1", "Book.XLSX", "Won #1"),
        ("all.zip#deals.csv", "all.zip", "deals.csv"),
    ],
)
def test_sheet_stands_behind_the_name_of_its_workbook(place: str, file: str, sheet: str | None):
    (choice,) = make_choices(tables={place: "deals"}).tables
    assert (choice.file, choice.sheet, choice.table) == (file, sheet, "deals")


def test_answers_about_one_sheet_stand_behind_its_name():
    answers = {"day_first": True, "currency": "eur", "decimal": "comma", "settled": {"deals.amount": "x"}}
    assert make_choices(sheets={"book.xlsx#EU": answers}).sheets == (
        SheetChoice(
            file="book.xlsx",
            sheet="EU",
            day_first=True,
            currency="EUR",
            decimal="comma",
            settled={"deals.amount": "x"},
        ),
    )
    with pytest.raises(ChoiceError, match="nothing called curency holds for one sheet; did you mean currency"):
        make_choices(sheets={"book.xlsx": {"curency": "EUR"}})
