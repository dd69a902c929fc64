from __future__ import annotations

import pytest

from revops.content import load
from revops.intake.names import fold, kind_of, names_of, other_tables, spellings, tight, words
from revops.tables import TABLES
from revops.vocabulary import ColumnKind

EVERY = pytest.mark.parametrize("table", list(TABLES))


@pytest.mark.parametrize("name", ["StageName", "stage_name", "STAGE NAME", " Stage-Name: ", "stage  name"])
def test_fold_makes_spellings_agree(name):
    assert fold(name) == "stage name"


def test_fold_drops_accents_and_keeps_other_scripts():
    assert (fold("Début"), fold("金額"), tight("Сумма сделки")) == ("debut", "金額", "суммасделки")


def test_spellings_go_from_the_whole_to_the_bare():
    assert spellings("Deal - Value (EUR)") == ("deal value eur", "value eur", "value")
    assert spellings("mrr_usd") == ("mrr usd", "mrr")


@EVERY
def test_every_column_that_is_not_made_has_other_names(table):
    listed = load(f"names/{table}.toml")["columns"]
    assert {column.name for column in TABLES[table].columns if not column.made} == set(listed)


@EVERY
def test_signs_name_columns_and_clues_that_exist(table):
    names = names_of(table)
    assert set(names.shows.any) | set(names.shows.many) | set(names.decoys) <= set(names.all)


@EVERY
def test_no_name_is_its_own_decoy(table):
    names = names_of(table)
    for column, decoys in names.decoys.items():
        assert not {decoy.replace(" ", "") for decoy in decoys} & set(names.all[column])


@pytest.mark.parametrize(
    ("section", "meanings"),
    [
        ("stages", {"won", "lost", "open"}),
        ("flags", {"yes", "no"}),
        ("deal_kinds", {"new", "expansion", "renewal"}),
        ("departments", {"marketing", "sales"}),
    ],
)
def test_words_mean_what_the_columns_allow(section, meanings):
    assert set(words(section).values()) == meanings


@pytest.mark.parametrize("section", ["stages", "flags", "deal_kinds", "intervals"])
def test_no_word_has_two_meanings(section):
    listed = load("names/values.toml")[section]
    seen: dict[str, str] = {}
    for meaning, names in listed.items():
        for name in names:
            assert seen.setdefault(tight(name), meaning) == meaning, name


def test_kind_of_a_clue_and_of_a_column():
    assert kind_of(TABLES["deals"], "won_on") is ColumnKind.DATE
    assert kind_of(TABLES["deals"], "amount") is ColumnKind.MONEY
    assert kind_of(TABLES["deals"], "status") is ColumnKind.TEXT


def test_other_tables_say_what_they_are():
    assert all(other.says and other.needs for other in other_tables())
