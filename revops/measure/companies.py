"""Which account of the CRM is which customer of the billing, for metrics that hold the two against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from revops.dataset import Dataset
from revops.intake.names import tight
from revops.pairing import Pair, Party, pair

SAME_COMPANIES = "same_companies"
"""The name by which SQL asks for it."""
SCHEMA = pa.schema([("account", pa.string()), ("customer", pa.string())])

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


def listed_as(dataset: Dataset) -> Mapping[str, str]:
    """Companies of the list by their id there, with what the subscriptions call them, as far as they are customers."""
    listed = _listed(dataset)
    parties = [Party(line[0], tuple(filter(None, line[:2])), tuple(filter(None, line[2:]))) for line in listed]
    customers = [Party(name) for name in _distinct(dataset, "subscriptions", "customer")]
    return {each.left: each.right for each in pair(parties, customers)}


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
