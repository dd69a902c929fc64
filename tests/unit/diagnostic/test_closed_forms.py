"""The simulation against shares that can be worked out without it."""

from __future__ import annotations

import os
import subprocess
import sys
from math import erf, hypot, sqrt
from pathlib import Path

import pytest
from diagnostic_builders import REVOPS, SALESOPS, share

from revops.diagnostic import diagnose
from revops.diagnostic.answers import STEP_VALUES, Answer, Answers, Special
from revops.diagnostic.content import SETTINGS
from revops.reading import Reading
from revops.vocabulary import OperatingModel, Team

ROOT = Path(__file__).parents[3]
DRAWS = 40_000
NEAR = 3 * 0.5 / sqrt(DRAWS)
SD = hypot(SETTINGS.answer_sd, SETTINGS.respondent_sd)


def below(z: float) -> float:
    """Share of a normal distribution below a number of standard deviations."""
    return (1 + erf(z / sqrt(2))) / 2


def called_for(team: Team, key: str, answer: Answer, *readings: Reading) -> float:
    """How often a team is called for of which one sign alone applies: its weight is 1, its value the need."""
    others = {other: Special.NOT_APPLICABLE for other in (*SALESOPS, *REVOPS) if other != key}
    answers = Answers(signs={**others, key: answer})
    shown = {reading.key: reading for reading in readings}
    return diagnose(answers, shown, OperatingModel(team.value), draws=DRAWS).needs[team].called_for


@pytest.mark.parametrize("step", range(5))
def test_one_sign_that_was_said_is_called_for_as_often_as_its_normal_lies_above_the_threshold(step: int):
    by_hand = below((STEP_VALUES[step] - SETTINGS.need_threshold) / SD)

    assert called_for(Team.SALESOPS, "reps_reactive", step) == pytest.approx(by_hand, abs=NEAR)


def test_one_sign_that_files_show_is_called_for_as_often_as_its_interval_lies_beyond_the_anchor():
    """Half there from 80% known sources down; 78% with 74 to 82% around it: 0.02 of 0.0204 above."""
    shown = share("known_source_share", 0.78, n=400, half=0.04)

    by_hand = below(0.02 / (0.04 / 1.959964))
    assert called_for(Team.REVOPS, "unknown_what_works", Special.UNKNOWN, shown) == pytest.approx(by_hand, abs=NEAR)


def test_said_and_shown_are_believed_as_often_as_the_trust_says():
    """Said 0, shown 1 beyond doubt: with 90 rows a trust of 0.7 * 90 / 120, else the rare normal above 0.5."""
    shown = share("known_source_share", 0.3, n=90, half=0.0)
    trust = 0.7 * 90 / 120

    by_hand = trust + (1 - trust) * below(-0.5 / SD)
    assert called_for(Team.REVOPS, "unknown_what_works", 0, shown) == pytest.approx(by_hand, abs=NEAR)


@pytest.mark.parametrize("team", Team)
def test_team_of_which_nothing_is_known_is_called_for_by_a_toss(team: Team):
    """Its signs share one uniform draw, which is the need whatever the weights."""
    found = diagnose(Answers(), {}, OperatingModel(team.value), draws=DRAWS).needs[team]

    assert found.called_for == pytest.approx(1 - SETTINGS.need_threshold, abs=NEAR)
    assert (found.low, found.high) == (pytest.approx(0.05, abs=0.01), pytest.approx(0.95, abs=0.01))


PROGRAM = """
import json
from revops.diagnostic import diagnose
from revops.diagnostic.answers import Answers
from revops.diagnostic.content import SIGNS
from revops.diagnostic.document import diagnosis_document
from revops.vocabulary import OperatingModel
said = Answers(signs={key: number % 5 for number, key in enumerate(SIGNS)})
print(json.dumps(diagnosis_document(diagnose(said, {}, OperatingModel.BOTH))))
"""


def test_same_input_gives_the_same_output_in_every_process():
    outputs = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert '"outcome"' in outputs.pop()
