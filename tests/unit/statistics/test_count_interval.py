from __future__ import annotations

import pytest
from scipy import stats

from revops.statistics.counts import count_interval


@pytest.mark.parametrize("count", [1, 5, 10, 97, 4000])
def test_interval_when_held_against_the_exact_one_is_the_same(count: int):
    found = count_interval(count)
    assert found.low == pytest.approx(stats.chi2.ppf(0.025, 2 * count) / 2)
    assert found.high == pytest.approx(stats.chi2.ppf(0.975, 2 * count + 2) / 2)


def test_interval_when_nothing_was_counted_begins_at_nothing():
    found = count_interval(0)
    assert found.low == 0
    assert found.high == pytest.approx(3.689, abs=0.001)
