"""CRM against billing: won and never billed, billed and never won, and amounts that differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pyarrow.compute as pc

from revops.dataset import Dataset
from revops.measure import measure
from revops.measure.companies import pairs_of
from revops.measure.view_rows import view_rows
from revops.pairing import ALIKE, NEARLY, look_alikes
from revops.reconciliation.places import places_of
from revops.reconciliation.result import Comparison, Difference, Finding, Place
from revops.vocabulary import Unit
from revops.window import Window

METRIC: Final = "crm_billing_mismatch"
TITLE: Final = "CRM and billing"
_SAYS: Final = (
    "Companies are paired by id, then by name without capitals, punctuation and legal form, then by web address, then "
    f"by names that are {ALIKE:.0%} alike and differ by letters too many, too few or swapped. Amounts are those of a "
    "year; up to 5% apart they agree."
)
_KINDS: Final = {
    "not_billed": (
        "Won in the CRM, never billed",
        "No subscription runs sixty days after the deal was won: bill it, or correct the deal.",
    ),
    "not_won": (
        "Billed, never won in the CRM",
        "The customer pays, and no deal of it was won: add the deal, or check the name.",
    ),
    "differs": (
        "Amounts that differ",
        "What was won and what is billed a year lie more than 5% apart: find out which is right.",
    ),
}


@dataclass(frozen=True, slots=True)
class _Known:
    """Where each company stands in both files."""

    deals: Mapping[str, tuple[Place, ...]]
    subscriptions: Mapping[str, tuple[Place, ...]]
    accounts: Mapping[str, Sequence[str]]
    near: Mapping[str, str]

    def places(self, company: str) -> tuple[Place, ...]:
        """Its won deals, then its subscriptions."""
        own = [place for account in self.accounts.get(company, (company,)) for place in self.deals.get(account, ())]
        return (*own, *self.subscriptions.get(company, ()))


def crm_and_billing(dataset: Dataset, window: Window, today: date) -> Comparison:
    """Companies of whom the CRM and billing tell different stories in a window."""
    reading = measure(dataset, keys=(METRIC,), window=window, slices=(), today=today)[METRIC]
    if not reading.is_known:
        return Comparison(key="billing", title=TITLE, reason=reading.reason)
    rows = view_rows(dataset, "won_and_billed", window, today)
    wrong = [row for row in rows if row["state"] != "agrees"]
    known = _known(dataset, {row["company"] for row in wrong})
    findings = [_finding(kind, [row for row in wrong if row["state"] == kind], known) for kind in _KINDS]
    return Comparison(
        key="billing",
        title=TITLE,
        says=_SAYS,
        compared=len(rows),
        findings=tuple(finding for finding in findings if finding.differences),
        notes=tuple(_notes(dataset)),
    )


def _known(dataset: Dataset, companies: set[str]) -> _Known:
    accounts: defaultdict[str, list[str]] = defaultdict(list)
    for each in pairs_of(dataset):
        accounts[each.right].append(each.left)
    names = {account for company in companies for account in accounts.get(company, (company,))}
    return _Known(
        deals=places_of(dataset, "deals", "account", names, {"outcome": "won"}),
        subscriptions=places_of(dataset, "subscriptions", "customer", companies),
        accounts=accounts,
        near=_near(dataset),
    )


def _near(dataset: Dataset) -> Mapping[str, str]:
    """Companies of one file alone with a name of the other that is like theirs, and how like."""
    pairs = pairs_of(dataset)
    accounts = _names(dataset, "deals", "account") - {each.left for each in pairs}
    customers = _names(dataset, "subscriptions", "customer") - {each.right for each in pairs}
    found = {**look_alikes(customers, accounts), **look_alikes(accounts, customers)}
    return {name: f"{other}, {alike:.0%} alike" for name, (other, alike) in found.items()}


def _names(dataset: Dataset, table: str, column: str) -> set[str]:
    return {name for name in pc.unique(dataset.tables[table][column]).to_pylist() if name}


def _finding(kind: str, rows: Sequence[Mapping[str, Any]], known: _Known) -> Finding:
    title, says = _KINDS[kind]
    differences = [_difference(row, known) for row in rows]
    differences.sort(key=lambda each: (-(each.at_stake or 0.0), each.who))
    return Finding(
        key=kind,
        title=title,
        says=says,
        one="Won, a year",
        other="Billed, a year",
        unit=Unit.MONEY,
        differences=tuple(differences),
    )


def _difference(row: Mapping[str, Any], known: _Known) -> Difference:
    return Difference(
        who=row["company"],
        on=row["on_date"],
        one=row["won_amount"],
        other=row["billed_amount"],
        at_stake=row["at_stake"],
        currency=row["currency"],
        places=known.places(row["company"]),
        near=known.near.get(row["company"], "") if row["state"] != "differs" else "",
    )


def _notes(dataset: Dataset) -> list[str]:
    """How the names were paired, and which pairs rest on likeness alone."""
    pairs = pairs_of(dataset)
    counts = Counter(each.because for each in pairs)
    ways = "; ".join(f"{count:,} {because}" for because, count in counts.most_common())
    near = [f"{each.left} and {each.right} ({each.alike:.0%})" for each in pairs if each.because == NEARLY]
    notes = [f"Of the accounts with deals, {len(pairs):,} are customers in billing: {ways}."]
    return [
        *notes,
        *([f"Taken for one because their names are nearly the same: {'; '.join(near[:10])}."] if near else []),
    ]
