"""Everything a room leaves behind, as one workbook in which no cell is a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from revops.diagnostic.answers import Answer, Role, Special
from revops.diagnostic.content import SIGNS
from revops.statistics.agreement import TOP
from revops.workshop.movement import Movement, movements
from revops.workshop.room import Ballot, Minutes, Room, standing
from revops.workshop.taking import room_votes
from revops.workshop.tallies import Group, Tally, tallies

_WRITTEN: Final = {Special.UNKNOWN: "?", Special.NOT_APPLICABLE: "x"}
"""As on the question sheets, whose workbook the votes can be typed into again."""
Row = Sequence[object]


def room_book(room: Room, ballots: Iterable[Ballot], minutes: Mapping[str, Minutes]) -> bytes:
    """Votes, tallies, who moved, and minutes of the revealed rounds, as an XLSX file.

    In a room without names, no row of the votes is one person's.

    Args:
        room: The room.
        ballots: Its revealed votes.
        minutes: What was written down, by sign.
    """
    cast = tuple(ballots)
    book = Workbook()
    book.remove(book.worksheets[0])
    _sheet(book, "Votes", _votes(room, cast))
    _sheet(book, "Spread", _spread(room, cast))
    _sheet(book, "Moves", _moves(movements(room, cast)))
    _sheet(book, "Minutes", _minutes(room, minutes))
    _sheet(book, "Room", _room(room))
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def _votes(room: Room, cast: tuple[Ballot, ...]) -> Iterator[Row]:
    names = ["Name"] if room.plan.is_named else []
    yield ["Round", "Role", *names, *(f"{place}. {SIGNS[key].title}" for place, key in enumerate(room.plan.signs, 1))]
    if room.plan.is_named:
        yield from _by_person(room, cast)
        return
    for vote in room_votes(room, cast):
        yield [vote.round, vote.role.label, *(_answer(vote.signs.get(key)) for key in room.plan.signs)]


def _by_person(room: Room, cast: tuple[Ballot, ...]) -> Iterator[Row]:
    for number in room.revealed_rounds:
        stands = standing(room, cast, number)
        given = {(ballot.participant, ballot.sign): ballot.answer for ballot in stands}
        for person in {ballot.participant: ballot for ballot in stands}.values():
            answers = (_answer(given.get((person.participant, key))) for key in room.plan.signs)
            yield [number, person.role.label, person.name, *answers]


def _spread(room: Room, cast: tuple[Ballot, ...]) -> Iterator[Row]:
    steps = range(TOP + 1)
    yield [
        *("Round", "Sign", "Group", "Answers"), *(str(step) for step in steps), "Don't know", "Does not apply",
        *("Median", "Low quartile", "High quartile", "Disagreement", "Shape", "r_wg"),
    ]  # fmt: skip
    for number in room.revealed_rounds:
        for key, tally in tallies(room, cast, number).items():
            for name, group in _groups(tally):
                counts = (group.steps.count(step) for step in steps)
                measured = _measured(group)
                yield [number, SIGNS[key].title, name, len(group.answers), *counts,
                       group.unknown, group.not_applicable, *measured]  # fmt: skip


def _groups(tally: Tally) -> Iterator[tuple[str, Group]]:
    for group in tally.groups:
        yield _names(group.roles), group
    yield "Everybody", tally.everybody


def _names(roles: Iterable[Role]) -> str:
    return ", ".join(role.label for role in roles)


def _measured(group: Group) -> Row:
    found = group.agreement
    if found is None:
        return [None] * 6
    return [
        found.median, found.low_quartile, found.high_quartile, found.disagreement, found.shape.value, found.r_wg,
    ]  # fmt: skip


def _moves(found: Mapping[str, Movement]) -> Iterator[Row]:
    yield ["Sign", "Group", "Went up", "Went down", "Stayed", "Who"]
    for key, moved in found.items():
        who = "; ".join(f"{mover.name} ({mover.role.label}) {mover.before} to {mover.after}" for mover in moved.movers)
        for steps in moved.groups:
            yield [SIGNS[key].title, _names(steps.roles), steps.up, steps.down, steps.same, None]
        total = moved.everybody
        yield [SIGNS[key].title, "Everybody", total.up, total.down, total.same, who]


def _minutes(room: Room, minutes: Mapping[str, Minutes]) -> Iterator[Row]:
    yield ["Sign", "Note", "Decision", "Owner", "Due", "Agreed answer"]
    for key in room.plan.signs:
        found = minutes.get(key, Minutes())
        due = found.due_on.isoformat() if found.due_on else ""
        yield [SIGNS[key].title, found.note, found.decision, found.owner, due, _answer(found.agreed)]


def _room(room: Room) -> Iterator[Row]:
    yield ["What", "As it was"]
    yield ["Title", room.plan.title]
    yield ["Client", room.plan.client]
    yield ["Opened", f"{room.created_at:%Y-%m-%d}"]
    yield ["Votes", "with names" if room.plan.is_named else "anonymous; roles with fewer than three voters together"]
    yield ["Roles", ", ".join(role.label for role in room.plan.roles)]


def _answer(answer: Answer | None) -> object:
    return _WRITTEN[answer] if isinstance(answer, Special) else answer


def _sheet(book: Workbook, title: str, rows: Iterator[Row]) -> None:
    sheet = book.create_sheet(title)
    for place, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            _write(sheet.cell(place, column), value)
    _shape(sheet)


def _write(cell: Cell, value: object) -> None:
    """Numbers as numbers, all else as text, whatever it begins with."""
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
    elif isinstance(value, int | float):
        cell.value = value


def _shape(sheet: Worksheet) -> None:
    for column, cell in enumerate(sheet[1], 1):
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(column)].width = 18
    sheet.freeze_panes = "A2"
