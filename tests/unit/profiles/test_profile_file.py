"""A profile survives its file, and a file that is none is refused by the part that is wrong."""

from __future__ import annotations

import json
import time
import tomllib
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revops.choices import Choices
from revops.errors import ContentError
from revops.profile_file import ANSWERS, MOST_LETTERS, profile_from_toml, profile_to_toml
from revops.profiles import KnownSheet, Profile
from revops.toml_text import to_toml
from revops.vocabulary import DealOutcome

FULL = Profile(
    sheets=(
        KnownSheet(
            headers=("Deal ID", "Stage", "Preis"),
            table="deals",
            matches={"deal_id": "Deal ID", "amount": "Preis"},
            columns={"amount": "Preis", "owner": None},
            is_chosen=True,
            encoding="cp1252",
            answers=Choices(
                stages={"Signed": DealOutcome.WON},
                day_first=False,
                currency="EUR",
                decimal="comma",
                rates={"USD": 1.08},
                same_names={"GTXPro": "GTX Pro"},
                mql_statuses=("Working", "Nurtured"),
            ),
        ),
        KnownSheet(headers=("Note",), is_chosen=True),
    )
)


def changed(**sheet: Any) -> str:
    document = tomllib.loads(profile_to_toml(FULL))
    document["sheets"][0].update(sheet)
    return to_toml(document)


def test_profile_when_read_again_is_the_same():
    assert profile_from_toml(profile_to_toml(FULL)) == FULL


def test_every_answer_has_its_form_in_the_file():
    assert set(ANSWERS) == {field.name for field in fields(Choices)} - {"columns", "tables", "encodings", "sheets"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("kind", "it is no TOML"),
        ("[" * 100_000, "it is no TOML"),
        ("x = " + "[" * 10_000, "it is no TOML"),
        ("a." * 100_000 + "a = 1", "it is no TOML"),
        ('{"kind": NaN}', "it is no TOML"),
        ("", "it is no profile"),
        ("{}", "it is no profile"),
        ('kind = "revops-profile"\nversion = 2\nsheets = []', "version 2 cannot be read"),
        ('kind = "revops-profile"\nversion = true\nsheets = []', "version true cannot be read"),
        ('kind = "revops-profile"\nversion = 1', "'sheets' is missing"),
        ('kind = "revops-profile"\nversion = 1\nsheets = {}', "sheets: this must be a list"),
        ('kind = "revops-profile"\nversion = 1\nsheets = []\nmore = 1', "unknown field 'more'"),
        (changed(table="nothing"), "sheets[1].table: there is no table “nothing”"),
        (changed(headers="Deal ID"), "sheets[1].headers: this must be a list"),
        (changed(headers=[1]), "sheets[1].headers[1]: this must be a text"),
        (changed(headers=["x" * 3000]), "sheets[1].headers[1]: this must be a text of at most 2,000"),
        (changed(is_chosen="yes"), "sheets[1].is_chosen: this must be true or false"),
        (changed(columns={"price": "x"}), "sheets[1].columns: unknown field 'price'"),
        (changed(columns={"outcome": "x"}), "unknown field 'outcome'"),
        (changed(answers={"stages": {"Signed": "perhaps"}}), "sheets[1].answers: stage Signed"),
        (changed(answers={"day_first": "yes"}), "sheets[1].answers.day_first: this must be true or false"),
        (changed(answers={"currency": "EURO"}), "sheets[1].answers: currency EURO"),
        (changed(answers={"rates": {"USD": -1}}), "sheets[1].answers: rate USD"),
        (changed(answers={"rates": {"USD": 10**400}}), "sheets[1].answers.rates.USD: this must be a number"),
        (changed(answers={"rates": {"USD": "1"}}), "sheets[1].answers.rates.USD: this must be a number"),
        (changed(answers={"mql_statuses": "all"}), "sheets[1].answers.mql_statuses: this must be a list"),
        (changed(encoding="klingon"), "sheets[1].encoding: "),
        (changed(encoding="utf\0"), "sheets[1].encoding: "),
        (changed(answers={"columns": []}), "unknown field 'columns'"),
    ],
)
def test_file_that_is_no_profile_is_refused_by_the_part_that_is_wrong(text: str, says: str):
    with pytest.raises(ContentError) as refused:
        profile_from_toml(text, "last week.toml")
    assert str(refused.value).startswith("last week.toml, ")
    assert says in str(refused.value)


def test_file_of_any_length_is_refused_at_once():
    with pytest.raises(ContentError, match="no profile is as long"):
        profile_from_toml(" " * (MOST_LETTERS + 1))


def test_profile_that_was_json_is_still_read():
    document = tomllib.loads(profile_to_toml(FULL))
    document["sheets"][0]["columns"]["owner"] = None
    assert profile_from_toml(json.dumps(document)) == FULL


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12), min_size=1, unique=True))
def test_profile_with_any_headers_is_read_again(headers: list[str]):
    answers = Choices(same_names={header: header for header in headers}, mql_statuses=tuple(headers))
    profile = Profile(sheets=(KnownSheet(headers=tuple(headers), answers=answers),))
    assert profile_from_toml(profile_to_toml(profile)) == profile


def test_longest_lines_of_dots_are_refused_in_time():
    text = ("a." * 2_490 + "a = 1\n") * 400
    began = time.perf_counter()
    with pytest.raises(ContentError):
        profile_from_toml(text)
    assert time.perf_counter() - began < 10
