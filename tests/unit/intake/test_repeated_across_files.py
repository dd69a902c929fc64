"""The same line in two files, and movements that one file begins and another ends."""

from __future__ import annotations

from written import dataset

MOVES = "Date,Customer,Movement,MRR change,Currency\n"
JANUARY = f"{MOVES}2025-01-05,A,New,200,EUR\n2025-01-09,A,Contraction,-50,EUR\n2025-01-07,B,New,20,EUR\n"
INVOICES = "Invoice,Customer,Date,Net,From,To,Currency\n"
FEBRUARY_BILL = "2,A,2025-02-01,119,2025-02-01,2025-02-28,EUR\n"


def test_invoice_that_two_exports_hold_counts_once():
    found = dataset(
        f"{INVOICES}1,A,2025-01-01,119,2025-01-01,2025-01-31,EUR\n{FEBRUARY_BILL}",
        f"{INVOICES}{FEBRUARY_BILL}3,A,2025-03-01,119,2025-03-01,2025-03-31,EUR\n",
    )
    assert found.tables["invoices"]["invoice_id"].to_pylist() == ["1", "2", "3"]
    assert [(each.code, each.rows) for each in found.sheets[1].problems] == [("DUPLICATE", (2,))]


def test_movements_of_several_files_are_one_ledger():
    february = f"{MOVES}2025-01-07,B,New,20,EUR\n2025-02-10,A,Churn,-150,EUR\n2025-02-20,B,Expansion,10,EUR\n"
    found = dataset(JANUARY, february)
    rows = found.tables["subscriptions"].to_pylist()
    assert sorted((row["customer"], str(row["started_on"]), str(row["ended_on"]), row["mrr"]) for row in rows) == [
        ("A", "2025-01-05", "2025-01-09", 200),
        ("A", "2025-01-09", "2025-02-10", 150),
        ("B", "2025-01-07", "2025-02-20", 20),
        ("B", "2025-02-20", "None", 30),
    ]
    assert [each.code for sheet in found.sheets for each in sheet.problems] == ["DUPLICATE"]
    assert found.sheets[0].notes[-1] == "“export.csv” and “export1.csv” are read together as one list of movements"


def test_more_taken_away_than_there_was_is_told_once_in_its_file():
    found = dataset(JANUARY, f"{MOVES}2025-02-10,A,Churn,-250,EUR\n2025-02-20,B,Expansion,10,EUR\n")
    assert [[(each.code, each.rows) for each in sheet.problems] for sheet in found.sheets] == [
        [], [("BELOW_ZERO", (2,))]
    ]  # fmt: skip
