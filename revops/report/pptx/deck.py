"""Slides written with python-pptx: 16:9, or on the masters of a deck that is given."""

from __future__ import annotations

import io
import math
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Final
from zipfile import ZipFile

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Emu, Pt

from revops.charts.figures import Figures
from revops.errors import ChoiceError
from revops.intake.preflight import check_size
from revops.intake.upload import Limits
from revops.report.blocks import Chart, Report, Shape
from revops.report.fitting import cut, largest
from revops.report.letters import clean, reads_right_to_left
from revops.report.pptx.colours import Colour, colours_of, paint
from revops.report.pptx.grids import table
from revops.report.pptx.paging import APART, SMALL, Grid, Line, Room, Slide, number_of, slides
from revops.vocabulary import Unit

_WIDE, _TALL = Emu(12_192_000), Emu(6_858_000)
_EDGE, _TITLE_TALL, _FOOT = 40.0, 78.0, 30.0
_TITLE_SIZES: Final = (26, 24, 22, 20, 18, 16)
_FORMATS: Final = {Unit.SHARE: "0.0%", Unit.POINTS: "0.0%", Unit.RATIO: "0.00"}
_MADE_AT: Final = datetime(2026, 1, 1, tzinfo=UTC)


def deck(report: Report) -> bytes:
    """The report as a PPTX file.

    Raises:
        ChoiceError: If the deck whose masters are to be used cannot be opened.
    """
    writer = _Deck(report)
    writer.front()
    for part in report.parts:
        for slide in slides(part, writer.room, writer.figures):
            writer.add(slide)
    sink = io.BytesIO()
    writer.book.save(sink)
    return sink.getvalue()


def _opened(template: bytes | None) -> Any:
    """An empty presentation with the masters of a deck, or 16:9 with plain ones."""
    if template is None:
        book = Presentation()
        stretch = _WIDE / book.slide_width
        book.slide_width, book.slide_height = _WIDE, _TALL
        for master in (book.slide_master, *book.slide_layouts):
            for shape in master.placeholders:
                # A placeholder without a place of its own takes that of its master.
                if shape.element.spPr.xfrm is not None:
                    shape.left, shape.width = Emu(int(shape.left * stretch)), Emu(int(shape.width * stretch))
        return book
    try:
        with ZipFile(io.BytesIO(template)) as packed:
            check_size(packed.infolist(), len(template), "template.pptx", Limits.from_environment())
        book = Presentation(io.BytesIO(template))
    except Exception:  # a file that is no presentation, or would hurt, fails in many ways
        raise ChoiceError("The deck whose masters are to be used is no PPTX file.") from None
    listed = book.slides._sldIdLst
    for entry in list(listed):
        book.part.drop_rel(entry.rId)
        listed.remove(entry)
    return book


class _Deck:
    """A presentation under way."""

    def __init__(self, report: Report) -> None:
        self.report, self.figures = report, Figures.of(report.language)
        self.book = _opened(report.template)
        self.colours = colours_of(report)
        wide, tall = self.book.slide_width / 12_700, self.book.slide_height / 12_700
        self.wide, self.tall = wide, tall
        self.room = Room(wide - 2 * _EDGE, tall - _EDGE - _TITLE_TALL - 12 - _FOOT)
        self.book.core_properties.title = clean(report.title)
        self.book.core_properties.author = "RevOps Advisor"
        self.book.core_properties.created = self.book.core_properties.modified = _MADE_AT

    def front(self) -> None:
        """The first slide: title, client, days, logo."""
        slide = self._slide()
        self._title(slide, self.report.title, top=self.tall * 0.3, tall=self.tall * 0.25, sizes=(40, 34, 28, 22))
        under = "\n".join(filter(None, (self.report.client, self.report.span)))
        lines = tuple(Line(text=clean(text), size=20) for text in under.split("\n"))
        self._text(slide, lines, top=self.tall * 0.58, tall=self.tall * 0.3)
        if self.report.logo:
            picture = slide.shapes.add_picture(io.BytesIO(self.report.logo), Pt(_EDGE), Pt(_EDGE), height=Pt(60))
            picture.name = "Logo"

    def add(self, content: Slide) -> None:
        """A slide with its message and what shows it."""
        slide, top = self._slide(), _EDGE + _TITLE_TALL + 12
        self._title(slide, content.title, top=_EDGE - 12, tall=_TITLE_TALL, sizes=_TITLE_SIZES)
        if content.lines:
            self._text(slide, content.lines, top=top, tall=self.room.tall)
        if content.chart is not None:
            self._chart(slide, content.chart, top, is_named=content.title == content.chart.title)
        if content.grid is not None:
            self._grid(slide, content.grid, top)
        foot = cut(" · ".join(content.foot), SMALL, self.room.wide, SMALL * 2.6)
        self._text(
            slide,
            (Line(text=foot, size=SMALL - 2),),
            top=self.tall - _FOOT - 6,
            tall=_FOOT + 4,
            color=self.colours.soft,
        )

    @cached_property
    def _layout(self) -> Any:
        """The layout that has a title and nothing else to fill; the first where there is none."""
        layouts = list(self.book.slide_layouts)
        kinds = ([shape.placeholder_format.type for shape in _filled(layout)] for layout in layouts)
        alone = [layout for layout, found in zip(layouts, kinds, strict=True) if found == [PP_PLACEHOLDER.TITLE]]
        return (alone or layouts)[0]

    def _slide(self) -> Any:
        slide = self.book.slides.add_slide(self._layout)
        for shape in [shape for shape in slide.placeholders if shape.placeholder_format.idx != 0]:
            shape.element.getparent().remove(shape.element)
        return slide

    def _title(self, slide: Any, text: str, *, top: float, tall: float, sizes: tuple[int, ...]) -> None:
        shape = slide.shapes.title
        if shape is None:
            shape = slide.shapes.add_textbox(0, 0, 0, 0)
        _place(shape, _EDGE, top, self.room.wide, tall)
        said = clean(text)
        size = largest(said, sizes, self.room.wide - 8, tall - 8)
        fitted = cut(said, size, self.room.wide - 8, tall - 8)
        frame = _frame(shape, MSO_ANCHOR.BOTTOM)
        _write(frame.paragraphs[0], Line(text=fitted, size=size, is_bold=True), self.colours.title)
        if self.report.template is None and not reads_right_to_left(fitted):
            frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        if fitted != said:
            slide.notes_slide.notes_text_frame.text = said

    def _text(
        self, slide: Any, lines: tuple[Line, ...], *, top: float, tall: float, color: Colour | None = None
    ) -> None:
        shape = slide.shapes.add_textbox(0, 0, 0, 0)
        _place(shape, _EDGE, top, self.room.wide, tall)
        frame = _frame(shape, MSO_ANCHOR.TOP)
        for place, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            _write(paragraph, line, color or self.colours.ink)
            paragraph.space_after = Pt(APART)

    def _chart(self, slide: Any, chart: Chart, top: float, *, is_named: bool) -> None:
        data = CategoryChartData(number_format=_format(chart))
        # The sheet behind the chart takes a leading sign for a formula.
        data.categories = [f"'{label}" if label[:1] in "=+-@" else clean(label) for label in chart.labels]
        for series in chart.series:
            values = (number.value for number in series.numbers)
            data.add_series(clean(series.name), [one if one is None or math.isfinite(one) else None for one in values])
        kind = XL_CHART_TYPE.LINE_MARKERS if chart.shape is Shape.LINE else XL_CHART_TYPE.BAR_CLUSTERED
        frame = slide.shapes.add_chart(kind, Pt(_EDGE), Pt(top), Pt(self.room.wide), Pt(self.room.tall - 8), data)
        frame.name = clean(chart.title)
        frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(chart.says))
        self._look(frame.chart, chart)
        frame.chart.has_title = not is_named
        if not is_named:
            # The slide says something else, so the chart says itself what it shows.
            line = Line(text=clean(chart.title), size=14, is_bold=True)
            _write(frame.chart.chart_title.text_frame.paragraphs[0], line, self.colours.ink)

    def _look(self, drawn: Any, chart: Chart) -> None:
        drawn.has_legend = len(chart.series) > 1
        drawn.font.size = Pt(12)
        paint(drawn.font.color, self.colours.soft)
        drawn.value_axis.has_major_gridlines = chart.shape is Shape.LINE
        if chart.shape is Shape.LINE:
            paint(drawn.value_axis.major_gridlines.format.line.color, self.colours.faint)
        for axis in (drawn.value_axis, drawn.category_axis):
            paint(axis.format.line.color, self.colours.faint)
        drawn.value_axis.tick_labels.number_format_is_linked = False
        drawn.value_axis.tick_labels.number_format = _format(chart)
        plot = drawn.plots[0]
        for series in plot.series:
            fill = series.format.line if chart.shape is Shape.LINE else series.format.fill
            if chart.shape is Shape.LINE:
                paint(fill.color, self.colours.accent)
                series.smooth = False
            else:
                fill.solid()
                paint(fill.fore_color, self.colours.accent)
        if chart.shape is Shape.BARS:
            drawn.category_axis.reverse_order = True
            drawn.value_axis.visible = False
            plot.gap_width, plot.has_data_labels = 60, True
            labels = plot.data_labels
            labels.number_format, labels.number_format_is_linked = _format(chart), False
            labels.position = XL_LABEL_POSITION.OUTSIDE_END

    def _grid(self, slide: Any, grid: Grid, top: float) -> None:
        tall = sum(grid.heights)
        shape = slide.shapes.add_table(1, 1, Pt(_EDGE), Pt(top), Pt(self.room.wide), Pt(tall))
        drawn = shape._element.graphic.graphicData
        drawn.replace(drawn.tbl, table(grid, self.colours))
        shape.name = clean(grid.title)


def _filled(layout: Any) -> list[Any]:
    """Placeholders of a layout that a person fills: not date, footer and number."""
    return [shape for shape in layout.placeholders if shape.placeholder_format.idx < 10]


def _place(shape: Any, left: float, top: float, wide: float, tall: float) -> None:
    shape.left, shape.top, shape.width, shape.height = Pt(left), Pt(top), Pt(wide), Pt(tall)


def _frame(shape: Any, anchor: MSO_ANCHOR) -> Any:
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return frame


def _write(paragraph: Any, line: Line, color: Colour | None) -> None:
    """A line as a paragraph; without a colour in that of the deck's text."""
    run = paragraph.add_run()
    run.text = f"•  {line.text}" if line.is_point else line.text
    run.font.size = Pt(line.size)
    if line.is_bold:
        run.font.bold = True
    if color is not None:
        paint(run.font.color, color)
    if reads_right_to_left(line.text):
        paragraph.alignment = PP_ALIGN.RIGHT
        paragraph._p.get_or_add_pPr().set("rtl", "1")


def _format(chart: Chart) -> str:
    return _FORMATS.get(number_of(chart).unit, "#,##0")
