"""What the user decided about reading, held against the files at hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import process

from revops.choices import Choices, ColumnChoice
from revops.errors import ChoiceError
from revops.intake.blocks import Block, OpenedFile
from revops.intake.recognition import Fixed
from revops.tables import TABLES


def fixed_columns(choices: Choices, file: str, block: Block) -> Fixed:
    """Headers of a block that the user picked, by table and column; the last choice wins."""
    fixed: dict[str, dict[str, str | None]] = {}
    for choice in choices.columns:
        if not _concerns(choice, file, block):
            continue
        header = _header(choice.header, block.headers)
        if header is not None or choice.header is None:
            fixed.setdefault(choice.table, {})[choice.column] = header
    return fixed


def _concerns(choice: ColumnChoice, file: str, block: Block) -> bool:
    return choice.file in (None, file) and (choice.sheet is None or choice.sheet == block.sheet)


def _header(wanted: str | None, headers: Sequence[str]) -> str | None:
    """The header as it stands in the sheet; case and surrounding blanks do not matter."""
    if wanted is None or wanted in headers:
        return wanted
    same = [header for header in headers if header.strip().casefold() == wanted.strip().casefold()]
    return same[0] if same else None


def check_choices(files: Sequence[OpenedFile], choices: Choices) -> None:
    """Refuses choices that nothing answers to.

    Raises:
        ChoiceError: If a table or column does not exist, or no file has the header.
    """
    for choice in choices.columns:
        _check_column(choice)
        if choice.header is not None:
            _check_header(choice, files)
    for name in choices.encodings:
        if name not in [file.name for file in files]:
            raise ChoiceError(_unknown("file", name, [file.name for file in files]))
    for table in choices.tables:
        if table.table is not None and table.table not in TABLES:
            raise ChoiceError(_unknown("table", table.table, TABLES))


def _check_column(choice: ColumnChoice) -> None:
    if choice.table not in TABLES:
        raise ChoiceError(_unknown("table", choice.table, TABLES))
    names = [column.name for column in TABLES[choice.table].columns if not column.made]
    if choice.column not in names:
        raise ChoiceError(_unknown(f"column of {choice.table}", choice.column, names))


def _check_header(choice: ColumnChoice, files: Sequence[OpenedFile]) -> None:
    blocks = [block for file in files for block in file.blocks if _concerns(choice, file.name, block)]
    if not blocks or any(_header(choice.header, block.headers) for block in blocks):
        return
    raise ChoiceError(_unknown("header", str(choice.header), [name for block in blocks for name in block.headers]))


def _unknown(what: str, name: str, known: Iterable[str]) -> str:
    names = list(dict.fromkeys(known))
    near = [match[0] for match in process.extract(name, names, limit=3, score_cutoff=60)]
    listed = ", ".join(near or names[:8])
    return f"There is no {what} “{name}”. {'Near it' if near else 'There are'}: {listed}."
