"""A block as the export of a known tool: table, columns and rules are settled before anything is guessed."""

from __future__ import annotations

from dataclasses import dataclass

from revops.intake.blocks import Block
from revops.intake.exports import Export, export_of, known_columns
from revops.intake.filling import filling_of
from revops.intake.matching import match_columns
from revops.intake.recognition import Fixed, Recognised
from revops.tables import TABLES

_SURE = 10.0


@dataclass(frozen=True, kw_only=True)
class RecognisedExport(Recognised):
    """A table that a block is because a known tool wrote it.

    Attributes:
        export: What is known about it.
    """

    export: Export


def recognise_export(block: Block, fixed: Fixed, table: str | None = None) -> RecognisedExport | None:
    """The block as an export, unless the user takes it, or one of its columns, for another table.

    Args:
        block: Headers and rows.
        fixed: What the user decided about columns.
        table: What the user says that the sheet is; None where nothing is said.
    """
    export = export_of(block.headers)
    if export is None or table not in (None, export.table):
        return None
    if any(header for key, columns in fixed.items() if key != export.table for header in columns.values()):
        return None
    chosen = fixed.get(export.table, {})
    known = {name: match for name, match in known_columns(export, block.headers).items() if name not in chosen}
    matches = match_columns(TABLES[export.table], block.headers, block.looks, chosen, known, export.never)
    shape_of = filling_of(export.table).shape
    shape = shape_of(matches, block) if shape_of else "rows"
    if shape is None or (shape_of is None and not set(TABLES[export.table].required) <= set(matches)):
        return None
    return RecognisedExport(table=export.table, shape=shape, matches=matches, strength=_SURE, export=export)
