"""Cancellations that the files name and the subscriptions do not show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from revops.content import load
from revops.dataset import Dataset
from revops.intake.names import tight
from revops.measure import measure
from revops.measure.companies import listed_as
from revops.reconciliation.places import places_of
from revops.reconciliation.result import Comparison, Difference, Finding
from revops.vocabulary import Unit
from revops.window import Window

METRIC: Final = "customer_churn_rate"
TITLE: Final = "Cancellations and subscriptions"
_SAYS: Final = (
    "A company that the list of companies calls lost is held against the subscriptions that still run for it."
)
_NOTHING: Final = "No file but the subscriptions says which customers left."
_FLAGS: Final = ("churn", "cancel", "kündig", "gekündigt", "resili", "baja")


def lists_and_subscriptions(dataset: Dataset, window: Window, today: date) -> Comparison:
    """Customers called lost that still pay, and lists of cancellations from which no number is made."""
    if "subscriptions" not in dataset.tables:
        return Comparison(key="cancellations", title=TITLE, reason="Add a file of subscriptions.")
    lost, paying = _lost(dataset, window.as_of or today), _paying(dataset, window.as_of or today)
    notes = tuple(_unused(dataset, window, today))
    if not lost and not notes:
        return Comparison(key="cancellations", title=TITLE, reason=_NOTHING)
    still = sorted(lost.keys() & paying.keys(), key=lambda name: -paying[name][0])
    finding = Finding(
        key="lost_and_paying",
        title="Called lost, and still paying",
        says="End the subscription, or take the company back among the customers.",
        one="",
        other="Paid, a year",
        unit=Unit.MONEY,
        differences=tuple(_differences(dataset, still, lost, paying)),
    )
    found = (finding,) if still else ()
    return Comparison(key="cancellations", title=TITLE, says=_SAYS, compared=len(lost), findings=found, notes=notes)


def _lost(dataset: Dataset, as_of: date) -> dict[str, date]:
    """Customers, as the subscriptions call them, with the day on which the list of companies calls them lost."""
    table = dataset.tables.get("customers")
    if table is None:
        return {}
    names = listed_as(dataset)
    lines = zip(table["customer"].to_pylist(), table["churned_on"].to_pylist(), strict=True)
    return {names[name]: day for name, day in lines if name and name in names and day and day <= as_of}


def _paying(dataset: Dataset, as_of: date) -> dict[str, tuple[float, str | None]]:
    """What each customer pays a year on a day, and in which currency."""
    found: dict[str, tuple[float, str | None]] = {}
    columns = ("customer", "started_on", "ended_on", "mrr", "is_trial", "currency")
    for row in dataset.tables["subscriptions"].select(columns).to_pylist():
        if _runs(row, as_of):
            before = found.get(row["customer"], (0.0, None))[0]
            found[row["customer"]] = (before + 12 * row["mrr"], row["currency"])
    return found


def _runs(row: dict[str, Any], as_of: date) -> bool:
    has_ended = row["ended_on"] is not None and row["ended_on"] <= as_of
    return row["started_on"] <= as_of and not has_ended and not row["is_trial"] and (row["mrr"] or 0.0) > 0


def _differences(
    dataset: Dataset, names: list[str], lost: dict[str, date], paying: dict[str, tuple[float, str | None]]
) -> Iterator[Difference]:
    places = places_of(dataset, "subscriptions", "customer", names)
    for name in names:
        amount, currency = paying[name]
        yield Difference(
            who=name,
            on=lost[name],
            other=amount,
            at_stake=amount,
            currency=currency,
            places=places.get(name, ()),
        )


def _unused(dataset: Dataset, window: Window, today: date) -> Iterator[str]:
    """Lists of cancellations and columns that flag them, from which no number is made, with what churn reads."""
    listed = load("names/others.toml")["churn_events"]["says"]
    lists = [refusal.file for refusal in dataset.refusals if listed in refusal.reason]
    flags = [
        f"“{header}” in {sheet.file}"
        for sheet in dataset.sheets
        if sheet.table in ("customers", "subscriptions")
        for header in sheet.unused
        if any(flag in tight(header) for flag in _FLAGS)
    ]
    if not lists and not flags:
        return
    reading = measure(dataset, keys=(METRIC,), window=window, slices=(), today=today)[METRIC]
    reads = f"reads {reading.value:.2%} a month" if reading.value is not None else "is not known"
    for name in lists:
        yield (
            f"{name} is a list of cancellations, and none of its rows counts: churn is taken from the subscriptions "
            f"alone, and {reads}. Where a customer of the list still has a running subscription, give it its end date."
        )
    if flags:
        yield (
            f"No number is made from {' and '.join(flags)}: churn is taken from the ends of the subscriptions, and "
            f"{reads}. Give each subscription that was cancelled its end date."
        )
