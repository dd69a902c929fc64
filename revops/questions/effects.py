"""What an answer leads to, looked up in tables that were read with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

import pyarrow as pa

from revops.charts.figures import Figures
from revops.dataset import Dataset, SheetRead
from revops.intake import OpenedFile
from revops.intake.arrow import pc
from revops.intake.names import tight
from revops.measure import default_window, measure
from revops.measure.naming import thing
from revops.questions.question import Asked, Facts
from revops.tables import TABLES
from revops.vocabulary import ColumnKind, DealOutcome, Unit

SAMPLES: Final = 3
_NOTHING: Final = "no amounts"
_BLANK: Final = "left blank"
_ASIDE: Final = "not read: the row is set aside"


def _read(asked: Asked, data: Dataset) -> tuple[SheetRead | None, pa.Table]:
    """The sheet in question as it was read, and its rows."""
    place = (asked.about.file, asked.about.sheet, asked.table)
    sheet = next((each for each in data.sheets if (each.file, each.sheet, each.table) == place), None)
    table = data.tables.get(asked.table, TABLES[asked.table].schema.empty_table())
    here = pc.equal(table["source_file"], asked.about.file or "")
    if asked.about.sheet is not None:
        here = pc.and_(here, pc.equal(table["source_sheet"], asked.about.sheet))
    return sheet, table.filter(here)


def cells(asked: Asked, data: Dataset) -> Facts:
    """Three cells as they stand in the file, each as it would be read."""
    sheet, rows = _read(asked, data)
    match = sheet.columns.get(asked.column) if sheet else None
    if sheet is None or match is None:
        return (("The column", "stays empty"),)
    read = dict(zip(rows["source_row"].to_pylist(), rows[asked.column].to_pylist(), strict=True))
    texts = _texts(asked.opened, sheet, match.header)
    return tuple((text, _written(read[row], asked.write) if row in read else _ASIDE) for row, text in texts)


def _tells(text: str) -> bool:
    """Whether another order of its numbers would make another cell; 02/02/2025 is the same either way."""
    numbers = re.findall(r"\d+", text)
    return len(numbers) < 2 or int(numbers[0]) != int(numbers[1])


def _texts(opened: Iterable[OpenedFile], sheet: SheetRead, header: str) -> list[tuple[int, str]]:
    """The first different cells under a header that show an order, with their row numbers."""
    place = (sheet.file, sheet.sheet, sheet.headers)
    for file in opened:
        for block in file.blocks:
            if (file.name, block.sheet, block.headers) == place:
                found: dict[str, int] = {}
                for row, text in zip(block.rows.tolist(), block.body[header].to_pylist(), strict=True):
                    if text and _tells(text):
                        found.setdefault(text, row)
                    if len(found) == SAMPLES:
                        break
                return [(row, text) for text, row in found.items()]
    return []


def _written(value: object, write: Figures) -> str:
    if isinstance(value, date):
        return write.day(value)
    if isinstance(value, int | float):
        return write.value(float(value), Unit.RATIO)
    return _BLANK if value is None else str(value)


def days(asked: Asked, data: Dataset) -> Facts:
    """Three cells as dates, and the days that the sheet then covers."""
    return (*cells(asked, data), period(asked, data))


def of_header(asked: Asked, data: Dataset) -> Facts:
    """Three cells of a column, and what they are felt by most: the outcomes, the sum of the money, or the days."""
    if _read(asked, data)[0] is None:
        return (("The sheet", f"is then not read as {TABLES[asked.table].label.lower()}"),)
    if asked.column == "stage":
        return (*cells(asked, data), *outcomes(asked, data))
    kind = TABLES[asked.table].column(asked.column).kind
    return (*cells(asked, data), (total if kind is ColumnKind.MONEY else period)(asked, data))


def numbers(asked: Asked, data: Dataset) -> Facts:
    """Three cells as numbers, and what they then add up to."""
    return (*cells(asked, data), total(asked, data))


def of_column(asked: Asked, data: Dataset) -> Facts:
    """What answers about a column are felt by; most of all, the sum of the money and the days covered."""
    if asked.about.about == "leads.is_mql":
        return qualified(asked, data)
    if asked.about.about == "deals.outcome":
        return outcomes(asked, data)
    if asked.column == "hidden_sheet":
        return in_all(asked, data)
    return (total(asked, data), period(asked, data))


def in_all(asked: Asked, data: Dataset) -> Facts:
    """How many rows all sheets of the table bring, and what their money adds up to."""
    rows = data.tables.get(asked.table, TABLES[asked.table].schema.empty_table())
    money = money_of(asked.table)
    amounts = added_up(rows, money, asked.write) if money else ""
    label = TABLES[asked.table].label.lower()
    return ((f"Rows of {label} in all", asked.write.count(rows.num_rows)), ("Their amounts", amounts or _NOTHING))


def outcomes(asked: Asked, data: Dataset) -> Facts:
    """How many deals are won, lost and open, and how many nobody can tell, which are set aside."""
    sheet, rows = _read(asked, data)
    counts = Counter(rows["outcome"].to_pylist())
    told = [(outcome.value.capitalize(), asked.write.count(counts[outcome.value])) for outcome in DealOutcome]
    aside = sheet.rows_set_aside if sheet else 0
    return (*told, ("Rows set aside", asked.write.count(aside)))


def period(asked: Asked, data: Dataset) -> tuple[str, str]:
    """The days that the sheet covers."""
    sheet, rows = _read(asked, data)
    days = covered(sheet, rows) if sheet else None
    return ("Period", f"{asked.write.day(days[0])} to {asked.write.day(days[1])}" if days else "no dates")


def covered(sheet: SheetRead, rows: pa.Table) -> tuple[date, date] | None:
    """First and last day that a sheet covers: of its events, else of the days that its rows name; None without any.

    Args:
        sheet: The sheet.
        rows: Its rows.
    """
    if sheet.since and sheet.until:
        return sheet.since, sheet.until
    dates = [column.name for column in TABLES[sheet.table].columns if column.kind is ColumnKind.DATE]
    found = [pc.min_max(rows[name]).as_py() for name in dates]
    days = [day for each in found for day in each.values() if day is not None]
    return (min(days), max(days)) if days else None


def all_money(asked: Asked, data: Dataset) -> Facts:
    """The sum of the money of all files by currency, table by table."""
    tables = {key: money for key in data.tables if (money := money_of(key))}
    sums = {key: added_up(data.tables[key], money, asked.write) for key, money in tables.items()}
    named = {key: f"All {thing(f'{key}.{money}')}s added up" for key, money in tables.items()}
    has_several = sum(map(bool, sums.values())) > 1
    return tuple(
        (f"{TABLES[key].label}: {named[key]}" if has_several else named[key], sums[key]) for key in sums if sums[key]
    )


def known(table: pa.Table, column: str) -> list[str]:
    """The different texts of a column."""
    return [text for text in table[column].unique().to_pylist() if text] if column in table.column_names else []


def total(asked: Asked, data: Dataset) -> tuple[str, str]:
    """The sum of the first column of money, by currency."""
    money = money_of(asked.table)
    if money is None:
        return ("Total", _NOTHING)
    _, rows = _read(asked, data)
    return (f"All {thing(f'{asked.table}.{money}')}s added up", added_up(rows, money, asked.write) or _NOTHING)


def money_of(table: str) -> str | None:
    """The first column of money of a table."""
    return next((column.name for column in TABLES[table].columns if column.kind is ColumnKind.MONEY), None)


def added_up(rows: pa.Table, money: str, write: Figures) -> str:
    """A column of money added up by currency, the largest sum first; empty where no amount is known."""
    sums = rows.group_by("currency").aggregate([(money, "sum")]).to_pylist()
    known = [(row[f"{money}_sum"], row["currency"]) for row in sums if row[f"{money}_sum"] is not None]
    ranked = sorted(known, key=lambda each: -each[0])
    return " + ".join(write.value(amount, Unit.MONEY, code) for amount, code in ranked)


def effect(data: Dataset, write: Figures) -> Facts:
    """What a change of the choices is felt by: rows used, days covered, and the close rate."""
    used = sum(sheet.rows_used for sheet in data.sheets)
    rate = measure(data, keys=("win_rate",), window=default_window(data, all_time=True), slices=())["win_rate"]
    days = [day for sheet in data.sheets for day in (sheet.since, sheet.until) if day]
    return (
        ("rows used", write.count(used)),
        ("first day", write.day(min(days)) if days else "none"),
        ("last day", write.day(max(days)) if days else "none"),
        ("close rate of all time", write.headline(rate) if rate.is_known else "unknown"),
    )


def stage(asked: Asked, data: Dataset) -> Facts:
    """How many deals and how much money stand in the stage, and the close rate that the answer leads to."""
    _, rows = _read(asked, data)
    is_here = [tight(name or "") == tight(asked.about.of) for name in rows["stage"].to_pylist()]
    here = rows.filter(pa.array(is_here, pa.bool_()))
    rate = measure(data, keys=("win_rate",), window=default_window(data, all_time=True), slices=())["win_rate"]
    return (
        ("Deals in this stage", asked.write.count(here.num_rows)),
        _total_of(here, asked.write),
        ("Close rate, all time", asked.write.headline(rate) if rate.is_known else "unknown"),
    )


def special_letters(asked: Asked, data: Dataset) -> Facts:
    """Three cells with letters beyond the English ones, as they read in this encoding."""
    found: dict[str, None] = {}
    texts: list[str]
    for table in data.tables.values():
        here = table.filter(pc.equal(table["source_file"], asked.about.file or ""))
        for name in (field.name for field in table.schema if field.type == pa.string()):
            texts = pc.unique(here[name].drop_null()).to_pylist() if name != "source_file" else []
            found.update(dict.fromkeys(text for text in texts if not text.isascii()))
    return tuple((f"Cell {number}", text) for number, text in enumerate(list(found)[:SAMPLES], 1))


def qualified(asked: Asked, data: Dataset) -> Facts:
    """How many leads count as qualified, and what part of all."""
    _, rows = _read(asked, data)
    count = pc.sum(rows["is_mql"]).as_py()
    if count is None:
        return (("Qualified leads", "unknown"),)
    share = asked.write.percent(count / rows.num_rows)
    return (("Qualified leads", f"{asked.write.count(count)} of {asked.write.count(rows.num_rows)} ({share})"),)


def _total_of(rows: pa.Table, write: Figures) -> tuple[str, str]:
    codes = known(rows, "currency")
    amount = pc.sum(rows["amount"]).as_py()
    if amount is None or len(codes) > 1:
        return ("Their amounts", _NOTHING if amount is None else "in several currencies")
    return ("Their amounts", write.value(amount, Unit.MONEY, codes[0] if codes else None))
