"""How far people agree who were asked the same: numbers in, numbers out.

Answers are steps of a scale, 0 to `TOP`. "Don't know" is no step and never comes here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, median, quantiles, variance
from typing import Final

import numpy as np

TOP: Final = 4
"""Highest step of the scale; the lowest is 0."""
LEAST_FOR_R_WG: Final = 5
LEAST_FOR_SHAPE: Final = 3
CAMP_SHARE: Final = 1 / 3
"""Of the answers, on each side of the scale, before they count as two camps."""
MIDDLE_SHARE: Final = 1 / 5
"""Of the answers that two camps may leave between them."""
SPREAD: Final = (TOP + 1) / 6 / (TOP / 2)
"""Disagreement above which answers count as spread out: a sixth of the number of steps, as Burke and Dunlap propose."""
DIVIDED_STEPS: Final = 2.0
"""Steps between the medians of two groups from which they are said to see a thing differently."""
DIVIDED_SHARE: Final = 0.8
"""Of all pairs, one of each group, that have to lie the same way."""


class Shape(StrEnum):
    """How answers lie on the scale."""

    FEW = "few"
    AGREED = "agreed"
    SPREAD = "spread"
    POLARISED = "polarised"


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """How answers to one question lie, all in steps of the scale.

    Attributes:
        n: Answers that are a step.
        median: The answer in the middle.
        low_quartile: A quarter of the answers lies at or below it.
        high_quartile: A quarter of the answers lies at or above it.
        disagreement: Mean distance from the median as a share of the largest possible: 0 all alike, 1 half at each end.
        shape: Whether they agree, are spread out, or stand in two camps.
        r_wg: Agreement beyond that of answers by chance, 0 to 1; None below five answers. Never shown alone: it assumes
            that chance would spread answers evenly, and is 0 for two camps as for noise.
    """

    n: int
    median: float
    low_quartile: float
    high_quartile: float
    disagreement: float
    shape: Shape
    r_wg: float | None


@dataclass(frozen=True, kw_only=True)
class Divide:
    """How far two groups lie apart.

    Attributes:
        steps: Median of the first less that of the second, in steps.
        share: Of all pairs with one of each group, those in which the first stands higher; a tie counts half.
    """

    steps: float
    share: float

    @property
    def is_wide(self) -> bool:
        """Whether the groups see the thing differently: far apart in the middle, and in most pairs."""
        leading = self.share if self.steps > 0 else 1 - self.share
        return abs(self.steps) >= DIVIDED_STEPS and leading >= DIVIDED_SHARE


def agreement(steps: Sequence[int]) -> Agreement | None:
    """How answers to one question lie; None without any.

    Source:
        The mean distance from the median is the AD index of Burke and Dunlap 2002; what tells two camps from a spread
        is our own judgement.
    """
    if not steps:
        return None
    low, high = _quartiles(steps)
    return Agreement(
        n=len(steps),
        median=float(median(steps)),
        low_quartile=low,
        high_quartile=high,
        disagreement=_disagreement(steps),
        shape=_shape(steps),
        r_wg=r_wg(steps),
    )


def r_wg(steps: Sequence[int]) -> float | None:
    """Agreement within one group beyond that of answers spread evenly by chance; None below five answers.

    Returns:
        1 where all answers are alike, 0 where they vary as chance would or more.

    Source:
        James, Demaree and Wolf 1984, with values below 0 set to 0 as they propose.
    """
    if len(steps) < LEAST_FOR_R_WG:
        return None
    by_chance = ((TOP + 1) ** 2 - 1) / 12
    return max(0.0, 1 - variance(steps) / by_chance)


def divide(first: Sequence[int], second: Sequence[int]) -> Divide | None:
    """How far two groups lie apart; None where one of them is empty.

    Source:
        The share of pairs is the probability of superiority (Vargha and Delaney 2000).
    """
    if not first or not second:
        return None
    above = fmean((one > other) + 0.5 * (one == other) for one in first for other in second)
    return Divide(steps=float(median(first) - median(second)), share=above)


def alpha_ordinal(questions: Sequence[Sequence[int]]) -> float | None:
    """Whether people tell questions apart alike, over a whole sheet: Krippendorff's alpha for ordered answers.

    Args:
        questions: The answers to each question, by whomever; people may leave out any.

    Returns:
        1 for perfect agreement, 0 for what chance gives, below 0 for answers that oppose each other. None with fewer
        than two questions that two people answered, or where everybody gave the same answer everywhere: alpha says
        how well people tell questions apart, and nothing where all are alike.

    Source:
        Hayes and Krippendorff 2007; Krippendorff 2011.
    """
    counts = np.array(
        [[Counter(steps)[step] for step in range(TOP + 1)] for steps in questions if len(steps) > 1], float
    )
    if len(counts) < 2:
        return None
    people = counts.sum(axis=1, keepdims=True)
    pairs = np.einsum("uc,uk->uck", counts, counts) - np.einsum("uc,ck->uck", counts, np.eye(TOP + 1))
    together = (pairs / (people[:, :, None] - 1)).sum(axis=0)
    totals = together.sum(axis=1)
    middle_ranks = np.cumsum(totals) - totals / 2
    apart = (middle_ranks[:, None] - middle_ranks[None, :]) ** 2
    expected = float((np.outer(totals, totals) * apart).sum())
    if not expected:
        return None
    return 1 - (float(totals.sum()) - 1) * float((together * apart).sum()) / expected


def _quartiles(steps: Sequence[int]) -> tuple[float, float]:
    if len(steps) == 1:
        return float(steps[0]), float(steps[0])
    low, _, high = quantiles(steps, n=4, method="inclusive")
    return low, high


def _disagreement(steps: Sequence[int]) -> float:
    middle = median(steps)
    return fmean(abs(step - middle) for step in steps) / (TOP / 2)


def _shape(steps: Sequence[int]) -> Shape:
    if len(steps) < LEAST_FOR_SHAPE:
        return Shape.FEW
    low = sum(step < TOP / 2 for step in steps) / len(steps)
    high = sum(step > TOP / 2 for step in steps) / len(steps)
    if min(low, high) >= CAMP_SHARE and 1 - low - high <= MIDDLE_SHARE:
        return Shape.POLARISED
    return Shape.SPREAD if _disagreement(steps) > SPREAD else Shape.AGREED
