"""Rolling exports of recurring revenue: what two of them say of the same months."""

from __future__ import annotations

import pytest
from written import dataset

from revops.choosing import make_choices
from revops.dataset import Dataset
from revops.intake.shared_months import EACH, ONCE

LEDGERS = (
    "Customer,Month,MRR,Currency\nA,2025-01,5,EUR\nA,2025-02,5,EUR\nB,2025-02,7,EUR\nC,2025-02,1,EUR\n",
    "Customer,Month,MRR,Currency\nA,2025-02,5,EUR\nB,2025-02,7,EUR\nA,2025-03,6,EUR\n",
)
MATRICES = (
    "Customer,MRR Jan 2025,MRR Feb 2025\nA,5,5\nB,,7\nC,,1\n",
    "Customer,MRR Feb 2025,MRR Mar 2025\nA,5,6\nB,7,\n",
)
ROLLED = [("A", "2025-01-01", "2025-03-01", 5), ("A", "2025-03-01", "None", 6)]
ROLLED += [("B", "2025-02-01", "2025-03-01", 7), ("C", "2025-02-01", "2025-03-01", 1)]


@pytest.mark.parametrize("files", [LEDGERS, LEDGERS[::-1], MATRICES])
def test_months_that_two_exports_share_count_once_and_are_asked_about(files):
    found = dataset(*files)
    assert sorted(spans(found)) == ROLLED
    (asked,) = (each for each in found.assumptions if each.of == "shared months")
    assert (asked.options, asked.because) == (
        (ONCE, EACH),
        "Amounts of one customer and month that stand in both: 2; the same in both: 2.",
    )


def test_rows_of_shared_months_are_set_aside_with_where_they_count():
    older = dataset(*LEDGERS).sheets[0]
    assert [(problem.code, problem.rows, problem.sets_aside) for problem in older.problems] == [
        ("DUPLICATE", (3, 4), True)
    ]
    assert older.problems[0].hint.startswith("“export1.csv” tells of the same customer and month")


def test_months_taken_from_a_later_matrix_are_noted():
    assert "2025-02 to 2025-02 are taken from “export1.csv”, for the customers that stand there too" in (
        dataset(*MATRICES).sheets[0].notes
    )


def test_shared_months_when_each_is_said_to_count_stand_side_by_side():
    found = dataset(*MATRICES, choices=make_choices(settled={"subscriptions.mrr[shared months]": EACH}))
    assert sum(row["mrr"] for row in found.tables["subscriptions"].to_pylist()) == 5 + 7 + 1 + 5 + 6 + 7
    assert {each.about for each in found.assumptions} == {"subscriptions.currency"}


def test_amounts_of_other_plans_in_the_same_months_are_not_asked_about():
    files = (f"Customer,Plan,Month,MRR\nA,{plan},2025-01,5\nA,{plan},2025-02,5\n" for plan in ("Pro", "Support"))
    found = dataset(*files)
    assert [row["ended_on"] for row in found.tables["subscriptions"].to_pylist()] == [None, None]
    assert not [each for each in found.assumptions if each.of == "shared months"]


def spans(found: Dataset) -> list[tuple[str, str, str, float]]:
    rows = found.tables["subscriptions"].to_pylist()
    return [(row["customer"], str(row["started_on"]), str(row["ended_on"]), row["mrr"]) for row in rows]
