"""A profile survives its file, and a file that is none is refused by the part that is wrong."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import pytest

from revops.choices import Choices
from revops.errors import ContentError
from revops.profile_file import ANSWERS, MOST_LETTERS, profile_from_json, profile_to_json
from revops.profiles import KnownSheet, Profile
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
    document = json.loads(profile_to_json(FULL))
    document["sheets"][0].update(sheet)
    return json.dumps(document)


def test_profile_when_read_again_is_the_same():
    assert profile_from_json(profile_to_json(FULL)) == FULL


def test_every_answer_has_its_form_in_the_file():
    assert set(ANSWERS) == {field.name for field in fields(Choices)} - {"columns", "tables", "encodings"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ('{"kind": NaN}', "it is no JSON"),
        ("[]", "file: this must be an object"),
        ("{}", "it is no profile"),
        ('{"kind": "revops-profile", "version": 2, "sheets": []}', "version 2 cannot be read"),
        ('{"kind": "revops-profile", "version": true, "sheets": []}', "version true cannot be read"),
        ('{"kind": "revops-profile", "version": 1}', "'sheets' is missing"),
        ('{"kind": "revops-profile", "version": 1, "sheets": {}}', "sheets: this must be a list"),
        ('{"kind": "revops-profile", "version": 1, "sheets": [], "more": 1}', "unknown field 'more'"),
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
        profile_from_json(text, "last week.json")
    assert str(refused.value).startswith("last week.json, ")
    assert says in str(refused.value)


def test_file_of_any_length_is_refused_at_once():
    with pytest.raises(ContentError, match="no profile is as long"):
        profile_from_json(" " * (MOST_LETTERS + 1))
