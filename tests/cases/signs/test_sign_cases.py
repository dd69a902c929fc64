"""Each sign fires where it should and stays silent where it should: the worked cases beside this file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from revops.diagnostic.answers import Answers, Role, Vote
from revops.diagnostic.answers_file import answers_from
from revops.diagnostic.content import SIGNS
from revops.diagnostic.diagnose import diagnose
from revops.reading import Reading
from revops.vocabulary import OperatingModel, Unit

HERE = Path(__file__).parent
FILES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("*.toml"))}
CASES = [(key, case) for key, content in FILES.items() for case in content["cases"]]

EVIDENCE = [(key, rule.metric) for key, sign in SIGNS.items() for rule in sign.evidence]


@pytest.mark.parametrize("key", SIGNS)
def test_sign_has_a_firing_and_a_silent_case(key: str):
    assert key in FILES, f"create {HERE / key}.toml with a firing and a silent case"
    fires = {case["expect"]["fires"] for case in FILES[key]["cases"]}
    assert fires == {True, False}, f"{key}.toml needs a case that fires and one that stays silent"


@pytest.mark.parametrize(("key", "metric"), EVIDENCE)
def test_evidence_has_a_firing_and_a_silent_case_of_its_own(key: str, metric: str):
    alone = [case for case in FILES[key]["cases"] if set(case.get("readings", {})) == {metric}]
    fires = {case["expect"]["fires"] for case in alone if "answer" not in case}
    assert fires == {True, False}, f"{key}.toml needs a case in which {metric} alone fires and one in which it does not"


@pytest.mark.parametrize(("key", "case"), CASES, ids=[f"{key}:{case['name']}" for key, case in CASES])
def test_sign_case_gives_what_its_arithmetic_says(key: str, case: dict[str, Any]):
    assert case["arithmetic"], "every case carries its arithmetic"
    sign = diagnose(answers_of(key, case), readings_of(case), OperatingModel.BOTH, draws=200).signs[key]

    expected = dict(case["expect"])
    assert (sign.value is not None and sign.value >= 0.5) is expected.pop("fires")
    assert sign.applies is expected.pop("applies", True)
    for field in ("said", "shown", "trust", "value"):
        if field == "trust" and field not in expected:
            continue
        assert getattr(sign, field) == pytest.approx(expected.get(field)), field


def answers_of(key: str, case: Mapping[str, Any]) -> Answers:
    if "votes" in case:
        return Answers(votes=tuple(Vote(role=Role(role), signs={key: step}) for role, step in case["votes"]))
    answers = {**case.get("others", {}), **({key: case["answer"]} if "answer" in case else {})}
    return answers_from({"context": case.get("context", {}), "answers": answers})


def readings_of(case: Mapping[str, Any]) -> dict[str, Reading]:
    return {
        key: Reading(key=key, **{**reading, "unit": Unit(reading["unit"])})
        for key, reading in case.get("readings", {}).items()
    }
