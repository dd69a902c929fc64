"""From answers with costs to the document, the text and the frame."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import revops
from revops.interchange import assess_document, to_json

DEALS = ["Deal ID,Stage,Amount,Create Date,Close Date"]
DEALS += [
    f"D{at},{'Won' if at % 4 == 0 else 'Lost'},10000,2025-{1 + at // 20:02d}-01,2025-{2 + at // 20:02d}-0{1 + at % 9}"
    for at in range(200)
]
COSTS = {
    "context": {"gross_margin": 0.5},
    "investment": {
        "roles": {"sales_operations_manager": {"pay": 40_000}},
        "lifts": {"win_rate": {"low": 0.0, "likely": 0.1, "high": 0.3}},
    },
}


@pytest.fixture(scope="module")
def deals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("deals") / "deals.csv"
    path.write_text("\n".join(DEALS), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def result(deals: Path) -> revops.notebook.Result:
    return revops.assess(deals, answers=COSTS, metrics="win_rate", all_time=True)


def test_document_when_no_cost_was_given_holds_null(deals: Path):
    assert assess_document(revops.assess(deals, metrics="win_rate").assessment)["investment"] is None


def test_document_when_costs_were_given_holds_levers_ways_and_what_they_rest_on(result: revops.notebook.Result):
    found = json.loads(to_json(assess_document(result.assessment)))["investment"]
    assert found["costs"]["salesops"]["a_year"] == 50_000
    rate = found["levers"]["win_rate"]["break_even"]["12"]
    assert rate["low"] <= rate["lift"] <= rate["high"]
    assert found["levers"]["sql_rate"]["break_even"]["12"]["lift"] is None
    assert "leads" in found["levers"]["sql_rate"]["break_even"]["12"]["reason"]
    assert found["options"]["salesops"]["scenario"]["levers"] == ["win_rate"]
    assert found["options"]["revops"]["spent"] is None
    assert found["assumptions"]["loading"] == {"value": 1.25, "changed": False}


def test_document_when_made_twice_is_the_same(result: revops.notebook.Result):
    assert to_json(assess_document(result.assessment)) == to_json(assess_document(result.assessment))


def test_frame_has_a_row_for_each_lever_and_span(result: revops.notebook.Result):
    frame = result.break_even
    assert list(frame.index.names) == ["lever", "months"]
    assert len(frame) == 18
    assert frame.loc[("win_rate", 12), "is_possible"]


def test_frame_when_no_cost_was_given_is_empty(deals: Path):
    assert revops.assess(deals, metrics="win_rate").break_even.empty
