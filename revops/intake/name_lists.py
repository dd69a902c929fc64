"""Lists of names in sheets that no number is made from, such as the products of a price list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from revops.intake.arrow import plain, whole
from revops.intake.blocks import Block
from revops.intake.names import names_of, spellings
from revops.tables import TABLES

KINDS: Mapping[str, tuple[str, ...]] = {
    "company": ("account", "customer"),
    "person": ("owner",),
    "product": ("product", "plan"),
    "segment": ("segment",),
    "industry": ("industry",),
    "source": ("source", "channel"),
    "campaign": ("campaign",),
    "reason": ("loss_reason", "reason"),
}
"""Columns of all tables that name the same kind of thing."""
MOST_LISTED = 10_000
"""Rows beyond which a sheet records what happened rather than listing names."""


@dataclass(frozen=True, kw_only=True)
class NameList:
    """Names of one kind of thing, each of which stands there once.

    Attributes:
        file: Name of the file.
        kind: One of `KINDS`.
        names: As written.
    """

    file: str
    kind: str
    names: tuple[str, ...]


def lists_in(block: Block, file: str) -> list[NameList]:
    """The columns of a sheet that are called after one kind of thing and name each of them once."""
    if block.body.num_rows > MOST_LISTED:
        return []
    return [
        NameList(file=file, kind=kind, names=names)
        for header in block.headers
        if (kind := _kind_of(header)) and (names := _each_once(block, header))
    ]


def _each_once(block: Block, header: str) -> tuple[str, ...]:
    """The values of a column; nothing where one of them repeats."""
    values = plain(whole(block.body.column(header))).drop_null().to_pylist()
    return tuple(values) if len(set(values)) == len(values) else ()


def _kind_of(header: str) -> str | None:
    readings = {reading.replace(" ", "") for reading in spellings(header)}
    return next((kind for kind, names in _called().items() if names & readings), None)


@cache
def _called() -> Mapping[str, frozenset[str]]:
    """Tight names of the columns of each kind, over all tables."""
    return {
        kind: frozenset(
            name
            for table in TABLES.values()
            for column in columns
            if table.has(column) and not table.column(column).made
            for name in names_of(table.key).columns[column]
        )
        for kind, columns in KINDS.items()
    }
