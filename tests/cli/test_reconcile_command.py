"""`reconcile` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

DEALS = """Deal ID,Account,Stage,Amount,Currency,Created,Closed
1,Elsewhere,Won,100,EUR,2025-02-01,2025-02-02
2,Northwind,Won,1200,EUR,2025-02-10,2025-03-01
3,Southwind,Won,1200,EUR,2025-02-10,2025-03-01
4,Zero,Lost,10,EUR,2025-02-10,2025-12-31
"""
SUBSCRIPTIONS = """Subscription ID,Customer,Start date,MRR,Currency
1,Southwind,2025-03-01,100,EUR
2,Oldest,2025-01-15,10,EUR
"""


def files(folder: Path) -> tuple[Path, Path]:
    deals, subscriptions = folder / "deals.csv", folder / "subscriptions.csv"
    deals.write_text(DEALS)
    subscriptions.write_text(SUBSCRIPTIONS)
    return deals, subscriptions


def test_text_names_each_case_with_its_rows_and_the_money(run, tmp_path: Path):
    found = run("reconcile", *files(tmp_path))
    assert found.code == 0
    assert "Won in the CRM, never billed: 2, €1,300" in found.out
    assert "deals.csv, row 3" in found.out
    assert "Not compared, and what would unlock it" in found.out


def test_json_has_every_case(run, tmp_path: Path):
    document = json.loads(run("reconcile", *files(tmp_path), "--json").out)
    billing = document["comparisons"][0]
    assert (billing["key"], billing["compared"], billing["reason"]) == ("billing", 3, None)
    case = billing["findings"][0]["cases"][0]
    assert (case["who"], case["at_stake"], case["currency"]) == ("Northwind", 1200.0, "EUR")
    assert case["rows"] == [{"file": "deals.csv", "sheet": None, "row": 3}]
    assert billing["findings"][0]["at_stake"] == [{"currency": "EUR", "amount": 1300.0}]


def test_window_given_twice_then_wrong_usage(run, tmp_path: Path):
    found = run("reconcile", *files(tmp_path), "--all-time", "--since", "2025-01-01")
    assert found.code == 2
    assert "--all-time is the whole file" in found.err
