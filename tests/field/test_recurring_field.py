"""Recurring revenue of three real files, against reference values that others worked out."""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from revops.dataset import Dataset
from revops.intake import Upload, read
from revops.measure import default_window, measure
from revops.reading import Reading
from revops.vocabulary import Slice

pytestmark = pytest.mark.field

RAVENSTACK = "ravenstack_saas/ravenstack_subscriptions.csv"
PLAYBOOK = "mrr_playbook/subscription_periods.csv"
LEDGER = "mrr_worked_example/ledger.csv"
RATES = {"net_revenue_retention": "nrr", "gross_revenue_retention": "grr"}
KINDS = ("new", "reactivation", "expansion", "contraction", "churn")


@cache
def dataset(path: Path) -> Dataset:
    return read([Upload(path.name, path.read_bytes())])


@pytest.fixture
def readings(field_data):
    return lambda name, as_of=None: measured(field_data / name, as_of)


@cache
def measured(path: Path, as_of: date | None) -> Mapping[str, Reading]:
    window = default_window(dataset(path), as_of=as_of, all_time=True)
    return measure(dataset(path), window=window, slices=(Slice.MONTH,))


@pytest.fixture
def expected(field_data):
    return lambda company: json.loads((field_data / "expected.json").read_text())[company]["metrics"]


def by_month(reading) -> dict[str, float]:
    return {piece.key: piece.value for piece in reading.by[Slice.MONTH] if piece.value is not None}


def month_on_month(path: Path, month: str, as_of: date | None = None) -> dict[str, float | None]:
    """Retention against the month before, in the window that ends with a month."""
    year, number = (int(part) for part in month.split("-"))
    until = date(year, number, monthrange(year, number)[1])
    window = default_window(dataset(path), as_of=as_of, until=until)
    values = measure(dataset(path), keys=RATES, window=window, slices=())
    return {key: values[key].rivals["month_on_month"].value for key in RATES}


def assert_movements(read_values, rows) -> None:
    """Every cell of a movement table, and the closing of each month."""
    parts = {piece.key: piece.value for piece in read_values["mrr_movements"].parts}
    cells = {f"{row['month']} {kind}": row[kind] for row in rows for kind in KINDS if row[kind]}
    signs = {"contraction": -1, "churn": -1}
    assert parts == pytest.approx({key: value * signs.get(key.split()[1], 1) for key, value in cells.items()})
    closing = by_month(read_values["mrr"])
    assert {row["month"]: closing.get(row["month"], 0) for row in rows} == pytest.approx(
        {row["month"]: row["closing"] for row in rows}
    )


def assert_growth(read_values, rows) -> None:
    """Revenue lost and upsold of every month with an opening base, and how much of all growth is expansion."""
    months = {row["month"]: row for row in rows if row["opening"]}
    lost = {month: (row["churn"] + row["contraction"]) / row["opening"] for month, row in months.items()}
    risen = {month: row["expansion"] / row["opening"] for month, row in months.items()}
    assert by_month(read_values["revenue_churn_rate"]) == pytest.approx(lost)
    assert by_month(read_values["upsell_rate"]) == pytest.approx(risen)
    expansion, new = (sum(row[name] for row in rows[1:]) for name in ("expansion", "new"))
    assert read_values["expansion_share_of_growth"].value == pytest.approx(expansion / (expansion + new))


def assert_rates(path: Path, read_values, rows, as_of: date | None = None) -> None:
    """Retention against the month before and churn of every month that had an opening base."""
    for row in rows:
        found = month_on_month(path, row["month"], as_of)
        assert found == pytest.approx({key: row.get(name) for key, name in RATES.items()}, abs=1e-6)
    churn = by_month(read_values["customer_churn_rate"])
    assert churn == pytest.approx({row["month"]: row["logo_churn"] for row in rows if "logo_churn" in row}, abs=1e-6)


def test_ravenstack_mrr_and_arr_at_the_end_of_2024(readings, expected):
    values = readings(RAVENSTACK)
    truth = expected("ravenstack_saas")
    assert values["mrr"].value == truth["mrr_at_2024_12_31"]["value"] == 10159608
    assert values["arr"].value == truth["arr_at_2024_12_31"]["value"] == 121915296
    assert values["customer_count"].value == truth["active_paying_accounts_2024_12_31"]["value"] == 500
    assert values["mrr"].is_census
    assert values["mrr"].low is None


def test_ravenstack_movements_of_24_months(field_data, readings, expected):
    rows = expected("ravenstack_saas")["movements_by_account"]["value"]
    assert len(rows) == 24
    assert_movements(readings(RAVENSTACK), rows)
    assert_rates(field_data / RAVENSTACK, readings(RAVENSTACK), rows)
    assert_growth(readings(RAVENSTACK), rows)


def test_ravenstack_retention_over_twelve_months(readings):
    values = readings(RAVENSTACK)
    assert values["net_revenue_retention"].value == pytest.approx(2.922709, abs=1e-6)
    assert values["gross_revenue_retention"].value == pytest.approx(0.9959, abs=1e-6)
    assert values["net_revenue_retention"].n == 185
    assert values["customer_churn_rate"].rivals["in_a_year"].value == 0


def test_playbook_movements_of_30_months_with_reactivation(field_data, readings, expected):
    rows = expected("mrr_playbook")["movements_true_history"]["value"]
    assert len(rows) == 30
    values = readings(PLAYBOOK, date(2020, 2, 29))
    assert_movements(values, rows)
    assert_rates(field_data / PLAYBOOK, values, rows, date(2020, 2, 29))
    assert_growth(values, rows)


def test_playbook_retention_at_the_end_of_2019(readings):
    values = readings(PLAYBOOK, date(2019, 12, 31))
    assert values["net_revenue_retention"].value == pytest.approx(0.700855, abs=1e-6)
    assert values["gross_revenue_retention"].value == pytest.approx(0.581197, abs=1e-6)
    assert values["customer_churn_rate"].rivals["in_a_year"].value == pytest.approx(1 - 0.583333, abs=1e-6)
    assert values["net_revenue_retention"].n == 12


def test_playbook_seen_from_its_last_start_then_the_edge_is_no_churn(readings):
    values = readings(PLAYBOOK)
    assert values["mrr"].value > 0
    assert "2020-02 churn" not in {piece.key for piece in values["mrr_movements"].parts}
    for key in ("mrr", "customer_churn_rate", "net_revenue_retention", "gross_revenue_retention"):
        assert any("every one of them ends" in note for note in values[key].notes), key


def test_worked_example_cell_by_cell(field_data, readings, expected):
    rows = expected("mrr_worked_example")["movements"]["value"]
    values = readings(LEDGER)
    assert_movements(values, rows)
    assert_rates(field_data / LEDGER, values, rows)
    assert_growth(values, rows)


def test_worked_example_then_the_published_rates(field_data):
    april = month_on_month(field_data / LEDGER, "2025-04")
    assert april == pytest.approx({"gross_revenue_retention": 0.96, "net_revenue_retention": 1.0})
    assert month_on_month(field_data / LEDGER, "2025-03")["net_revenue_retention"] == pytest.approx(1.1538, abs=1e-4)
    assert month_on_month(field_data / LEDGER, "2025-01")["net_revenue_retention"] is None


def test_worked_example_of_five_months_then_yearly_retention_is_unknown(readings):
    values = readings(LEDGER)
    assert values["net_revenue_retention"].value is None
    assert values["gross_revenue_retention"].reason


def test_ravenstack_growth_and_largest_customer(readings, expected):
    values, truth = readings(RAVENSTACK), expected("ravenstack_saas")
    start = truth["trailing_12m_at_2024_12"]["value"]["start"]
    assert values["revenue_growth"].value == pytest.approx(truth["mrr_at_2024_12_31"]["value"] / start - 1)
    assert values["top_customer_share"].value < values["top_customer_share"].beside["top_5_share"].value < 0.05


def test_ravenstack_without_ends_of_running_terms_then_renewals_are_unknown(readings):
    assert "carry no end" in (readings(RAVENSTACK)["renewal_rate"].reason or "")


def test_playbook_renewals_are_few_and_not_firm(readings):
    reading = readings(PLAYBOOK, date(2019, 12, 31))["renewal_rate"]
    assert reading.value == pytest.approx(4 / 7)
    assert not reading.firm


def test_worked_example_rests_on_its_largest_customer(readings):
    values = readings(LEDGER)
    assert values["top_customer_share"].value == pytest.approx(1000 / 2800)
    assert values["revenue_growth"].value is None
