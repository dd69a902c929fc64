from __future__ import annotations

from revops.dataset import Dataset, Problem, SheetRead
from revops.measure.affected import touched
from revops.tables import TABLES


def sheet(table: str) -> SheetRead:
    empty = TABLES[table].schema.empty_table()
    return SheetRead(
        file="a.csv",
        sheet=None,
        table=table,
        rows_read=1,
        rows_used=1,
        headers=(),
        header_row=1,
        columns={},
        set_aside=empty,
    )


def keys(table: str, problem: Problem, *tables: str) -> tuple[str, ...]:
    data = Dataset(
        tables={key: TABLES[key].schema.empty_table() for key in (table, *tables)},
        fingerprint="",
        sheets=(sheet(table),),
    )
    return touched(data, data.sheets[0], problem)


def test_problem_of_a_column_touches_the_metrics_that_read_it():
    found = keys("deals", Problem(code="WON_WITHOUT_AMOUNT", column="amount", count=1, hint="", blanks=False))
    assert "average_deal_size" in found
    assert not {"win_rate", "mrr"} & set(found)


def test_rows_set_aside_touch_all_that_reads_their_table():
    found = keys("deals", Problem(code="DUPLICATE", column="deal_id", count=1, hint="", sets_aside=True))
    assert {"win_rate", "average_deal_size"} <= set(found)
    assert "cost_per_lead" not in found


def test_column_behind_a_view_is_found():
    found = keys("subscriptions", Problem(code="UNPARSED_NUMBER", column="mrr", count=1, hint=""))
    assert {"mrr", "net_revenue_retention"} <= set(found)


def test_several_currencies_touch_what_adds_amounts_up():
    found = keys("deals", Problem(code="SEVERAL_CURRENCIES", column="currency", count=1, hint="", blanks=False))
    assert "annual_bookings" in found
    assert "win_rate" not in found


def test_invoices_touch_recurring_revenue_only_where_they_stand_in():
    problem = Problem(code="VOID_INVOICE", count=1, hint="", sets_aside=True)
    assert keys("invoices", problem) == ()
    assert "mrr" in keys("invoices", problem, "subscriptions")
