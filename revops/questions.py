"""What the data leave open, as questions whose answers can be compared before one is given.

A kind of question is one entry of `KINDS`: which assumptions it is about, the answers that can be given, and
what of the tables shows their effect. The effect is read from tables made by the same intake with that answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Final

import pyarrow as pa

from revops.charts.figures import Figures
from revops.choices import Choices, ColumnChoice
from revops.dataset import Assumption, Dataset, SheetRead
from revops.intake import OpenedFile
from revops.intake.arrow import pc
from revops.intake.names import tight
from revops.measure import default_window, measure
from revops.measure.naming import thing
from revops.tables import TABLES
from revops.vocabulary import ColumnKind, DealOutcome, Unit

Facts = tuple[tuple[str, str], ...]
"""What an answer leads to: names and values as a person reads them."""
SAMPLES: Final = 3
_NOTHING: Final = "—"
_ENCODING: Final = "encoding"
_CURRENCIES: Final = ("EUR", "USD", "GBP", "CHF")


@dataclass(frozen=True, kw_only=True)
class Option:
    """An answer, with the choices that it stands for."""

    label: str
    choices: Choices
    is_taken: bool = False


@dataclass(frozen=True, kw_only=True)
class Question:
    """Something the data cannot decide.

    Attributes:
        about: The assumption that was made for now.
        options: The answers to choose from; empty where numbers are asked for, or nothing can be chosen here.
        facts: What the tables show of an answer.
        codes: Names of which one is the answer, too many to show the effect of each at once; empty for all others.
        several: Words of the file of which any number is the answer; empty for all other questions.
        rated: Currencies whose rates are asked for; empty for all other questions.
        base: The currency that the rates lead to.
    """

    about: Assumption
    options: tuple[Option, ...] = ()
    facts: Callable[[Dataset], Facts]
    codes: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    rated: tuple[str, ...] = ()
    base: str = ""

    @property
    def key(self) -> str:
        """Names the question, the same from run to run."""
        about = self.about
        named = "\x1f".join((about.about, about.file or "", about.sheet or "", about.question))
        return sha256(named.encode()).hexdigest()[:12]

    @property
    def can_be_answered(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self.options or self.codes or self.rated or self.several)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """An assumption with all that its question is made from."""

    about: Assumption
    data: Dataset
    opened: Sequence[OpenedFile]
    choices: Choices
    write: Figures

    @property
    def column(self) -> str:
        """The canonical column it concerns."""
        return self.about.about.rpartition(".")[2]

    @property
    def table(self) -> str:
        """The canonical table it concerns."""
        return self.about.about.partition(".")[0]

    def is_taken(self, label: str) -> bool:
        """Whether the answer is the one taken for now."""
        return label == self.about.chose

    def option(self, label: str, *, is_taken: bool = False, **choices: object) -> Option:
        """An answer, as a change of the choices."""
        return Option(label=label, choices=replace(self.choices, **choices), is_taken=is_taken)  # type: ignore[arg-type]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of question.

    Attributes:
        fits: Whether an assumption is of this kind.
        make: The question.
    """

    fits: Callable[[Assumption], bool]
    make: Callable[[Asked], Question]


def questions(
    data: Dataset, opened: Sequence[OpenedFile], choices: Choices, write: Figures, *, of: SheetRead
) -> tuple[Question, ...]:
    """The questions that a sheet leaves open, those without a choice included, in the order they arose.

    Args:
        data: The tables under the choices.
        opened: The files they were read from.
        choices: What was decided so far.
        write: Writes the numbers of the reader's country.
        of: The sheet.
    """
    here = [each for each in data.assumptions if (each.file, each.sheet) == (of.file, of.sheet)]
    mine = [each for each in here if each.about.partition(".")[0] in (of.table, _ENCODING)]
    return tuple(_question(Asked(about=each, data=data, opened=opened, choices=choices, write=write)) for each in mine)


def _question(asked: Asked) -> Question:
    kind = next((kind for kind in KINDS if kind.fits(asked.about)), None)
    return kind.make(asked) if kind else Question(about=asked.about, facts=lambda data: ())


def _day_order(asked: Asked) -> Question:
    orders = (("Day first", True), ("Month first", False))
    options = tuple(
        asked.option(name, day_first=first, is_taken=asked.is_taken(name.lower())) for name, first in orders
    )
    return Question(about=asked.about, options=options, facts=lambda data: (*_cells(asked, data), _period(asked, data)))


def _decimals(asked: Asked) -> Question:
    options = (asked.option("Decimal comma", decimal="comma"), asked.option("Decimal point", decimal="point"))
    return Question(about=asked.about, options=options, facts=lambda data: (*_cells(asked, data), _total(asked, data)))


def _currency(asked: Asked) -> Question:
    options = tuple(asked.option(code, currency=code) for code in _CURRENCIES)
    return Question(about=asked.about, options=options, facts=lambda data: (_total(asked, data),))


def _rates(asked: Asked) -> Question:
    base = asked.about.options[-1].removeprefix("rates to ")
    codes = {code for table in asked.data.tables.values() for code in _known(table, "currency")}
    rated = tuple(sorted(codes - {base}))
    return Question(about=asked.about, rated=rated, base=base, facts=lambda data: (_total(asked, data),))


def _stage(asked: Asked) -> Question:
    stage = asked.about.of
    others = {name: outcome for name, outcome in asked.choices.stages.items() if tight(name) != tight(stage)}

    def option(outcome: DealOutcome) -> Option:
        is_taken = outcome.value == asked.about.options[0]
        return asked.option(outcome.value.capitalize(), stages={**others, stage: outcome}, is_taken=is_taken)

    options = tuple(map(option, DealOutcome))
    return Question(about=asked.about, options=options, facts=lambda data: _stage_facts(asked, data))


def _which_date(asked: Asked) -> Question:
    def option(header: str | None, label: str) -> Option:
        choice = ColumnChoice(
            table=asked.table, column=asked.column, header=header, file=asked.about.file, sheet=asked.about.sheet
        )
        return asked.option(label, columns=(*asked.choices.columns, choice), is_taken=header is None)

    none, *headers = asked.about.options
    options = (*(option(header, header) for header in headers), option(None, none.capitalize()))
    return Question(about=asked.about, options=options, facts=lambda data: (*_cells(asked, data), _period(asked, data)))


def _qualified(asked: Asked) -> Question:
    return Question(about=asked.about, several=asked.about.options, facts=lambda data: _qualified_facts(asked, data))


def _encoding(asked: Asked) -> Question:
    return Question(about=asked.about, codes=asked.about.options, facts=lambda data: _special_letters(asked, data))


def _either(asked: Asked) -> Question:
    before, about = asked.choices.settled, asked.about
    taken, *others = (asked.option(answer, settled={**before, about.about: answer}) for answer in about.options)
    options = (replace(taken, is_taken=True), *others)
    return Question(about=about, options=options, facts=lambda data: (_total(asked, data), _period(asked, data)))


KINDS: Final = (
    Kind(fits=lambda about: "day first" in about.options, make=_day_order),
    Kind(fits=lambda about: {"thousands", "decimals"} <= set(about.options), make=_decimals),
    Kind(fits=lambda about: about.about.endswith(".currency") and not about.options, make=_currency),
    Kind(fits=lambda about: "each currency on its own" in about.options, make=_rates),
    Kind(fits=lambda about: about.about == "deals.outcome" and bool(about.of), make=_stage),
    Kind(fits=lambda about: about.options[:1] == ("none of them",), make=_which_date),
    Kind(fits=lambda about: about.about == _ENCODING, make=_encoding),
    Kind(fits=lambda about: about.about == "leads.is_mql" and about.options != ("yes",), make=_qualified),
    Kind(fits=lambda about: len(about.options) > 1, make=_either),
)
"""Every kind of question; the first that fits an assumption makes it."""


def _read(asked: Asked, data: Dataset) -> tuple[SheetRead | None, pa.Table]:
    """The sheet in question as it was read, and its rows."""
    place = (asked.about.file, asked.about.sheet, asked.table)
    sheet = next((each for each in data.sheets if (each.file, each.sheet, each.table) == place), None)
    table = data.tables.get(asked.table, TABLES[asked.table].schema.empty_table())
    here = pc.equal(table["source_file"], asked.about.file or "")
    if asked.about.sheet is not None:
        here = pc.and_(here, pc.equal(table["source_sheet"], asked.about.sheet))
    return sheet, table.filter(here)


def _cells(asked: Asked, data: Dataset) -> Facts:
    """Three cells as they stand in the file, each as it would be read."""
    sheet, rows = _read(asked, data)
    match = sheet.columns.get(asked.column) if sheet else None
    if sheet is None or match is None:
        return (("The column", "stays empty"),)
    read = dict(zip(rows["source_row"].to_pylist(), rows[asked.column].to_pylist(), strict=True))
    texts = _texts(asked.opened, sheet, match.header)
    return tuple((text, _written(read.get(row), asked.write)) for row, text in texts)


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
    return _NOTHING if value is None else str(value)


def _period(asked: Asked, data: Dataset) -> tuple[str, str]:
    sheet, day = _read(asked, data)[0], asked.write.day
    if sheet and sheet.since and sheet.until:
        return ("Period", f"{day(sheet.since)} to {day(sheet.until)}")
    return ("Period", "no dates")


def _known(table: pa.Table, column: str) -> list[str]:
    return [text for text in table[column].unique().to_pylist() if text] if column in table.column_names else []


def _total(asked: Asked, data: Dataset) -> tuple[str, str]:
    """The sum of the first column of money, by currency."""
    _, rows = _read(asked, data)
    money = next((column.name for column in TABLES[asked.table].columns if column.kind is ColumnKind.MONEY), None)
    if money is None:
        return ("Total", _NOTHING)
    sums = rows.group_by("currency").aggregate([(money, "sum")]).to_pylist()
    known = [(row[f"{money}_sum"], row["currency"]) for row in sums if row[f"{money}_sum"] is not None]
    written = [asked.write.value(total, Unit.MONEY, code) for total, code in sorted(known, key=lambda each: -each[0])]
    return (f"All {thing(f'{asked.table}.{money}')}s added up", " + ".join(written) or _NOTHING)


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


def _stage_facts(asked: Asked, data: Dataset) -> Facts:
    """How many deals and how much money stand in the stage, and the close rate that the answer leads to."""
    _, rows = _read(asked, data)
    here = rows.filter(pa.array([tight(name or "") == tight(asked.about.of) for name in rows["stage"].to_pylist()]))
    rate = measure(data, keys=("win_rate",), window=default_window(data, all_time=True), slices=())["win_rate"]
    return (
        ("Deals in this stage", asked.write.count(here.num_rows)),
        _total_of(here, asked.write),
        ("Close rate, all time", asked.write.headline(rate) if rate.is_known else "unknown"),
    )


def _special_letters(asked: Asked, data: Dataset) -> Facts:
    """Three cells with letters beyond the English ones, as they read in this encoding."""
    found: dict[str, None] = {}
    texts: list[str]
    for table in data.tables.values():
        here = table.filter(pc.equal(table["source_file"], asked.about.file or ""))
        for name in (field.name for field in table.schema if field.type == pa.string()):
            texts = pc.unique(here[name].drop_null()).to_pylist() if name != "source_file" else []
            found.update(dict.fromkeys(text for text in texts if not text.isascii()))
    return tuple((f"Cell {number}", text) for number, text in enumerate(list(found)[:SAMPLES], 1))


def _qualified_facts(asked: Asked, data: Dataset) -> Facts:
    """How many leads count as qualified, and what part of all."""
    _, rows = _read(asked, data)
    count = pc.sum(rows["is_mql"]).as_py()
    if count is None:
        return (("Qualified leads", "unknown"),)
    share = asked.write.percent(count / rows.num_rows)
    return (("Qualified leads", f"{asked.write.count(count)} of {asked.write.count(rows.num_rows)} ({share})"),)


def _total_of(rows: pa.Table, write: Figures) -> tuple[str, str]:
    codes = _known(rows, "currency")
    amount = pc.sum(rows["amount"]).as_py()
    if amount is None or len(codes) > 1:
        return ("Their amounts", _NOTHING if amount is None else "in several currencies")
    return ("Their amounts", write.value(amount, Unit.MONEY, codes[0] if codes else None))
