from __future__ import annotations

from written import column, dataset, only_sheet

HEAD = "Deal ID,Company,Stage,Amount EUR,Signature date,Start date\n"


def test_start_after_the_signature_is_the_contracts_and_no_day_of_opening():
    text = HEAD + "1,Acme,Won,1200,2025-01-03,2025-02-14\n2,Bolt,Won,800,2025-01-10,2025-03-20\n"
    assert column(text, "deals", "opened_on") == [None, None]
    assert any("start of contracts" in note for note in only_sheet(text).notes)


def test_start_before_the_signature_stays_the_day_of_opening():
    text = HEAD + "1,Acme,Won,1200,2025-02-14,2025-01-03\n2,Bolt,Won,800,2025-03-20,2025-01-10\n"
    assert None not in column(text, "deals", "opened_on")


def test_start_beside_an_end_is_asked_about():
    text = "Deal ID,Company,Stage,Amount EUR,Start date,End date\n1,Acme,Won,1200,2025-01-03,2026-01-02\n"
    assert "deals.opened_on" in [each.about for each in dataset(text).assumptions]


def test_candidates_are_no_deals():
    text = "Candidate,Role,Stage,Salary,Applied,Closed\nA,AE,Offer,1000,2025-01-03,2025-02-14\n"
    assert not dataset(text).sheets
