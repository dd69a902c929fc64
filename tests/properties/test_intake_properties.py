"""The same deals, written as people write them, come back identical."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from revops.intake import OpenedFile, interpret
from revops.intake.blocks import blocks_of
from revops.intake.text import read_text
from revops.intake.upload import Limits

TODAY = date(2026, 1, 15)
PLAIN_WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=5)
WORDS = st.tuples(PLAIN_WORDS, st.sampled_from("äöüéñß"), PLAIN_WORDS).map(lambda parts: f"Firma {''.join(parts)}")
DAYS = st.dates(date(2020, 1, 1), date(2025, 12, 31))
STAGES = {"en": ("Closed Won", "Closed Lost", "Proposal"), "de": ("Gewonnen", "Verloren", "Angebot")}
HEADERS = {
    "en": ("Deal ID", "Account Name", "Stage", "Amount (EUR)", "Created Date", "Close Date", "Owner"),
    "de": ("Vorgangsnummer", "Firma", "Phase", "Betrag (EUR)", "Erstelldatum", "Abschlussdatum", "Inhaber"),
}
DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%d %b %Y", "%Y-%m-%d %H:%M")


@dataclass(frozen=True)
class Style:
    language: str
    delimiter: str
    encoding: str
    dates: str
    has_decimal_comma: bool
    preamble: int
    has_total: bool
    order: tuple[int, ...]


@st.composite
def styles(draw):
    return Style(
        language=draw(st.sampled_from(sorted(HEADERS))),
        delimiter=draw(st.sampled_from(",;\t|")),
        encoding=draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])),
        dates=draw(st.sampled_from(DATES)),
        has_decimal_comma=draw(st.booleans()),
        preamble=draw(st.integers(0, 3)),
        has_total=draw(st.booleans()),
        order=tuple(draw(st.permutations(range(7)))),
    )


@st.composite
def deals(draw):
    """Deals with one day that tells the order of day and month, and an amount that tells the decimal sign."""
    count = draw(st.integers(2, 12))
    rows = []
    for number in range(count):
        opened = draw(DAYS)
        closed = opened + timedelta(days=draw(st.integers(0, 300)))
        cents = draw(st.integers(1, 10**8))
        rows.append(
            (
                f"{number:05}",
                draw(WORDS),
                draw(st.integers(0, 2)),
                cents / 100,
                opened,
                min(closed, TODAY),
                "Ann Example",
            )
        )
    number, account, stage, _, _, _, owner = rows[0]
    return [(number, account, stage, 1234.56, date(2024, 1, 25), date(2024, 2, 26), owner), *rows[1:]]


def written(rows, style: Style) -> bytes:
    headers = HEADERS[style.language]
    sink = io.StringIO()
    out = csv.writer(sink, delimiter=style.delimiter, lineterminator="\n")
    for line in range(style.preamble):
        out.writerow([f"Line {line} above the table"])
    out.writerow([headers[index] for index in style.order])
    for row in rows:
        cells = [*row[:2], STAGES[style.language][row[2]], money(row[3], style), *days(row[4:6], style), row[6]]
        out.writerow([cells[index] for index in style.order])
    if style.has_total:
        total = ["Total", "", "", money(sum(row[3] for row in rows), style), "", "", ""]
        out.writerow([total[0], *[total[index] if index == 3 else "" for index in style.order[1:]]])
    return sink.getvalue().encode(style.encoding)


def money(amount: float, style: Style) -> str:
    text = f"{amount:,.2f}"
    return text.translate(str.maketrans(",.", ".,")) if style.has_decimal_comma else text


def days(pair, style: Style) -> list[str]:
    return [day.strftime(style.dates) for day in pair]


def read_back(rows, style: Style) -> pa.Table:
    grid = read_text(written(rows, style), "deals.csv", Limits())
    found = interpret([OpenedFile(name="deals.csv", sha256="", blocks=blocks_of(grid))], today=TODAY)
    return found.tables["deals"]


PLAIN = Style("en", ",", "utf-8", "%Y-%m-%d", False, 0, False, tuple(range(7)))


@given(rows=deals(), style=styles())
def test_deals_in_any_style_come_back_identical(rows, style):
    found, plain = read_back(rows, style), read_back(rows, PLAIN)
    changing = ["stage", "source_row"]
    assert found.drop_columns(changing).equals(plain.drop_columns(changing))


@given(rows=deals(), style=styles())
def test_every_row_is_used_or_set_aside(rows, style):
    doubled = [*rows, rows[-1]]
    grid = read_text(written(doubled, style), "deals.csv", Limits())
    found = interpret([OpenedFile(name="deals.csv", sha256="", blocks=blocks_of(grid))], today=TODAY)
    (sheet,) = found.sheets
    assert sheet.rows_read == len(doubled)
    assert sheet.rows_used + sheet.set_aside.num_rows == sheet.rows_read + sheet.totals_dropped
    assert sheet.duplicates == 1


@given(rows=deals())
def test_plain_deals_come_back_as_they_were(rows):
    found = read_back(rows, PLAIN)
    assert found["deal_id"].to_pylist() == [row[0] for row in rows]
    assert found["account"].to_pylist() == [row[1] for row in rows]
    assert found["amount"].to_pylist() == [row[3] for row in rows]
    assert found["opened_on"].to_pylist() == [row[4] for row in rows]
    assert found["outcome"].to_pylist() == [("won", "lost", "open")[row[2]] for row in rows]
