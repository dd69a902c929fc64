"""A column that was found by its values last time is found again, whatever the values of today."""

from __future__ import annotations

from revops.choices import Choices, ColumnChoice
from revops.dataset import Dataset
from revops.intake import OpenedFile, interpret
from revops.intake.blocks import blocks_of
from revops.intake.text import read_text
from revops.intake.upload import Limits
from revops.profiles import apply, profile_of
from revops.vocabulary import DealOutcome

HEADER = "Deal ID,Company,Phase of sale,Value,Created,Close date\n"
FIRST = HEADER + "1,Acme,Signed,1200,2026-01-03,2026-02-04\n2,Bolt,Parked,800,2026-01-10,2026-03-11\n"
FIRST += "3,Cork,Dead,500,2026-02-05,2026-04-12\n"
SECOND = FIRST + "4,Dove,Parked,900,2026-03-06,2026-05-07\n"
SAID = Choices(stages={"Parked": DealOutcome.LOST}, currency="EUR")


def opened(text: str, name: str) -> OpenedFile:
    return OpenedFile(name=name, sha256=text, blocks=blocks_of(read_text(text.encode(), name, Limits())))


def read_again(choices: Choices | None = None) -> Dataset:
    first, second = opened(FIRST, "may.csv"), opened(SECOND, "june.csv")
    profile = profile_of([first], interpret([first], SAID), SAID)
    return interpret([second], apply(profile, [second], choices or Choices()).choices)


def test_column_found_by_some_of_its_values_is_asked_about():
    (asked,) = [each for each in interpret([opened(FIRST, "may.csv")], SAID).assumptions if each.about == "deals.stage"]
    assert asked.question == "Does “Phase of sale” hold the stage?"
    assert asked.options == ("Phase of sale", "none of them")
    picked = ColumnChoice(table="deals", column="stage", header="Phase of sale")
    said = Choices(stages=SAID.stages, currency="EUR", columns=(picked,))
    assert interpret([opened(FIRST, "may.csv")], said).assumptions == ()


def test_column_found_by_its_values_last_time_is_found_again():
    dataset = read_again()
    assert dataset.sheets[0].columns["stage"].header == "Phase of sale"
    assert dataset.tables["deals"]["outcome"].to_pylist() == ["won", "lost", "lost", "lost"]


def test_header_picked_now_stands_against_that_of_last_time():
    now = Choices(columns=(ColumnChoice(table="deals", column="segment", header="Phase of sale", file="june.csv"),))
    assert "stage" not in read_again(now).known_columns("deals")
