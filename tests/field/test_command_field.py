"""The command line on a real export: the figures that the documented contract shows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from revops.cli import main

pytestmark = pytest.mark.field


def assessed(capsys: pytest.CaptureFixture[str], *words: object) -> dict:
    assert main(["assess", *map(str, words), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_assess_of_a_real_pipeline_gives_the_documented_figures(field_data: Path, capsys: pytest.CaptureFixture[str]):
    document = assessed(capsys, field_data / "maven_crm" / "sales_pipeline.csv", "--metric", "win_rate")
    assert (document["since"], document["until"], document["as_of"]) == ("2017-01-01", "2017-12-31", "2017-12-31")
    (table,) = document["tables"]
    assert (table["rows_read"], table["rows_used"], table["from"], table["to"]) == (
        8800,
        8800,
        "2016-10-20",
        "2017-12-31",
    )
    rate = document["metrics"]["win_rate"]
    assert (round(rate["value"], 4), round(rate["low"], 4), round(rate["high"], 3), rate["n"]) == (
        0.6315,
        0.6199,
        0.643,
        6711,
    )
    rival = rate["rivals"]["won_over_created"]
    assert (round(rival["value"], 4), rival["n"]) == (0.5021, 7942)
    march = next(piece for piece in rate["by"]["month"] if piece["key"] == "2017-03")
    assert (round(march["value"], 2), march["n"], march["partial"]) == (0.82, 647, False)


def test_both_date_styles_of_a_real_export_give_the_same_document(field_data: Path, capsys: pytest.CaptureFixture[str]):
    folder = field_data / "maven_crm"
    (variant,) = (folder / "variant_us_dates").glob("*pipeline*.csv")
    iso, us = (assessed(capsys, path, "--all-time") for path in (folder / "sales_pipeline.csv", variant))
    assert us["metrics"] == iso["metrics"]
    assert us["recommendation"] == iso["recommendation"]
