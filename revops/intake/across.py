"""What can be wrong between tables: ids that lead nowhere, days out of all proportion, extracts of unequal length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from revops.intake.arrow import Cells, Mask, mask_of, pc
from revops.intake.beginnings import check_beginnings
from revops.intake.draft import Draft, first_of
from revops.intake.events import by_table, events, pooled
from revops.tables import TABLES, Column, Span

FEWEST_DAYS = 20
"""Days below which nothing is said about what is usual."""
EDGE_DAYS = 62
"""Days at least by which a table ends before the others."""

Numbers = npt.NDArray[np.int64]


def check_across(drafts: Sequence[Draft]) -> None:
    """Says what does not fit together; rows and cells are used as they stand."""
    for draft in drafts:
        for column in draft.table.columns:
            if column.refers_to and draft.has(column.name):
                _check_ids(draft, column, drafts)
    check_beginnings(drafts)
    _check_ends(drafts)
    for key in dict.fromkeys(draft.table.key for draft in drafts):
        _check_spans([draft for draft in drafts if draft.table.key == key and draft.shape == "rows"])


def _check_ids(draft: Draft, column: Column, drafts: Sequence[Draft]) -> None:
    """Ids that none of the columns holds which they refer to; nothing is said where no file gives such a column."""
    known = [values for place in column.refers_to for values in _held(place, drafts)]
    if not known:
        return
    values = draft.value(column.name)
    given = mask_of(pc.is_valid(values)) & draft.in_use
    lost = given & ~_among(values, known)
    other = TABLES[column.refers_to[0].split(".")[0]].label.lower()
    aside = lost & _among(values, [ids for place in column.refers_to for ids in _held(place, drafts, used=False)])
    hint = f"The row of your {other} with this id was set aside, with the reason: correct it there."
    draft.warn("UNKNOWN_ID", aside, column=column.name, example=first_of(values, aside), hint=hint)
    lost &= ~aside
    if lost.any() and (lost == given).all():
        hint = f"No row of your {other} has any of these ids: export the same id in both files."
        draft.warn("NOTHING_JOINS", lost, column=column.name, example=first_of(values, lost), hint=hint)
        return
    hint = f"No row of your {other} has this id: export both for the same time, or correct it."
    draft.warn("UNKNOWN_ID", lost, column=column.name, example=first_of(values, lost), hint=hint)


def _among(values: Cells, known: Sequence[Cells]) -> Mask:
    return mask_of(pc.is_in(values, value_set=pa.chunked_array(known, pa.string()).combine_chunks()))


def _held(place: str, drafts: Sequence[Draft], *, used: bool = True) -> Iterator[Cells]:
    """The values of a column over all files that give it, in the rows that are used or in those set aside."""
    table, name = place.split(".")
    for draft in drafts:
        if draft.table.key == table and name in draft.matches and draft.has(name):
            yield draft.value(name).filter(pa.array(draft.in_use == used)).cast(pa.string())


def _check_ends(drafts: Sequence[Draft]) -> None:
    """Tables whose events end months before those of the others, by more than their own rhythm explains."""
    days = {key: pooled(group) for key, group in by_table(drafts).items() if all(d.shape == "rows" for d in group)}
    last = {key: int(found[-1]) for key, found in days.items() if len(found)}
    for key, end in last.items():
        distinct = np.unique(days[key])
        if len(distinct) < FEWEST_DAYS:
            continue
        usual = np.percentile(np.diff(distinct), 90)
        if max(last.values()) - end > max(EDGE_DAYS, 2 * usual):
            _tell_end(by_table(drafts)[key], end, max(last.values()))


def _tell_end(drafts: Sequence[Draft], end: int, latest: int) -> None:
    last, other = (date.fromordinal(number + date(1970, 1, 1).toordinal()) for number in (end, latest))
    hint = f"Its last event is on {last}, while other files reach to {other}: export it again up to the same day."
    for draft in drafts:
        for name, days in events(draft):
            here = mask_of(pc.equal(days, pa.scalar(last, pa.date32()))) & draft.in_use
            draft.warn("ENDS_EARLY", here, column=name, example=str(last), hint=hint)


def _check_spans(drafts: Sequence[Draft]) -> None:
    """Rows of the same thing that share days, over all files: their amounts count twice on these."""
    span = drafts[0].table.span if drafts else None
    if span is None:
        return
    if not any(draft.has(span.of[0]) for draft in drafts):
        span = replace(span, of=span.or_of)
        drafts = [draft for draft in drafts if draft.shape == "rows"]
    if not span.of or not drafts:
        return
    rows = pd.concat([_spans(draft, span, place) for place, draft in enumerate(drafts)], ignore_index=True)
    rows = rows.dropna(subset=["of", "start"]).sort_values(["of", "start", "end"], ascending=[True, True, False])
    before = rows.groupby("of", sort=False)["end"].cummax().groupby(rows["of"], sort=False).shift()
    shared = rows[rows["start"] < before]
    for place, draft in enumerate(drafts):
        mask: Mask = np.zeros(draft.height, dtype=bool)
        mask[shared.loc[shared["draft"] == place, "position"]] = True
        draft.warn("OVERLAPPING_PERIODS", mask, column=span.start, example=first_of(draft.value(span.start), mask))


def _spans(draft: Draft, span: Span, place: int) -> pd.DataFrame:
    """Used rows: what each is of, its first day, and the day after its last; open ends reach to the end of time."""
    end = pc.fill_null(draft.value(span.end).cast(pa.int32()), np.iinfo(np.int32).max - 1)
    start = draft.value(span.start).cast(pa.int32())
    keys = [pc.cast(draft.value(name), pa.string()) for name in span.of]
    keys = [keys[0], *(pc.fill_null(key, "") for key in keys[1:])]
    frame = pa.table({"of": pc.binary_join_element_wise(*keys, "\x1f"), "start": start, "end": end}).to_pandas()
    frame["end"] += span.has_last_day
    found: pd.DataFrame = frame.assign(draft=place, position=np.arange(draft.height))[draft.in_use]
    return found
