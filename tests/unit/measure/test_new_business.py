from __future__ import annotations

from builders import dataset

from revops.assessment import evidence_readings
from revops.dataset import EMPTY
from revops.diagnostic.answers import Answers
from revops.measure import default_window, measure
from revops.measure.new_business import NOTE, new_business

OPEN = {"outcome": "open", "opened_on": "2026-01-01"}
LATE, SOON = {**OPEN, "expected_close_on": "2026-02-01"}, {**OPEN, "expected_close_on": "2026-12-01"}
LAST = {"outcome": "won", "opened_on": "2026-01-01", "closed_on": "2026-06-01"}


def test_renewals_and_expansions_then_left_out():
    data = dataset(deals=[{"kind": "new"}, {"kind": None}, {"kind": "renewal"}, {"kind": "expansion"}])

    assert new_business(data).tables["deals"]["kind"].to_pylist() == ["new", None]


def test_nothing_but_new_business_then_the_dataset_itself():
    data = dataset(deals=[{"kind": "new"}, {}])

    assert new_business(data) is data
    assert new_business(EMPTY) is EMPTY


def test_signs_are_read_on_new_business_while_the_scorecard_counts_all():
    data = dataset(deals=[LAST, {**LATE, "kind": "new"}, {**SOON, "kind": "renewal"}])
    window = default_window(data)
    have = measure(data, window=window)

    behind = evidence_readings(data, window, have=have, said=Answers())

    assert (have["overdue_deal_share"].value, behind["overdue_deal_share"].value) == (0.5, 1.0)
    assert NOTE in behind["overdue_deal_share"].notes
    assert behind["crm_billing_mismatch"] is have["crm_billing_mismatch"]


def test_signs_without_renewals_then_the_readings_that_are_there():
    data = dataset(deals=[LAST, LATE, SOON])
    window = default_window(data)
    have = measure(data, window=window)

    behind = evidence_readings(data, window, have=have, said=Answers())

    assert all(reading is have[key] for key, reading in behind.items())
