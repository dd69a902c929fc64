"""Cancellations that the files name and the subscriptions do not show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from revops.content import load
from revops.dataset import Dataset
from revops.measure import measure
from revops.measure.lacking import flags_of_leaving
from revops.measure.view_rows import view_rows
from revops.reconciliation.places import places_of
from revops.reconciliation.result import Comparison, Difference, Finding
from revops.vocabulary import Unit
from revops.window import Window

METRIC: Final = "customer_churn_rate"
TITLE: Final = "Cancellations and subscriptions"
_SAYS: Final = (
    "A company that the list of companies or of cancellations calls lost is held against the subscriptions that began "
    "before and still run for it."
)
_NOTHING: Final = "No file but the subscriptions says which customers left."


def lists_and_subscriptions(dataset: Dataset, window: Window, today: date) -> Comparison:
    """Customers called lost that still pay, and columns of cancellations from which no number is made."""
    if "subscriptions" not in dataset.tables:
        return Comparison(key="cancellations", title=TITLE, reason="Add a file of subscriptions.")
    ever = replace(window, since=None, all_time=True)
    lost = view_rows(dataset, "cancelled_and_paying", ever, today)
    notes = tuple(_unused(dataset, window, today))
    if not lost and not notes:
        return Comparison(key="cancellations", title=TITLE, reason=_NOTHING)
    still = sorted((row for row in lost if row["is_paying"]), key=lambda row: (-row["yearly"], row["customer"]))
    finding = Finding(
        key="lost_and_paying",
        title="Called lost, and still paying",
        says="End the subscription, or take the company back among the customers.",
        one="",
        other="Paid, a year",
        unit=Unit.MONEY,
        differences=tuple(_differences(dataset, still)),
    )
    found = (finding,) if still else ()
    return Comparison(key="cancellations", title=TITLE, says=_SAYS, compared=len(lost), findings=found, notes=notes)


def _differences(dataset: Dataset, still: Sequence[Mapping[str, Any]]) -> Iterator[Difference]:
    names = [row["customer"] for row in still]
    known = [places_of(dataset, table, "customer", names) for table in ("cancellations", "customers", "subscriptions")]
    for row in still:
        yield Difference(
            who=row["customer"],
            on=row["on_date"],
            other=row["yearly"],
            at_stake=row["yearly"],
            currency=row["currency"],
            places=tuple(place for places in known for place in places.get(row["customer"], ())),
        )


def _unused(dataset: Dataset, window: Window, today: date) -> Iterator[str]:
    """Lists of cancellations and columns that flag them, from which no number is made, with what churn reads."""
    listed = load("names/others.toml")["churn_events"]["says"]
    lists = [refusal.file for refusal in dataset.refusals if listed in refusal.reason]
    flags = flags_of_leaving(dataset)
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
