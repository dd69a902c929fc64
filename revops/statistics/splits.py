"""A change of a mean or share split into what each group did and what their mix did; the parts add up exactly."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weighed:
    """A group in one period.

    Attributes:
        weight: What it weighs: cases, or the denominator.
        amount: What is divided by the weight: events, or the numerator.
    """

    weight: float
    amount: float

    @property
    def rate(self) -> float | None:
        """Amount over weight; None without weight."""
        return self.amount / self.weight if self.weight else None


@dataclass(frozen=True, slots=True)
class Split:
    """Parts of a change.

    Attributes:
        rates: By group: what its own rate changed, at its mean share of the weight.
        mix: What the other composition changed.
    """

    rates: Mapping[str, float]
    mix: float


def mix_and_rates(then: Mapping[str, Weighed], now: Mapping[str, Weighed]) -> Split | None:
    """The change of the overall rate, split by groups.

    Each group's rate counts at the mean of its two shares, and the mix at the mean of its two rates, so that neither
    period is preferred and nothing is left over. A group that is there in one period alone has no change of rate: all
    it brings is mix.

    Args:
        then: Groups of the earlier period.
        now: Groups of the later one.

    Returns:
        Parts that add up to the change; None where a period weighs nothing.

    Source:
        Kitagawa 1955, components of a difference between two rates, with symmetric weights.
    """
    wholes = [math.fsum(one.weight for one in period.values()) for period in (then, now)]
    if min(wholes) <= 0:
        return None
    rates: dict[str, float] = {}
    mix = []
    for key in dict.fromkeys((*now, *then)):
        before, after = then.get(key, Weighed(0, 0)), now.get(key, Weighed(0, 0))
        shares = before.weight / wholes[0], after.weight / wholes[1]
        known = [rate for rate in (before.rate, after.rate) if rate is not None]
        if not known:
            continue
        first, last = known[0], known[-1]
        rates[key] = (last - first) * (shares[0] + shares[1]) / 2
        mix.append((shares[1] - shares[0]) * (first + last) / 2)
    return Split(rates, math.fsum(mix))


def count_and_size(then: Weighed, now: Weighed) -> tuple[float, float]:
    """The change of a total, split into more or fewer things and larger or smaller ones; the two add up to it.

    Where one period has nothing, all is count.
    """
    known = [one.rate for one in (then, now) if one.rate is not None]
    if len(known) < 2:
        return now.amount - then.amount, 0.0
    first, last = known
    return (now.weight - then.weight) * (first + last) / 2, (last - first) * (then.weight + now.weight) / 2
