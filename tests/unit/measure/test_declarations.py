"""Every metric: its prose, its SQL against the canonical schema, and in the dialects of other engines."""

from __future__ import annotations

import pytest
import sqlglot
from sqlglot import ErrorLevel

from revops.content import load
from revops.fold import VIEWS, Query, reads
from revops.fold.query import PERIODS
from revops.fold.reads import qualified
from revops.measure.derived import counted_in
from revops.metric import Metric
from revops.metrics import METRICS
from revops.tables import TABLES
from revops.vocabulary import Kind, Slice

COUNTED = [
    (key, counted, sql)
    for key, metric in METRICS.items()
    for definition in (metric.definition, *metric.rivals.values())
    for counted, sql in counted_in(metric, definition)
]
SQL = (
    {f"{key}.{place}": sql for place, (key, _, sql) in enumerate(COUNTED)}
    | {
        f"{key}.{name}": text
        for key, metric in METRICS.items()
        for name, text in {**metric.cautions, **metric.unless}.items()
    }
    | {f"view.{key}": view.sql for key, view in VIEWS.items()}
)
CARRIES = {
    Kind.SHARE: {"part"},
    Kind.ODDS: {"part"},
    Kind.RATIO: {"numerator", "denominator"},
    Kind.TOTAL: {"value"},
    Kind.MEAN: {"value"},
    Kind.MIDDLE: {"value"},
    Kind.TIME_TO_EVENT: {"days", "outcome"},
    Kind.DISTRIBUTION: {"category"},
    Kind.SERIES: {"category", "value"},
    Kind.DERIVED: {"category", "part"},
}
OWN_CARRIES = {
    "steps": {"place", "step", "part"},
    "outlook": {"role", "stage", "age", "ended", "since", "seen_on", "value"},
    "drift": {"feature", "quarter", "category"},
}


@pytest.mark.parametrize("key", METRICS)
@pytest.mark.parametrize("field", ["says", "counts", "leaves_out", "belongs_to", "unknown_when"])
def test_prose_is_a_sentence(key: str, field: str):
    text = getattr(METRICS[key], field)
    assert text[0].isupper()
    assert text.endswith(".")
    assert len(text.split()) >= 3


@pytest.mark.parametrize("key", METRICS)
def test_what_cannot_be_broken_down_says_why(key: str):
    metric, ways = METRICS[key], [way for way in Slice if way not in PERIODS]
    parts = list(counted_in(metric, metric.definition))
    shared = [way for way in ways if all(Query(sql, part, (way,)).dimensions for part, sql in parts)]
    assert bool(metric.undivided) is not bool(shared)


@pytest.mark.parametrize("key", METRICS)
def test_declaration_is_complete(key: str):
    metric = METRICS[key]
    assert metric.label
    assert metric.formula
    assert metric.models
    assert metric.minimum >= 1
    assert metric.source in load("sources.toml")
    assert metric.rivals.keys() == metric.rival_labels.keys()


@pytest.mark.parametrize("key", METRICS)
def test_distributions_and_series_say_what_their_one_number_is(key: str):
    metric = METRICS[key]
    has_several = metric.kind in (Kind.DISTRIBUTION, Kind.SERIES) or metric.estimate in OWN_CARRIES
    assert bool(metric.stands_for) == has_several


@pytest.mark.parametrize("name", SQL)
def test_sql_binds_to_the_canonical_schema(name: str):
    assert qualified(SQL[name]).named_selects


@pytest.mark.parametrize(("key", "counted", "sql"), COUNTED)
def test_rows_carry_what_their_kind_asks_for(key: str, counted: Metric, sql: str):
    carries = OWN_CARRIES.get(counted.estimate, CARRIES[counted.kind])
    assert set(reads(sql).outputs) >= carries | {"on_date"}, key


@pytest.mark.parametrize("key", METRICS)
def test_a_number_is_either_counted_or_made_of_others(key: str):
    metric = METRICS[key]
    assert bool(metric.rows) != bool(metric.made_of)
    assert metric.kind is Kind.DERIVED or not metric.made_of


@pytest.mark.parametrize("key", METRICS)
def test_optional_columns_exist_and_are_read(key: str):
    metric = METRICS[key]
    for column in (*metric.optional, *(name for group in metric.one_of for name in group)):
        table, name = column.split(".")
        assert TABLES[table].has(name)
        assert table in {origin for owner, _, sql in COUNTED if owner == key for origin in reads(sql).tables}


@pytest.mark.parametrize("dialect", ["spark", "postgres", "snowflake", "bigquery"])
@pytest.mark.parametrize("name", SQL)
def test_sql_can_be_said_in_other_dialects(name: str, dialect: str):
    assert sqlglot.transpile(SQL[name], read="duckdb", write=dialect, unsupported_level=ErrorLevel.RAISE)


@pytest.mark.parametrize("name", SQL)
def test_sql_avoids_what_differs_between_engines(name: str):
    text = SQL[name].lower()
    assert "median(" not in text
    assert "{" not in text
    assert not [word for word in text.split() if word.rstrip(",)").replace(".", "", 1).isdigit() and "." in word]
