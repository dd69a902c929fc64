"""Every metric and view in the dialects of other engines: said without loss, and bound to the same columns."""

from __future__ import annotations

import pytest
from sqlglot import ErrorLevel, parse_one, transpile
from sqlglot.optimizer.qualify import qualify

from revops.fold import VIEWS, reads
from revops.fold.reads import schema
from revops.measure.derived import counted_in
from revops.metrics import METRICS

DIALECTS = ("spark", "postgres", "snowflake", "bigquery")
COUNTED = [
    (key, sql)
    for key, metric in METRICS.items()
    for definition in (metric.definition, *metric.rivals.values())
    for _, sql in counted_in(metric, definition)
]
SQL = (
    {f"{key}.{place}": sql for place, (key, sql) in enumerate(COUNTED)}
    | {
        f"{key}.{name}": text
        for key, metric in METRICS.items()
        for name, text in {**metric.cautions, **metric.unless}.items()
    }
    | {f"view.{key}": view.sql for key, view in VIEWS.items()}
)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("name", SQL)
def test_sql_said_in_another_dialect_gives_the_same_columns(name: str, dialect: str):
    said = transpile(SQL[name], read="duckdb", write=dialect, unsupported_level=ErrorLevel.RAISE)[0]
    bound = qualify(parse_one(said, dialect=dialect), schema=schema(), dialect=dialect)
    assert tuple(column.lower() for column in bound.named_selects) == reads(SQL[name]).outputs
