"""Deals without ids that stand in two exports: one that was open in the first is won in the second."""

from __future__ import annotations

from written import dataset

from revops.choices import Choices

HEADER = "Name,Company,Amount,Stage,Created,Closed\n"
FIRST = f"{HEADER}Seats,Acme,1000,Open,2025-01-02,\nPilot,Beta,500,Won,2025-01-03,2025-01-20\n"
NEXT = f"{HEADER}Seats,Acme,900,Won,2025-01-02,2025-02-10\nPilot,Gamma,700,Lost,2025-02-03,2025-02-20\n"


def deals(*texts: str, choices: Choices | None = None) -> list[tuple[str, float, str]]:
    rows = dataset(*texts, choices=choices).tables["deals"].to_pylist()
    return [(row["account"], row["amount"], row["outcome"]) for row in rows]


def test_deal_that_two_exports_hold_counts_once_as_the_later_event_has_it_and_is_asked_about():
    found = dataset(FIRST, NEXT)
    once = [("Acme", 900, "won"), ("Beta", 500, "won"), ("Gamma", 700, "lost")]
    assert sorted(deals(FIRST, NEXT)) == sorted(deals(NEXT, FIRST)) == once
    (problem,) = found.sheets[0].problems
    assert (problem.code, problem.rows) == ("CONFLICTING_DUPLICATE", (2,))
    (asked,) = [each for each in found.assumptions if each.about == "deals.alike"]
    assert asked.because == (
        "1 row stands in another sheet too with the same “Name”, “Company”, “Created”, and without an id."
    )


def test_deals_alike_in_two_exports_each_count_where_the_user_says_so():
    each = Choices(settled={"deals.alike": "each counts"})
    assert len(deals(FIRST, NEXT, choices=each)) == 4


def test_deals_that_one_sheet_holds_twice_are_not_compared_with_another():
    twice = FIRST + "Seats,Acme,300,Open,2025-01-02,\n"
    assert len(deals(twice, NEXT)) == 5


def test_deals_with_ids_or_with_a_name_alone_are_told_apart():
    with_ids = [text.replace("Name", "Deal ID,Name").replace("\nSeats", f"\n{at},Seats").replace("\nPilot", "\n9,Pilot")
                for at, text in enumerate((FIRST, NEXT))]  # fmt: skip
    assert ("Acme", 1000, "open") in deals(*with_ids)
    named = [f"Name,Amount,Stage,Closed\nSeats,{amount},Won,2025-0{amount}-10\n" for amount in (2, 3)]
    assert len(dataset(*named).tables["deals"]) == 2
