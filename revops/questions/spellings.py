"""What comes together if spellings are taken for one name: rows and amounts, table by table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import pyarrow as pa

from revops.charts.figures import Figures
from revops.dataset import Dataset, Proposal
from revops.intake.arrow import pc
from revops.questions.effects import added_up, money_of
from revops.questions.question import Facts
from revops.tables import TABLES

LISTED: Final = 5
"""Row numbers named for each spelling."""


def together(data: Dataset, proposal: Proposal, write: Figures) -> Facts:
    """What each spelling brings, with the rows that would be written otherwise, and what they make in all.

    Args:
        data: The tables as they are read now.
        proposal: The spellings.
        write: Writes the numbers of the reader's country.
    """
    first, *others = proposal.names
    return (
        (first, _brings(data, proposal, (first,), write)),
        *((name, _brings(data, proposal, (name,), write, with_rows=True)) for name in others),
        ("Together", _brings(data, proposal, proposal.names, write)),
    )


def _brings(data: Dataset, proposal: Proposal, names: Sequence[str], write: Figures, *, with_rows: bool = False) -> str:
    parts = []
    for table, rows in _rows(data, proposal, names):
        count = "1 row" if rows.num_rows == 1 else f"{write.count(rows.num_rows)} rows"
        money = money_of(table)
        amount = added_up(rows, money, write) if money else ""
        where = f" ({_where(rows)})" if with_rows else ""
        parts.append(f"{TABLES[table].label.lower()}: {count}{f', {amount}' if amount else ''}{where}")
    return "; ".join(parts) or "no row"


def _rows(data: Dataset, proposal: Proposal, names: Sequence[str]) -> Iterator[tuple[str, pa.Table]]:
    """The rows under those names, by table; a row that has them in two columns counts once."""
    places: dict[str, list[str]] = {}
    for place in proposal.columns:
        table, _, column = place.partition(".")
        places.setdefault(table, []).append(column)
    for table, columns in places.items():
        rows = data.tables.get(table)
        if rows is None:
            continue
        masks = [pc.fill_null(pc.is_in(rows[column], pa.array(names, pa.string())), False) for column in columns]
        mask = masks[0]
        for other in masks[1:]:
            mask = pc.or_(mask, other)
        if pc.any(mask).as_py():
            yield table, rows.filter(mask)


def _where(rows: pa.Table) -> str:
    """The first row numbers, file by file."""
    files: dict[str, list[int]] = {}
    for file, row in zip(rows["source_file"].to_pylist(), rows["source_row"].to_pylist(), strict=True):
        if file is not None and row is not None:
            files.setdefault(file, []).append(row)
    return "; ".join(f"{_numbered(sorted(set(found)))} of {file}" for file, found in files.items())


def _numbered(rows: Sequence[int]) -> str:
    more = ", …" if len(rows) > LISTED else ""
    return f"row{'' if len(rows) == 1 else 's'} {', '.join(map(str, rows[:LISTED]))}{more}"
