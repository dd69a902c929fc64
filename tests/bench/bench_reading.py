"""Reading a large export, against the bare parser on the same bytes.

The workbook and the text file hold 100,000 deals in 20 columns. Ours is the whole way: child process, checks,
headers, matching, coercion, account of every row. The baseline only gives Python values.
"""

from __future__ import annotations

import csv
import io
import random
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import python_calamine

from revops.intake import OpenedFile, Upload, interpret, open_files, read

ROWS = 100_000
REPEATS = 3
HEADERS = (
    *("Opportunity ID", "Opportunity Name", "Account Name", "Opportunity Owner", "Stage", "Amount", "Currency"),
    *("Created Date", "Close Date", "Lead Source", "Type", "Lost Reason", "Probability (%)", "Forecast Category"),
    *("Last Activity Date", "Segment", "Region", "Next Step", "Product", "Seats"),
)


def deals(count: int) -> list[list[object]]:
    """Deals as a CRM exports them, the same every time."""
    chance = random.Random(7)
    rows = []
    for number in range(count):
        opened = date(2023, 1, 1) + timedelta(days=chance.randrange(700))
        closed = opened + timedelta(days=chance.randrange(150))
        stage = chance.choice(("Closed Won", "Closed Lost", "Proposal", "Negotiation"))
        amount, seats = round(chance.lognormvariate(9, 1), 2), chance.randrange(300)
        who = (f"Company {chance.randrange(9000)}", f"Rep {chance.randrange(40)}")
        rest = ("Web", "New Business", "Price", 0.4, "Commit", closed, "SMB", "North", "call back soon", "P3", seats)
        rows.append([f"D-{number:06}", f"Deal {number}", *who, stage, amount, "EUR", opened, closed, *rest])
    return rows


def workbook(rows: list[list[object]]) -> bytes:
    """The deals as XLSX."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Deals")
    for row in ([*HEADERS], *rows):
        sheet.append(row)
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def text_file(rows: list[list[object]]) -> bytes:
    """The deals as CSV."""
    sink = io.StringIO()
    csv.writer(sink).writerows([HEADERS, *rows])
    return sink.getvalue().encode()


def bare_workbook(content: bytes) -> None:
    """What calamine alone needs, from a file to Python values."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deals.xlsx"
        path.write_bytes(content)
        book = python_calamine.CalamineWorkbook.from_path(path)
        book.get_sheet_by_index(0).to_python()


def bare_text(content: bytes) -> None:
    """What Python's own reader needs, from bytes to lists of text."""
    list(csv.reader(io.StringIO(content.decode())))


def seconds(action: Callable[[], object]) -> float:
    """How long it takes, once."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def best(ours: Callable[[], object], baseline: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the fastest of some runs of each, by turns: the machine is not equally fast all the time."""
    pairs = [(seconds(ours), seconds(baseline)) for _ in range(REPEATS)]
    mine, bare = map(min, zip(*pairs, strict=True))
    return mine, bare


def rows() -> list[tuple[str, float, float, float]]:
    """What was measured, our seconds, the baseline's seconds, and their ratio."""
    table = deals(ROWS)
    xlsx, text = workbook(table), text_file(table)
    opened: tuple[OpenedFile, ...] = open_files([Upload("deals.xlsx", xlsx)])
    measured = [
        ("XLSX, 100,000 x 20, to a dataset", lambda: read([Upload("deals.xlsx", xlsx)]), lambda: bare_workbook(xlsx)),
        ("CSV, 100,000 x 20, to a dataset", lambda: read([Upload("deals.csv", text)]), lambda: bare_text(text)),
        ("a changed match, same rows", lambda: interpret(opened), lambda: bare_workbook(xlsx)),
    ]
    found = []
    for what, ours, baseline in measured:
        mine, bare = best(ours, baseline)
        found.append((what, mine, bare, mine / bare))
    return found


def main() -> None:
    """Prints the table; the aim for the workbook is a ratio below 1.6."""
    print(f"{'':36} {'ours':>8} {'bare':>8} {'ratio':>7}")
    for what, ours, bare, ratio in rows():
        print(f"{what:36} {ours:7.2f}s {bare:7.2f}s {ratio:7.2f}")


if __name__ == "__main__":
    main()
