"""The page opened again: its numbers, nothing that runs or is fetched, and charts that fit their box."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from revops.assessment import Assessment, assess
from revops.charts.figures import Figures
from revops.report import Options, Report, report_of
from revops.report.blocks import Chart, Number, Series, Shape
from revops.report.drawing import WIDTH, nice, svg, width, wrapped
from revops.report.html import MOST_ROWS, page
from revops.vocabulary import Unit


@dataclass
class Seen(HTMLParser):
    """Elements, their addresses, the values of numbers, and all text."""

    tags: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    values: set[str] = field(default_factory=set)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [
            value or "" for name, value in attrs if name in ("href", "src", "onload", "onerror", "xlink:href")
        ]
        self.values |= {value or "" for name, value in attrs if tag == "data" and name == "value"}

    def handle_data(self, data: str) -> None:
        self.text += data


def seen(html: str) -> Seen:
    parser = Seen()
    parser.feed(html)
    return parser


@pytest.fixture(scope="module")
def opened(report: Report) -> Seen:
    return seen(page(report))


def test_every_number_of_its_tables_stands_on_the_page(report: Report, opened: Seen):
    shown = [row for table in report.tables for row in table.rows[:MOST_ROWS]]
    numbers = [cell for row in shown for cell in row if isinstance(cell, Number) and cell.value is not None]
    assert {repr(number.value) for number in numbers} == opened.values


def test_page_then_nothing_runs_and_nothing_is_fetched(opened: Seen):
    assert not {"script", "iframe", "object", "link", "img", "form"} & set(opened.tags)
    assert all(address.startswith("#") for address in opened.addresses)


def test_names_of_users_then_shown_as_they_are(opened: Seen):
    for name in ("<script>alert(1)</script>", "=cmd|' /C calc'!A0", "شركة الأمل للتجارة", "北京科技有限公司"):
        assert name in opened.text


def test_logo_and_hostile_title_then_a_picture_within_the_page_and_text():
    logo = b"\x89PNG\r\n\x1a\n" + bytes(8)
    opened = seen(page(report_of(assess(keys=()), Options(title="<img src=x onerror=alert(1)>", logo=logo))))
    assert opened.tags.count("img") == 1
    assert [address[:22] for address in opened.addresses if not address.startswith("#")] == ["data:image/png;base64,"]
    assert "<img src=x onerror=alert(1)>" in opened.text


def test_language_then_its_numbers(found: Assessment):
    assert "75,0\u00a0%" in page(report_of(found, Options(language="de-DE")))


def chart(shape: Shape, *values: float | None, labels: tuple[str, ...] = ()) -> Chart:
    numbers = tuple(Number(at="x", unit=Unit.MONEY, value=value, currency="EUR") for value in values)
    names = labels or tuple(f"Month {place}" for place in range(len(values)))
    series = (Series(name="", numbers=numbers),)
    return Chart(key="x", shape=shape, title="X", says="X.", labels=names, series=series)


@pytest.mark.parametrize("shape", list(Shape))
def test_chart_of_gaps_negatives_and_infinity_then_within_its_box(shape: Shape):
    drawn = svg(chart(shape, 4.0, None, -2e7, 3e7, float("inf"), 1.0), Figures.of("en"))
    places = [float(number) for number in re.findall(r'\b(?:x|cx|x1|x2)="([-\d.]+)"', drawn)]
    assert places
    assert all(0 <= place <= WIDTH for place in places)
    assert "nan" not in drawn


def test_chart_without_a_number_then_none():
    assert svg(chart(Shape.LINE, None, None), Figures.of("en")) == ""


def test_long_names_then_two_lines_that_fit():
    assert all(width(line) <= 30 for line in wrapped("北京" * 80, 30, 2))
    assert wrapped("Gesellschaft für " * 9, 30, 2)[1].endswith("…")


def test_axis_then_round_numbers_around_the_ends():
    assert nice(0.12, 0.31) == pytest.approx([0.1, 0.15, 0.2, 0.25, 0.3, 0.35])
    assert nice(5.0, 5.0)[0] <= 5.0 <= nice(5.0, 5.0)[-1]
