"""Industries of real lists of companies as segments, against others' numbers and against pandas."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from revops.intake import Upload, read
from revops.measure import default_window, measure
from revops.vocabulary import Slice

pytestmark = pytest.mark.field


def by_segment(folder: Path, names: tuple[str, ...], *keys: str):
    data = read([Upload(name, (folder / name).read_bytes()) for name in names])
    return measure(data, keys=keys, window=default_window(data, all_time=True), slices=(Slice.SEGMENT,))


def test_deals_by_the_sector_of_their_account(field_data: Path):
    files = ("sales_pipeline.csv", "accounts.csv")
    readings = by_segment(field_data / "maven_crm", files, "win_rate", "annual_bookings")
    metrics = json.loads((field_data / "expected.json").read_text(encoding="utf-8"))["maven_crm"]["metrics"]
    wanted = metrics["by_sector"]["value"]
    rates = {piece.key: (piece.value, piece.n) for piece in readings["win_rate"].by[Slice.SEGMENT]}
    assert rates == {
        name: (pytest.approx(sector["win_rate"], abs=1e-6), sector["closed"]) for name, sector in wanted.items()
    }
    booked = {piece.key: piece.value for piece in readings["annual_bookings"].by[Slice.SEGMENT]}
    assert booked == pytest.approx({name: sector["won_value"] for name, sector in wanted.items()}, abs=1e-6)


def test_recurring_revenue_by_the_industry_of_the_customer(field_data: Path):
    folder = field_data / "ravenstack_saas"
    files = ("ravenstack_subscriptions.csv", "ravenstack_accounts.csv")
    found = by_segment(folder, files, "mrr")["mrr"].by[Slice.SEGMENT]
    rows = pd.read_csv(folder / files[0], parse_dates=["start_date", "end_date"])
    rows = rows.merge(pd.read_csv(folder / files[1])[["account_id", "industry"]], on="account_id")
    last = max(rows["start_date"].max(), rows["end_date"].max())
    runs = rows[(rows["end_date"].isna() | (rows["end_date"] > last)) & ~rows["is_trial"]]
    wanted = runs.groupby("industry")["mrr_amount"].sum().to_dict()
    assert {piece.key: piece.value for piece in found} == pytest.approx(wanted, abs=1e-6)
