"""Charts say the same in the drawing, in the sentence and in the table."""

from __future__ import annotations

import pytest

from revops.charts.bearing import bearing
from revops.charts.contributions import contributions
from revops.charts.distribution import distribution
from revops.charts.intervals import interval_bars
from revops.charts.movements import movements
from revops.charts.shares import outcome_shares
from revops.charts.theme import DARK, LIGHT, Palette, Style
from revops.charts.trend import small_trend, trend
from revops.diagnostic.result import Contribution, Evidence
from revops.reading import Piece
from revops.vocabulary import Outcome, Unit

STYLE = Style.of("en-GB", dark=False)
MONTHS = (
    Piece(key="2026-01", value=0.9, low=0.5, high=1.0, n=2, partial=True),
    Piece(key="2026-02", value=0.4, low=0.3, high=0.5, n=40),
    Piece(key="2026-03", value=None, low=None, high=None, n=0),
    Piece(key="2026-04", value=0.6, low=0.5, high=0.7, n=50),
)


def test_trend_keeps_the_order_of_time_although_layers_leave_periods_out():
    layers = trend(MONTHS, Unit.SHARE, STYLE, label="Close rate").spec["layer"]
    orders = {tuple(layer["encoding"]["x"]["scale"]["domain"]) for layer in layers}
    assert orders == {("Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026")}


def test_trend_says_nothing_about_a_period_that_is_cut_off():
    alt = trend(MONTHS, Unit.SHARE, STYLE, label="Close rate").alt
    assert alt == (
        "Close rate by period: 40.0% in Feb 2026, 60.0% in Apr 2026; "
        "lowest 40.0% in Feb 2026, highest 60.0% in Apr 2026."
    )


def test_trend_shows_unknown_as_a_dash_and_not_as_zero():
    table = trend(MONTHS, Unit.SHARE, STYLE, label="Close rate").table
    assert table["Value"][2] == "–"


def test_small_trend_reaches_over_line_and_usual_band():
    spec = small_trend(MONTHS, Unit.SHARE, STYLE, label="Close rate").spec
    assert spec["layer"][0]["encoding"]["y"]["scale"]["domain"] == pytest.approx([0.38, 0.62])


def test_contributions_start_where_the_one_before_ended_and_end_at_the_need():
    parts = (Contribution(sign="a", points=0.1), Contribution(sign="b", points=0.3))
    rows = contributions(parts, {"a": "A", "b": "B"}, STYLE, team="SalesOps").rows
    assert [(row["name"], row["start"], row["end"]) for row in rows] == [
        ("B", 0.0, 0.3),
        ("A", pytest.approx(0.3), 0.4),
        ("Need for SalesOps", 0.0, 0.4),
    ]


def test_contributions_without_a_sign_say_so():
    assert contributions((), {}, STYLE, team="RevOps").alt == "No sign speaks about RevOps yet."


@pytest.mark.parametrize(("ends", "from_zero"), [((None, None), True), ((80.0, 120.0), False)])
def test_interval_bars_begin_at_zero_where_no_interval_tells_what_is_far_apart(ends, from_zero):
    low, high = ends
    pieces = [Piece(key=key, value=value, low=low, high=high, n=30) for key, value in (("A", 100.0), ("B", 101.0))]
    chart = interval_bars(pieces, Unit.MONEY, STYLE, label="By segment")
    assert {layer["encoding"]["x"]["scale"]["zero"] for layer in chart.spec["layer"]} == {from_zero}


def test_interval_bars_name_the_blank_group():
    pieces = (Piece(key="", value=5.0, low=4.0, high=6.0, n=7), Piece(key="EU", value=9.0, low=None, high=None, n=1))
    chart = interval_bars(pieces, Unit.DAYS, STYLE, label="By segment")
    assert chart.table["Group"] == ["(blank)", "EU"]
    assert chart.alt == "By segment: 2 groups, from 5 days ((blank), n = 7) to 9 days (EU, n = 1)."


def test_distribution_lists_every_category():
    parts = (
        Piece(key="Demo", value=0.75, low=0.5, high=0.9, n=3),
        Piece(key="Offer", value=0.25, low=0, high=0.5, n=1),
    )
    assert distribution(parts, STYLE, label="Stages").alt == "Stages: Demo 75.0%; Offer 25.0%."


def test_outcome_shares_are_largest_first():
    chart = outcome_shares({Outcome.BOTH: 0.2, Outcome.SALESOPS: 0.8}, Outcome.SALESOPS, STYLE)
    assert chart.table == {"Outcome": ["SalesOps", "Both"], "Share of draws": ["80%", "20%"]}


def test_outcome_shares_when_nothing_is_settled_let_no_bar_stand_out():
    shares = {Outcome.BOTH: 0.4, Outcome.SALESOPS: 0.6}
    settled, unsettled = (
        outcome_shares(shares, answer, STYLE).rows for answer in (Outcome.SALESOPS, Outcome.UNSETTLED)
    )
    quiet = settled[1]["colour"]
    assert settled[0]["colour"] != quiet
    assert [row["colour"] for row in unsettled] == [quiet, quiet]


def test_movements_add_up_by_category():
    parts = (
        Piece(key="2026-01 new", value=100.0, low=None, high=None, n=1),
        Piece(key="2026-02 new", value=50.0, low=None, high=None, n=1),
        Piece(key="2026-02 churn", value=-30.0, low=None, high=None, n=1),
    )
    chart = movements(parts, Unit.MONEY, STYLE, label="MRR", currency="EUR")
    assert chart.alt == "MRR from Jan 2026 to Feb 2026, in all: new €150, churn −€30.00."


def test_bearing_names_what_would_speak_for_and_against():
    evidence = Evidence(metric="x", anchors=(0.1, 0.3, 0.6), value=0.3, strength=0.5, low=0.4, high=0.6, n=40)
    chart = bearing(evidence, Unit.SHARE, STYLE, label="Overdue deals")
    assert chart is not None
    assert "10.0% would speak against the sign, 60.0% strongly for it" in chart.alt


def test_bearing_of_an_unknown_reading_is_no_chart():
    assert bearing(Evidence(metric="x", anchors=(0, 1, 2), reason="No file."), Unit.DAYS, STYLE, label="X") is None


def test_marks_are_silent_because_the_sentence_speaks():
    layers = trend(MONTHS, Unit.SHARE, STYLE, label="Close rate").spec["layer"]
    assert {layer["mark"]["aria"] for layer in layers} == {False}


@pytest.mark.parametrize(("palette", "ground"), [(LIGHT, "#ffffff"), (DARK, "#10151d")])
def test_colours_reach_their_contrast(palette: Palette, ground: str):
    texts = (palette.text, palette.soft, palette.accent, palette.quiet)
    assert all(contrast(colour, ground) >= 4.5 for colour in texts)
    assert all(contrast(colour, ground) >= 3 for colour in palette.series)
    assert contrast(palette.on_accent, palette.accent) >= 4.5


def contrast(one: str, other: str) -> float:
    """Ratio of WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
