"""Filled question sheets as a grid: one row per person, one column per sign, a digit or a mark per cell."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from types import MappingProxyType
from typing import Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from revops.diagnostic.answers import ROLES, STEP_VALUES, Answer, Special, Vote
from revops.diagnostic.content import SIGNS
from revops.diagnostic.entry import Sign
from revops.errors import ChoiceError
from revops.intake import Upload, open_files
from revops.workshop.room import ROUNDS

MARKS: Final[Mapping[str, str]] = MappingProxyType({"?": "I don't know", "x": "Does not apply to us"})
"""Written instead of a digit."""
ROLE, ROUND = "Role", "Round"
MOST_BALLOTS: Final = 500
_MADE_AT: Final = datetime(2026, 1, 1)
_WRITTEN: Final[Mapping[str, Answer]] = MappingProxyType(
    {
        **{str(step): step for step in range(len(STEP_VALUES))},
        **dict.fromkeys(("?", "don't know", "i don't know", "unknown"), Special.UNKNOWN),
        **dict.fromkeys(("x", "-", "–", "n/a", "does not apply", "not_applicable"), Special.NOT_APPLICABLE),
    }
)


@dataclass(frozen=True, kw_only=True)
class Ballots:
    """What was typed in.

    Attributes:
        votes: One per row that names a role and answers anything.
        problems: Sentences about cells and rows that could not be used; they are left out, nothing is guessed.
    """

    votes: tuple[Vote, ...] = ()
    problems: tuple[str, ...] = ()


def ballot_book(signs: Sequence[Sign], sheets: int = 12) -> bytes:
    """A workbook to type filled question sheets into, as an XLSX file.

    Args:
        signs: What was asked, in the order of the question sheet.
        sheets: Rows that are made ready.
    """
    book = Workbook()
    book.properties.created = book.properties.modified = _MADE_AT
    sheet = book.worksheets[0]
    sheet.title = "Votes"
    sheet.append([ROUND, ROLE, *(_header(place, sign) for place, sign in enumerate(signs, 1))])
    for _ in range(sheets):
        sheet.append([1])
    _shape(sheet, signs)
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def _header(place: int, sign: Sign) -> str:
    return f"{place}. {sign.title}"


def _shape(sheet: Worksheet, signs: Sequence[Sign]) -> None:
    """Widths, notes on the headers, and what the cells may hold."""
    for column in range(1, len(signs) + 3):
        cell = sheet.cell(1, column)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(column)].width = 16
    for column, sign in enumerate(signs, 3):
        sheet.cell(1, column).comment = Comment(_note(sign), "RevOps Advisor", height=220, width=380)
    last = get_column_letter(len(signs) + 2)
    answers = [*map(str, range(len(STEP_VALUES))), *MARKS]
    _allow(sheet, [role.label for role in ROLES], f"B2:B{MOST_BALLOTS + 1}")
    _allow(sheet, answers, f"C2:{last}{MOST_BALLOTS + 1}")
    sheet.freeze_panes = "C2"


def _note(sign: Sign) -> str:
    steps = (f"{step}: {text}" for step, text in enumerate(sign.steps))
    return "\n".join((sign.question, *steps, *(f"{mark}: {says}" for mark, says in MARKS.items())))


def _allow(sheet: Worksheet, words: Sequence[str], cells: str) -> None:
    rule = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    rule.error, rule.showErrorMessage = f"Write one of: {', '.join(words)}.", True
    rule.add(cells)
    sheet.add_data_validation(rule)


def votes_in(upload: Upload) -> Ballots:
    """The votes of a workbook or CSV laid out as `ballot_book` makes it.

    Raises:
        ChoiceError: If the file cannot be read, or holds no column for roles or none for a sign.
    """
    opened = open_files([upload])[0]
    if not opened.blocks:
        reasons = " ".join(refusal.reason for refusal in opened.refusals) or "It holds no table."
        raise ChoiceError(f"{upload.name}: {reasons}")
    block = opened.blocks[0]
    columns = {header: values for header, values in block.body.to_pydict().items()}
    rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
    _expect_columns(upload.name, columns)
    return votes_of(rows, [int(row) for row in block.rows])


def _expect_columns(file: str, headers: Iterable[str]) -> None:
    named = [_named(header) for header in headers]
    if ROLE not in named or not set(named) & set(SIGNS):
        raise ChoiceError(
            f"{file} has no column {ROLE}, or none that names a sign; type the answers into the workbook made for it."
        )


def votes_of(rows: Iterable[Mapping[str, object]], numbers: Iterable[int] | None = None) -> Ballots:
    """The votes of rows under headers of `ballot_book`: a sign's key, its title, or both after a number.

    Args:
        rows: Header to cell; blank cells are no vote.
        numbers: Row numbers as the user counts; 1, 2, 3 … by default.

    Raises:
        ChoiceError: If there are more rows than people in a workshop.
    """
    listed = list(rows)
    if len(listed) > MOST_BALLOTS:
        raise ChoiceError(f"{len(listed)} rows are more than the {MOST_BALLOTS} votes of one workshop.")
    found = [_ballot(row, number) for number, row in zip(numbers or count(1), listed, strict=False)]
    return Ballots(
        votes=tuple(vote for vote, _ in found if vote is not None),
        problems=tuple(chain.from_iterable(problems for _, problems in found)),
    )


def _ballot(row: Mapping[str, object], number: int) -> tuple[Vote | None, list[str]]:
    cells = {_named(header): _text(cell) for header, cell in row.items()}
    written = {key: cells[key] for key in SIGNS if cells.get(key)}
    if not written:
        return None, []
    role = _ROLES.get(cells.get(ROLE, "").casefold())
    if role is None:
        known = ", ".join(role.label for role in ROLES)
        return None, [f"Row {number} is left out: its role is “{cells.get(ROLE, '')}”; write one of {known}."]
    signs = {key: _WRITTEN[text.casefold()] for key, text in written.items() if text.casefold() in _WRITTEN}
    wrong = [
        f"Row {number}, “{SIGNS[key].title}”: “{text}” is left out; write 0 to {len(STEP_VALUES) - 1}, ? or x."
        for key, text in written.items()
        if key not in signs
    ]
    turn = cells.get(ROUND) or "1"
    if turn not in _ROUNDS:
        return None, [f"Row {number} is left out: its round is “{turn}”; write 1 or 2."]
    return Vote(role=role, round=int(turn), signs=signs) if signs else None, wrong


_ROUNDS: Final = frozenset(map(str, ROUNDS))
_ROLES: Final = {name.casefold(): role for role in ROLES for name in (role.label, role.value)}
_TITLES: Final = {sign.title.casefold(): key for key, sign in SIGNS.items()} | {key: key for key in SIGNS}


def _named(header: str) -> str:
    """Which column it is: "Role", "Round", a sign's key, or the header itself."""
    text = header.strip().casefold()
    bare = text.lstrip("0123456789").removeprefix(".").strip()
    by_name = {ROLE.casefold(): ROLE, ROUND.casefold(): ROUND}
    return by_name.get(text) or _TITLES.get(bare) or header


def _text(cell: object) -> str:
    """A cell as written; a whole number without the ".0" that spreadsheets and frames add."""
    text = "" if cell is None or cell != cell else str(cell).strip()
    return text.removesuffix(".0")
