"""`assess` with costs prints what would have to move to pay for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

ANSWERS = """\
[context]
gross_margin = 0.8
[investment]
roles.sales_operations_manager = {pay = 800}
"""


def test_assess_when_costs_are_given_prints_what_would_have_to_move(run: Callable, pipeline: Path, tmp_path: Path):
    answers = tmp_path / "answers.toml"
    answers.write_text(ANSWERS, encoding="utf-8")
    out = run("assess", pipeline, "--answers", answers).out
    assert "To pay for SalesOps within 12 months, one alone" in out
    assert "Give what a role of RevOps would be paid a year, or what its tools cost." in " ".join(out.split())
    assert "Of 1,254 public B2B firms" in out


def test_assess_when_no_cost_is_given_says_nothing_about_it(run: Callable, pipeline: Path):
    assert "What it costs over 24 months" not in run("assess", pipeline).out
