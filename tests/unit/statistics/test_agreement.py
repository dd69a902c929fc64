"""Agreement: two camps told from noise, and Krippendorff's alpha as it was published."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

from revops.statistics.agreement import Divide, Shape, agreement, alpha_ordinal, divide, r_wg

PUBLISHED = [
    [0, 0, 0], [1, 1, 2, 1], [2, 2, 2, 2], [2, 2, 2, 2], [1, 1, 1, 1], [0, 1, 2, 3],
    [3, 3, 3, 3], [0, 0, 1, 0], [1, 1, 1, 1], [4, 4, 4], [0, 0], [2],
]  # fmt: skip
"""The example of Krippendorff 2011: four observers, twelve units; its values 1 to 5 are steps 0 to 4 here."""

steps = st.lists(st.integers(0, 4), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("answers", "shape"),
    [
        ([0, 4], Shape.FEW),
        ([2, 2, 3, 3, 2], Shape.AGREED),
        ([0, 0, 4, 4, 4], Shape.POLARISED),
        ([1, 0, 3, 4, 1, 3], Shape.POLARISED),
        ([0, 1, 2, 3, 4, 2], Shape.SPREAD),
        ([3, 3, 3, 3, 0], Shape.AGREED),
    ],
)
def test_shape_tells_two_camps_from_a_spread(answers: list[int], shape: Shape):
    found = agreement(answers)
    assert found is not None
    assert found.shape is shape


def test_agreement_of_a_worked_example():
    found = agreement([0, 1, 1, 3, 4])
    assert found is not None
    assert (found.n, found.median, found.low_quartile, found.high_quartile) == (5, 1, 1, 3)
    assert found.disagreement == pytest.approx((1 + 0 + 0 + 2 + 3) / 5 / 2)
    assert found.r_wg == pytest.approx(0, abs=1e-12)


def test_agreement_without_answers_is_unknown():
    assert agreement([]) is None


def test_r_wg_below_five_answers_is_unknown():
    assert r_wg([3, 3, 3, 3]) is None
    assert r_wg([3, 3, 3, 3, 3]) == 1
    assert r_wg([3, 3, 3, 3, 4]) == pytest.approx(1 - 0.2 / 2)


def test_r_wg_of_two_camps_is_0_not_below():
    assert r_wg([0, 0, 4, 4, 2]) == 0


def test_groups_apart_in_the_middle_and_in_most_pairs_see_it_differently():
    assert divide([3, 4, 4], [0, 1, 2, 4]) == Divide(steps=2.5, share=(0.5 * 2 + 9) / 12)
    assert Divide(steps=2.5, share=10 / 12).is_wide
    assert Divide(steps=-2.5, share=2 / 12).is_wide
    assert not Divide(steps=1.5, share=1.0).is_wide
    assert not Divide(steps=2.0, share=0.7).is_wide
    assert divide([], [1, 2]) is None


def test_alpha_is_that_of_the_published_example():
    assert alpha_ordinal(PUBLISHED) == pytest.approx(0.815, abs=0.0005)


def test_alpha_where_there_is_nothing_to_tell_apart_is_unknown():
    assert alpha_ordinal([[2, 2, 2], [2, 2]]) is None
    assert alpha_ordinal([[0, 4]]) is None
    assert alpha_ordinal([[0], [4], [2]]) is None


@given(st.lists(steps, min_size=2, max_size=6))
def test_alpha_is_that_of_its_definition_over_pairs(questions: list[list[int]]):
    found, expected = alpha_ordinal(questions), alpha_by_pairs(questions)
    assert (found is None) == (expected is None)
    assert found is None or found == pytest.approx(expected, abs=1e-9)


def alpha_by_pairs(questions: Sequence[Sequence[int]]) -> float | None:
    """1 less the squared distance of ranks within questions over that within the whole sheet, pair by pair."""
    answered = [steps for steps in questions if len(steps) > 1]
    pooled = [step for steps in answered for step in steps]
    rank = dict(zip(pooled, rankdata(pooled), strict=True))
    within = sum(distances(steps, rank) / (len(steps) - 1) for steps in answered)
    overall = distances(pooled, rank) / max(1, len(pooled) - 1)
    return 1 - within / overall if len(answered) > 1 and overall else None


def distances(steps: Sequence[int], rank: dict[int, float]) -> float:
    return sum((rank[one] - rank[other]) ** 2 for one in steps for other in steps)


@given(steps)
def test_agreement_does_not_hang_on_order_or_direction(answers: list[int]):
    found, turned = agreement(answers), agreement([4 - step for step in reversed(answers)])
    assert found is not None
    assert turned is not None
    assert (found.shape, found.r_wg) == (turned.shape, pytest.approx(turned.r_wg))
    assert found.disagreement == pytest.approx(turned.disagreement)
    assert found.median == 4 - turned.median
    assert 0 <= found.disagreement <= 1
