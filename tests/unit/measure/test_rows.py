"""Dimensions hang on an entity once: read along where its table is read, joined otherwise."""

from __future__ import annotations

from builders import dataset

from revops.fold.rows import attached
from revops.measure import measure
from revops.vocabulary import Entity, Slice


def test_own_table_then_read_along():
    sql = attached("select deal_id, closed_on as on_date, true as part from deals", Entity.DEAL, ("segment",))
    assert "join" not in sql.lower()
    assert "by_segment" in sql


def test_another_source_then_joined_once_per_entity():
    sql = attached("select deal_id, entered_on as on_date, true as part from stage_changes", Entity.DEAL, ("segment",))
    assert 'group by "deal_id"' in sql


def test_column_of_the_metric_itself_then_taken_as_it_is():
    sql = attached("select deal_id, closed_on as on_date, stage as segment from deals", Entity.DEAL, ("segment",))
    assert '"segment" as "by_segment"' in sql


def test_month_then_it_has_no_dimension():
    rows = "select spent_on as on_date, amount as value from spend"
    assert attached(rows, Entity.MONTH, ("segment",)) == rows


def test_channel_of_a_deal_then_its_source():
    data = dataset(deals=[{"outcome": "won", "closed_on": "2026-01-05", "source": "Website"}, {"outcome": "lost"}])
    reading = measure(data, keys=["win_rate"], slices=(Slice.CHANNEL,))["win_rate"]
    assert [piece.key for piece in reading.by[Slice.CHANNEL]] == ["Website"]


def test_customer_with_two_segments_then_counted_under_its_latest():
    data = dataset(
        subscriptions=[
            {"customer": "Ada", "started_on": "2025-01-01", "segment": "SMB", "mrr": 10.0},
            {"customer": "Ada", "started_on": "2025-06-01", "segment": "Mid", "mrr": 20.0},
        ]
    )
    reading = measure(data, keys=["mrr"], slices=(Slice.SEGMENT,))["mrr"]
    assert [(piece.key, piece.value) for piece in reading.by[Slice.SEGMENT]] == [("Mid", 30.0)]
