"""What a metric's SQL is found to read."""

from __future__ import annotations

import pytest

from revops.errors import DefinitionError
from revops.fold import reads


def test_column_that_only_dates_a_row_then_it_is_no_need_of_the_number():
    read = reads("select deal_id, closed_on as on_date, outcome = 'won' as part from deals")
    assert read.dates == {"deals.closed_on"}
    assert read.columns == {"deals.deal_id", "deals.outcome"}
    assert read.values == {"deals.outcome"}


def test_column_that_also_counts_then_it_is_a_need():
    read = reads("select deal_id, closed_on as on_date, amount as value from deals where closed_on is not null")
    assert "deals.closed_on" in read.columns
    assert read.money == {"deals"}


def test_amount_only_asked_whether_it_is_there_then_no_money():
    read = reads("select deal_id, opened_on as on_date, amount is not null as part from deals")
    assert read.money == set()


def test_view_then_its_tables_are_read():
    read = reads("select customer, month as on_date, mrr as value from customer_months")
    assert read.views == ("customer_months",)
    assert read.origins == ("subscriptions",)
    assert read.money == {"subscriptions"}


def test_view_made_from_another_then_that_comes_first():
    views = reads("select lead_id, created_on as on_date, is_customer as part from lead_outcomes").views
    assert views.index("deal_leads") < views.index("lead_outcomes")


def test_least_of_the_denominator_then_capped():
    sql = "select customer, month as on_date, {} as numerator, mrr as denominator from customer_months"
    assert reads(sql.format("least(previous_mrr, mrr)")).is_capped
    assert not reads(sql.format("previous_mrr")).is_capped


@pytest.mark.parametrize("sql", ["select closed_at from deals", "select (deal_id from deals", "drop table deals"])
def test_misspelt_sql_then_definition_error(sql: str):
    with pytest.raises(DefinitionError):
        reads(sql)
