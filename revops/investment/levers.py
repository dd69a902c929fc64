"""The levers of each team: what one unit of each would bring, by arithmetic that can be done on paper.

A lever's key is that of the metric that would move. Its `pace` gives money a month for one unit of lift: of a share,
from 0 to 1; of days, one day; of money, one unit of money. How a pace becomes money over months is told by its flow.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from revops.investment.content import LEVER_TEXTS, LeverText
from revops.metric import Metric
from revops.metrics import METRICS
from revops.vocabulary import Better, Team, Unit

DAYS_IN_MONTH: Final = 30.4375


class Flow(StrEnum):
    """How the money of a lever comes in."""

    WON = "won"
    EARLIER = "earlier"
    KEPT = "kept"
    SAVED = "saved"


@dataclass(frozen=True, kw_only=True)
class Lever:
    """A number that a team would move.

    Attributes:
        key: Of the metric.
        flow: `WON`: a year's worth of deals that begins to be paid each month. `EARLIER`: the same deals sooner.
            `KEPT`: monthly revenue that is added each month and stays. `SAVED`: spend of each month.
        needs: Names of the terms that `pace` is given.
        pace: Money a month for one unit of lift.
        table: The table in which the metric's rows are counted.
        waits_for_sale: Whether money comes only after one sales cycle.
    """

    key: str
    flow: Flow
    needs: tuple[str, ...]
    pace: Callable[..., Any]
    table: str
    waits_for_sale: bool = True

    @property
    def metric(self) -> Metric:
        """What moves."""
        return METRICS[self.key]

    @property
    def text(self) -> LeverText:
        """What is said about it."""
        return LEVER_TEXTS[self.key]

    @property
    def team(self) -> Team:
        """Whose work would move it."""
        return Team(self.text.team)

    @property
    def earns_margin(self) -> bool:
        """Whether what it brings is revenue, of which the gross margin is left; saved spend is saved whole."""
        return self.flow is not Flow.SAVED

    @property
    def terms(self) -> tuple[str, ...]:
        """Everything it calculates with."""
        return (*self.needs, *(("cycle_days",) if self.waits_for_sale else ()))

    def moved(self, today: float, lift: float) -> float:
        """The number after a lift, which is for the better."""
        return today - lift if self.metric.better is Better.LOWER else today + lift

    def most(self, today: float) -> float | None:
        """The largest lift there can be; None where nothing bounds it."""
        if self.metric.better is Better.LOWER:
            return today
        is_part = self.metric.unit is Unit.SHARE and self.key not in _UNBOUNDED
        return 1 - today if is_part else None


_UNBOUNDED: Final = ("quota_attainment", "upsell_rate")
"""Shares that are no part of a whole."""

_ALL: Final = (
    Lever(
        key="selling_time_share",
        flow=Flow.WON,
        needs=("deals_won", "deal_size", "selling_time_share", "yield_of_selling_time"),
        pace=lambda deals_won, deal_size, selling_time_share, yield_of_selling_time: (
            deals_won * deal_size * yield_of_selling_time / selling_time_share
        ),
        table="activities",
    ),
    Lever(
        key="win_rate",
        flow=Flow.WON,
        needs=("deals_decided", "deal_size"),
        pace=lambda deals_decided, deal_size: deals_decided * deal_size,
        table="deals",
    ),
    Lever(
        key="time_to_close_days",
        flow=Flow.EARLIER,
        needs=("deals_won", "deal_size"),
        pace=lambda deals_won, deal_size: deals_won * deal_size / DAYS_IN_MONTH,
        table="deals",
    ),
    Lever(
        key="quota_attainment",
        flow=Flow.WON,
        needs=("deals_won", "deal_size", "quota_attainment"),
        pace=lambda deals_won, deal_size, quota_attainment: deals_won * deal_size / quota_attainment,
        table="quotas",
    ),
    Lever(
        key="customer_churn_rate",
        flow=Flow.KEPT,
        needs=("mrr",),
        pace=lambda mrr: mrr,
        table="subscriptions",
        waits_for_sale=False,
    ),
    Lever(
        key="sql_rate",
        flow=Flow.WON,
        needs=("qualified_leads", "win_rate", "deal_size"),
        pace=lambda qualified_leads, win_rate, deal_size: qualified_leads * win_rate * deal_size,
        table="leads",
    ),
    Lever(
        key="upsell_rate",
        flow=Flow.KEPT,
        needs=("mrr",),
        pace=lambda mrr: mrr,
        table="subscriptions",
    ),
    Lever(
        key="customer_acquisition_cost",
        flow=Flow.SAVED,
        needs=("deals_won",),
        pace=lambda deals_won: deals_won,
        table="spend",
        waits_for_sale=False,
    ),
    Lever(
        key="known_source_share",
        flow=Flow.SAVED,
        needs=("marketing_cost", "share_saved"),
        pace=lambda marketing_cost, share_saved: marketing_cost * share_saved,
        table="deals",
        waits_for_sale=False,
    ),
)

LEVERS: Final[Mapping[str, Lever]] = MappingProxyType({lever.key: lever for lever in _ALL})


def levers_of(team: Team) -> tuple[Lever, ...]:
    """The levers of a team, in the order of their declaration."""
    return tuple(lever for lever in LEVERS.values() if lever.team is team)
