from __future__ import annotations

import re

import pytest

from revops.investment.content import ASSUMPTIONS, BESIDE, LEFT_OUT, LEVER_TEXTS
from revops.investment.levers import LEVERS
from revops.investment.roles import ROLES
from revops.metrics import METRICS
from revops.vocabulary import Better, Unit


def test_levers_are_those_of_the_content_and_metrics_there_are():
    assert list(LEVERS) == list(LEVER_TEXTS)
    assert set(LEVERS) <= set(METRICS)


@pytest.mark.parametrize("key", LEVERS)
def test_lever_moves_a_number_that_has_a_better_direction(key: str):
    assert METRICS[key].better is not Better.NEITHER


def test_what_is_said_is_a_sentence():
    said = [*LEFT_OUT, *(lever.earns for lever in LEVER_TEXTS.values())]
    said += [text for item in ASSUMPTIONS.values() for text in (item.says, item.why)]
    said += [item.says for item in BESIDE.values()]
    assert not [text for text in said if not re.fullmatch(r"[A-Z$1].*\.", text)]


def test_units_of_assumptions_are_units():
    assert {item.measured_in for item in ASSUMPTIONS.values()} <= set(Unit)


def test_no_uplift_is_given_anywhere():
    assert not [key for key in ASSUMPTIONS if "lift" in key]


def test_quoted_pay_enters_no_sum():
    assert "quoted by the source article" in BESIDE["quoted_pay"].says
    assert not [role for role in ROLES.values() if hasattr(role, "pay")]
