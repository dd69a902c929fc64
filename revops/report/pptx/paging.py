"""Which block stands on which slide: texts and rows are dealt out by the room that they take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import Final

from revops.charts.figures import Figures
from revops.handing_over import PartKey
from revops.report.blocks import Block, Cell, Chart, Heading, Number, Paragraph, Part, Points, Table
from revops.report.fitting import columns, cut, height
from revops.report.letters import clean
from revops.report.wording import cell

TEXT, SMALL, ROW_TEXT = 16, 12, 10
MOST_SMALLER: Final = 3
"""Points by which text is made smaller to save a slide."""
SIDE, ABOVE = 7.2, 3.6
"""Points between a cell's text and its border, beside it and above, as programs have them unless told otherwise."""
MOST_PAGES: Final = 2
"""Slides of one table; the rest is in the workbook."""
MOST_ROWS: Final = 25 * MOST_PAGES
"""Rows that so many slides could hold at most."""
APART: Final = 6.0
"""Points between two lines of text."""
_DRAWN: Final = (PartKey.MONTHS, PartKey.WORKSHOP, PartKey.FIRMNESS, PartKey.REASONS)
"""Parts whose charts say what their tables say; the tables are the data of the charts."""
_LONGEST_NOTE: Final = 260
"""Letters of small print that two lines hold."""
_FEW_ROWS: Final = 8
"""Rows of several tables that stand on one slide together."""
_BRIEF: Final = (PartKey.METHOD,)
"""Parts of whose tables only the name, what it says and the source fit on slides."""
_SHARED: Final = 3
"""Unknown numbers for the same reason from which on it is told once."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of text on a slide."""

    text: str
    size: int
    is_bold: bool = False
    is_point: bool = False

    def tall(self, room: float) -> float:
        """Points that it takes, with what keeps it apart."""
        return height(self.text, self.size, room - (18.0 if self.is_point else 0.0)) + APART


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A piece of a table, written out.

    Attributes:
        title: What the table shows.
        widths: Points of each column.
        rows: Texts; the headers first.
        heights: Points of each row.
    """

    title: str
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    heights: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Slide:
    """What one slide says and shows.

    Attributes:
        title: Its message.
        part: The part that it belongs to.
        lines: Text; empty where something is shown instead.
        chart: A chart; None for none.
        grid: A table; None for none.
        note: Small print.
    """

    title: str
    part: str
    lines: tuple[Line, ...] = ()
    chart: Chart | None = None
    grid: Grid | None = None
    note: str = ""

    @property
    def foot(self) -> tuple[str, ...]:
        """Small print: the part, the name of the table where the title says something else, the note."""
        named = self.grid.title if self.grid is not None and self.grid.title != self.title else ""
        return tuple(filter(None, (self.part, named, self.note)))


@dataclass(frozen=True)
class Room:
    """Points that a slide has for what stands below its title."""

    wide: float
    tall: float


def slides(part: Part, room: Room, figures: Figures) -> Iterator[Slide]:
    """The slides of a part; the first says its message, further ones what they show."""
    made = (slide for run in _runs(part) for slide in _of_run(run, part, room, figures))
    for place, slide in enumerate(_put_beside(made)):
        yield replace(slide, title=part.message) if place == 0 else _headed_once(slide)


def _headed_once(slide: Slide) -> Slide:
    """The slide without the heading that its title says already."""
    is_said = len(slide.lines) > 1 and slide.lines[0].text == slide.title
    return replace(slide, lines=slide.lines[1:]) if is_said else slide


def _put_beside(made: Iterable[Slide]) -> Iterator[Slide]:
    """The slides; a sentence that would stand alone goes into the small print of the chart or table before it."""
    last: Slide | None = None
    for slide in made:
        said = " ".join(line.text for line in slide.lines)
        if last is not None and not last.lines and slide.lines and len(f"{last.note} {said}") <= _LONGEST_NOTE:
            last = replace(last, note=f"{last.note} {said}".strip())
            continue
        if last is not None:
            yield last
        last = slide
    if last is not None:
        yield last


def _runs(part: Part) -> Iterator[list[Block]]:
    """Texts that follow each other, and each chart and table for itself; a part of its message alone is one text."""
    blocks = _joined([block for block in part.blocks if not (isinstance(block, Table) and part.key in _DRAWN)])
    for is_shown, run in groupby(blocks, key=lambda block: isinstance(block, Chart | Table)):
        if is_shown:
            yield from ([block] for block in run)
        else:
            yield list(run)
    if not blocks:
        yield []


def _joined(blocks: list[Block]) -> list[Block]:
    """The blocks, with short tables of the same columns that follow each other as one."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if isinstance(block, Table) and isinstance(last, Table) and _fit_together(last, block):
            rows = (*last.rows, *block.rows)
            notes = " ".join(filter(None, (last.note, block.note)))
            found[-1] = replace(last, title=f"{last.title} · {block.title}", rows=rows, note=notes)
        else:
            found.append(block)
    return found


def _fit_together(one: Table, other: Table) -> bool:
    return one.columns == other.columns and len(one.rows) + len(other.rows) <= _FEW_ROWS


def _of_run(run: list[Block], part: Part, room: Room, figures: Figures) -> Iterator[Slide]:
    first = run[0] if run else None
    if isinstance(first, Chart | Table):
        return _shown(first, part, room, figures)
    return _texts([line for block in run for line in _lines(block)], part, room)


def _lines(block: Block) -> list[Line]:
    if isinstance(block, Heading):
        return [Line(text=clean(block.text), size=TEXT, is_bold=True)]
    if isinstance(block, Points):
        return [Line(text=clean(item), size=TEXT - 2, is_point=True) for item in block.items]
    if isinstance(block, Paragraph):
        return [Line(text=clean(block.text), size=SMALL if block.is_quiet else TEXT)]
    return []


def _texts(lines: list[Line], part: Part, room: Room) -> Iterator[Slide]:
    """Text on as few slides as it takes, in the largest type that takes so few."""
    tried = [_dealt(_smaller(lines, by), room) for by in range(MOST_SMALLER + 1)]
    heading = part.title
    for page in min(tried, key=len):
        yield Slide(title=page[0].text if page and page[0].is_bold else heading, part=part.title, lines=tuple(page))
        heading = next((line.text for line in reversed(page) if line.is_bold), heading)


def _smaller(lines: list[Line], by: int) -> list[Line]:
    return [replace(line, size=max(line.size - by, SMALL)) for line in lines]


def _dealt(lines: list[Line], room: Room) -> list[list[Line]]:
    """Text dealt out to pages; a heading never stands last."""
    pages: list[list[Line]] = [[]]
    used = 0.0
    for line in lines:
        fitted = replace(line, text=cut(line.text, line.size, room.wide - 18, room.tall - 2 * APART))
        tall = fitted.tall(room.wide)
        if pages[-1] and used + tall + (3 * TEXT if line.is_bold else 0.0) > room.tall:
            pages.append([])
            used = 0.0
        pages[-1].append(fitted)
        used += tall
    return pages


def _shown(block: Chart | Table, part: Part, room: Room, figures: Figures) -> Iterator[Slide]:
    if isinstance(block, Chart):
        if any(one.value is not None for series in block.series for one in series.numbers):
            yield Slide(title=block.title, part=part.title, chart=block, note=clean(block.says))
        return
    if not block.rows:
        return
    table, said = _told_once(_brief(block) if part.key in _BRIEF else block)
    grids = list(islice(_grids(table, room, figures), MOST_PAGES + 1))
    for place, grid in enumerate(grids[:MOST_PAGES]):
        is_last = place == min(len(grids), MOST_PAGES) - 1
        more = "Further rows stand in the workbook." if is_last and len(grids) > MOST_PAGES else ""
        note = " ".join(filter(None, (clean(said), clean(table.note) if is_last else "", more)))
        yield Slide(title=table.title, part=part.title, grid=grid, note=note)


def _brief(table: Table) -> Table:
    """The table without what stands between its second column and its last."""
    kept = (0, 1, -1)
    named = tuple(table.columns[place] for place in kept)
    return replace(table, columns=named, rows=tuple(tuple(row[place] for place in kept) for row in table.rows))


def _told_once(table: Table) -> tuple[Table, str]:
    """The table without the reason that most of its unknown numbers share, and that reason for the small print."""
    reasons = Counter(cell.reason for row in table.rows for cell in row if isinstance(cell, Number) and cell.reason)
    shared, count = reasons.most_common(1)[0] if reasons else ("", 0)
    if count < _SHARED:
        return table, ""
    rows = tuple(tuple(_without(cell, shared) for cell in row) for row in table.rows)
    return replace(table, rows=rows), f"Unknown where nothing else is said: {shared}"


def _without(cell: Cell, reason: str) -> Cell:
    return replace(cell, reason=None) if isinstance(cell, Number) and cell.reason == reason else cell


def _grids(table: Table, room: Room, figures: Figures) -> Iterator[Grid]:
    """The table in pieces that fit, each with the headers."""
    texts = [tuple(clean(cell(each, figures)).replace("\n", " ") for each in row) for row in table.rows[:MOST_ROWS]]
    head = tuple(clean(column.title) for column in table.columns)
    widths = columns([head, *texts], ROW_TEXT, room.wide, SIDE)
    most = room.tall - 2 * SMALL
    head_tall = _tall(head, widths)

    def grid(rows: list[tuple[tuple[str, ...], float]]) -> Grid:
        texts, heights = zip(*rows, strict=True)
        return Grid(title=clean(table.title), widths=widths, rows=(head, *texts), heights=(head_tall, *heights))

    page: list[tuple[tuple[str, ...], float]] = []
    for row in texts:
        fitted = tuple(
            cut(text, ROW_TEXT, wide - 2 * SIDE, most - head_tall - 2 * ABOVE)
            for text, wide in zip(row, widths, strict=True)
        )
        tall = _tall(fitted, widths)
        if page and head_tall + sum(height for _, height in page) + tall > most:
            yield grid(page)
            page = []
        page.append((fitted, tall))
    yield grid(page)


def _tall(row: tuple[str, ...], widths: tuple[float, ...]) -> float:
    return 2 * ABOVE + max(height(text, ROW_TEXT, wide - 2 * SIDE) for text, wide in zip(row, widths, strict=True))


def number_of(chart: Chart) -> Number:
    """A number of the chart, whose unit is that of all."""
    return chart.series[0].numbers[0]
