"""The earlier period that the scorecard is held against."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from acting import said
from streamlit.testing.v1 import AppTest

from revops.vocabulary import Comparison, Slice

Visit = Callable[..., AppTest]


def opened(visit: Visit, **address: str) -> AppTest:
    """The scorecard of a company with two years of files."""
    app = visit()
    app.button(key="try_orbisquill").click().run()
    return visit("scorecard", draft=app.query_params["draft"], **address)


def test_scorecard_when_opened_holds_each_number_against_the_period_before(visit: Visit):
    words = said(opened(visit))
    assert "Changes are against Jan 1, 2024 to Dec 31, 2024." in words
    assert "points against the 12 months before, within noise" in words


def test_metric_when_opened_says_what_it_was_and_how_sure_the_change_is(visit: Visit):
    words = said(opened(visit, metric="win_rate"))
    assert "+0.9 points against the 12 months before, within noise; it was 26.6% (n\u00a0=\u00a0" in words
    assert "95% interval of the change: −6.0 to +7.7 points." in words


def test_metric_that_cannot_be_compared_says_why(visit: Visit):
    assert "the files do not tell how things stood before" in said(opened(visit, metric="open_pipeline"))


def test_comparison_when_chosen_is_remembered_under_the_address(visit: Visit):
    app = opened(visit)
    assert not [control for control in app.segmented_control if control.key == "against"]
    app.segmented_control(key="span").set_value("Own dates").run()
    app.date_input(key="span_dates").set_value((date(2025, 7, 1), date(2025, 9, 30))).run()
    assert "against the 3 months before" in said(app)
    app.segmented_control(key="against").set_value(Comparison.YEAR).run()
    assert "against the same period a year before" in said(app)
    again = visit("scorecard", draft=app.query_params["draft"])
    assert "Changes are against Jul 1, 2024 to Sep 30, 2024." in said(again)


def test_whole_file_says_that_nothing_lies_before(visit: Visit):
    app = opened(visit)
    app.segmented_control(key="span").set_value("All time").run()
    assert "No changes are shown. The whole file is one period" in said(app)


def test_metric_by_owner_says_what_is_luck(visit: Visit):
    words = said(opened(visit, metric="win_rate"))
    assert "The 6 owners differ by no more than luck alone gives; that the highest is Rep 4 with 35.3%" in words


def test_metric_when_opened_says_what_its_change_is_made_of(visit: Visit):
    app = opened(visit, metric="win_rate")
    assert "What changed" in said(app)
    assert app.segmented_control(key="split_win_rate").value == Slice.SEGMENT
    app.segmented_control(key="split_win_rate").set_value(Slice.OWNER).run()
    assert not app.exception
    assert app.segmented_control(key="split_win_rate").value == Slice.OWNER


def test_metric_when_opened_shows_its_formula_with_the_numbers_put_in(visit: Visit):
    words = said(opened(visit, metric="win_rate"))
    assert "97 / (97 + 256) = 27.5%" in words


def test_metric_counted_otherwise_stands_beside_no_benchmark(visit: Visit):
    app = opened(visit, metric="win_rate")
    assert "at others (" in said(app) or "Beside others" in said(app)
    app.selectbox(key="definition_win_rate").set_value("won_over_created").run()
    words = said(app)
    assert "so no benchmark stands beside it" in words
    assert "at others (" not in words
