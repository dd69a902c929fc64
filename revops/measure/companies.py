"""Which account of the CRM is which customer of the billing, for metrics that hold the two against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from revops.dataset import Dataset
from revops.intake.names import tight
from revops.pairing import Pair, Party, pair

SAME_COMPANIES = "same_companies"
"""The name by which SQL asks for it."""
SCHEMA = pa.schema([("account", pa.string()), ("customer", pa.string())])
LEFT_COMPANIES = "left_companies"
"""The name by which SQL asks for who left."""
_LEFT: list[tuple[str, pa.DataType]] = [("customer", pa.string()), ("left_on", pa.date32())]
LEFT_SCHEMA = pa.schema(_LEFT)
LEAVING = {"customers": "churned_on", "cancellations": "cancelled_on"}
"""Tables that say who left, with their column of the day."""

Line = tuple[str, str | None, str | None]
"""Id, name and web address of a company, as a list of companies has them."""


def same_companies(dataset: Dataset) -> pa.Table:
    """One row for each account of the deals that is a customer of the subscriptions too."""
    found = pairs_of(dataset)
    return pa.table({"account": [each.left for each in found], "customer": [each.right for each in found]}, SCHEMA)


def pairs_of(dataset: Dataset) -> tuple[Pair, ...]:
    """Accounts of the deals with the customers of the subscriptions that they are, and why."""
    listed = _listed(dataset)
    return _paired(_distinct(dataset, "deals", "account"), _distinct(dataset, "subscriptions", "customer"), listed)


def left_companies(dataset: Dataset) -> pa.Table:
    """Each day on which the list of companies or of cancellations calls a customer of the subscriptions lost."""
    listed, customers = _listed(dataset), _distinct(dataset, "subscriptions", "customer")
    found = {
        (each.right, day)
        for table, column in LEAVING.items()
        for days in (_days(dataset, table, column),)
        for each in _paired(_distinct(dataset, table, "customer"), customers, listed)
        for day in days.get(each.left, ())
    }
    rows = [{"customer": customer, "left_on": day} for customer, day in sorted(found)]
    return pa.Table.from_pylist(rows, schema=LEFT_SCHEMA)


def _days(dataset: Dataset, table: str, column: str) -> Mapping[str, list[date]]:
    """The days in a column, by customer."""
    found: defaultdict[str, list[date]] = defaultdict(list)
    if table in dataset.tables:
        for name, day in zip(*(dataset.tables[table][each].to_pylist() for each in ("customer", column)), strict=True):
            if name and day:
                found[name].append(day)
    return found


@lru_cache(maxsize=16)
def _paired(accounts: tuple[str, ...], customers: tuple[str, ...], listed: tuple[Line, ...]) -> tuple[Pair, ...]:
    known = _by_name(listed)
    return pair([_party(name, known) for name in accounts], [_party(name, known) for name in customers])


def _distinct(dataset: Dataset, table: str, column: str) -> tuple[str, ...]:
    if table not in dataset.tables:
        return ()
    return tuple(sorted(name for name in pc.unique(dataset.tables[table][column]).to_pylist() if name))


def _listed(dataset: Dataset) -> tuple[Line, ...]:
    """The lines of the list of companies; none where no file has one."""
    table = dataset.tables.get("customers")
    return tuple(_lines(table)) if table is not None else ()


def _lines(table: pa.Table) -> Iterator[Line]:
    columns = (table[name].to_pylist() for name in ("customer", "name", "domain"))
    yield from (line for line in zip(*columns, strict=True) if line[0])


def _by_name(listed: tuple[Line, ...]) -> Mapping[str, list[Line]]:
    """Lines of the list by every name they go by; a name of several lines says nothing."""
    found: defaultdict[str, list[Line]] = defaultdict(list)
    for line in listed:
        for name in {tight(text) for text in line[:2] if text}:
            found[name].append(line)
    return {name: lines for name, lines in found.items() if len(lines) == 1}


def _party(name: str, known: Mapping[str, list[Line]]) -> Party:
    lines = known.get(tight(name), [])
    names = [text for line in lines for text in line[:2] if text]
    return Party(name, tuple(names), tuple(line[2] for line in lines if line[2]))
