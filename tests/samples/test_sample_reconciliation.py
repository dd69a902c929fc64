"""What a sample company lost between CRM and billing is found, and little that was handed over right."""

from __future__ import annotations

from functools import cache

import pytest
from generator import office
from generator.history import history_of
from generator.stories import STORIES
from known import dataset

from revops.measure import default_window
from revops.reconciliation import Finding, reconcile
from revops.samples import SAMPLES

ORBISQUILL = next(sample for sample in SAMPLES if sample.key == "orbisquill")
WORLD = history_of(next(story.company for story in STORIES if story.company.key == "orbisquill"))


@cache
def findings() -> dict[str, Finding]:
    data = dataset(ORBISQUILL)
    billing = reconcile(data, window=default_window(data, all_time=True))[0]
    return {finding.key: finding for finding in billing.findings}


def named(kind: str) -> set[str]:
    return {each.who for each in findings()[kind].differences}


def test_every_company_that_billing_never_heard_of_is_named():
    late = {part.customer for part in WORLD.subscriptions}
    assert {deal.account for deal in office.never_billed(WORLD)} == named("not_billed") - late


def test_amounts_that_differ_are_those_billed_at_another_price():
    truth = {deal.account for deal in office.billed_otherwise(WORLD)}
    found = named("differs")
    assert len(found & truth) / len(found) >= 0.8, "precision"
    assert len(found & truth) / len(truth) >= 0.8, "recall"


@pytest.mark.parametrize("kind", ["not_billed", "differs"])
def test_every_case_names_its_rows(kind: str):
    assert all(each.places and each.places[0].row > 1 for each in findings()[kind].differences)
