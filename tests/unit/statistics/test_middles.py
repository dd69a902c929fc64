from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from revops.statistics.interval import Interval
from revops.statistics.middles import median_of, median_ranks


@pytest.mark.parametrize(
    ("n", "ranks"), [(5, None), (6, (1, 6)), (10, (2, 9)), (15, (4, 12)), (20, (6, 15)), (25, (8, 18)), (100, (40, 61))]
)
def test_median_ranks_then_the_published_table(n, ranks):
    assert median_ranks(n) == ranks


@pytest.mark.parametrize("n", [6, 7, 30, 101, 5000])
def test_median_ranks_cover_at_least_what_is_promised(n):
    low, high = median_ranks(n)
    assert stats.binom.cdf(high - 1, n, 0.5) - stats.binom.cdf(low - 1, n, 0.5) >= 0.95


def test_median_of_an_even_number_then_between_the_middle_two():
    middle = median_of({3: 1, 10: 1})
    assert (middle.value, middle.interval, middle.n) == (6.5, None, 2)


def test_median_of_ten_days_then_second_and_ninth():
    middle = median_of({day: 1 for day in range(1, 11)})
    assert (middle.value, middle.interval) == (5.5, Interval(2, 9))


def test_median_of_nothing_then_none():
    assert median_of({}) is None
    assert median_of({4: 0}) is None


@given(st.lists(st.integers(0, 50), min_size=1))
def test_median_of_counts_equals_the_sorted_list(values):
    ranked = sorted(values)
    expected = (ranked[(len(ranked) - 1) // 2] + ranked[len(ranked) // 2]) / 2
    assert median_of(Counter(values)).value == expected
