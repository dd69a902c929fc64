"""The way from one number to another, drawn."""

from __future__ import annotations

import pytest

from revops.charts.theme import Style
from revops.charts.waterfall import waterfall
from revops.measure.changed import Changed, Part
from revops.reading import Reading
from revops.vocabulary import Unit

STYLE = Style.of("en-US", dark=False)
RATE = Reading(key="win_rate", unit=Unit.SHARE, value=0.26, n=100)
CHANGED = Changed(then=0.44, now=0.26, parts=(Part(name="SMB", value=0.02), Part(name="Mix", value=-0.2)))


def test_waterfall_then_each_part_begins_where_the_one_before_it_ended():
    rows = waterfall(CHANGED, RATE, STYLE, label="Close rate", then="the 12 months before").rows
    assert [row["place"] for row in rows] == [0, 1, 2, 3]
    assert [(row["start"], row["end"]) for row in rows] == [
        pytest.approx(ends) for ends in [(0.44, 0.44), (0.44, 0.46), (0.46, 0.26), (0.26, 0.26)]
    ]


def test_waterfall_then_its_numbers_stand_beside_the_bars_and_in_the_table():
    chart = waterfall(CHANGED, RATE, STYLE, label="Close rate", then="the 12 months before")
    assert chart.table == {
        "Part": ["The 12 months before", "SMB", "Mix", "Now"],
        "Size": ["44.0%", "+2.0 points", "−20.0 points", "26.0%"],
    }


def test_waterfall_then_a_sentence_says_the_same():
    chart = waterfall(CHANGED, RATE, STYLE, label="Close rate", then="the 12 months before")
    assert chart.alt == "Close rate: 44.0% in the 12 months before; SMB +2.0 points, Mix −20.0 points; now 26.0%."


def test_waterfall_of_money_then_in_money():
    mrr = Reading(key="mrr", unit=Unit.MONEY_PER_MONTH, value=206.0, n=4, currency="EUR", is_census=True)
    changed = Changed(then=221, now=206, parts=(Part(name="New", value=30), Part(name="Churn", value=-45)))
    rows = waterfall(changed, mrr, STYLE, label="MRR", then="the 12 months before").rows
    assert rows[1]["size"] == "+€30.00"
