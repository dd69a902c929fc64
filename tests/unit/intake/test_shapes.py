"""Movements, product lines and histories of fields come out as the rows they stand for."""

from __future__ import annotations

import pytest
from written import column, dataset, only_sheet, problems

from revops.choices import Choices


def periods(text: str) -> list[tuple[str, str, str | None, float]]:
    rows = dataset(text).tables["subscriptions"].to_pylist()
    return [
        (row["customer"], str(row["started_on"]), row["ended_on"] and str(row["ended_on"]), row["mrr"]) for row in rows
    ]


@pytest.mark.parametrize(("down", "away"), [("20", "130"), ("-20", "-130")])
def test_movements_add_up_to_what_a_customer_pays(down, away):
    text = "Month,Customer,Movement Type,Amount\n2025-01,Acme,New,100\n2025-03,Acme,Expansion,50\n"
    text += f"2025-04,Acme,Contraction,{down}\n2025-06,Acme,Churn,{away}\n2025-02,Beta,Starting MRR,70\n"
    assert only_sheet(text).shape == "movements"
    assert periods(text) == [
        ("Acme", "2025-01-01", "2025-03-01", 100),
        ("Acme", "2025-03-01", "2025-04-01", 150),
        ("Acme", "2025-04-01", "2025-06-01", 130),
        ("Beta", "2025-02-01", None, 70),
    ]


def test_movement_on_a_day_counts_from_that_day():
    text = "Customer,Date,Event Type,MRR Amount\nAcme,2025-01-15,new,100\nAcme,2025-02-20,upgrade,10\n"
    assert [period[1] for period in periods(text)] == ["2025-01-15", "2025-02-20"]


def test_movement_that_takes_more_than_there_was_is_told():
    text = "Month,Customer,Movement,Amount\n2025-01,A,New,100\n2025-02,A,Churn,130\n2025-01,B,New,5\n"
    assert problems(text) == [("BELOW_ZERO", "mrr", (3,))]
    assert [period[0] for period in periods(text)] == ["A", "B"]


def test_movement_of_an_unknown_kind_is_set_aside():
    kinds = ["New", "Expansion", "Contraction", "Churn", "Upgrade", "Downgrade", "Opening", "Cancelled", "Lost", "Neu"]
    lines = "".join(f"2025-01,{kind},{kind},5\n" for kind in [*kinds, "Magic"])
    assert problems("Month,Customer,Movement,Amount\n" + lines)[0] == ("UNKNOWN_MOVEMENT", None, (12,))


HEAD = "Opportunity ID,Account Name,Stage,Close Date,Product Name,Amount"


def test_product_lines_become_deals_with_the_amounts_added_up():
    text = (
        f"{HEAD}\nD1,Acme,Won,2025-02-01,Seats,100\nD1,Acme,Won,2025-02-01,Support,20\nD2,Beta,Won,2025-02-03,Seats,7\n"
    )
    sheet = only_sheet(text)
    assert column(text, "deals", "amount") == [120, 7]
    assert (sheet.rows_used, sheet.duplicates) == (3, 0)
    assert sheet.notes[-1] == "2 product lines are 1 deal: their amounts are added up"


def test_product_of_a_deal_with_several_lines_names_each_once_as_it_is_meant():
    sold = [("D1", "GTXPro"), ("D2", "GTXPro"), ("D1", "Support"), ("D1", "GTX Pro")]
    lines = "".join(f"{deal},Acme,Won,2025-02-01,{product},{at}\n" for at, (deal, product) in enumerate(sold, 1))
    meant = Choices(same_names={"GTXPro": "GTX Pro"})
    assert column(f"{HEAD}\n{lines}", "deals", "product", meant) == ["GTX Pro + Support", "GTX Pro"]


def test_amount_that_stands_on_each_product_line_counts_once():
    text = f"{HEAD},Sales Price\nD1,Acme,Won,2025-02-01,Seats,120,100\nD1,Acme,Won,2025-02-01,Support,120,20\n"
    assert column(text, "deals", "amount") == [120]
    assert not dataset(text).assumptions[1:]


def test_same_amount_on_all_lines_without_prices_is_asked_about():
    text = f"{HEAD}\nD1,Acme,Won,2025-02-01,Seats,60\nD1,Acme,Won,2025-02-01,Support,60\n"
    assert column(text, "deals", "amount") == [60]
    assert "deals.amount" in [assumption.about for assumption in dataset(text).assumptions]


def test_deal_listed_twice_with_one_product_stays_a_duplicate():
    text = f"{HEAD}\nD1,Acme,Won,2025-02-01,Seats,100\nD1,Acme,Won,2025-02-01,Seats,100\n"
    assert only_sheet(text).duplicates == 1


def test_lines_of_a_deal_in_two_files_count_once():
    text = f"{HEAD}\nD1,Acme,Won,2025-02-01,Seats,100\nD1,Acme,Won,2025-02-01,Support,20\n"
    assert dataset(text, text).tables["deals"]["amount"].to_pylist() == [120]


def test_history_of_all_fields_keeps_the_changes_of_the_stage():
    text = "Opportunity ID,Feld,Old Value,New Value,Edit Date\nD1,Stage,A,Proposal,2025-01-01\n"
    text += "D1,Amount,5,10,2025-01-02\nD1,Stage,Proposal,Won,2025-02-01\n"
    assert column(text, "stage_changes", "stage") == ["Proposal", "Won"]
    assert problems(text) == [("OTHER_RECORD", None, (3,))]
