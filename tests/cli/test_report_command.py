"""`assess --report`: files written, one line told, exit codes for a scheduler."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from openpyxl import load_workbook

from revops.cli import arguments
from revops.cli.report_options import ENDINGS, PARTS
from revops.report import FORMATS, PartKey


def test_report_then_written_and_told_in_one_line(run: Callable, pipeline: Path, answers: Path, tmp_path: Path):
    out = tmp_path / "out.html"
    done = run("assess", pipeline, "--answers", answers, "--report", out, "--client", "Northwind")
    assert done.code == 0
    assert done.out.startswith(f"{out} is written. SalesOps (")
    assert done.out.count("\n") == 1
    assert "<title>Northwind: Which operations team to invest in</title>" in out.read_text(encoding="utf-8")


def test_report_of_a_saved_assessment_with_new_files_then_then_and_now(run: Callable, pipeline: Path, tmp_path: Path):
    saved, newer, out = tmp_path / "june.revops", tmp_path / "july.csv", tmp_path / "july.xlsx"
    assert run("assess", pipeline, "--save", saved).code == 0
    newer.write_text(pipeline.read_text("utf-8") + "D7,Won,900,2026-06-11,2026-07-20,Rep 2\n", encoding="utf-8")
    done = run("assess", saved, newer, "--report", out, "--json", "--part", "scorecard")
    assert json.loads(done.out)["compared"]["with"] == "last"
    assert "moved by more than noise" in done.err
    headers = [cell.value for row in load_workbook(out)["Metrics"].iter_rows() for cell in row]
    assert "Your last assessment" in headers


def test_options_of_a_saved_assessment_then_those_of_the_next_report(run: Callable, answers: Path, tmp_path: Path):
    saved, out = tmp_path / "june.revops", tmp_path / "july.html"
    chosen = ("--client", "Northwind", "--part", "plan", "--part", "summary", "--hide-names")
    assert run("assess", "--answers", answers, "--save", saved, *chosen).code == 0
    assert run("assess", saved, "--report", out, "--title", "July").code == 0
    page = out.read_text(encoding="utf-8")
    assert "<title>Northwind: July</title>" in page
    assert page.index('id="plan"') < page.index('id="summary"')
    assert 'id="method"' not in page


def test_nothing_usable_then_no_report_and_exit_code_one(run: Callable, tmp_path: Path):
    empty = tmp_path / "empty.csv"
    empty.write_text("", encoding="utf-8")
    assert run("assess", empty, "--report", tmp_path / "out.html").code == 1
    assert not (tmp_path / "out.html").exists()


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [("--part", "moon", "no part moon"), ("--accent", "red", "no colour"), ("--logo", "none.png", "cannot be read")],
)
def test_option_that_cannot_be_used_then_exit_code_two(
    run: Callable, answers: Path, tmp_path: Path, option: str, value: str, told: str
):
    done = run("assess", "--answers", answers, "--report", tmp_path / "out.html", option, value)
    assert (done.code, told in done.err) == (2, True)


def test_options_name_the_formats_and_parts_that_there_are():
    assert tuple(FORMATS) == ENDINGS
    assert tuple(PARTS.split(", ")) == tuple(PartKey)


def test_recipe_for_a_scheduler_names_options_that_there_are():
    text = (Path(__file__).resolve().parents[2] / "docs" / "weekly.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text))
    assert named
    with pytest.raises(SystemExit), redirect_stdout(io.StringIO()) as told:
        arguments.parser().parse_args(["assess", "--help"])
    assert not [option for option in named if option not in told.getvalue()]
