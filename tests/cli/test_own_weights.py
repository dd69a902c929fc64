"""Weights and anchors of one's own on the command line, with the published answer beside."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from revops.diagnostic.content import SIGNS

HURTS_ONCE = {key: 0 for key in SIGNS} | {
    "reps_buried_in_paperwork": 4,
    "complex_or_costly_product": 4,
    "early_stage": 4,
}


@pytest.fixture
def said(tmp_path: Path) -> Callable[[str], Path]:
    """An answers file of a company with one strong pain, and these overrides."""

    def said(overrides: str) -> Path:
        answers = "\n".join(f"{key} = {step}" for key, step in HURTS_ONCE.items())
        path = tmp_path / "answers.toml"
        path.write_text(f"[context]\nsellers = 4\n[answers]\n{answers}\n{overrides}", encoding="utf-8")
        return path

    return said


def test_weights_of_ones_own_stand_beside_the_published_answer(run: Callable, said: Callable[[str], Path]):
    result = run("assess", "--answers", said("[overrides.weights]\nreps_buried_in_paperwork = 20"))
    assert "Recommendation: SalesOps" in result.out
    assert "With the published weights and anchors: Neither yet, 87%." in result.out
    assert "SalesOps: a part-time or fractional person. 4 people sell today." in " ".join(result.out.split())


def test_json_tells_what_is_published(run: Callable, said: Callable[[str], Path]):
    path = said("[overrides.anchors.reps_reactive]\noverdue_deal_share = [0.05, 0.2, 0.5]")
    told = json.loads(run("assess", "--answers", path, "--json").out)["recommendation"]
    assert (told["outcome"], told["published"]) == ("neither", "neither")
    assert told["firmness"] == told["published_firmness"]


def test_anchors_that_run_the_other_way_are_refused_with_what_to_do(run: Callable, said: Callable[[str], Path]):
    result = run("assess", "--answers", said("[overrides.anchors.reps_reactive]\noverdue_deal_share = [0.6, 0.3, 0.1]"))
    assert result.code == 1
    assert "overdue_deal_share: is [0.6, 0.3, 0.1]; the three numbers must rise, as the published" in result.err
    assert result.out == ""
