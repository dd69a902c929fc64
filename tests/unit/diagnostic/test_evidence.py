from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from diagnostic_builders import days, share

from revops.diagnostic.answers import Context
from revops.diagnostic.content import SIGNS, EvidenceRule
from revops.diagnostic.evidence import Facts, in_words, reach, read_evidence, size, strength, with_stated_facts
from revops.diagnostic.result import Evidence
from revops.reading import Reading
from revops.vocabulary import Unit

AS_OF = date(2026, 6, 30)
RISING, FALLING = (14.0, 60.0, 150.0), (0.95, 0.8, 0.5)
RULE = EvidenceRule(metric="overdue_deal_share", anchors=(0.1, 0.3, 0.6), table="deals", says="{value} are overdue.")


@pytest.mark.parametrize(
    ("value", "expected"), [(0, 0.0), (14, 0.0), (37, 0.25), (60, 0.5), (105, 0.75), (150, 1.0), (900, 1.0)]
)
def test_strength_rises_through_rising_anchors(value: float, expected: float):
    assert strength(value, RISING) == pytest.approx(expected)


@pytest.mark.parametrize(("value", "expected"), [(1.0, 0.0), (0.875, 0.25), (0.8, 0.5), (0.65, 0.75), (0.1, 1.0)])
def test_strength_falls_through_falling_anchors(value: float, expected: float):
    assert strength(value, FALLING) == pytest.approx(expected)


def test_evidence_carries_value_strength_ends_and_sentence():
    reading = share("overdue_deal_share", 0.3, n=90, half=0.1)

    assert read_evidence(RULE, Facts(readings={"overdue_deal_share": reading})) == Evidence(
        metric="overdue_deal_share",
        anchors=(0.1, 0.3, 0.6),
        value=0.3,
        strength=0.5,
        low=pytest.approx(0.25),
        high=pytest.approx(0.5 + 0.1 / 0.6),
        n=90,
        says="30% are overdue.",
    )


def test_low_is_the_end_that_argues_less_where_anchors_fall():
    rule = SIGNS["unknown_what_works"].evidence[0]

    evidence = read_evidence(rule, Facts(readings={rule.metric: share(rule.metric, 0.8, half=0.1)}))

    assert (evidence.low, evidence.strength, evidence.high) == pytest.approx((0.5 * 0.05 / 0.15, 0.5, 0.5 + 0.5 / 3))


def test_evidence_without_a_value_keeps_the_reason():
    reading = Reading(key="overdue_deal_share", unit=Unit.SHARE, reason="No open deal has an expected date.")

    evidence = read_evidence(RULE, Facts(readings={"overdue_deal_share": reading}))

    assert (evidence.strength, evidence.reason) == (None, "No open deal has an expected date.")


def test_open_end_reaches_as_far_as_the_anchors():
    assert reach(days("time_to_close_days", 70, low=50, high=None), RISING) == (50, 150)
    assert reach(days("time_to_close_days", 70, low=50, high=float("inf")), RISING) == (50, 150)
    assert reach(days("time_to_close_days", 170, low=50, high=None), RISING) == (50, 170)


def test_census_reaches_only_itself():
    census = Reading(key="arr", unit=Unit.MONEY, value=5.0, is_census=True)

    assert reach(census, RISING) == (5.0, 5.0)


@pytest.mark.parametrize(("n", "expected"), [(0, 0.0), (30, 0.5), (90, 0.75)])
def test_size_is_half_at_thirty_rows(n: int, expected: float):
    evidence = Evidence(metric="m", anchors=RISING, value=1.0, strength=0.5, n=n)

    assert size(evidence) == expected


def test_stated_revenue_counts_where_no_file_shows_it():
    stated = with_stated_facts({}, Context(arr=500_000.0), AS_OF)

    assert stated.readings["arr"].value == 500_000.0
    assert stated.stated == {"arr"}


def test_stated_revenue_gives_way_to_a_file():
    read = Reading(key="arr", unit=Unit.MONEY, value=1.0, n=5)

    assert with_stated_facts({"arr": read}, Context(arr=500_000.0), AS_OF) == Facts(
        readings={"arr": read}, in_files=frozenset({"arr"})
    )


def test_founding_date_counts_where_it_precedes_the_first_win():
    first_win = Reading(key="months_in_business", unit=Unit.MONTHS, value=6.0, n=40)

    older = with_stated_facts({"months_in_business": first_win}, Context(founded_on=date(2024, 6, 30)), AS_OF)
    younger = with_stated_facts({"months_in_business": first_win}, Context(founded_on=date(2026, 6, 1)), AS_OF)

    assert older.readings["months_in_business"].value == pytest.approx(24.0, abs=0.05)
    assert younger.readings["months_in_business"] is first_win


def test_files_alone_show_only_how_old_the_company_is_at_least():
    first_win = Reading(key="months_in_business", unit=Unit.MONTHS, value=10.0, n=40, is_census=True)

    read = with_stated_facts({"months_in_business": first_win}, Context(), AS_OF).readings["months_in_business"]

    assert reach(read, (36, 18, 6)) == (10.0, 36)


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        (share("s", 0.624), "62%"),
        (days("d", 1.2), "1 day"),
        (days("d", 75.0), "75 days"),
        (Reading(key="m", unit=Unit.MONTHS, value=1400.0), "1,400 months"),
        (Reading(key="months_in_business", unit=Unit.MONTHS, value=23.0), "23 months"),
        (Reading(key="months_in_business", unit=Unit.MONTHS, value=24.0), "2 years"),
        (Reading(key="months_in_business", unit=Unit.MONTHS, value=165.0), "13.8 years"),
        (Reading(key="a", unit=Unit.MONEY, value=1_240_000.0, currency="EUR"), "1.2 million EUR"),
        (Reading(key="a", unit=Unit.MONEY, value=250_000.0), "250,000"),
    ],
)
def test_value_in_words(reading: Reading, expected: str):
    assert in_words(reading) == expected


def test_strength_never_leaves_zero_to_one():
    values = np.linspace(-1e9, 1e9, 1001)

    assert all(0 <= strength(float(value), anchors) <= 1 for value in values for anchors in (RISING, FALLING))


NEVER = EvidenceRule(
    metric="lead_runway_months", anchors=(12, 6, 2), table="leads", says="{value} left.", never="Not running out"
)


def test_sentence_that_there_is_none_of_it_then_evidence_against_the_sign():
    reading = Reading(key="lead_runway_months", unit=Unit.MONTHS, reason="Not running out: 9 came.", n=9)

    evidence = read_evidence(NEVER, Facts(readings={"lead_runway_months": reading}))

    assert (evidence.strength, evidence.value, evidence.reason) == (0.0, None, None)
    assert (evidence.says, evidence.n) == ("Not running out: 9 came.", 9)


def test_file_that_says_there_is_none_of_it_then_not_asked_for_again():
    reading = Reading(key="lead_runway_months", unit=Unit.MONTHS, reason="Not running out: 9 came.", n=9)

    assert with_stated_facts({"lead_runway_months": reading}, Context(), AS_OF).in_files == {"lead_runway_months"}


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (None, "It counts once"),
        (0.25, "It does not count: you said that most customers find you"),
        (0.5, None),
    ],
)
def test_evidence_that_hangs_on_an_answer_then_counts_only_under_it(said: float | None, reason: str | None):
    rule = next(rule for rule in SIGNS["reps_reactive"].evidence if rule.metric == "self_sourced_share")

    evidence = read_evidence(rule, Facts(readings={rule.metric: share(rule.metric, 0.1)}), {"early_stage": said}.get)

    assert (evidence.reason or "").startswith(reason or "")
    assert (evidence.strength is None) is (reason is not None)


def test_evidence_that_hangs_on_a_number_then_says_which():
    rule = next(rule for rule in SIGNS["poor_team_communication"].evidence if rule.only_if)
    load = Reading(key="mqls_per_rep", unit=Unit.COUNT, value=130.4, n=12)

    evidence = read_evidence(rule, Facts(readings={rule.metric: share(rule.metric, 0.4), "mqls_per_rep": load}))

    assert evidence.reason is not None
    assert evidence.reason.startswith("It does not count: a rep is handed 130 qualified leads a month")
