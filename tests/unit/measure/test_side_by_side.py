"""Metrics read by several threads at a time."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from builders import from_csv

from revops.engine.duckdb import Session
from revops.measure import measure, side_by_side
from revops.measure.side_by_side import side_by_side as read_side_by_side
from revops.measure.source import opened
from revops.measure.windows import default_window

TODAY = date(2026, 6, 30)
SUBSCRIPTIONS = "customer,started_on,ended_on,mrr\n" + "\n".join(
    f"C{number},2025-{1 + number % 12:02d}-01,,{100 + number}" for number in range(40)
)
DEALS = "deal_id,account,owner,opened_on,closed_on,outcome,amount\n" + "\n".join(
    f"D{number},C{number},R{number % 3},2025-{1 + number % 12:02d}-01,2025-{1 + number % 12:02d}-20,"
    f"{'won' if number % 3 else 'lost'},{number}"
    for number in range(60)
)


def test_threads_find_what_one_finds(monkeypatch: pytest.MonkeyPatch):
    data = from_csv(deals=DEALS, subscriptions=SUBSCRIPTIONS)
    monkeypatch.setattr(side_by_side, "AT_ONCE", 3)
    several = measure(data, today=TODAY)
    monkeypatch.setattr(side_by_side, "AT_ONCE", 1)
    assert several == measure(data, today=TODAY)


def test_threads_make_each_view_once(monkeypatch: pytest.MonkeyPatch):
    kept: Counter[str] = Counter()
    keep = Session.keep

    def counted(self: Session, name: str, sql: str) -> None:
        kept[name] += 1
        keep(self, name, sql)

    monkeypatch.setattr(Session, "keep", counted)
    monkeypatch.setattr(side_by_side, "AT_ONCE", 3)
    measure(from_csv(deals=DEALS, subscriptions=SUBSCRIPTIONS), today=TODAY)
    assert kept["customer_months"] == 1
    assert set(kept.values()) == {1}


def test_what_one_thread_raises_comes_out():
    data = from_csv(deals=DEALS)

    def fail(_source: object, number: int) -> int:
        if number == 7:
            raise LookupError("the seventh")
        return number

    with (
        opened(data, default_window(data, today=TODAY), TODAY) as source,
        pytest.raises(LookupError, match="the seventh"),
    ):
        read_side_by_side(source, fail, range(12))


def test_what_is_derived_ends_with_the_call():
    data = from_csv(subscriptions=SUBSCRIPTIONS)
    measure(data, keys=["mrr"], today=TODAY)
    with opened(data, default_window(data, today=TODAY), TODAY) as source:
        assert source.session.rows("select count(*) from duckdb_tables() where table_name = 'customer_months'") == [
            (0,)
        ]
