"""Every unit that the JSON can hold stands in its documentation."""

from __future__ import annotations

from pathlib import Path

from revops.interchange import reading_document
from revops.reading import PutIn, Reading
from revops.vocabulary import Unit

PAGE = Path(__file__).resolve().parents[3] / "docs" / "json.md"


def test_list_of_units_is_complete():
    listed = PAGE.read_text(encoding="utf-8").partition("`unit` is one of ")[2].partition(":")[0]
    assert set(listed.replace("\n", " ").replace("`", "").split(", ")) == {unit.value for unit in Unit}


def test_reading_document_holds_the_sums_of_a_quotient():
    rate = Reading(
        key="pipeline_velocity", unit=Unit.MONEY_PER_DAY, value=30.0, n=9, put_in=PutIn(part=10.0, whole=1.0, times=3.0)
    )
    assert reading_document(rate)["put_in"] == {"part": 10.0, "whole": 1.0, "times": 3.0}


def test_reading_document_without_a_quotient_has_none():
    assert reading_document(Reading(key="arr", unit=Unit.MONEY, value=30.0, n=9))["put_in"] is None
