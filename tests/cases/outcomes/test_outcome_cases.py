"""Worked companies for every outcome, gate and order: the cases beside this file, arithmetic and all."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from revops.diagnostic import diagnose
from revops.diagnostic.answers import Answers
from revops.diagnostic.answers_file import answers_from
from revops.diagnostic.content import GATES, SIGNS, signs_of
from revops.diagnostic.result import Diagnosis
from revops.reading import Reading
from revops.vocabulary import OperatingModel, Outcome, Team, Unit

HERE = Path(__file__).parent
FILES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8"))["cases"] for path in sorted(HERE.glob("*.toml"))}
CASES = [(file, case) for file, cases in FILES.items() for case in cases]


@pytest.mark.parametrize("name", [*Outcome, *GATES, "order"])
def test_outcome_gate_and_order_have_two_worked_companies(name: str):
    assert len(FILES.get(name, ())) >= 2, f"create {HERE / name}.toml with two worked companies"


def test_every_sign_stands_alone_once():
    assert [case["name"] for case in FILES["sign_alone"]] == [f"{key}_alone" for key in SIGNS]


@pytest.mark.parametrize(("file", "case"), CASES, ids=[f"{file}:{case['name']}" for file, case in CASES])
def test_worked_company_ends_where_its_arithmetic_says(file: str, case: dict[str, Any]):
    diagnosis = diagnose(answers_of(case), readings_of(case), OperatingModel(case.get("model", "both")))

    assert case["arithmetic"], "every case carries its arithmetic"
    assert summary(diagnosis, case["expect"]) == case["expect"]
    assert_needs(diagnosis, case["needs"])
    assert_adds_up(diagnosis)


def answers_of(case: Mapping[str, Any]) -> Answers:
    signs = {}
    for team, groups in case.get("answers", {}).items():
        for group, steps in groups.items():
            keys = [sign.key for sign in signs_of([Team(team)]) if sign.group == group]
            signs |= dict(zip(keys, steps, strict=True))
    votes = [{"role": vote["role"], **dict.fromkeys(SIGNS, vote["every"])} for vote in case.get("votes", ())]
    given = {"context": case.get("context", {}), "answers": signs, "overrides": case.get("overrides", {})}
    return answers_from({**given, "votes": votes}, case["name"])


def readings_of(case: Mapping[str, Any]) -> dict[str, Reading]:
    return {
        key: Reading(key=key, **{**reading, "unit": Unit(reading["unit"])})
        for key, reading in case.get("readings", {}).items()
    }


def summary(diagnosis: Diagnosis, wanted: Mapping[str, Any]) -> dict[str, Any]:
    told = diagnosis.recommendation
    everything = {
        "outcome": told.outcome.value,
        "leading": told.leading.value,
        "word": told.word,
        "then": told.then and told.then.value,
        "first": told.first.value if told.first else "toss-up",
        "published": told.published and told.published.value,
        "settled": len(told.settled),
        "findings": [key for key, sign in diagnosis.signs.items() if sign.finding],
        "forms": [f"{form.team.value}: {form.form or 'unknown'}" for form in told.forms],
        "flips": [f"{flip.sign}: {flip.outcome.value}" for flip in told.flips],
        "pairs": sum(flip.other is not None for flip in told.flips),
        "gates": [
            f"{gate.gate}: {gate.before.value} -> {gate.after.value}" + " (lifted)" * gate.lifted for gate in told.gates
        ],
    }
    return {name: everything[name] for name in wanted}


def assert_needs(diagnosis: Diagnosis, expected: Mapping[str, Mapping[str, float]]):
    assert {team.value for team in diagnosis.needs} == set(expected)
    for team, numbers in expected.items():
        for name, number in numbers.items():
            assert getattr(diagnosis.needs[Team(team)], name) == pytest.approx(number, abs=5e-5), f"{team}.{name}"


def assert_adds_up(diagnosis: Diagnosis):
    for need in diagnosis.needs.values():
        points = sum(part.points for part in need.contributions)
        assert points == pytest.approx(need.value or 0.0)
    assert sum(diagnosis.recommendation.shares.values()) == pytest.approx(1.0)
