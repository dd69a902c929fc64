"""Groups held against each other, in words."""

from __future__ import annotations

from revops.charts.figures import Figures
from revops.charts.intervals import interval_bars
from revops.charts.standings import outstanding, remark, together, told
from revops.charts.theme import Style
from revops.measure.groups import shown
from revops.reading import Piece, Reading, Standing
from revops.vocabulary import Slice, Unit, Verdict

ENGLISH = Figures.of("en-US")


def one(key: str, value: float, verdict: Verdict | None = Verdict.WITHIN_NOISE, **given: object) -> Standing:
    piece = Piece(key=key, value=value, low=value - 0.1, high=value + 0.1, n=40)
    return Standing(piece=piece, verdict=verdict, difference=value - 0.3, **given)


def by_owner(*standings: Standing) -> Reading:
    return Reading(key="win_rate", unit=Unit.SHARE, value=0.3, n=120, groups={Slice.OWNER: standings})


def test_groups_of_luck_alone_say_that_the_best_is_no_news():
    reading = by_owner(one("Ann", 0.41), one("Ben", 0.3), one("Cem", 0.25))
    assert told(ENGLISH, reading, Slice.OWNER) == (
        "The 3 owners differ by no more than luck alone gives; that the highest is Ann with 41.0% is no news by itself."
    )


def test_group_that_stands_out_is_named_with_its_distance():
    reading = by_owner(one("Ann", 0.41, Verdict.BEYOND_NOISE), one("Ben", 0.3))
    says = told(ENGLISH, reading, Slice.OWNER)
    assert says == "More than luck, 2 owners considered: Ann (+11.0 points) against all others."
    assert [each.piece.key for each in outstanding(reading.groups[Slice.OWNER])] == ["Ann"]


def test_groups_of_which_none_was_judged_say_nothing():
    assert told(ENGLISH, by_owner(one("Ann", 0.41, None), one("Ben", 0.3, None)), Slice.OWNER) == ""
    assert told(ENGLISH, by_owner(), Slice.SEGMENT) == ""


def test_groups_taken_together_are_counted():
    standings = (one("Ann", 0.4), one("others", 0.2, None, pooled=5))
    assert "5 owners are taken together: fewer than ten rows each" in together(standings, Slice.OWNER)
    assert [piece.key for piece in shown(standings)] == ["Ann", "others (5)"]
    assert together(standings[:1], Slice.OWNER) == ""
    assert "before the last twelve" in together((one("earlier", 0.2, None, pooled=3),), Slice.COHORT)


def test_remark_on_a_group_is_its_verdict():
    verdicts = (Verdict.BEYOND_NOISE, Verdict.WITHIN_NOISE, None)
    assert [remark(one("Ann", 0.4, verdict)) for verdict in verdicts] == ["more than luck", "within luck", ""]


def test_chart_draws_what_stands_out_in_the_accent():
    pieces = [one("Ann", 0.4).piece, one("Ben", 0.3).piece]
    chart = interval_bars(pieces, Unit.SHARE, Style.of("en", dark=False), label="By owner", outstanding=["Ann"])
    assert [row["stands_out"] for row in chart.rows] == [True, False]
    every = interval_bars(pieces, Unit.SHARE, Style.of("en", dark=False), label="By owner")
    assert [row["stands_out"] for row in every.rows] == [True, True]
