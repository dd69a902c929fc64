"""Files and answers of each story lead where they promise, firmly and for reasons of their own."""

from __future__ import annotations

from functools import cache

import pytest
from known import EVERY, dataset

from revops.assessment import Assessment, assess
from revops.dataset import EMPTY
from revops.diagnostic.answers_file import answers_from_toml
from revops.samples import SAMPLES, Sample
from revops.vocabulary import OperatingModel, Outcome, Team

BY_KEY = {sample.key: sample for sample in SAMPLES}


@cache
def assessed(sample: Sample, seed: int = 7, *, with_files: bool = True) -> Assessment:
    answers = answers_from_toml(sample.answers.read_text(encoding="utf-8"), sample.answers.name)
    data = dataset(sample) if with_files else EMPTY
    return assess(data, model=OperatingModel.BOTH, answers=answers, slices=(), seed=seed)


@EVERY
@pytest.mark.parametrize("seed", [7, 8, 9])
def test_files_and_answers_lead_to_the_promised_outcome(sample: Sample, seed: int):
    recommendation = assessed(sample, seed).diagnosis.recommendation
    assert recommendation.outcome is sample.outcome
    assert recommendation.word in ("clear", "leaning")


@EVERY
def test_answers_alone_lead_to_the_same_outcome(sample: Sample):
    assert assessed(sample, with_files=False).diagnosis.recommendation.outcome is sample.outcome


@EVERY
def test_files_bear_on_at_least_four_signs(sample: Sample):
    shown = [sign.key for sign in assessed(sample).diagnosis.signs.values() if sign.shown is not None]
    assert len(shown) >= 4, shown


@pytest.mark.parametrize(
    ("key", "model", "outcome"),
    [
        ("tallybrook", OperatingModel.SALESOPS, Outcome.SALESOPS),
        ("tallybrook", OperatingModel.REVOPS, Outcome.NEITHER),
        ("orbisquill", OperatingModel.REVOPS, Outcome.REVOPS),
        ("orbisquill", OperatingModel.SALESOPS, Outcome.NEITHER),
        ("pinecrumb", OperatingModel.SALESOPS, Outcome.NEITHER),
    ],
)
def test_one_model_scores_its_own_team(key: str, model: OperatingModel, outcome: Outcome):
    sample = BY_KEY[key]
    answers = answers_from_toml(sample.answers.read_text(encoding="utf-8"), sample.answers.name)
    found = assess(dataset(sample), model=model, answers=answers, slices=())
    assert found.diagnosis.recommendation.outcome is outcome


def test_files_contradict_what_the_founders_say_about_sources():
    finding = assessed(BY_KEY["tallybrook"]).diagnosis.signs["unknown_what_works"].finding
    assert finding is not None


def test_both_says_where_to_begin():
    recommendation = assessed(BY_KEY["feldkamm"]).diagnosis.recommendation
    assert recommendation.first is Team.REVOPS
