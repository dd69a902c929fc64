"""Leads as each of two files has them, those included that stand in both."""

from __future__ import annotations

from datetime import date

import pytest

from revops.intake import Upload, read
from revops.measure import default_window, measure
from revops.measure.lead_files import lead_files

MARKETING = b"""Lead ID,Created Date,Lead Source,MQL Date
L1,2026-01-05,Search,2026-01-06
L2,2026-01-06,Search,2026-01-07
L3,2026-02-06,Event,2026-02-07
"""
CRM = b"""Lead ID,Created Date,Lead Source,Lead Status
L1,2026-01-05,Search,Open
L3,2026-02-06,Event,Working
L9,2026-02-07,Referral,Working
"""
TODAY = date(2026, 3, 1)


@pytest.fixture(scope="module")
def dataset():
    return read([Upload("marketing.csv", MARKETING), Upload("crm.csv", CRM)], today=TODAY)


def test_lead_in_both_files_stands_once_in_each(dataset):
    found = sorted((row["file"], row["lead_id"]) for row in lead_files(dataset).to_pylist())
    assert found == [
        ("crm.csv", "L1"),
        ("crm.csv", "L3"),
        ("crm.csv", "L9"),
        ("marketing.csv", "L1"),
        ("marketing.csv", "L2"),
        ("marketing.csv", "L3"),
    ]


def test_files_differ_by_the_lead_that_one_does_not_have(dataset):
    window = default_window(dataset, today=TODAY, all_time=True)
    reading = measure(dataset, keys=["lead_count_mismatch"], window=window, today=TODAY)["lead_count_mismatch"]
    assert reading.value == pytest.approx(1 / 3)
    assert reading.n == 2


def test_deals_alone_have_no_files_of_leads():
    deals = read([Upload("deals.csv", b"Deal ID,Stage,Close Date\nD1,Closed Won,2026-01-05\n")], today=TODAY)
    assert lead_files(deals).num_rows == 0
