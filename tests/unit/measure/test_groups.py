"""Groups held against each other: small ones together, luck told from what is more."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from builders import dataset
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

from revops.fold import Group
from revops.fold.merging import merged
from revops.measure import measure
from revops.reading import Reading, Standing
from revops.vocabulary import Slice, Verdict
from revops.window import Window

AS_OF = date(2026, 6, 30)
YEAR = Window(as_of=AS_OF, since=date(2025, 7, 1), until=AS_OF)
FIRST = date(2025, 7, 1)


def deals(**won_of: tuple[int, int]) -> list[dict[str, object]]:
    """Deals by owner: how many were won of how many."""
    return [
        {
            "owner": None if owner == "nobody" else owner,
            "outcome": "won" if place < won else "lost",
            "opened_on": FIRST + timedelta(days=place),
            "closed_on": FIRST + timedelta(days=3 * place % 360),
            "amount": 100.0 * (1 + place % 5),
        }
        for owner, (won, n) in won_of.items()
        for place in range(n)
    ]


def read(key: str, rows: list[dict[str, object]], piece: Slice = Slice.OWNER) -> Reading:
    data = dataset(deals=[{"deal_id": f"D{place}", **row} for place, row in enumerate(rows)])
    return measure(data, keys=[key], window=YEAR, slices=(piece,), today=AS_OF)[key]


def standing(key: str, rows: list[dict[str, object]]) -> dict[str, Standing]:
    return {one.piece.key: one for one in read(key, rows).groups[Slice.OWNER]}


def test_group_then_held_against_all_the_others_together():
    found = standing("win_rate", deals(Ann=(40, 60), Ben=(20, 60), Cem=(20, 60)))
    ann = found["Ann"]
    assert ann.difference == pytest.approx(40 / 60 - 40 / 120)
    assert (ann.low, ann.high) == pytest.approx(
        confint_proportions_2indep(40, 60, 40, 120, method="newcomb", compare="diff")
    )
    p_values = [float(proportions_ztest([won, 80 - won], [60, 120])[1]) for won in (40, 20, 20)]
    assert [one.p_value for one in found.values()] == pytest.approx(p_values)
    called = multipletests(p_values, alpha=0.1, method="fdr_bh")[0]
    assert [one.verdict is Verdict.BEYOND_NOISE for one in found.values()] == list(called)
    assert ann.verdict is Verdict.BEYOND_NOISE


def test_best_of_twelve_by_luck_then_no_news():
    won = {f"Rep {number:02}": (count, 20) for number, count in enumerate([9, 5, 5, 6, 4, 5, 6, 5, 4, 5, 6, 5])}
    found = standing("win_rate", deals(**won))
    assert found["Rep 00"].p_value < 0.1
    assert {one.verdict for one in found.values()} == {Verdict.WITHIN_NOISE}


def test_small_groups_then_together_and_blank_ones_apart():
    rows = deals(Ann=(10, 30), Ben=(2, 4), Cem=(1, 9), Dan=(0, 2), nobody=(5, 20))
    found = standing("win_rate", rows)
    assert list(found) == ["Ann", "others", ""]
    assert (found["others"].pooled, found["others"].piece.n, found["others"].piece.value) == (3, 15, pytest.approx(0.2))
    assert found["others"].verdict is None
    assert found[""].difference is None
    assert found["Ann"].difference == pytest.approx(10 / 30 - 3 / 15)


def test_one_small_group_alone_then_itself_without_a_verdict():
    found = standing("win_rate", deals(Ann=(10, 30), Ben=(2, 4)))
    assert list(found) == ["Ann", "Ben"]
    assert found["Ben"].verdict is None


def test_more_than_twelve_groups_then_the_smallest_together():
    won = {f"Rep {number:02}": (5, 40 - number) for number in range(15)}
    found = standing("win_rate", deals(**won))
    assert len(found) == 13
    assert found["others"].pooled == 3


def test_breakdown_then_still_lists_every_group():
    reading = read("win_rate", deals(Ann=(10, 30), Ben=(2, 4), Cem=(1, 9)))
    assert [piece.key for piece in reading.by[Slice.OWNER]] == ["Ann", "Cem", "Ben"]


def test_total_of_groups_then_no_distance():
    found = standing("annual_bookings", deals(Ann=(20, 20), Ben=(30, 30)))
    assert {one.difference for one in found.values()} == {None}


def test_mean_of_money_then_how_much_more_than_the_others():
    rows = deals(Ann=(40, 40), Ben=(40, 40))
    rows = [{**row, "amount": row["amount"] * (3 if row["owner"] == "Ann" else 1)} for row in rows]
    ann = standing("average_deal_size", rows)["Ann"]
    assert ann.relative == pytest.approx(2.0)
    assert ann.low < 2.0 < ann.high


def test_column_that_no_file_has_then_no_groups():
    assert read("win_rate", deals(Ann=(10, 30)), Slice.SEGMENT).groups[Slice.SEGMENT] == ()


@pytest.mark.parametrize(
    ("groups", "aggregates", "expected"),
    [
        ([Group(sums=(2, 3.5)), Group(sums=(1, None))], ("count(y)", "sum(y)"), Group(sums=(3, 3.5))),
        ([Group(sums=(4.0, [9, 4])), Group(sums=(7.0, [8]))], ("max(y)", "max(y, 5)"), Group(sums=(7.0, [9, 8]))),
        (
            [Group(counts=(((3, "won"), (2,)), ((4, None), (1,)))), Group(counts=(((3, "won"), (5,)),))],
            ("count(*)",),
            Group(counts=(((3, "won"), (7,)), ((4, None), (1,)))),
        ),
        ([], ("count(*)",), Group()),
    ],
)
def test_groups_taken_together_are_those_of_all_rows(groups: list[Group], aggregates: tuple[str, ...], expected: Group):
    assert merged(groups, aggregates) == expected


def test_equal_reps_then_few_teams_have_one_that_stands_out():
    draw = np.random.default_rng(23)
    teams = [
        standing("win_rate", deals(**{f"Rep {rep:02}": (draw.binomial(n, 0.3), n) for rep, n in enumerate(sizes)}))
        for sizes in draw.integers(12, 40, (60, 12)).tolist()
    ]
    alarmed = sum(any(one.verdict is Verdict.BEYOND_NOISE for one in team.values()) for team in teams)
    assert alarmed <= 60 * 0.1 + 3 * (60 * 0.1 * 0.9) ** 0.5
