"""Whether another definition of a metric would change the outcome."""

from __future__ import annotations

from dataclasses import replace

from diagnostic_builders import answered, share

from revops.diagnostic import diagnose
from revops.diagnostic.answers import Answers
from revops.reading import Reading
from revops.vocabulary import OperatingModel, Outcome


def recommended(answers: Answers, *readings: Reading):
    return diagnose(answers, {reading.key: reading for reading in readings}, OperatingModel.BOTH).recommendation


def test_definition_that_changes_nothing_is_said_to_have_been_tried():
    known = share("known_source_share", 0.9)
    found = recommended(answered(3, 1), replace(known, rivals={"leads": share("leads", 0.88)}))
    assert [(item.metric, item.definition, item.is_other) for item in found.redefined] == [
        ("known_source_share", "leads", False)
    ]
    assert found.says_redefined.startswith("Counting otherwise, as other tools do, changes nothing: tried for")


def test_definition_that_changes_the_outcome_is_named_with_it():
    own, other = share("known_source_share", 0.05, n=900), share("leads", 0.99, n=900)
    found = recommended(answered(0, 2, unknown_what_works=4), replace(own, rivals={"leads": other}))
    assert (found.outcome, found.redefined[0].outcome) == (Outcome.REVOPS, Outcome.NEITHER)
    assert "matters here" in found.says_redefined
    assert found.says_redefined.endswith("Neither yet.")


def test_rival_without_a_value_is_not_tried():
    unknown = Reading(key="leads", unit=share("x", 0.5).unit, reason="No leads.")
    found = recommended(answered(3, 1), replace(share("known_source_share", 0.9), rivals={"leads": unknown}))
    assert found.redefined == ()
    assert found.says_redefined == ""


def test_chosen_definition_is_named():
    answers = replace(answered(3, 1), definitions={"known_source_share": "leads"})
    found = recommended(answers, share("known_source_share", 0.9))
    assert found.says_redefined.startswith("You chose Deals with a known source counted as")
    assert found.outcome is Outcome.SALESOPS
