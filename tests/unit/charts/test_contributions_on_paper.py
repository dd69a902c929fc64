from __future__ import annotations

import random
from decimal import Decimal

import pytest

from revops.charts.contributions import contributions
from revops.charts.figures import Figures
from revops.charts.theme import Style
from revops.diagnostic.content import SIGNS
from revops.diagnostic.needs import on_paper
from revops.diagnostic.result import Contribution, Need
from revops.ui.parts.reasons import SHOWN_DIGITS
from revops.vocabulary import Team


def need_of(points: list[float]) -> Need:
    parts = tuple(Contribution(sign=key, points=value) for key, value in zip(SIGNS, points, strict=False))
    return Need(team=Team.SALESOPS, value=sum(points), pain=None, known_weight=1.0, called_for=0.0, contributions=parts)


def shown(need: Need) -> list[Decimal]:
    """The numbers beside the bars as a reader sees them; the last is the sum."""
    chart = contributions(on_paper(need, SHOWN_DIGITS), {}, Style.of("en-GB", dark=False), team="SalesOps")
    return [Decimal(row["points"]) for row in chart.rows]


@pytest.mark.parametrize("seed", range(200))
def test_numbers_beside_the_bars_add_up_to_the_number_below_them(seed: int):
    draw = random.Random(seed)
    need = need_of(
        [draw.choice([1 / 12, 2 / 9, draw.random() / 7]) * draw.choice([0, 0.25, 0.5, 0.75, 1]) for _ in range(7)]
    )

    *parts, total = shown(need)

    assert sum(parts) == total
    in_text = Figures.of("en-GB").points(sum(part.points for part in on_paper(need, SHOWN_DIGITS)))
    assert Decimal(in_text) == total
    assert abs(total - Decimal(100 * (need.value or 0))) <= Decimal("0.0500001")


def test_thirds_are_shown_so_that_they_add_up():
    *parts, total = shown(need_of([1 / 12] * 4 + [2 / 9] * 3))

    assert sorted(parts) == [Decimal(text) for text in ("8.3", "8.3", "8.4", "8.4", "22.2", "22.2", "22.2")]
    assert total == Decimal("100.0")
