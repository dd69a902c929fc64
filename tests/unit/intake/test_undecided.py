"""What two readings are possible of is told with both as answers; what cannot be read is not taken for nothing."""

from __future__ import annotations

from written import column, dataset, only_sheet, problems

from revops.choices import Choices
from revops.intake.product_lines import OF_DEAL, OF_LINE

LINES = "Deal ID,Deal,Product,Line amount,Stage,Created,Closed\n1,A,Pro,100,Won,2025-01-03,2025-02-03\n"
LINES += "1,A,Addon,100,Won,2025-01-03,2025-02-03\n2,B,Pro,100,Lost,2025-01-03,2025-02-03\n"


def test_amounts_of_lines_make_the_amount_of_the_deal():
    assert column(LINES, "deals", "amount") == [200, 100]
    assert problems(LINES) == []
    assert only_sheet(LINES).notes[-1] == "2 product lines are 1 deal: their amounts are added up"


def test_same_amount_on_all_lines_can_be_settled():
    text = LINES.replace("Line amount", "Amount (EUR)")
    (assumption,) = dataset(text).assumptions
    assert (assumption.about, assumption.options) == ("deals.amount", (OF_DEAL, OF_LINE))
    assert column(text, "deals", "amount") == [100, 100]
    assert column(text, "deals", "amount", Choices(settled={"deals.amount": OF_LINE})) == [200, 100]


def test_product_that_is_used_for_nothing_is_named():
    text = "Deal ID,Product,Amount,Stage\n1,GTXPro,5,Won\n2,GTX Basic,6,Lost\n"
    assert only_sheet(text).unused == ("Product",)


DATES = "Deal,Deal value (EUR),Stage,Created,Signed date,Close date\nA,1,Won,2025-01-03,2025-02-14,2025-02-20\n"
DATES += "B,2,Lost,2025-01-03,,2025-02-21\n"


def test_two_columns_that_may_be_the_close_are_asked_about():
    (assumption,) = dataset(DATES).assumptions
    assert (assumption.about, assumption.options) == ("deals.closed_on", ("Close date", "Signed date"))
    settled = Choices(settled={"deals.closed_on": "Signed date"})
    assert [str(day) for day in column(DATES, "deals", "closed_on", settled)] == ["2025-02-14", "None"]


def test_two_columns_with_the_same_days_are_not_asked_about():
    assert dataset(DATES.replace("2025-02-14", "2025-02-20").replace(",,2", ",2025-02-21,2")).assumptions == ()


def test_month_of_a_matrix_that_cannot_be_read_is_no_churn():
    text = "Customer,Jan 2025,Feb 2025,Mar 2025\nAcme,100,#N/A,100\nBeta,50,soon,60\nCid,50,,50\n"
    rows = dataset(text).tables["subscriptions"].to_pylist()
    assert [(row["customer"], str(row["started_on"]), str(row["ended_on"]), row["mrr"]) for row in rows] == [
        ("Acme", "2025-01-01", "None", 100),
        ("Beta", "2025-01-01", "2025-03-01", 50),
        ("Beta", "2025-03-01", "None", 60),
        ("Cid", "2025-01-01", "2025-02-01", 50),
        ("Cid", "2025-03-01", "None", 50),
    ]
    assert problems(text) == [("UNPARSED_NUMBER", "mrr", (3,)), ("ERROR_CELL", "mrr", (2,))]


def test_month_without_spend_is_no_row():
    text = "Channel,Jan-25,Feb-25,Mar-25\nGoogle,500,600,700\nLinkedIn,100,100,\n"
    assert column(text, "spend", "amount") == [500, 100, 600, 100, 700]
