"""Headers that held a column last time and would not be found by themselves today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from revops.choices import Choices, ColumnChoice
from revops.dataset import Refusal
from revops.intake.blocks import Block
from revops.intake.decided import fixed_columns
from revops.intake.names import tight
from revops.intake.recognised_exports import recognise_export
from revops.intake.recognition import period_headers, recognise_as, recognise_table
from revops.tables import TABLES


def with_last_matches(choices: Choices, table: str, matches: Mapping[str, str], file: str, block: Block) -> Choices:
    """The choices with the headers that held columns last time, where their values alone would not show it today.

    Args:
        choices: What the user decided, and what the profile remembers that was picked by hand.
        table: The table that the sheet was last time.
        matches: Column of it to the header that held it.
        file: Name of the file.
        block: The sheet.
    """
    fixed = fixed_columns(choices, file, block)
    if table not in TABLES or recognise_export(block, fixed) is not None:
        return choices
    found = recognise_table(block, file, fixed)
    found = recognise_as(block, file, table, fixed) if isinstance(found, Refusal) else found
    if found.table != table:
        return choices
    taken = {match.header for match in found.matches.values()} | set(period_headers(block.headers))
    free = {tight(header): header for header in block.headers if header not in taken}
    wanted = [column.name for column in TABLES[table].columns if not column.made and column.name not in found.matches]
    again = {
        name: free[tight(matches[name])]
        for name in wanted
        if name not in fixed.get(table, {}) and tight(matches.get(name, "")) in free
    }
    picked = [
        ColumnChoice(table=table, column=name, header=header, file=file, sheet=block.sheet)
        for name, header in again.items()
    ]
    return replace(choices, columns=(*choices.columns, *picked))
