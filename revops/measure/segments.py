"""The kind of customer of deals, leads and subscriptions that name none: from the list of companies, attached once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import pyarrow.compute

from revops.dataset import Dataset
from revops.intake.names import tight

pc: Any = pyarrow.compute
"""The stubs of these functions know fewer kinds of arguments than they take."""

SEGMENT, INDUSTRY = "segment", "industry"
WORDS: Mapping[str, str] = {SEGMENT: "segments", INDUSTRY: "industries"}
LEAST_EVEN = 0.5
"""How much of one fate the list must know, of what it knows of the other: lists of customers alone know no lost deal,
and every industry would win all of its deals."""


@dataclass(frozen=True, slots=True)
class Named:
    """A table whose rows name a company.

    Attributes:
        by: Column with its id or name.
        rows: What the rows are called.
        fates: Two sorts of rows that must be known about as often, each with how to find them.
    """

    by: str
    rows: str
    fates: Mapping[str, Callable[[pa.Table], Any]]


NAMED: Mapping[str, Named] = {
    "deals": Named(
        "account",
        "deals",
        {
            "won deals": lambda deals: pc.equal(deals["outcome"], "won"),
            "lost deals": lambda deals: pc.equal(deals["outcome"], "lost"),
        },
    ),
    "leads": Named(
        "account",
        "leads",
        {
            "leads that were converted": lambda leads: _converted(leads),
            "other leads": lambda leads: pc.invert(_converted(leads)),
        },
    ),
    "subscriptions": Named(
        "customer",
        "subscriptions",
        {
            "running subscriptions": lambda rows: pc.is_null(rows["ended_on"]),
            "subscriptions with an end": lambda rows: pc.is_valid(rows["ended_on"]),
        },
    ),
}


def _converted(leads: pa.Table) -> Any:
    """Whether each lead became a deal or customer, by any mark of it."""
    dated = pc.or_(pc.is_valid(leads["converted_on"]), pc.is_valid(leads["deal_id"]))
    return pc.or_(dated, pc.fill_null(leads["is_converted"], False))


@dataclass(frozen=True, slots=True)
class Segmented:
    """A dataset whose rows have the segment of their company.

    Attributes:
        dataset: The company's tables.
        told: By table where its segments come from, or why they could not be taken; tables with none are absent.
    """

    dataset: Dataset
    told: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Listed:
    """One column of the list of companies."""

    column: str
    file: str
    by_id: Mapping[str, str]
    by_name: Mapping[str, str]

    def of(self, name: str | None) -> str | None:
        """What the list says of a company by its id, else by its name without capitals and punctuation."""
        return self.by_id.get(name) or self.by_name.get(tight(name)) if name else None


def with_segments(dataset: Dataset) -> Segmented:
    """The dataset with the segment of the list of companies where deals, leads and subscriptions have none.

    The list's segment counts; its industry only where neither the list nor the table itself knows a segment, so that
    two ways to sort companies never stand in one breakdown.

    Args:
        dataset: The company's tables; they are not changed.
    """
    tables, told = dict(dataset.tables), dict[str, str]()
    for key in NAMED.keys() & tables.keys():
        listed = _listed(dataset, has_own=SEGMENT in dataset.known_columns(key))
        if listed is not None:
            tables[key], said = _filled(tables[key], NAMED[key], listed)
            told |= {key: said} if said else {}
    return Segmented(replace(dataset, tables=tables) if told else dataset, told)


def _listed(dataset: Dataset, *, has_own: bool) -> _Listed | None:
    """What the list of companies can say; None where it says nothing."""
    known = dataset.known_columns("customers")
    column = next((name for name in (SEGMENT, *(() if has_own else (INDUSTRY,))) if name in known), None)
    if column is None:
        return None
    rows = dataset.tables["customers"].select(("customer", "name", column, "source_file")).to_pylist()
    lines = [row for row in rows if row[column]]
    files = dict.fromkeys(row["source_file"] for row in lines if row["source_file"])
    by_id = {row["customer"]: row[column] for row in lines}
    return _Listed(column, " and ".join(files) or "the list of companies", by_id, _by_name(lines, column))


def _by_name(lines: list[dict[str, Any]], column: str) -> Mapping[str, str]:
    """What is said of a company by every name it goes by; of a name that several go by, nothing."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        for name in (line["customer"], line["name"]):
            found[tight(name or "")].add(line[column])
    return {name: min(said) for name, said in found.items() if name and len(said) == 1}


def _filled(table: pa.Table, named: Named, listed: _Listed) -> tuple[pa.Table, str]:
    """The table with the segments that the list knows, and what to tell of it; as it was where there is no more."""
    companies = pc.unique(table[named.by])
    said = pa.array([listed.of(name) for name in companies.to_pylist()], pa.string())
    found = said.take(pc.index_in(table[named.by], value_set=companies))
    filled = pc.coalesce(table[SEGMENT], found)
    taken = table[SEGMENT].null_count - filled.null_count
    if not taken:
        return table, ""
    if uneven := _uneven(table, filled, named):
        return table, f"The {WORDS[listed.column]} in {listed.file} are not used as segments: {uneven}."
    place = table.schema.get_field_index(SEGMENT)
    told = (
        f"Segments are the {WORDS[listed.column]} in {listed.file}, for {taken:,} of {table.num_rows:,} "
        f"{named.rows}; the others have their own or none."
    )
    return table.set_column(place, SEGMENT, filled), told


def _uneven(table: pa.Table, filled: Any, named: Named) -> str:
    """Whether one sort of rows would have a segment far more often than the other; empty where not."""
    shares = {
        name: 1 - rows.null_count / len(rows)
        for name, fate in named.fates.items()
        if len(rows := filled.filter(fate(table)))
    }
    if min(shares.values(), default=1.0) >= LEAST_EVEN * max(shares.values(), default=1.0):
        return ""
    known = " and ".join(f"{share:.0%} of the {name}" for name, share in shares.items())
    return f"they are known of {known}, so that rates by segment would be wrong"
