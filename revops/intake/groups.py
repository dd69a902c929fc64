"""Labels that stand on the first row of each group alone, as in grouped reports: the rows below it mean the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.intake.arrow import Cells, Mask, mask_of, pc, plain, whole
from revops.intake.dates import read_days
from revops.intake.draft import Draft
from revops.intake.group_rows import GROUP_ROW, alone, without_count
from revops.intake.names import kind_of
from revops.intake.totals import TOTAL
from revops.vocabulary import ColumnKind

ABOVE, BLANK = "the label above", "blank"
SORT_SIGNS = "↑↓"
"""Signs behind the headers of columns by which a report is sorted and grouped."""
FEWEST_SORTED = 4
"""Groups in the order of their labels that no chance would put there."""
MOST_SHOWN = 3
_LABELS = (ColumnKind.TEXT, ColumnKind.CHOICE, ColumnKind.DATE)

Positions = npt.NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class _Labels:
    """A column of labels: where they stand, what they say, and what proves that the rows below mean the same."""

    header: str
    cells: Cells
    at: Positions
    proof: str


def fill_groups(draft: Draft) -> None:
    """Writes labels into the rows below them, where the sheet proves that it is grouped; asks where it may be."""
    for labels in list(_labels(draft)):
        name = next((name for name, match in draft.matches.items() if match.header == labels.header), None)
        if name is None or kind_of(draft.table, name) not in _LABELS or not _means_above(draft, name, labels):
            continue
        _leave_out_labels(draft, labels)


def _leave_out_labels(draft: Draft, labels: _Labels) -> None:
    """Writes labels into the rows below them; rows that hold a label and nothing else are no records."""
    only = alone(draft.written, labels.header)
    are_rows = bool(only[labels.at].all())
    cells = without_count(labels.cells) if are_rows else labels.cells
    draft.put(labels.header, pc.fill_null_forward(cells))
    if are_rows:
        draft.set_aside(GROUP_ROW, only, column=None, example=str(labels.cells[int(labels.at[0])]))


def _means_above(draft: Draft, name: str, labels: _Labels) -> bool:
    rows = np.delete(draft.block.rows, labels.at)
    shown = ", ".join(map(str, rows[:MOST_SHOWN])) + (" …" if len(rows) > MOST_SHOWN else "")
    found = f"“{labels.header}” stands on the first row of each of {len(labels.at):,} groups alone"
    blank = f"{len(rows):,} rows are" if len(rows) > 1 else "1 row is"
    because = f"{found}{labels.proof}; {blank} blank ({shown})."
    options = (ABOVE, BLANK) if labels.proof else (BLANK, ABOVE)
    return draft.decide(name, because, f"What do the blank cells under “{labels.header}” mean?", options) == ABOVE


def _labels(draft: Draft) -> Iterator[_Labels]:
    """The columns of labels from the left; each parts the groups of the one before it."""
    groups = np.zeros(draft.height, dtype=np.int64)
    for header in draft.block.headers:
        cells = plain(whole(draft.block.body.column(header)))
        at = np.flatnonzero(mask_of(pc.is_valid(cells)))
        if not _part_groups(cells, at, groups):
            return
        proof = _proof(draft, header, cells, at, groups)
        if not proof and len(at) > draft.height / 2:
            return
        yield _Labels(header=header, cells=cells, at=at, proof=proof)
        groups = np.cumsum(np.isin(np.arange(draft.height), at))


def _part_groups(cells: Cells, at: Positions, groups: Positions) -> bool:
    """Whether there is a label wherever a group begins, each but once in it, and rows without one."""
    begins = np.flatnonzero(np.diff(groups, prepend=groups[:1] - 1))
    if not 2 <= len(at) < len(cells) or not np.isin(begins, at).all():
        return False
    pairs = pa.table({"group": pa.array(groups[at]), "label": cells.take(pa.array(at))})
    return bool(pairs.group_by(["group", "label"]).aggregate([]).num_rows == len(at))


def _proof(draft: Draft, header: str, cells: Cells, at: Positions, groups: Positions) -> str:
    """What shows that a column holds labels of groups, as it goes on in a sentence; empty where nothing does."""
    if any(sign in header for sign in SORT_SIGNS):
        return ", as its sign of sorting says"
    if alone(draft.written, header)[at].all():
        return ", on a row of its own"
    if _end_in_totals(draft, at):
        return ", and a total stands below each group"
    if FEWEST_SORTED <= len(at) <= draft.height / 2 and _are_sorted(draft, cells, at, groups):
        return ", and the groups are in the order of their labels"
    return ""


def _end_in_totals(draft: Draft, at: Positions) -> bool:
    left, rows = draft.block.left_out, draft.block.rows
    if left is None:
        return False
    totals = left.rows[left.codes == TOTAL]
    above, below = np.searchsorted(totals, rows[at[1:] - 1]), np.searchsorted(totals, rows[at[1:]])
    return bool((below > above).all())


def _are_sorted(draft: Draft, cells: Cells, at: Positions, groups: Positions) -> bool:
    texts = [text.casefold() for text in cells.take(pa.array(at)).to_pylist()]
    days = read_days(texts, day_first=draft.day_first).days
    keys = days if not np.isnat(days).any() else np.array(texts)
    same: Mask = np.diff(groups[at]) == 0
    rises = (keys[1:] > keys[:-1])[same]
    return len(rises) >= FEWEST_SORTED - 1 and bool(rises.all() or not rises.any())
