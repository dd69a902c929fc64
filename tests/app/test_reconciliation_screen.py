"""The part of the scorecard that says where two files tell different stories."""

from __future__ import annotations

from acting import drop, said, show

DEALS = """Deal ID,Account,Stage,Amount,Currency,Created,Closed
1,Elsewhere,Won,100,EUR,2025-02-01,2025-02-02
2,=cmd|Northwind,Won,1200,EUR,2025-02-10,2025-03-01
3,Southwind,Won,1200,EUR,2025-02-10,2025-03-01
4,Zero,Lost,10,EUR,2025-02-10,2025-12-31
"""
SUBSCRIPTIONS = """Subscription ID,Customer,Start date,MRR,Currency
1,Southwind,2025-03-01,100,EUR
2,Oldest,2025-01-15,10,EUR
"""


def opened(visit):
    app = drop(visit("data"), content=DEALS)
    drop(app, "subscriptions.csv", SUBSCRIPTIONS)
    app.query_params["part"] = "reconciliation"
    return show(app, "scorecard")


def test_cases_stand_with_money_and_rows(visit):
    app = opened(visit)
    assert "Won in the CRM, never billed: 2, €1,300 at stake" in said(app).replace("**", "")
    table = app.dataframe[0].value
    assert table["Which"].tolist() == ["=cmd|Northwind", "Elsewhere"]
    assert table["In your files"].tolist() == ["deals.csv, row 3", "deals.csv, row 2"]


def test_what_could_not_be_compared_says_what_it_takes(visit):
    words = said(opened(visit))
    assert "Not compared" in words
    assert "One file of leads cannot be held against another" in words


def test_scorecard_leads_there(visit):
    app = drop(visit("data"), content=DEALS)
    assert not app.exception
    labels = [link.proto.label for link in show(app, "scorecard").get("page_link")]
    assert "Where your files disagree" in labels
