"""Metrics read by several threads at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from builders import from_csv

from revops.engine.duckdb import Session
from revops.measure import compare, measure, readings, side_by_side
from revops.measure.side_by_side import side_by_side as read_side_by_side
from revops.measure.source import opened
from revops.measure.windows import default_window
from revops.metric import Metric
from revops.metrics import METRICS
from revops.reading import Reading
from revops.vocabulary import Slice

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


def test_views_of_large_tables_that_no_metric_waits_for_are_let_go_once(monkeypatch: pytest.MonkeyPatch):
    dropped: Counter[str] = Counter()
    drop = Session.drop

    def counted(self: Session, name: str) -> None:
        dropped[name] += 1
        drop(self, name)

    monkeypatch.setattr(Session, "drop", counted)
    monkeypatch.setattr(side_by_side, "LARGE", 50)
    measure(from_csv(deals=DEALS, subscriptions=SUBSCRIPTIONS), keys=["mrr", "arr", "win_rate"], today=TODAY)
    assert dropped["customer_months"] == 1
    assert set(dropped.values()) == {1}


def test_large_tables_are_read_by_one_thread(monkeypatch: pytest.MonkeyPatch):
    opened_beside = []
    monkeypatch.setattr(Session, "beside", lambda self: opened_beside.append(self))
    monkeypatch.setattr(side_by_side, "LARGE", 50)
    measure(from_csv(deals=DEALS), today=TODAY)
    assert not opened_beside


def test_what_one_thread_raises_comes_out():
    data = from_csv(deals=DEALS)

    def fail(_source: object, metric: Metric) -> None:
        if metric.key == "mrr":
            raise LookupError("the recurring revenue")

    with (
        opened(data, default_window(data, today=TODAY), TODAY) as source,
        pytest.raises(LookupError, match="the recurring revenue"),
    ):
        read_side_by_side(source, list(METRICS.values()), ask=fail, read=lambda _source, metric: metric.key)


def test_all_that_the_readings_ask_has_been_asked_before(monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []
    rows = Session.rows

    def counted(self: Session, sql: str, parameters: Mapping[str, object] | None = None) -> Sequence[tuple[Any, ...]]:
        asked.append(sql)
        return rows(self, sql, parameters)

    late: list[str] = []
    read = readings.reading

    def reading(*arguments: Any) -> Reading:
        before = len(asked)
        found = read(*arguments)
        late.extend(sql for sql in asked[before:] if "quantile_disc" not in sql)
        return found

    monkeypatch.setattr(Session, "rows", counted)
    monkeypatch.setattr(readings, "reading", reading)
    monkeypatch.setattr(side_by_side, "AT_ONCE", 3)
    data = from_csv(deals=DEALS, subscriptions=SUBSCRIPTIONS)
    found = measure(data, slices=(Slice.MONTH, Slice.SEGMENT), today=TODAY)
    compare(data, found, default_window(data, today=TODAY), today=TODAY)
    assert len(asked) > 50
    assert not late


def test_what_is_derived_ends_with_the_call():
    data = from_csv(subscriptions=SUBSCRIPTIONS)
    measure(data, keys=["mrr"], today=TODAY)
    with opened(data, default_window(data, today=TODAY), TODAY) as source:
        assert source.session.rows("select count(*) from duckdb_tables() where table_name = 'customer_months'") == [
            (0,)
        ]
