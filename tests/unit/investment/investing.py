"""Readings and figures with valid defaults, so that a test shows only what matters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from revops.dataset import Dataset, SheetRead
from revops.investment.case import investment_case
from revops.investment.figures import Figures, Lift, Paid, RoleCost
from revops.investment.levers import DAYS_IN_MONTH
from revops.investment.result import InvestmentCase
from revops.investment.terms import Basis, basis_of
from revops.metrics import METRICS
from revops.reading import Reading
from revops.vocabulary import OperatingModel
from revops.window import Window

YEAR = Window(as_of=date(2025, 12, 31), since=date(2025, 1, 1), until=date(2025, 12, 31))
MONTHS = 365 / DAYS_IN_MONTH
TABLES = ("deals", "leads", "spend", "subscriptions", "activities", "quotas")


def reading(key: str, value: float, *, n: int = 100, reach: float = 0.0, currency: str | None = None) -> Reading:
    """A known reading; `reach` is how far its interval goes to each side, 0 for a census."""
    unit = METRICS[key].unit
    ends: dict[str, Any] = {"low": value - reach, "high": value + reach} if reach else {}
    return Reading(key=key, unit=unit, value=value, n=n, currency=currency, firm=True, **ends)


def readings(**changed: Reading | None) -> dict[str, Reading]:
    """A company without recurring revenue: 240 deals decided and 60 won in a year, each worth 10,000."""
    usual = {
        "average_deal_size": reading("average_deal_size", 10_000, n=60, currency="EUR"),
        "win_rate": reading("win_rate", 0.25, n=240, reach=0.05),
        "time_to_close_days": reading("time_to_close_days", DAYS_IN_MONTH, n=60),
    }
    return {key: found for key, found in (usual | changed).items() if found is not None}


def figures(pay: float = 80_000, **changed: Any) -> Figures:
    """One full-time manager for each team, at 80,000 with nothing on top."""
    roles = {key: RoleCost(pay=pay) for key in ("sales_operations_manager", "revenue_operations_manager")}
    given: dict[str, Any] = {"roles": roles, "assumptions": {"loading": 1.0}, **changed}
    return Figures(**given)


def dataset() -> Dataset:
    """Sheets that cover the whole year."""
    empty = pa.table({})
    sheets = tuple(
        SheetRead(
            file=f"{table}.csv",
            sheet=None,
            table=table,
            rows_read=1,
            rows_used=1,
            headers=(),
            header_row=1,
            columns={},
            set_aside=empty,
            since=YEAR.since,
            until=YEAR.until,
        )
        for table in TABLES
    )
    return Dataset(tables={}, fingerprint="year", sheets=sheets)


def basis(found: Mapping[str, Reading] | None = None, given: Figures | None = None, margin: float = 0.5) -> Basis:
    return basis_of(found or readings(), dataset(), YEAR, given or figures(), margin)


def case(
    found: Mapping[str, Reading] | None = None,
    given: Figures | None = None,
    margin: float | None = 0.5,
    model: OperatingModel = OperatingModel.BOTH,
) -> InvestmentCase:
    made = investment_case(
        found or readings(), dataset(), YEAR, figures=given or figures(), margin=margin, model=model, seed=7
    )
    assert made is not None
    return made


__all__ = [
    "DAYS_IN_MONTH",
    "MONTHS",
    "YEAR",
    "Lift",
    "Paid",
    "basis",
    "case",
    "dataset",
    "figures",
    "reading",
    "readings",
]
