"""Any table of ours, written in any of these styles of export, comes back identical."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from revops.intake import OpenedFile, interpret
from revops.intake.blocks import blocks_of
from revops.intake.jalali import gregorian
from revops.intake.text import read_text
from revops.intake.upload import Limits
from revops.tables import TABLES

TODAY = date(2026, 1, 15)
ARABIC = str.maketrans("0123456789.,", "٠١٢٣٤٥٦٧٨٩٫٬")
PERSIAN = str.maketrans("0123456789.,", "۰۱۲۳۴۵۶۷۸۹٫٬")
WIDE = str.maketrans("0123456789.,/", "０１２３４５６７８９．，／")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True)
class Style:
    """How one kind of export writes a table."""

    language: str
    delimiter: str
    encoding: str
    day: Callable[[date], str]
    number: Callable[[float], str]
    preamble: int = 0
    total: str = ""
    digits: Mapping[int, str] = field(default_factory=dict)


def _swapped(amount: float, thousands: str, decimal: str) -> str:
    return f"{amount:,.2f}".replace(",", "\0").replace(".", decimal).replace("\0", thousands)


def _indian(amount: float) -> str:
    whole, cents = f"{amount:.2f}".split(".")
    head, tail = whole[:-3], whole[-3:]
    groups = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)][::-1]
    return ",".join([*groups, tail]) + "." + cents


JALALI = {
    gregorian(year, month, day): f"{year}/{month:02}/{day:02}".translate(PERSIAN)
    for year in range(1398, 1406)
    for month in range(1, 13)
    for day in range(1, 32)
}


STYLES = {
    "American": Style("en", ",", "utf-8", "{0:%m/%d/%Y}".format, "{:,.2f}".format, total="Grand Total"),
    "British": Style("en", "\t", "utf-16", "{0:%d/%m/%Y}".format, "{:.2f}".format, preamble=2),
    "German": Style(
        "de", ";", "cp1252", "{0:%d.%m.%Y}".format, lambda n: _swapped(n, ".", ","), preamble=1, total="Gesamt"
    ),
    "Swiss": Style("de", ";", "utf-8", "{0:%d.%m.%y}".format, lambda n: _swapped(n, "'", "."), preamble=3),
    "French": Style("fr", ";", "utf-8-sig", "{0:%d/%m/%Y}".format, lambda n: _swapped(n, "\u202f", ","), total="Total"),
    "Spanish": Style(
        "es", ";", "cp1252", "{0:%d/%m/%Y}".format, lambda n: _swapped(n, ".", ","), total="Total general"
    ),
    "Mexican": Style("es", ",", "utf-8-sig", "{0:%d/%m/%Y}".format, "{:,.2f}".format, preamble=2),
    "Brazilian": Style(
        "pt", ";", "utf-8-sig", "{0:%d/%m/%Y}".format, lambda n: _swapped(n, ".", ","), preamble=1, total="Total geral"
    ),
    "Dutch": Style("nl", ";", "utf-8", "{0:%d-%m-%Y}".format, lambda n: _swapped(n, ".", ","), total="Totaal"),
    "Italian": Style("it", ";", "cp1252", "{0:%d-%m-%Y}".format, lambda n: _swapped(n, ".", ",")),
    "Indian": Style("en", "|", "utf-8", lambda d: f"{d.day}-{MONTHS[d.month - 1]}-{d.year}", _indian, preamble=1),
    "Greek": Style("el", ";", "utf-8-sig", "{0:%d/%m/%Y}".format, lambda n: _swapped(n, ".", ","), total="Σύνολο"),
    "Windows Greek": Style("el", ";", "cp1253", "{0:%d/%m/%Y}".format, lambda n: _swapped(n, ".", ",")),
    "Arabic": Style(
        "ar",
        ",",
        "utf-8-sig",
        lambda d: d.isoformat().translate(ARABIC),
        lambda n: f"{n:,.2f}".translate(ARABIC),
        digits=ARABIC,
    ),
    "Windows Arabic": Style("ar", ";", "cp1256", "{0:%d/%m/%Y}".format, "{:.2f}".format, total="المجموع"),
    "Persian": Style(
        "fa",
        ",",
        "utf-8",
        JALALI.__getitem__,
        lambda n: f"{n:,.2f}".translate(PERSIAN),
        total="جمع کل",
        digits=PERSIAN,
    ),
    "Chinese": Style("zh", ",", "utf-8-sig", lambda d: f"{d.year}/{d.month}/{d.day}", "{:.2f}".format, total="合计"),
    "Chinese of Windows": Style("zh", ",", "gbk", lambda d: f"{d.year}年{d.month}月{d.day}日", "{:,.2f}".format),
    "Japanese of Windows": Style("ja", ",", "cp932", "{0:%Y/%m/%d}".format, "{:,.2f}".format, preamble=1),
    "Japanese": Style(
        "ja",
        "\t",
        "utf-16",
        lambda d: f"{d.year}年{d.month}月{d.day}日",
        lambda n: f"{n:,.2f}".translate(WIDE),
        preamble=1,
        total="合計",
    ),
}
NAMES = tomllib.loads((Path(__file__).parent / "export_headers.toml").read_text(encoding="utf-8"))
STAGES, KINDS = NAMES.pop("stages"), NAMES.pop("kinds")
HEADERS = NAMES


@dataclass(frozen=True)
class Word:
    """A word that an export writes in its language: the name of a list and the place in it."""

    words: Mapping[str, str]
    place: int

    def in_language(self, language: str) -> str:
        return self.words[language].split("|")[self.place]


DAYS = st.dates(date(2020, 1, 1), date(2025, 12, 31))
AMOUNTS = st.integers(100, 10**8).map(lambda cents: cents / 100)
WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=8).map(str.title)
FIRST = (date(2024, 1, 25), date(2024, 2, 26), 1234.56)
"""Days and an amount that tell how days and numbers are written."""


@st.composite
def rows_of(draw, table):
    """Rows of a table as they are meant."""
    return [_row(draw, table, number) for number in range(draw(st.integers(3, 12)))]


def _row(draw, table, number):
    is_first = not number
    start = FIRST[0] if is_first else draw(DAYS)
    end = FIRST[1] if is_first else min(start + timedelta(days=draw(st.integers(1, 300))), TODAY)
    return ROWS[table](draw, number, start, end, FIRST[2] if is_first else draw(AMOUNTS))


def _deal(draw, number, start, end, amount):
    stage = Word(STAGES, draw(st.integers(0, 1)))
    return f"D{number:05}", f"Firm {draw(WORDS)}", stage, amount, start, end, f"Rep {draw(WORDS)}"


def _subscription(draw, number, start, end, amount):
    return f"S{number:05}", f"Firm {number} {draw(WORDS)}", amount, start, end


def _spend(draw, number, start, end, amount):
    return start, draw(st.sampled_from(("Search", "Social", "Fair"))), f"Campaign {draw(WORDS)}", amount


def _lead(draw, number, start, end, amount):
    return f"L{number:05}", start, draw(st.sampled_from(("Web", "Fair"))), "Contacted", f"Rep {draw(WORDS)}"


def _stage_change(draw, number, start, end, amount):
    return f"D{number // 3:05}", f"Stage {number % 3} {draw(WORDS)}", start


def _customer(draw, number, start, end, amount):
    people, country = draw(st.integers(1, 20_000)), draw(st.sampled_from(("France", "Japan")))
    return f"K{number:05}", f"Firm {number} {draw(WORDS)}", f"Trade {draw(WORDS)}", people, country, start


def _quota(draw, number, start, end, amount):
    return f"Rep {number} {draw(WORDS)}", start, end, amount


def _forecast(draw, number, start, end, amount):
    return start, end, min(start + timedelta(days=number), TODAY), amount, draw(AMOUNTS)


def _activity(draw, number, start, end, amount):
    kind, minutes = Word(KINDS, draw(st.integers(0, 2))), draw(st.integers(1, 180))
    return f"Rep {number} {draw(WORDS)}", start, kind, minutes, f"D{draw(st.integers(0, 99)):05}"


def _invoice(draw, number, start, end, amount):
    return f"R{number:05}", f"Firm {number} {draw(WORDS)}", start, start, end, amount


def _cancellation(draw, number, start, end, amount):
    return f"Firm {number} {draw(WORDS)}", start, f"Reason {draw(WORDS)}"


ROWS = {
    "deals": _deal,
    "subscriptions": _subscription,
    "spend": _spend,
    "leads": _lead,
    "stage_changes": _stage_change,
    "customers": _customer,
    "quotas": _quota,
    "forecasts": _forecast,
    "activities": _activity,
    "invoices": _invoice,
    "cancellations": _cancellation,
}


def test_every_table_and_language_is_written():
    languages = {"en", "de", "fr", "es", "pt", "it", "nl", "el", "ar", "fa", "zh", "ja"}
    assert set(HEADERS) == set(ROWS) == set(TABLES)
    assert {style.language for style in STYLES.values()} == languages


def written(table, rows, style, order, extras) -> bytes:
    """The table as that style writes it, with its columns in that order and empty talk between them."""
    headers = HEADERS[table][style.language].split("|")
    sink = io.StringIO()
    out = csv.writer(sink, delimiter=style.delimiter, lineterminator="\n")
    for line in range(style.preamble):
        out.writerow([f"Report {line}"])
    out.writerow([*(headers[index] for index in order), *(f"Note {number}" for number in range(extras))])
    for row in rows:
        cells = [_cell(value, style) for value in row]
        out.writerow([*(cells[index] for index in order), *(["call back soon"] * extras)])
    columns = HEADERS[table]["columns"]
    amount = next((columns.index(name) for name in ("amount", "mrr") if name in columns), None)
    if style.total and amount is not None:
        sums = style.number(sum(row[amount] for row in rows))
        line = [sums if index == amount else "" for index in order] + [""] * extras
        place = next(at for at, index in enumerate(order) if index != amount)
        out.writerow([style.total if at == place else cell for at, cell in enumerate(line)])
    return sink.getvalue().encode(style.encoding)


def _cell(value, style) -> str:
    match value:
        case date():
            return style.day(value)
        case float():
            return style.number(value)
        case int():
            return str(value).translate(style.digits)
        case Word():
            return value.in_language(style.language)
        case _:
            return value


def meant(table, rows, language) -> dict[str, list[object]]:
    columns = dict(zip(HEADERS[table]["columns"], map(list, zip(*rows, strict=True)), strict=True))
    if table == "deals":
        columns["outcome"] = [("won", "lost")[stage.place] for stage in columns["stage"]]
    return {name: [_meant(value, language) for value in values] for name, values in columns.items()}


def _meant(value, language):
    return value.in_language(language) if isinstance(value, Word) else value


def read_back(table, content: bytes) -> pa.Table:
    grid = read_text(content, "export.csv", Limits())
    found = interpret([OpenedFile(name="export.csv", sha256="", blocks=blocks_of(grid))], today=TODAY)
    assert not found.refusals
    (sheet,) = found.sheets
    assert sheet.table == table
    assert sheet.rows_set_aside == 0
    return found.tables[table]


@pytest.mark.parametrize("table", sorted(HEADERS))
@pytest.mark.parametrize("name", STYLES)
@settings(max_examples=3, phases=[Phase.generate], deadline=None)
@given(data=st.data())
def test_table_in_any_style_comes_back_identical(name, table, data):
    rows = data.draw(rows_of(table))
    width = len(HEADERS[table]["columns"])
    order = data.draw(st.permutations(range(width)))
    content = written(table, rows, STYLES[name], order, data.draw(st.integers(0, 3)))
    found = read_back(table, content)
    wanted = meant(table, rows, STYLES[name].language)
    assert {column: found[column].to_pylist() for column in wanted} == wanted
