"""Industries of real lists of companies as segments, and products, against others' numbers and against pandas."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from revops.intake import Upload, read
from revops.measure import default_window, measure
from revops.vocabulary import Slice

pytestmark = pytest.mark.field


def by(piece: Slice, folder: Path, names: tuple[str, ...], *keys: str):
    data = read([Upload(name, (folder / name).read_bytes()) for name in names])
    found = measure(data, keys=keys, window=default_window(data, all_time=True), slices=(piece,))
    return {key: found[key].by[piece] for key in keys}


def reference(field_data: Path, name: str):
    metrics = json.loads((field_data / "expected.json").read_text(encoding="utf-8"))["maven_crm"]["metrics"]
    return metrics[name]["value"]


def rates(wanted):
    return {name: (pytest.approx(of["win_rate"], abs=1e-6), of["closed"]) for name, of in wanted.items()}


def amounts(wanted):
    return pytest.approx({name: of["won_value"] for name, of in wanted.items()}, abs=1e-6)


def test_deals_by_the_sector_of_their_account(field_data: Path):
    files = ("sales_pipeline.csv", "accounts.csv")
    found = by(Slice.SEGMENT, field_data / "maven_crm", files, "win_rate", "annual_bookings")
    wanted = reference(field_data, "by_sector")
    assert {piece.key: (piece.value, piece.n) for piece in found["win_rate"]} == rates(wanted)
    assert {piece.key: piece.value for piece in found["annual_bookings"]} == amounts(wanted)


def test_deals_by_product(field_data: Path):
    found = by(Slice.PRODUCT, field_data / "maven_crm", ("sales_pipeline.csv",), "win_rate", "annual_bookings")
    wanted = reference(field_data, "by_product")
    wanted["GTXPro"] = wanted.pop("GTX Pro")  # the reference follows the price list, the deals write it so
    assert {piece.key: (piece.value, piece.n) for piece in found["win_rate"]} == rates(wanted)
    assert {piece.key: piece.value for piece in found["annual_bookings"]} == amounts(wanted)


def test_recurring_revenue_by_the_industry_of_the_customer(field_data: Path):
    folder = field_data / "ravenstack_saas"
    files = ("ravenstack_subscriptions.csv", "ravenstack_accounts.csv")
    found = by(Slice.SEGMENT, folder, files, "mrr")["mrr"]
    rows = pd.read_csv(folder / files[0], parse_dates=["start_date", "end_date"])
    rows = rows.merge(pd.read_csv(folder / files[1])[["account_id", "industry"]], on="account_id")
    last = max(rows["start_date"].max(), rows["end_date"].max())
    runs = rows[(rows["end_date"].isna() | (rows["end_date"] > last)) & ~rows["is_trial"]]
    wanted = runs.groupby("industry")["mrr_amount"].sum().to_dict()
    assert {piece.key: piece.value for piece in found} == pytest.approx(wanted, abs=1e-6)
