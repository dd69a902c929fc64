from __future__ import annotations

import pytest

from revops.charts.figures import Figures
from revops.charts.team_metrics import shared_metrics, team_metrics
from revops.diagnostic.content import SOURCES
from revops.ownership import ASSIGNED, SHARED, known_of, owned_by
from revops.reading import Reading
from revops.vocabulary import Team, Unit

FIGURES = Figures.of("en-GB")
RATE = Reading(key="win_rate", unit=Unit.SHARE, value=0.25, low=0.2, high=0.3, n=240, firm=True)
UPSELL = Reading(key="upsell_rate", unit=Unit.SHARE, value=0.004, low=0.001, high=0.006, n=900, firm=True)
NO_RENEWALS = Reading(key="renewal_rate", unit=Unit.SHARE, reason="Add ends to your subscriptions.")


def test_each_team_has_the_nine_metrics_that_the_article_assigns():
    by_article = {
        team: [entry.name for entry in entries if entry.source == "article-table"] for team, entries in ASSIGNED.items()
    }
    assert len(by_article[Team.SALESOPS]) == 9
    assert len(by_article[Team.REVOPS]) == 9


def test_sources_of_the_lists_are_sources():
    assert {entry.source for entries in ASSIGNED.values() for entry in entries} <= set(SOURCES)


@pytest.mark.parametrize("shared", SHARED, ids=lambda shared: shared.metric)
def test_shared_metric_is_read_for_something_else_by_each_team(shared):
    assert shared.salesops != shared.revops
    assert shared.salesops.endswith(".")
    assert shared.revops.endswith(".")


def test_owned_metrics_hold_the_companys_own_readings_in_the_order_of_the_list():
    owned = owned_by(Team.REVOPS, {"upsell_rate": UPSELL, "renewal_rate": NO_RENEWALS})
    renewals = next(each for each in owned if each.assigned.name == "Renewals and upsell")
    assert renewals.readings == (NO_RENEWALS, UPSELL)
    assert known_of(owned) == 1


def test_what_is_read_from_a_shared_metric_differs_by_team():
    for_sales, for_revenue = (
        next(each.reads for each in owned_by(team, {}) if "customer_lifetime_value" in each.assigned.metrics)
        for team in Team
    )
    assert for_sales == "Which kind of customer is worth a long sale."
    assert for_revenue.startswith("Which kind of customer stays")


def test_table_says_value_interval_and_n_or_that_it_is_unknown():
    columns = team_metrics(owned_by(Team.SALESOPS, {"win_rate": RATE}), FIGURES)
    assert columns["Metric"][0] == "Close rate"
    assert columns["Today"][0] == "25.0% (20.0% to 30.0% · n\u00a0=\u00a0240)"
    assert set(columns["Today"][1:]) == {"unknown yet"}


def test_table_names_the_metric_where_several_measure_one_name():
    columns = team_metrics(owned_by(Team.REVOPS, {"upsell_rate": UPSELL, "renewal_rate": NO_RENEWALS}), FIGURES)
    assert columns["Today"][2].startswith("Upsell 0.4% a month (0.1% to 0.6%")


def test_shared_table_says_what_each_team_reads():
    columns = shared_metrics({}, FIGURES)
    assert list(columns) == ["Both read", "Today", "SalesOps reads from it", "RevOps reads from it"]
    assert columns["Both read"] == ["Customer acquisition cost (CAC)", "Customer lifetime value (CLV)"]
    assert columns["Today"] == ["unknown yet", "unknown yet"]
