"""Two files of one company held against each other: what differs, with the rows in the user's own files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from revops.dataset import Dataset
from revops.intake import Upload, read
from revops.measure import measure
from revops.reconciliation import Comparison, Finding, listed, reconcile

TODAY = date(2026, 1, 31)
DEALS = """Deal ID,Account,Stage,Amount,Currency,Created,Closed
1,Elsewhere,Won,100,EUR,2025-02-01,2025-02-02
2,Northwind,Won,1200,EUR,2025-02-10,2025-03-01
3,Southwind Ltd,Won,1200,EUR,2025-02-10,2025-03-01
4,Eastwind,Won,2400,EUR,2025-02-10,2025-03-01
5,Zero,Lost,10,EUR,2025-02-10,2025-12-31
"""
SUBSCRIPTIONS = """Subscription ID,Customer,Start date,End date,MRR,Currency
1,southwind,2025-03-01,,100,EUR
2,Eastwind,2025-03-10,,100,EUR
3,Westwind,2025-04-01,,50,EUR
4,Oldest,2025-02-15,,10,EUR
"""
MARKETING = """Lead ID,Created,Source,Campaign
L1,2025-03-01,Webinar,Spring
L2,2025-03-02,Webinar,Spring
L3,2025-03-03,Ads,Spring
L4,2025-04-04,Ads,Spring
"""
CRM_LEADS = """Lead ID,Created,Source,Lead status
L1,2025-03-01,Webinar,Working
L2,2025-03-02,Ads,Working
L4,2025-04-04,Ads,New
L5,2025-03-05,Ads,New
"""
FORECASTS = """Period start,Period end,Made on,Forecast,Actual
2025-01-01,2025-03-31,2025-01-02,1000,1040
2025-04-01,2025-06-30,2025-04-01,1000,700
2025-07-01,2025-09-30,2025-07-01,1000,1000
"""
COMPANIES = """Customer,Name,Industry,Churned on,churn_flag
southwind,Southwind,Trade,2025-06-01,TRUE
Eastwind,Eastwind,Trade,,FALSE
"""


def opened(**files: str) -> Dataset:
    return read([Upload(f"{name}.csv", text.encode()) for name, text in files.items()], today=TODAY)


def compared(key: str, **files: str) -> Comparison:
    return next(each for each in reconcile(opened(**files), today=TODAY) if each.key == key)


def who(findings: tuple[Finding, ...]) -> Mapping[str, list[str]]:
    return {finding.key: [each.who for each in finding.differences] for finding in findings}


def test_crm_and_billing_then_each_disagreement_by_its_kind():
    found = compared("billing", deals=DEALS, subscriptions=SUBSCRIPTIONS)
    assert found.compared == 4 + 1
    assert who(found.findings) == {
        "not_billed": ["Northwind"],
        "not_won": ["Westwind", "Oldest"],
        "differs": ["Eastwind"],
    }


def test_amounts_at_stake_and_rows_of_both_files_are_named():
    found = compared("billing", deals=DEALS, subscriptions=SUBSCRIPTIONS)
    differs = found.findings[2]
    assert differs.at_stake == {"EUR": 1200.0}
    assert (differs.differences[0].one, differs.differences[0].other) == (2400.0, 1200.0)
    assert list(map(str, differs.differences[0].places)) == ["deals.csv, row 5", "subscriptions.csv, row 3"]


def test_names_that_are_nearly_the_same_are_named():
    found = compared("billing", deals=DEALS.replace("Northwind", "Western Traders"), subscriptions=NEARLY)
    assert "Western Traders and Western Tradders" in " ".join(found.notes)


NEARLY = SUBSCRIPTIONS + "5,Western Tradders,2025-03-02,,100,EUR\n"


def test_name_that_is_like_one_of_the_other_file_is_named_with_it():
    deals = DEALS.replace("Northwind", "Umbrella Inc")
    found = compared("billing", deals=deals, subscriptions=SUBSCRIPTIONS.replace("Westwind", "Umbrela Inc."))
    assert [each.called for each in found.findings[0].differences] == [
        "Umbrella Inc (or is it Umbrela Inc., 88% alike?)"
    ]
    near = {each.who: each.near for each in found.findings[1].differences}
    assert near == {"Umbrela Inc.": "Umbrella Inc, 88% alike", "Oldest": ""}


def test_names_with_other_numbers_are_not_alike():
    deals = DEALS.replace("Northwind", "Company 12")
    found = compared("billing", deals=deals, subscriptions=SUBSCRIPTIONS.replace("Westwind", "Company 13"))
    assert {each.near for finding in found.findings for each in finding.differences} == {""}


def test_amounts_in_two_currencies_are_not_compared():
    found = compared("billing", deals=DEALS, subscriptions=SUBSCRIPTIONS.replace("100,EUR", "100,USD"))
    assert "differs" not in who(found.findings)


def test_one_file_alone_then_what_would_unlock_the_other():
    found = compared("billing", deals=DEALS)
    assert found.reason
    assert "subscriptions" in found.reason
    assert not found.findings


def test_leads_of_two_files_by_month_and_source_and_by_id():
    found = compared("leads", marketing=MARKETING, crm=CRM_LEADS)
    assert who(found.findings) == {
        "counts": ["2025-03, Ads", "2025-03, Webinar"],
        "first_alone": ["L5"],
        "second_alone": ["L3"],
    }
    assert [(each.one, each.other) for each in found.findings[0].differences] == [(2, 1), (1, 2)]


def test_leads_without_a_common_id_then_told_that_they_count_twice():
    found = compared("leads", marketing=MARKETING, crm=CRM_LEADS.replace("\nL", "\n00Q"))
    assert "counts twice" in found.notes[0]
    assert list(who(found.findings)) == ["counts"]


def test_leads_of_different_days_then_not_compared():
    later = CRM_LEADS.replace("2025-0", "2024-0").replace("\nL", "\nK")
    found = compared("leads", marketing=MARKETING, crm=later)
    assert found.reason == "The files of leads cover different days, so they cannot be held against each other."


def test_forecasts_up_to_five_per_cent_apart_have_come_true():
    found = compared("forecasts", forecasts=FORECASTS)
    assert found.compared == 2
    assert who(found.findings) == {"missed": ["2025-04-01 to 2025-06-30"]}
    assert found.findings[0].differences[0].at_stake == 300.0
    assert str(found.findings[0].differences[0].places[0]) == "forecasts.csv, row 3"


def test_customer_called_lost_and_still_paying_is_named():
    found = compared("cancellations", subscriptions=SUBSCRIPTIONS, companies=COMPANIES)
    assert who(found.findings) == {"lost_and_paying": ["southwind"]}
    assert found.findings[0].differences[0].at_stake == 1200.0


EVENTS = """churn_event_id,account_id,churn_date,reason_code
1,Southwind,2025-06-01,price
2,Eastwind,2025-03-09,price
3,Nobody,2025-06-01,price
4,Westwind,2025-05-01,price
4,Westwind,2025-07-01,support
"""


def test_list_of_cancellations_is_held_against_subscriptions_that_began_before():
    found = compared("cancellations", subscriptions=SUBSCRIPTIONS, churn=EVENTS)
    assert found.compared == 3
    assert who(found.findings) == {"lost_and_paying": ["southwind", "Westwind"]}
    westwind = found.findings[0].differences[1]
    assert (str(westwind.on), westwind.at_stake) == ("2025-07-01", 600.0)


def test_customers_called_cancelled_and_still_paying_are_a_caution_of_what_stays():
    data = opened(subscriptions=SUBSCRIPTIONS, churn=EVENTS)
    reading = measure(data, keys=["customer_churn_rate"], slices=(), today=TODAY)["customer_churn_rate"]
    assert reading.notes[-1] == (
        "Customers that a file calls cancelled and that still pay by the subscriptions: 2. True churn may be higher, "
        "and what stays lower; the disagreements between the files name them."
    )


def test_flags_of_churn_from_which_nothing_is_made_are_told():
    found = compared("cancellations", subscriptions=SUBSCRIPTIONS, companies=COMPANIES)
    assert "“churn_flag” in companies.csv" in " ".join(found.notes)


def test_list_of_cancellations_that_is_left_out_is_told_with_what_churn_reads():
    events = "churn_event_id,churn_date,reason_code\n1,2025-06-01,price\n"
    found = compared("cancellations", subscriptions=SUBSCRIPTIONS, churn=events)
    assert found.notes[0].startswith("churn.csv is a list of cancellations, and none of its rows counts")
    assert "reads 0.00% a month" in found.notes[0]


def test_no_files_then_every_comparison_says_what_is_missing():
    assert all(each.reason for each in reconcile(opened(), today=TODAY))


def test_list_to_download_has_a_row_for_each_case():
    found = reconcile(opened(deals=DEALS, subscriptions=SUBSCRIPTIONS), today=TODAY)
    table = listed(*found)
    assert table.num_rows == sum(each.differences for each in found) == 4
    assert table["rows"].to_pylist()[0] == "deals.csv, row 3"
