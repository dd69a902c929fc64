"""Columns taken for ids that hold names: an id never stands over two different records."""

from __future__ import annotations

from dataclasses import replace

from revops.intake.arrow import whole
from revops.intake.draft import Draft
from revops.intake.names import fold, tight, words
from revops.intake.product_lines import line_header


def keep_names_apart(draft: Draft) -> None:
    """Takes a column for the name of deals where it was taken for their id, yet repeats over different rows.

    A header that says "id" or "number" is believed, and lines of products repeat the id of their deal.
    """
    match = draft.matches.get("deal_id")
    if match is None or match.confidence == 1 or draft.export is not None or line_header(draft.matches):
        return
    if says_id(match.header) or not _repeats_over_others(draft, match.header):
        return
    del draft.matches["deal_id"]
    if "name" not in draft.matches:
        draft.matches["name"] = replace(match, because="repeats over different rows, and so is no id")
    draft.notes.append(f"“{match.header}” repeats over different rows, so that it is taken for a name and no id")


def says_id(header: str) -> bool:
    """Whether a header has a word for ids, such as "Deal ID", "dealid" or "商談番号"."""
    parts, text = set(fold(header).split()), tight(header)
    known = words("ids")
    ends = [word for word in known if word == "id" or not word.isascii()]
    return bool(parts & set(known)) or any(text.endswith(word) or text.startswith(word) for word in ends)


def _repeats_over_others(draft: Draft, header: str) -> bool:
    column = whole(draft.block.body.column(header)).drop_null()
    if len(column.unique()) == len(column):
        return False
    rows = draft.block.body.to_pandas().dropna(subset=[header]).drop_duplicates()
    return bool(rows[header].duplicated().any())
