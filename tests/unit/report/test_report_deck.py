"""The deck opened again: 16:9, one message per slide, text within its box, native charts with the report's numbers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PIL import ImageFont
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_COLOR_TYPE, MSO_THEME_COLOR

from revops.assessment import assess
from revops.charts.figures import Figures
from revops.errors import ChoiceError
from revops.handing_over import ACCENT
from revops.report import FORMATS, Options, Report, report_of
from revops.report.blocks import Column, Number, Paragraph, Part, Table
from revops.report.fitting import cut, height
from revops.report.letters import reads_right_to_left
from revops.report.pptx import deck
from revops.report.pptx.paging import Room, slides
from revops.report.wording import told
from revops.vocabulary import Unit

POINT = 12_700


def opened(report: Report) -> Any:
    return Presentation(io.BytesIO(deck(report.without(FORMATS[".pptx"].leaves_out))))


@pytest.fixture(scope="module")
def book(report: Report) -> Any:
    return opened(report)


def boxes(book: Any) -> Iterator[tuple[Any, float, float]]:
    """Every frame of text with the points it has across and down."""
    for slide in book.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame, shape.width / POINT, shape.height / POINT
            if shape.has_table:
                for row in shape.table.rows:
                    for cell, column in zip(row.cells, shape.table.columns, strict=True):
                        yield cell.text_frame, column.width / POINT - 14.4, row.height / POINT - 7.2


def needed(frame: Any, room: float) -> float:
    """Points that the text takes down, by the widths of a real font."""
    apart = sum(paragraph.space_after.pt for paragraph in frame.paragraphs[:-1] if paragraph.space_after)
    return apart + sum(lines_of(paragraph, room) * size_of(paragraph) * 1.2 for paragraph in frame.paragraphs)


def size_of(paragraph: Any) -> float:
    return paragraph.runs[0].font.size.pt if paragraph.runs else 10.0


def lines_of(paragraph: Any, room: float) -> int:
    font = ImageFont.load_default(size_of(paragraph))
    lines, line = 1, ""
    for word in paragraph.text.split(" "):
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > room:
            lines, longer = lines + 1, word
        line = longer
    return lines


def test_deck_then_wide_with_a_message_on_each_slide(book: Any, report: Report):
    assert (book.slide_width, book.slide_height) == (12_192_000, 6_858_000)
    titles = [slide.shapes.title.text for slide in book.slides]
    assert all(titles)
    assert titles[0] == "Which operations team to invest in"
    assert {report.part("firmness").message, report.part("plan").message} <= set(titles)


def test_text_never_leaves_its_box(book: Any):
    over = [frame.text for frame, wide, tall in boxes(book) if needed(frame, wide) > tall + 1]
    assert not over


def test_shapes_stand_on_their_slides(book: Any):
    shapes = [shape for slide in book.slides for shape in slide.shapes]
    assert all(shape.left >= 0 and shape.top >= 0 for shape in shapes)
    assert all(shape.left + shape.width <= book.slide_width for shape in shapes)
    assert all(shape.top + shape.height <= book.slide_height for shape in shapes)


def test_tables_hold_the_numbers_of_the_report_cell_by_cell(book: Any, report: Report):
    shown: dict[str, list[Any]] = {}
    for shape in (shape for slide in book.slides for shape in slide.shapes if shape.has_table):
        shown.setdefault(shape.name, []).extend(list(shape.table.rows)[1:])
    tables = {table.title: table for table in report.tables}
    figures, compared = Figures.of("en"), 0
    for title, rows in shown.items():
        given = [row for name in title.split(" · ") for row in tables[name].rows]
        for texts, row in zip(rows, given[: len(rows)], strict=True):
            # Of the method only names, what they say and sources fit: no numbers.
            for cell, text in zip(row, texts.cells, strict=False):
                if isinstance(cell, Number):
                    assert text.text.startswith(told(cell, figures)), (title, cell)
                    compared += 1
    assert compared > 150


def test_charts_are_native_with_the_numbers_of_the_report(book: Any, report: Report):
    drawn = {shape.name: shape.chart for slide in book.slides for shape in slide.shapes if shape.has_chart}
    charts = {chart.title: chart for chart in report.charts}
    assert set(drawn) == set(charts)
    for title, chart in charts.items():
        values = [number.value for number in chart.series[0].numbers]
        assert list(drawn[title].plots[0].series[0].values) == pytest.approx(values), title
        assert list(drawn[title].plots[0].categories) == list(chart.labels)


def test_reason_that_many_numbers_share_then_told_once_beside_the_table(report: Report):
    unknown = Number(at="x", unit=Unit.COUNT, value=None, reason="Add a file of spend.")
    columns = (Column(title="Metric"), Column(title="Value"))
    table = Table(key="t", title="T", columns=columns, rows=(("A", unknown), ("B", unknown), ("C", unknown)))
    said = Paragraph(text="A sentence that would stand alone.", is_quiet=True)
    book = opened(replace(report, parts=(Part(key="plan", title="Plan", message="M", blocks=(table, said)),)))
    assert len(book.slides) == 2
    texts = [frame.text for frame, _, _ in boxes(book)]
    assert texts.count("unknown") == 3
    assert texts[-1] == (
        "Plan · T · Unknown where nothing else is said: Add a file of spend. A sentence that would stand alone."
    )


def test_chart_below_another_message_then_says_what_it_shows(book: Any, report: Report):
    first = next(slide for slide in book.slides if slide.shapes.title.text == report.part("firmness").message)
    drawn = next(shape.chart for shape in first.shapes if shape.has_chart)
    assert drawn.chart_title.text_frame.text == "How often each outcome came out"


def test_hostile_and_endless_names_then_cut_and_never_a_formula(report: Report):
    names = ("=cmd|' /C calc'!A0", "شركة الأمل للتجارة", "北京科技有限公司" * 60, "x" * 900, "bell\x07")
    table = Table(
        key="t",
        title="T",
        columns=(Column(title="Who"), Column(title="What")),
        rows=tuple((name, "1") for name in names),
    )
    part = Part(key="plan", title="Plan", message="m " * 400, blocks=(table,))
    book = opened(Report(**{**vars(report), "client": "北京" * 90, "parts": (part,)}))
    cells = [
        cell
        for slide in book.slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]
    assert [cell.text for cell in cells[2:6:2]] == list(names[:2])
    assert [cell.text_frame.paragraphs[0]._p.pPr.get("rtl") for cell in cells[4:5]] == ["1"]
    assert not [frame.text for frame, wide, tall in boxes(book) if needed(frame, wide) > tall + 1]
    assert book.slides[1].notes_slide.notes_text_frame.text == part.message


def test_deck_of_theirs_then_on_its_masters_without_its_slides():
    theirs = Presentation()
    theirs.slide_master.name = "House style"
    theirs.slides.add_slide(theirs.slide_layouts[0])
    sink = io.BytesIO()
    theirs.save(sink)
    book = opened(report_of(assess(keys=()), Options(template=sink.getvalue())))
    assert book.slide_master.name == "House style"
    assert (book.slide_width, book.slides[0].slide_layout.name) == (theirs.slide_width, "Title Only")
    assert book.slides[0].shapes.title.text == "Which operations team to invest in"


def test_deck_of_theirs_then_text_and_bars_in_the_colours_of_its_masters(report: Report):
    sink = io.BytesIO()
    Presentation().save(sink)
    book = opened(replace(report, template=sink.getvalue(), accent=ACCENT))
    runs = [run for frame, *_ in boxes(book) for paragraph in frame.paragraphs for run in paragraph.runs]
    assert not [run.text for run in runs if run.font.color.type is MSO_COLOR_TYPE.RGB]
    bars = [
        series.format.fill.fore_color.theme_color
        for slide in book.slides
        for shape in slide.shapes
        if shape.has_chart and shape.chart.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
        for series in shape.chart.plots[0].series
    ]
    assert set(bars) == {MSO_THEME_COLOR.ACCENT_1}


def test_heading_that_is_the_title_then_not_told_again(book: Any):
    titles = [(slide.shapes.title.text, slide) for slide in book.slides]
    first = [
        (title, shape.text_frame.paragraphs[0].text)
        for title, slide in titles
        for shape in slide.shapes
        if shape.has_text_frame and shape != slide.shapes.title
    ]
    assert len(first) > 5
    assert not [title for title, line in first if title == line]


def test_text_then_on_as_few_slides_as_smaller_type_allows():
    lines = tuple(Paragraph(text=f"Sentence {place}. " * 12) for place in range(16))
    part = Part(key="changes", title="Changes", message="Much changes.", blocks=lines)
    made = list(slides(part, Room(880, 370), Figures.of("en")))
    assert len(made) == 2
    assert max(sum(line.tall(880) for line in slide.lines) for slide in made) <= 370


def test_deck_of_theirs_that_is_none_then_refused():
    with pytest.raises(ChoiceError, match="no PPTX"):
        opened(report_of(assess(keys=()), Options(template=b"PK no deck")))


def test_text_is_cut_where_it_does_not_fit():
    fitted = cut("word " * 200, 16, 300, 60)
    assert fitted.endswith("…")
    assert height(fitted, 16, 300) <= 60
    assert reads_right_to_left("«شركة»")
