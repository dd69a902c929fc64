"""The engine: calls side by side do not fail and do not see each other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import duckdb
import pyarrow as pa
import pytest

from revops.engine.duckdb import session


def total(number: int) -> int:
    with session({"t": pa.table({"a": [number] * 500})}) as cursor:
        cursor.keep("doubled", "select 2 * a as a from t")
        return int(cursor.rows("select sum(a) from doubled")[0][0])


def test_160_calls_in_16_threads_then_all_succeed_with_their_own_data():
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(total, range(160)))
    assert found == [1000 * number for number in range(160)]


def test_table_of_another_call_then_unknown():
    with session({"mine": pa.table({"a": [1]})}), session({}) as other, pytest.raises(duckdb.CatalogException):
        other.rows("select * from mine")


def test_python_variable_then_unknown():
    secret = pa.table({"a": [1]})
    with session({}) as cursor, pytest.raises(duckdb.CatalogException):
        cursor.rows("select * from secret")
    assert secret.num_rows == 1


@pytest.mark.parametrize("sql", ["select * from read_csv('pyproject.toml')", "copy (select 1) to 'out.csv'"])
def test_file_then_refused(sql: str):
    with session({}) as cursor, pytest.raises(duckdb.PermissionException):
        cursor.rows(sql)


def test_limits_cannot_be_lifted_by_a_query_on_files():
    with session({}) as cursor, pytest.raises(duckdb.InvalidInputException):
        cursor.rows("set enable_external_access = true")
