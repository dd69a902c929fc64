"""What DuckDB and PostgreSQL say in different words, on rows that show each difference."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from revops.engine import duckdb, postgres
from revops.engine.session import Session

ROWS = pa.table(
    {
        "who": ["b", "a", None, "Z", "ä", "a"],
        "amount": [2.5, 1.0, 7.25, None, 4.0, 3.0],
        "is_won": [True, False, None, True, True, False],
        "opened_on": [
            date(2025, 1, 31),
            date(2025, 3, 1),
            None,
            date(2024, 2, 29),
            date(2025, 12, 31),
            date(2025, 1, 1),
        ],
        "closed_on": [
            date(2025, 2, 1),
            date(2025, 3, 31),
            date(2025, 1, 1),
            None,
            date(2026, 1, 1),
            date(2024, 12, 31),
        ],
        "place": [1, 2, 3, 4, 5, 6],
    }
)
QUERIES = {
    "yes counts one": "select sum(cast(is_won as double)), count(cast(is_won as double)) from t",
    "the largest few": "select max(amount, 2), max(amount, 9) from t",
    "the largest of none": "select max(amount, 2) from t where amount < 0",
    "beside the latest": "select arg_max(who, row(opened_on, amount, place)) from t",
    "ranks": "select quantile_disc(amount, [0.1, 0.5, 0.9]) from t",
    "months between": "select place, date_diff('month', opened_on, closed_on) from t order by place",
    "days between": "select place, date_diff('day', opened_on, closed_on) from t order by place",
    "the last day": "select place, last_day(opened_on) from t order by place",
    "a row for each step": "select place, unnest(generate_series(place, 4)) as step from t order by place, step",
    "places behind the point": "select round(sum(amount) / 3e0, 2), round(sum(amount), 6) from t",
    "whole numbers divided": "select place / 4, 1 / place from t order by place",
    "divided by nothing, guarded": "select amount / nullif(place - 1, 0) from t order by place",
    "order of letters": "select min(who), max(who) from t",
    "blanks behind": "select who, amount from t order by amount nulls last",
    "a year before": "select place from t where closed_on > date '2026-01-01' - interval '1' year order by place",
    "levels": "select grouping(who, is_won), who, is_won, count(*) from t "
    "group by grouping sets ((), (who), (is_won)) order by 1, 2, 3",
    "a percent sign": "select count(*) from t where who like '%a%'",
    "nameless inner rows": "select sum(n) from (select count(*) as n from (select who from t) group by who)",
}


@pytest.mark.parametrize("sql", QUERIES.values(), ids=QUERIES)
def test_query_gives_the_same_on_both(sql: str, postgres_address: str):
    with duckdb.session({"t": ROWS}) as own, postgres.session(postgres_address, {"t": ROWS}) as server:
        assert plain(server, sql) == plain(own, sql)


def test_parameters_stand_where_they_are_named(postgres_address: str):
    sql = "select count(*) from t where opened_on between $since and $until and closed_on <= $until"
    days = {"until": date(2025, 3, 31), "since": date(2025, 1, 1)}
    with duckdb.session({"t": ROWS}) as own, postgres.session(postgres_address, {"t": ROWS}) as server:
        assert list(server.rows(sql, days)) == own.rows(sql, days) == [(3,)]


def test_kept_rows_stand_for_this_call_alone(postgres_address: str):
    with postgres.session(postgres_address, {"t": ROWS}) as server:
        server.keep("won", "select who, amount from t where is_won")
        assert server.table("select count(*) as won from won").to_pylist() == [{"won": 3}]
    with postgres.session(postgres_address, {"t": ROWS}) as other, pytest.raises(Exception, match="won"):
        other.rows("select * from won")


def test_text_with_tabs_and_quotes_arrives_as_it_is(postgres_address: str):
    names = ["a\tb", "c\\d", "e\nf", "'; drop table t; --", "\\N", ""]
    with postgres.session(postgres_address, {"t": pa.table({"name": names})}) as server:
        assert server.table("select name from t")["name"].to_pylist() == names


def plain(session: Session, sql: str) -> list[list[object]]:
    """Rows of a result, numbers to nine digits."""
    return [[of_value(value) for value in row] for row in session.rows(sql)]


def of_value(value: object) -> object:
    if isinstance(value, list):
        return [of_value(item) for item in value]
    return round(float(value), 9) if isinstance(value, float) else value
