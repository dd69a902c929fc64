"""A metric counted by another of its definitions."""

from __future__ import annotations

import pytest
from builders import from_csv

from revops.errors import ChoiceError
from revops.measure import default_window, measure, rows_behind
from revops.measure.naming import counted_otherwise
from revops.vocabulary import Slice

DATA = """
deal_id,opened_on,closed_on,outcome
1,2025-01-01,2025-02-01,won
2,2025-01-01,2025-02-03,lost
3,2025-01-01,,open
4,2025-01-01,,open
"""


def test_chosen_definition_stands_in_place_of_the_published_one():
    chosen = measure(from_csv(deals=DATA), keys=["win_rate"], definitions={"win_rate": "won_over_created"})["win_rate"]
    assert (chosen.key, chosen.value, chosen.n) == ("win_rate", 0.25, 4)
    assert chosen.definition == "won_over_created"
    assert counted_otherwise(chosen).startswith("counted otherwise: Won out of all deals opened")


def test_published_definition_then_stands_among_the_others():
    chosen = measure(from_csv(deals=DATA), keys=["win_rate"], definitions={"win_rate": "won_over_created"})["win_rate"]
    assert chosen.rivals["published"].value == pytest.approx(0.5)
    assert "won_over_created" not in chosen.rivals


def test_chosen_definition_is_broken_down_like_the_published_one():
    chosen = measure(
        from_csv(deals=DATA), keys=["win_rate"], definitions={"win_rate": "won_over_created"}, slices=(Slice.MONTH,)
    )["win_rate"]
    assert [(piece.key, piece.n) for piece in chosen.by[Slice.MONTH]] == [("2025-01", 4)]


def test_definition_that_the_metric_does_not_have_is_refused():
    with pytest.raises(ChoiceError, match="won_over_created"):
        measure(from_csv(deals=DATA), keys=["win_rate"], definitions={"win_rate": "lucky"})


def test_rows_behind_a_chosen_definition_are_its_own():
    data = from_csv(deals=DATA)
    window = default_window(data)
    assert rows_behind(data, "win_rate", window).num_rows == 2
    assert rows_behind(data, "win_rate", window, definition="won_over_created").num_rows == 4


def test_other_definitions_are_read_only_where_wanted():
    data = from_csv(deals=DATA)
    found = measure(data, keys=["win_rate", "average_deal_size"], rivals=("win_rate",))
    assert found["win_rate"].rivals
    assert found["average_deal_size"].rivals == {}
