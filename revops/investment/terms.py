"""What the levers calculate with: the company's own numbers, by the month, with how far each may lie off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from revops.dataset import Dataset
from revops.investment.content import ASSUMPTIONS
from revops.investment.figures import Figures, Paid
from revops.investment.levers import DAYS_IN_MONTH
from revops.reading import Reading
from revops.statistics.counts import count_interval
from revops.statistics.interval import Interval
from revops.statistics.joint import Uncertain
from revops.vocabulary import Unit
from revops.window import Window

TERM_METRICS: Final = (
    "average_deal_size",
    "win_rate",
    "marketing_qualified_leads",
    "time_to_close_days",
    "mrr",
    "marketing_cost",
    "quota_attainment",
    "selling_time_share",
)
"""Metrics that terms are made from, beyond the levers' own."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """One number of a sum.

    Attributes:
        name: As the levers call it.
        label: As people call it.
        unit: What it is measured in.
        value: None where it is unknown.
        interval: Where it may lie; None for what was counted in full or given by the user.
        currency: Of money.
        reason: Why there is no value, and what would give it one.
    """

    name: str
    label: str
    unit: Unit
    value: float | None = None
    interval: Interval | None = None
    currency: str | None = None
    reason: str | None = None

    @property
    def uncertain(self) -> Uncertain:
        """The number with its range, for simulating with it."""
        bounded = self.unit is Unit.SHARE and (self.interval is None or self.interval.high <= 1)
        return Uncertain(self.value or 0.0, self.interval, is_share=bounded)


@dataclass(frozen=True, kw_only=True)
class Basis:
    """Everything that sums are made from.

    Attributes:
        terms: By name.
        months: Months that the days looked at cover, by table.
        ramp: Months before anything moves.
        margin: Share of revenue that is left; None where it is unknown.
        paid: How won deals bring their money.
        readings: What was measured, by key.
        currency: That of the costs, where the user gave one.
    """

    terms: Mapping[str, Term]
    months: Mapping[str, float]
    ramp: float
    margin: float | None
    paid: Paid
    readings: Mapping[str, Reading]
    currency: str | None = None


def assumed(figures: Figures, key: str) -> float | None:
    """The user's value of an assumption, else the published one; None where the files give it."""
    return figures.assumptions.get(key, ASSUMPTIONS[key].value)


def basis_of(
    readings: Mapping[str, Reading], dataset: Dataset, window: Window, figures: Figures, margin: float | None
) -> Basis:
    """What the sums about one company are made from.

    Args:
        readings: What was measured, by key.
        dataset: Whose sheets tell which days are covered.
        window: The days looked at.
        figures: The user's own.
        margin: Gross margin, a share of 1; None where it is unknown.
    """
    months = months_covered(dataset, window)
    is_recurring = "mrr" in readings and readings["mrr"].is_known
    return Basis(
        terms={term.name: term for term in _terms(readings, months, figures)},
        months=months,
        ramp=assumed(figures, "ramp_months") or 0.0,
        margin=margin,
        paid=figures.paid or (Paid.MONTHLY if is_recurring else Paid.AT_ONCE),
        readings=readings,
        currency=figures.currency,
    )


def months_covered(dataset: Dataset, window: Window) -> dict[str, float]:
    """How many months of the window the sheets of each table cover."""
    found: dict[str, float] = {}
    for table in {sheet.table for sheet in dataset.sheets}:
        own = [sheet for sheet in dataset.sheets if sheet.table == table]
        first = [day for day in (window.since, min((s.since for s in own if s.since), default=None)) if day]
        last = [day for day in (window.until, max((s.until for s in own if s.until), default=None)) if day]
        if first and last and max(first) <= min(last):
            found[table] = ((min(last) - max(first)).days + 1) / DAYS_IN_MONTH
    return found


def _terms(readings: Mapping[str, Reading], months: Mapping[str, float], figures: Figures) -> list[Term]:
    deals, leads, spend = months.get("deals"), months.get("leads"), months.get("spend")
    size, rate = _taken(readings, "average_deal_size"), _taken(readings, "win_rate")
    return [
        _measured("deal_size", "What a deal brings a year", size),
        _counted("deals_won", "Deals won a month", size, size.n, deals),
        _counted("deals_decided", "Deals decided a month", rate, rate.n, deals),
        _measured("win_rate", "Win rate", rate),
        _measured("quota_attainment", "Quota attainment", _taken(readings, "quota_attainment")),
        _measured("selling_time_share", "Selling time", _taken(readings, "selling_time_share")),
        _leads(_taken(readings, "marketing_qualified_leads"), leads),
        _measured("mrr", "Monthly recurring revenue", _taken(readings, "mrr")),
        _a_month("marketing_cost", "Marketing cost a month", _taken(readings, "marketing_cost"), spend),
        _cycle(_taken(readings, "time_to_close_days"), figures),
        _given("yield_of_selling_time", figures),
        _given("share_saved", figures),
    ]


def _taken(readings: Mapping[str, Reading], key: str) -> Reading:
    return readings.get(key) or Reading(key=key, unit=Unit.COUNT, reason="It was not measured.")


def _measured(name: str, label: str, reading: Reading) -> Term:
    ends = None
    if reading.low is not None and reading.high is not None:
        ends = Interval(reading.low, reading.high)
    shared: dict[str, Any] = {"unit": reading.unit, "currency": reading.currency, "reason": reading.reason}
    return Term(name=name, label=label, value=reading.value, interval=ends, **shared)


def _counted(name: str, label: str, reading: Reading, count: int, months: float | None) -> Term:
    """So many a month; counts vary like things that come one by one."""
    if not reading.is_known or not months or not count:
        reason = reading.reason or "The days looked at are not dated, so nothing is known by the month."
        return Term(name=name, label=label, unit=Unit.COUNT, reason=reason)
    ends = count_interval(count)
    between = Interval(ends.low / months, ends.high / months)
    return Term(name=name, label=label, unit=Unit.COUNT, value=count / months, interval=between)


def _leads(reading: Reading, months: float | None) -> Term:
    return _counted("qualified_leads", "Qualified leads a month", reading, round(reading.value or 0), months)


def _a_month(name: str, label: str, reading: Reading, months: float | None) -> Term:
    whole = _measured(name, label, reading)
    if whole.value is None or not months:
        reason = reading.reason or "The days looked at are not dated, so nothing is known by the month."
        return Term(name=name, label=label, unit=Unit.MONEY, reason=reason)
    return Term(name=name, label=label, unit=Unit.MONEY, value=whole.value / months, currency=reading.currency)


def _cycle(reading: Reading, figures: Figures) -> Term:
    own = figures.assumptions.get("cycle_days")
    label = "Days from opening to winning"
    return (
        _measured("cycle_days", label, reading)
        if own is None
        else Term(name="cycle_days", label=label, unit=Unit.DAYS, value=own)
    )


def _given(key: str, figures: Figures) -> Term:
    value = assumed(figures, key)
    return Term(name=key, label=ASSUMPTIONS[key].title, unit=ASSUMPTIONS[key].measured_in, value=value)
