"""A block on its way to a canonical table: columns filled so far, rows set aside, what was noticed."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Event
from typing import Any

import numpy as np
import pyarrow as pa

from revops.choices import Choices
from revops.dataset import MAX_LISTED_ROWS, Assumption, Match, Problem, settling_of
from revops.intake.arrow import Cells, Mask, mask_of, pc, plain, whole
from revops.intake.blocks import Block
from revops.intake.encoded import Encoded, encode, encode_days
from revops.intake.exports import Export
from revops.intake.look import Look
from revops.intake.months import MonthCells
from revops.intake.names import kind_of, tight
from revops.intake.pool import StoppedError
from revops.intake.problems import hint_of
from revops.tables import Table
from revops.tables.table import ARROW_TYPE
from revops.vocabulary import ColumnKind

LARGE = 50_000
"""Rows from which columns are looked at side by side."""
AT_ONCE = 4
"""Columns that are looked at side by side."""
YEARS_AHEAD = 20
"""Dates further ahead are mistakes."""


@dataclass
class Draft:
    """The work in progress; the only mutable object of intake.

    Attributes:
        file: Name of the file.
        block: Headers and rows.
        table: The canonical table it becomes.
        shape: "rows", "month matrix" or "ledger".
        matches: Header of each column and clue.
        choices: What the user decided.
        columns: Values filled so far, by canonical name.
        problems: What was noticed, in the order in which it was.
        marked: Per problem, the positions of all its rows.
        today: Day that dates are held against.
        day_first: How "03/04/2025" is read in this sheet.
        day_orders: The same by header, where columns follow different orders.
        codes: Per row, the code for which it is set aside; empty where it is used.
        in_use: Which rows are not set aside.
        merged: Which rows count within another, such as the lines of one deal.
        reported: Codes and headers whose unreadable cells are noted already.
        used: Headers whose cells were read.
        hints: Way out of single rows set aside, by position, where it differs from that of their code.
        notes: What is worth knowing about the rows and no fault, one phrase each.
        export: The export of a tool that the sheet is; None where it is none that we know.
        months: What stands side by side in a month matrix, in the order of time; nothing in other shapes.
        as_written: The cells as they stand in the file, where others take their place; None where none do.
        since: First day that a list of months covers which goes on from another sheet; None for any other.
        until: Last day that a ledger or month matrix covers; None for rows, whose events tell it.
        stop: Ends the work at the next column once it is set, by a `StoppedError`.
    """

    file: str
    block: Block
    table: Table
    shape: str
    matches: dict[str, Match]
    choices: Choices
    today: date
    day_first: bool = False
    day_orders: Mapping[str, bool] = field(default_factory=dict)
    columns: dict[str, Cells] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    marked: list[np.ndarray] = field(default_factory=list)
    assumptions: list[Assumption] = field(default_factory=list)
    stages: Mapping[str, str] = field(default_factory=dict)
    codes: np.ndarray = field(default_factory=lambda: np.array([], dtype=object))
    in_use: Mask = field(default_factory=lambda: np.array([], dtype=bool))
    merged: np.ndarray = field(default_factory=lambda: np.array([], dtype=bool))
    used: set[str] = field(default_factory=set)
    hints: dict[int, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    months: tuple[MonthCells, ...] = ()
    as_written: pa.Table | None = None
    since: date | None = None
    until: date | None = None
    stop: Event | None = None
    export: Export | None = None
    reported: set[tuple[str, str]] = field(default_factory=set)
    _encoded: dict[tuple[str, bool], Encoded] = field(default_factory=dict)
    _filled: dict[str, tuple[Cells, Encoded]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.codes = np.full(self.block.body.num_rows, "", dtype=object)
        self.in_use = np.ones(self.block.body.num_rows, dtype=bool)
        self.merged = np.zeros(self.block.body.num_rows, dtype=bool)

    @property
    def height(self) -> int:
        """Number of rows."""
        return self.block.body.num_rows

    @property
    def written(self) -> pa.Table:
        """The cells as they stand in the file."""
        return self.block.body if self.as_written is None else self.as_written

    @property
    def latest_year(self) -> int:
        """Years beyond it are mistakes, or stand for "never"."""
        return self.today.year + YEARS_AHEAD

    @property
    def free(self) -> Mapping[str, Look]:
        """Headers that nothing was matched with, to the looks of their cells."""
        taken = {match.header for match in self.matches.values()}
        looks = zip(self.block.headers, self.block.looks, strict=True)
        return {header: look for header, look in looks if header not in taken}

    def has_rows(self, rows: pa.Table) -> Mask:
        """Which rows of a canonical table come from this sheet."""
        of_sheet = pc.equal(pc.fill_null(rows["source_sheet"], ""), self.block.sheet or "")
        return mask_of(pc.and_(pc.equal(rows["source_file"], self.file), of_sheet))

    def is_day_first(self, name: str) -> bool:
        """How "03/04/2025" is read below the header of a column or clue."""
        match = self.matches.get(name)
        return self.is_day_first_below(match.header) if match else self.day_first

    def is_day_first_below(self, header: str) -> bool:
        """How "03/04/2025" is read below a header, whatever it was matched to."""
        return self.day_orders.get(header, self.day_first)

    def text(self, name: str) -> Cells | None:
        """The cells matched to a column or clue, as text."""
        cells = self._cells(name)
        return None if cells is None else plain(cells)

    def _cells(self, name: str) -> Cells | None:
        self._go_on()
        match = self.matches.get(name)
        self.used |= {match.header} if match else set()
        return whole(self.block.body.column(match.header)) if match else None

    def _go_on(self) -> None:
        if self.stop is not None and self.stop.is_set():
            raise StoppedError

    def encoded(self, name: str) -> Encoded | None:
        """The cells matched to a column or clue as their different values; dates without the time of day."""
        text = self._cells(name)
        if text is None:
            return None
        place = self._place(name)
        if place not in self._encoded:
            self._encoded[place] = _encode(text, is_date=place[1])
        return self._encoded[place]

    def encode_ahead(self) -> None:
        """Finds the different values of all columns of a large sheet at once: none waits for another."""
        if self.height < LARGE:
            return
        names = {self._place(column.name): column.name for column in self.table.columns if column.name in self.matches}
        texts = {place: self._cells(name) for place, name in names.items() if place not in self._encoded}
        with ThreadPoolExecutor(AT_ONCE) as threads:
            asked = {place: threads.submit(_encode, text, is_date=place[1]) for place, text in texts.items()}
        self._encoded |= {place: found.result() for place, found in asked.items()}

    def _place(self, name: str) -> tuple[str, bool]:
        """Header of a column or clue, and whether its cells are read as days."""
        return self.matches[name].header, kind_of(self.table, name) is ColumnKind.DATE

    def relabel(self, name: str, words: Mapping[str, str]) -> None:
        """Takes other words for those of a column, by how they read when folded."""
        encoded = self.encoded(name)
        if encoded is not None:
            self.rewrite(name, {text: words.get(tight(text), text) for text in encoded.texts})

    def rewrite(self, name: str, texts: Mapping[str, str]) -> None:
        """Takes other texts for some cells of a column, each by how it stands there."""
        encoded = self.encoded(name)
        if encoded is not None:
            others = encoded.rewritten(texts.get(text, text) for text in encoded.texts)
            self._encoded[self.matches[name].header, False] = others

    def put(self, header: str, cells: Cells) -> None:
        """Takes other cells for a whole column."""
        body, self.as_written = self.block.body, self.written
        at = body.column_names.index(header)
        self.block = replace(self.block, body=body.set_column(at, header, cells))
        self._encoded = {place: encoded for place, encoded in self._encoded.items() if place[0] != header}

    def scale(self, name: str) -> float:
        """What amounts under a header are multiplied with because the export says so."""
        scales = {} if self.export is None else self.export.scale
        return {tight(header): scale for header, scale in scales.items()}.get(tight(self.matches[name].header), 1.0)

    def look(self, name: str) -> Look | None:
        """The look of the cells matched to a column or clue."""
        match = self.matches.get(name)
        return self.block.looks[self.block.headers.index(match.header)] if match else None

    def value(self, name: str) -> Cells:
        """The values of a column so far; blank where nothing filled it."""
        self._go_on()
        kind: Any = ARROW_TYPE[self.table.column(name).kind]
        filled = self.columns.get(name)
        return pa.nulls(self.height, kind) if filled is None else filled

    def fill(self, name: str, encoded: Encoded) -> None:
        """Fills a column with texts as they stand."""
        self.columns[name] = encoded.spread(encoded.values)
        self._filled[name] = self.columns[name], encoded

    def different(self, name: str) -> Encoded:
        """The texts of a column so far as their different values."""
        value = self.value(name)
        filled, encoded = self._filled.get(name, (None, None))
        return encoded if encoded is not None and filled is value else encode(value)

    def has(self, name: str) -> bool:
        """Whether a column holds any value so far."""
        return name in self.columns and self.columns[name].null_count < self.height

    def note(
        self, code: str, mask: Mask, *, column: str | None, example: str | None = None, hint: str | None = None
    ) -> None:
        """Records a problem whose rows stay in use while the cell counts as blank."""
        self._record(code, mask, column, example, hint=hint)

    def warn(
        self, code: str, mask: Mask, *, column: str | None, example: str | None = None, hint: str | None = None
    ) -> None:
        """Records a problem whose rows and cells are used as they stand."""
        self._record(code, mask, column, example, blanks=False, hint=hint)

    def blank(self, code: str, mask: Mask, *, column: str) -> None:
        """Records a problem with values of a column, and blanks them."""
        if mask.any():
            values = self.value(column)
            self.note(code, mask, column=column, example=self.shown(column, mask))
            self.columns[column] = pc.if_else(pa.array(mask), pa.scalar(None, values.type), values)

    def shown(self, column: str, mask: Mask) -> str | None:
        """The first of the cells that a mask marks as it stands in the file, else as it was read."""
        match = self.matches.get(column)
        if match is None or match.header not in self.block.headers:
            return first_of(self.value(column), mask)
        return first_of(whole(self.written.column(match.header)), mask)

    def set_aside(
        self, code: str, mask: Mask, *, column: str | None, example: str | None = None, hint: str | None = None
    ) -> None:
        """Records a problem whose rows take part in nothing; a row is set aside once."""
        fresh = mask & self.in_use
        self.codes[fresh] = code
        self.in_use = self.in_use & ~fresh
        self.hints |= dict.fromkeys(np.flatnonzero(fresh).tolist(), hint) if hint else {}
        self._record(code, fresh, column, example, sets_aside=True, hint=hint)

    def _record(
        self,
        code: str,
        mask: Mask,
        column: str | None,
        example: str | None,
        *,
        sets_aside: bool = False,
        blanks: bool = True,
        hint: str | None = None,
    ) -> None:
        count = int(mask.sum())
        if not count:
            return
        self.marked.append(np.flatnonzero(mask))
        rows = tuple(int(row) for row in self.block.rows[mask][:MAX_LISTED_ROWS])
        self.problems.append(
            Problem(
                code=code,
                column=column,
                count=count,
                rows=rows,
                value=example,
                hint=hint or hint_of(code, self.table.key),
                sets_aside=sets_aside,
                blanks=blanks and not sets_aside,
            )
        )

    def count(self, code: str) -> int:
        """How many rows have that problem so far."""
        return sum(problem.count for problem in self.problems if problem.code == code)

    def assume(
        self, about: str, chose: str, because: str, question: str, options: tuple[str, ...] = (), *, of: str = ""
    ) -> None:
        """Records a choice that the data could not decide."""
        self.assumptions.append(
            Assumption(
                about=f"{self.table.key}.{about}",
                chose=chose,
                because=because,
                question=question,
                options=options,
                of=of,
                file=self.file,
                sheet=self.block.sheet,
            )
        )

    def decide(self, about: str, because: str, question: str, options: tuple[str, ...], *, of: str = "") -> str:
        """The answer that the user gave to a question, else the first one, as an assumption.

        Args:
            about: The column.
            because: Why it is asked.
            question: What is asked.
            options: The answers, the first of which is taken for now.
            of: What of the column it is about, such as one plan; an answer for the whole column holds for it too.
        """
        settled, column = self.choices.settled, f"{self.table.key}.{about}"
        answer = settled.get(settling_of(column, of), settled.get(column))
        if answer in options:
            return answer
        self.assume(about, options[0], because, question, options, of=of)
        return options[0]


def _encode(text: Cells, *, is_date: bool) -> Encoded:
    return encode_days(text) if is_date else encode(text)


def first_of(values: Cells, mask: Mask) -> str | None:
    """The first of the values that a mask marks, as text; None where it marks none."""
    marked = np.flatnonzero(mask)
    return str(values[int(marked[0])]) if len(marked) else None
