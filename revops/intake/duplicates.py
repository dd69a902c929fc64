"""Records that stand more than once: which one counts, and whether the others say the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from revops.intake.arrow import Cells, Mask, mask_of, pc, plain, whole
from revops.intake.draft import Draft, first_of
from revops.intake.upload import HIDDEN
from revops.tables import Table
from revops.vocabulary import ColumnKind

COPY, CONFLICT = "DUPLICATE", "CONFLICTING_DUPLICATE"
EACH, ONCE = "each counts", "they count once"
_MORE_EVENTS = ("last_activity_on",)
"""Dates that are no events of their own and still tell which record is newer."""


def drop_duplicates(drafts: Sequence[Draft]) -> None:
    """Keeps one of the records of one table that share an identity, over all files and sheets.

    One of a sheet that can be seen counts before those of hidden ones; then the one with the latest event up to today,
    then the fuller one, then the one whose values sort last: never the order of files or rows decides what is counted.

    Args:
        drafts: Drafts of the same canonical table.
    """
    if not drafts or not drafts[0].table.identity:
        return
    identity = drafts[0].table.identity
    if _stand_once(drafts, identity):
        return
    keys = pd.concat([_identities(draft, identity) for draft in drafts], ignore_index=True)
    counted = np.concatenate([draft.in_use & ~draft.merged for draft in drafts])
    usable = counted & keys[identity[0]].notna().to_numpy()
    again = np.zeros(len(keys), dtype=bool)
    again[usable] = keys[usable].duplicated(keep=False).to_numpy()
    if not again.any():
        return
    keep_one(drafts, keys, again)


def keep_one(drafts: Sequence[Draft], keys: pd.DataFrame, again: Mask) -> None:
    """Sets aside all rows that share their keys but the one that counts.

    Args:
        drafts: Drafts of the same canonical table.
        keys: Of all their rows, one below the other; the first one names the column that problems are about.
        again: Which rows stand more than once.
    """
    records = pd.concat(_records(drafts, again), ignore_index=True)
    records["position"] = np.flatnonzero(again)
    records["group"] = keys[again].groupby(list(keys.columns), dropna=False, sort=False).ngroup().to_numpy()
    _set_aside(drafts, records, len(keys), str(keys.columns[0]))


def _stand_once(drafts: Sequence[Draft], identity: Sequence[str]) -> bool:
    """Whether no two rows share an id: the usual case, in which no row has to be looked at."""
    if len(identity) > 1:
        return False
    if len(drafts) == 1:
        return drafts[0].different(identity[0]).stand_once
    ids: Cells = pa.chunked_array([draft.value(identity[0]) for draft in drafts]).drop_null()
    return len(ids.unique()) == len(ids)


def _identities(draft: Draft, identity: Sequence[str]) -> pd.DataFrame:
    return pa.table({name: draft.value(name) for name in identity}).to_pandas()


def _records(drafts: Sequence[Draft], again: Mask) -> list[pd.DataFrame]:
    """What decides between the marked records of each draft, and where they stand."""
    starts = np.cumsum([0, *(draft.height for draft in drafts)])
    return [_record(draft, again[start:end]) for draft, start, end in zip(drafts, starts, starts[1:], strict=False)]


def _record(draft: Draft, mask: Mask) -> pd.DataFrame:
    rows = pa.table({name: draft.value(name) for name in draft.table.schema.names if draft.table.has(name)})
    rows = rows.filter(pa.array(mask)).combine_chunks()
    texts = [pc.fill_null(pc.cast(column.combine_chunks(), pa.string()), "") for column in rows.columns]
    sheet = f", sheet {draft.block.sheet}" if draft.block.sheet else ""
    place = pd.Series(draft.block.rows[mask]).astype(str).radd(f"{draft.file}{sheet}, row ")
    return pd.DataFrame(
        {
            "values": pc.binary_join_element_wise(*texts, "\x1f").to_numpy(zero_copy_only=False),
            "filled": np.sum([pc.is_valid(column).to_numpy() for column in rows.columns], axis=0),
            "last": _last_event(draft, rows),
            "place": place.to_numpy(dtype=object),
            "hidden": HIDDEN in draft.block.notes,
        }
    )


def _last_event(draft: Draft, rows: pa.Table) -> npt.NDArray[np.int64]:
    """Per record, the day of its latest event up to today, as a number."""
    today = pa.scalar(draft.today, pa.date32())
    latest = np.full(rows.num_rows, np.iinfo(np.int64).min)
    for name in _event_columns(draft.table):
        days: Cells = rows[name].combine_chunks()
        past = pc.if_else(pc.less_equal(days, today), days, pa.scalar(None, pa.date32())).cast(pa.int32())
        latest = np.fmax(latest, pc.fill_null(past.cast(pa.int64()), np.iinfo(np.int64).min).to_numpy())
    return latest


def _event_columns(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.is_event or column.name in _MORE_EVENTS]


def _set_aside(drafts: Sequence[Draft], records: pd.DataFrame, height: int, column: str) -> None:
    """Sets aside all records of a group but the one that counts, each with the place of that one."""
    order = ["group", "hidden", "last", "filled", "values", "position"]
    ranked = records.sort_values(order, ascending=[True, True, False, False, False, True])
    best = ranked.groupby("group", sort=False)[["values", "place", "hidden", "last", "filled"]].transform("first")
    lost = ranked[ranked.duplicated("group")]
    best = best.loc[lost.index]
    is_copy = (lost["values"] == best["values"]).to_numpy()
    hints = np.where(is_copy, _copied(best), _conflicting(best, lost))
    codes = np.full(height, "", dtype=object)
    codes[lost["position"]] = np.where(is_copy, COPY, CONFLICT)
    told = dict(zip(lost["position"].tolist(), hints.tolist(), strict=True))
    _mark(drafts, codes, told, column)


def _copied(best: pd.DataFrame) -> npt.NDArray[np.object_]:
    told = "The same record is counted in " + best["place"] + "; remove one of the two."
    hints: npt.NDArray[np.object_] = told.to_numpy(dtype=object)
    return hints


def _conflicting(best: pd.DataFrame, lost: pd.DataFrame) -> npt.NDArray[np.object_]:
    reasons = np.select(
        [best["hidden"] < lost["hidden"], best["last"] > lost["last"], best["filled"] > lost["filled"]],
        ["this one stands in a hidden sheet", "it has the later event", "it is fuller"],
        "nothing tells which is newer",
    )
    place = "The same record with other values is counted in " + best["place"]
    told: npt.NDArray[np.object_] = (place + ": " + reasons + ". Keep the right one.").to_numpy(dtype=object)
    return told


def _mark(drafts: Sequence[Draft], codes: npt.NDArray[np.object_], told: dict[int, str], column: str) -> None:
    start = 0
    for draft in drafts:
        part = codes[start : start + draft.height]
        for code in (COPY, CONFLICT):
            mask: Mask = part == code
            example = first_of(draft.value(column), mask)
            draft.set_aside(code, mask, column=column, example=example)
        draft.hints |= {int(at): told[start + int(at)] for at in np.flatnonzero(part != "")}
        start += draft.height


def tell_repeated_lines(drafts: Sequence[Draft]) -> None:
    """Tells rows without an id that repeat another in every cell: they count, unless the user calls them copies.

    Two calls or costs of one day can be alike; an export that was pasted twice looks the same. Asked is where amounts
    would count twice.

    Args:
        drafts: Drafts of the same canonical table; a row may repeat one of another file.
    """
    without_id = [np.array(~has_id(draft) & draft.in_use & ~draft.merged) for draft in drafts]
    if not any(mask.any() for mask in without_id) or (len(drafts) == 1 and _differ(drafts[0])):
        return
    lines: Cells = pa.chunked_array([_lines(draft, mask) for draft, mask in zip(drafts, without_id, strict=True)])
    again = pd.Series(lines.to_pandas()).duplicated().to_numpy() & mask_of(pc.is_valid(lines))
    start = 0
    for draft in drafts:
        _ask_about(draft, again[start : start + draft.height])
        start += draft.height


def has_id(draft: Draft) -> Mask:
    """Which rows bring an id of their own; those that were made here tell no two rows apart."""
    ids = draft.text(draft.table.identity[0]) if draft.table.identity else None
    return np.zeros(draft.height, dtype=bool) if ids is None else mask_of(pc.is_valid(ids))


def _differ(draft: Draft) -> bool:
    """Whether some column alone tells all rows apart: then none has to be compared cell by cell."""
    return any(len(whole(column).unique()) == draft.height for column in draft.block.body.columns)


def _lines(draft: Draft, mask: Mask) -> Cells:
    """The filled cells of each marked row with their headers, as one text; null for the others."""
    body = draft.block.body
    cells = [
        pc.if_else(pc.is_valid(column), pc.binary_join_element_wise(name, column, "\x1e"), None)
        for name, column in ((name, plain(whole(body.column(name)))) for name in sorted(body.column_names))
    ]
    joined = pc.binary_join_element_wise(*cells, "\x1f", null_handling="skip")
    return pc.if_else(pa.array(mask), joined, pa.scalar(None, pa.string()))


def _ask_about(draft: Draft, repeated: Mask) -> None:
    if not repeated.any():
        return
    count = int(repeated.sum())
    because = (
        f"{count:,} row{' repeats' if count == 1 else 's repeat'} another in every cell, and no id tells them apart."
    )
    question = "Are rows that are alike in every cell different records, or copies?"
    counts_money = any(column.kind is ColumnKind.MONEY for column in draft.table.columns)
    if counts_money and draft.decide("identical_rows", because, question, (EACH, ONCE)) == ONCE:
        draft.set_aside(COPY, repeated, column=None)
    else:
        draft.warn("IDENTICAL_ROW", repeated, column=None)


def drop_repeated_lines(drafts: Sequence[Draft]) -> None:
    """Drops copies of whole lines, where lines have no id; a line may repeat one of another sheet.

    Args:
        drafts: Drafts of the same canonical table and shape.
    """
    lines: list[Cells] = [_lines(draft, draft.in_use) for draft in drafts]
    if not lines:
        return
    together = pa.chunked_array(lines).to_pandas()
    again = together.duplicated().to_numpy() & together.notna().to_numpy()
    start = 0
    for draft in drafts:
        draft.set_aside(COPY, again[start : start + draft.height], column=None, example=None)
        start += draft.height
