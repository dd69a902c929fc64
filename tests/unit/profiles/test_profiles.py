"""What was answered once is not asked again, and what changed since is told."""

from __future__ import annotations

import pytest

from revops.choices import Choices, ColumnChoice, SheetChoice, TableChoice
from revops.dataset import Dataset, SheetRead
from revops.intake import OpenedFile, interpret
from revops.intake.blocks import blocks_of
from revops.intake.text import read_text
from revops.intake.upload import Limits
from revops.profiles import Applied, Profile, apply, fingerprint_of, profile_of, tell
from revops.vocabulary import DealOutcome

FIRST = """Deal ID,Stage,Price,Opened,Closed,Team
D1,Signed,5,03/04/2025,05/06/2025,North
D2,Lost,7,02/03/2025,04/05/2025,South
"""
SECOND = """Team,Deal ID,stage,Price,Opened,Closed
East,D3,Signed,9,07/08/2025,09/10/2025
West,D4,Lost,4,01/02/2025,03/04/2025
"""
SAID = Choices(
    columns=(
        ColumnChoice(table="deals", column="segment", header="Team", file="may.csv"),
        ColumnChoice(table="deals", column="source", header=None, file="may.csv"),
    ),
    stages={"Signed": DealOutcome.WON},
    day_first=True,
    currency="EUR",
)


def opened(text: str, name: str) -> OpenedFile:
    return OpenedFile(name=name, sha256=text, blocks=blocks_of(read_text(text.encode(), name, Limits())))


def learned(text: str = FIRST, choices: Choices = SAID) -> Profile:
    file = opened(text, "may.csv")
    return profile_of([file], interpret([file], choices), choices)


def applied(text: str, profile: Profile, choices: Choices | None = None) -> tuple[Dataset, Applied]:
    file = opened(text, "june.csv")
    found = apply(profile, [file], choices or Choices())
    return tell(interpret([file], found.choices), found.recalled, found.choices), found


def read(text: str, profile: Profile) -> SheetRead:
    (sheet,) = applied(text, profile)[0].sheets
    return sheet


def test_file_with_the_same_headers_is_read_without_a_question():
    assert interpret([opened(SECOND, "june.csv")]).assumptions
    dataset, found = applied(SECOND, learned())
    assert dataset.assumptions == ()
    assert found.recalled[0].is_same
    assert [str(day) for day in dataset.tables["deals"]["opened_on"].to_pylist()] == ["2025-08-07", "2025-02-01"]
    assert dataset.tables["deals"]["segment"].to_pylist() == ["East", "West"]
    assert dataset.sheets[0].notes[-1] == "headers as last time, read the same way"


def test_what_is_said_now_stands_against_what_was_said_before():
    now = Choices(day_first=False, currency="USD", stages={"Signed": DealOutcome.LOST})
    found = applied(SECOND, learned(), now)[1].choices
    assert (found.day_first, found.currency, found.stages) == (False, "USD", {"Signed": DealOutcome.LOST})


def test_header_that_changed_its_name_is_told():
    renamed = FIRST.replace("Price", "Deal value")
    assert read(renamed, learned()).notes[-1] == "since last time: “Price” is now “Deal value”"


def test_new_and_gone_headers_are_told():
    changed = FIRST.replace("Team", "Territory code")
    assert read(changed, learned()).notes[-1] == ("since last time: “Territory code” is new, “Team” (segment) is gone")


def test_header_that_is_gone_is_asked_about_with_those_that_nothing_was_read_from():
    changed = FIRST.replace("Team", "Territory code")
    (asked,) = applied(changed, learned())[0].assumptions
    assert (asked.about, asked.chose, asked.options) == (
        "deals.segment",
        "unknown",
        ("none of them", "Territory code"),
    )
    assert (asked.because, asked.file) == ("“Team”, which held it last time, is gone.", "june.csv")


@pytest.mark.parametrize("header", ["Territory code", None])
def test_header_that_is_gone_is_no_question_once_answered(header: str | None):
    changed = FIRST.replace("Team", "Territory code")
    said = Choices(columns=(ColumnChoice(table="deals", column="segment", header=header, file="june.csv"),))
    found, _ = applied(changed, learned(), said)
    assert (found.assumptions, found.tables["deals"]["segment"].to_pylist()[0]) == ((), header and "North")


def test_column_picked_before_is_not_taken_from_a_header_that_is_gone():
    found = applied(FIRST.replace("Team", "Territory code"), learned())[1].choices
    assert [choice.column for choice in found.columns] == ["source"]


def test_file_of_another_kind_takes_nothing_over():
    found = applied("Lead ID,Created,Status\nL1,2025-01-05,Working\n", learned())[1]
    assert found == Applied(choices=Choices())


def test_sheet_that_was_left_out_is_left_out_again():
    out = Choices(tables=(TableChoice(file="may.csv", sheet=None, table=None),))
    found = applied(SECOND, learned(choices=out))[0]
    assert [refusal.code for refusal in found.refusals] == ["LEFT_OUT"]


def test_stages_of_other_sheets_are_not_remembered():
    profile = learned(choices=Choices(stages={"Signed": DealOutcome.WON, "Elsewhere": DealOutcome.LOST}))
    assert dict(profile.sheets[0].answers.stages) == {"Signed": DealOutcome.WON}


def test_rates_are_remembered_with_the_currency_they_lead_to():
    text = "Deal ID,Stage,Amount,Currency,Closed\nD1,Won,5,EUR,2025-05-16\nD2,Lost,7,USD,2025-05-17\n"
    profile = learned(text, Choices(rates={"USD": 1.25}))
    assert dict(profile.sheets[0].answers.rates) == {"USD": 1.25, "EUR": 1.0}
    dataset = applied(text + "D3,Won,9,GBP,2025-05-18\n", profile)[0]
    assert dataset.tables["deals"]["currency"].to_pylist() == ["EUR", "EUR", "GBP"]


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (("Deal ID", "Stage"), ("stage", "deal_id"), True),
        (("Deal ID", "Stage"), ("Deal ID", "Stage", "Amount"), False),
        (("Customer", "2025-01", "2025-02", "2025-03"), ("Customer", "2025-01", "2025-02", "2025-03", "2025-04"), True),
    ],
)
def test_fingerprint_tells_sets_of_headers_apart(one: tuple[str, ...], other: tuple[str, ...], agree: bool):
    assert (fingerprint_of(one) == fingerprint_of(other)) is agree


def test_newer_answers_about_the_same_headers_replace_the_older():
    newer = learned(SECOND.replace("june", "may"), Choices(day_first=False))
    both = learned().with_newer(newer)
    assert [sheet.answers.day_first for sheet in both.sheets] == [False]


def test_encoding_is_remembered_and_asks_to_open_the_file_again():
    said = Choices(encodings={"may.csv": "cp1253"})
    found = applied(SECOND, learned(choices=said))[1]
    assert found.choices.encodings == {"june.csv": "cp1253"}
    assert found.opened_otherwise(Choices()) == {"june.csv"}


def test_answer_about_one_sheet_is_remembered_for_it_alone():
    said = Choices(sheets=(SheetChoice(file="may.csv", sheet=None, day_first=True, currency="EUR"),))
    found = apply(learned(choices=said), [opened(SECOND, "june.csv")], Choices()).choices
    assert (found.of("june.csv", None).day_first, found.of("june.csv", None).currency) == (True, "EUR")
    assert (found.day_first, found.of("leads.csv", None).day_first) == (None, None)


def test_sheet_whose_telling_header_changed_is_the_table_of_last_time():
    first = (
        "Deal ID,Phase X,Value,Opened,Done on\n1,Happy,1000,03/04/2025,05/06/2025\n2,Sad,300,01/02/2025,04/05/2025\n"
    )
    said = Choices(
        columns=(
            ColumnChoice(table="deals", column="stage", header="Phase X"),
            ColumnChoice(table="deals", column="closed_on", header="Done on"),
        ),
        stages={"Happy": DealOutcome.WON, "Sad": DealOutcome.LOST},
        day_first=True,
    )
    known = learned(first, said)
    again = read(first.replace("Phase X", "Phase Y"), known)
    assert again.table == "deals"
    assert "“Phase X” (stage) is gone" in again.notes[-1]
    wider = first.replace("Value", "Deal value").replace("\n", ",EU\n").replace("Done on,EU", "Done on,Region")
    found = applied(wider, known)[0]
    assert found.tables["deals"]["outcome"].to_pylist() == ["won", "lost"]
    assert "last time" in found.sheets[0].notes[-1]
