"""Every reference value of the field data is held against a metric, or it is written down why not."""

from __future__ import annotations

import ast
import json
import tomllib
from pathlib import Path

import pytest

from revops.intake import Upload, read
from revops.measure import default_window, measure
from revops.vocabulary import Slice

pytestmark = pytest.mark.field

HERE = Path(__file__).parent
LISTED = tomllib.loads((HERE / "reference_values.toml").read_text(encoding="utf-8"))


def functions(file: str) -> set[str]:
    tree = ast.parse((HERE / file).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_reference_value_is_listed(field_data):
    values = json.loads((field_data / "expected.json").read_text(encoding="utf-8"))
    there = {company: set(found["metrics"]) for company, found in values.items() if not company.startswith("_")}
    assert {company: set(found) for company, found in LISTED.items()} == there


def test_every_value_names_a_test_that_is_there_or_says_why_not():
    entries = [entry for company in LISTED.values() for entry in company.values()]
    for entry in entries:
        assert set(entry) in ({"test"}, {"why"})
        assert entry.get("why", "Whole.").endswith(".")
    for file, name in {tuple(entry["test"].split("::")) for entry in entries if "test" in entry}:
        assert name in functions(file)


def test_open_deals_and_bookings_by_quarter(field_data):
    path = field_data / "maven_crm" / "sales_pipeline.csv"
    data = read([Upload(path.name, path.read_bytes())])
    keys = ("pipeline_by_stage", "annual_bookings")
    found = measure(data, keys=keys, window=default_window(data, all_time=True), slices=(Slice.QUARTER,))
    truth = json.loads((field_data / "expected.json").read_text(encoding="utf-8"))["maven_crm"]["metrics"]
    by_quarter = {piece.key.replace("-", ""): piece.value for piece in found["annual_bookings"].by[Slice.QUARTER]}
    assert found["pipeline_by_stage"].n == truth["open_deals"]["value"]
    assert by_quarter == truth["won_value_by_close_quarter"]["value"]
