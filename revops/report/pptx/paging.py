"""Which block stands on which slide: texts and rows are dealt out by the room that they take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import Final

from revops.charts.figures import Figures
from revops.report.blocks import Block, Chart, Heading, Number, Paragraph, Part, Points, Table
from revops.report.letters import clean
from revops.report.options import PartKey
from revops.report.pptx.fitting import cut, height, width
from revops.report.wording import cell

TEXT, SMALL, ROW_TEXT = 16, 12, 10
SIDE, ABOVE = 7.2, 3.6
"""Points between a cell's text and its border, beside it and above, as programs have them unless told otherwise."""
MOST_PAGES: Final = 2
"""Slides of one table; the rest is in the workbook."""
MOST_ROWS: Final = 25 * MOST_PAGES
"""Rows that so many slides could hold at most."""
_APART: Final = 6.0
_LEFT_OUT: Final = (PartKey.ROWS, PartKey.SEGMENTS, PartKey.DATA)
"""Parts that no deck holds: a workbook does."""
_DRAWN: Final = (PartKey.MONTHS, PartKey.WORKSHOP, PartKey.FIRMNESS, PartKey.REASONS)
"""Parts whose charts say what their tables say; the tables are the data of the charts."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of text on a slide."""

    text: str
    size: int
    is_bold: bool = False
    is_point: bool = False

    def tall(self, room: float) -> float:
        """Points that it takes, with what keeps it apart."""
        return height(self.text, self.size, room - (18.0 if self.is_point else 0.0)) + _APART


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A piece of a table, written out.

    Attributes:
        widths: Points of each column.
        rows: Texts; the headers first.
        heights: Points of each row.
    """

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


@dataclass(frozen=True)
class Room:
    """Points that a slide has for what stands below its title."""

    wide: float
    tall: float


def slides(part: Part, room: Room, figures: Figures) -> Iterator[Slide]:
    """The slides of a part; the first says its message, further ones what they show."""
    if part.key in _LEFT_OUT:
        return
    made = (slide for run in _runs(part) for slide in _of_run(run, part, room, figures))
    for place, slide in enumerate(made):
        yield replace(slide, title=part.message) if place == 0 else slide


def _runs(part: Part) -> Iterator[list[Block]]:
    """Texts that follow each other, and each chart and table for itself; a part of its message alone is one text."""
    blocks = [block for block in part.blocks if not (isinstance(block, Table) and part.key in _DRAWN)]
    for is_shown, run in groupby(blocks, key=lambda block: isinstance(block, Chart | Table)):
        if is_shown:
            yield from ([block] for block in run)
        else:
            yield list(run)
    if not blocks:
        yield []


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
    """Text dealt out to as many slides as it takes; a heading never stands last."""
    page: list[Line] = []
    used = 0.0
    for line in lines:
        fitted = replace(line, text=cut(line.text, line.size, room.wide - 18, room.tall - 2 * _APART))
        tall = fitted.tall(room.wide)
        if page and used + tall + (3 * TEXT if line.is_bold else 0.0) > room.tall:
            yield Slide(title=_headed(page, part), part=part.title, lines=tuple(page))
            page, used = [], 0.0
        page.append(fitted)
        used += tall
    yield Slide(title=_headed(page, part), part=part.title, lines=tuple(page))


def _headed(page: list[Line], part: Part) -> str:
    """The heading that a page of text begins with; without one, the title of the part."""
    return page[0].text if page and page[0].is_bold else part.title


def _shown(block: Chart | Table, part: Part, room: Room, figures: Figures) -> Iterator[Slide]:
    if isinstance(block, Chart):
        if any(one.value is not None for series in block.series for one in series.numbers):
            yield Slide(title=block.title, part=part.title, chart=block, note=clean(block.says))
        return
    grids = list(islice(_grids(block, room, figures), MOST_PAGES + 1)) if block.rows else []
    for place, grid in enumerate(grids[:MOST_PAGES]):
        is_last = place == min(len(grids), MOST_PAGES) - 1
        more = "Further rows stand in the workbook." if is_last and len(grids) > MOST_PAGES else ""
        note = " ".join(filter(None, (clean(block.note) if is_last else "", more)))
        yield Slide(title=block.title, part=part.title, grid=grid, note=note)


def _grids(table: Table, room: Room, figures: Figures) -> Iterator[Grid]:
    """The table in pieces that fit, each with the headers."""
    texts = [tuple(clean(cell(each, figures)).replace("\n", " ") for each in row) for row in table.rows[:MOST_ROWS]]
    head = tuple(clean(column.title) for column in table.columns)
    widths = _widths([head, *texts], room.wide)
    most = room.tall - 2 * SMALL
    head_tall = _tall(head, widths)
    page: list[tuple[str, ...]] = []
    heights: list[float] = []
    for row in texts:
        fitted = tuple(
            cut(text, ROW_TEXT, wide - 2 * SIDE, most - head_tall - 2 * ABOVE)
            for text, wide in zip(row, widths, strict=True)
        )
        tall = _tall(fitted, widths)
        if page and head_tall + sum(heights) + tall > most:
            yield Grid(widths=widths, rows=(head, *page), heights=(head_tall, *heights))
            page, heights = [], []
        page.append(fitted)
        heights.append(tall)
    yield Grid(widths=widths, rows=(head, *page), heights=(head_tall, *heights))


def _widths(rows: list[tuple[str, ...]], room: float) -> tuple[float, ...]:
    """Columns as wide as what stands in them asks for, none so narrow that words break."""
    wish = []
    for column in zip(*rows, strict=True):
        longest = max(width(word, ROW_TEXT) for text in column for word in text.split(" "))
        whole = max(width(text, ROW_TEXT) for text in column)
        wish.append(min(max(whole**0.75 * 4, longest), room / 2) + 2 * SIDE)
    scale = room / sum(wish)
    return tuple(one * scale for one in wish)


def _tall(row: tuple[str, ...], widths: tuple[float, ...]) -> float:
    return 2 * ABOVE + max(height(text, ROW_TEXT, wide - 2 * SIDE) for text, wide in zip(row, widths, strict=True))


def number_of(chart: Chart) -> Number:
    """A number of the chart, whose unit is that of all."""
    return chart.series[0].numbers[0]
