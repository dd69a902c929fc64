"""Names of customers, reps and deals under numbers, the same one everywhere: `Customer 12`, `Rep 3`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Final

from revops.dataset import Dataset
from revops.report.blocks import Named, Number, Report, Table

_COLUMNS: Final = (
    ("customers", ("customer", "name", "domain"), Named.CUSTOMER),
    ("deals", ("account",), Named.CUSTOMER),
    ("leads", ("account",), Named.CUSTOMER),
    ("deals", ("name",), Named.DEAL),
    ("subscriptions", ("customer",), Named.CUSTOMER),
    ("invoices", ("customer",), Named.CUSTOMER),
    ("cancellations", ("customer",), Named.CUSTOMER),
    *((table, ("owner",), Named.REP) for table in ("quotas", "deals", "leads", "customers", "activities")),
)
"""Columns with names; those of one tuple are names of the same one."""
_WORDS: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_ADDRESS: Final = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>,;]+")
_LEAST_LETTERS: Final = 2
_MOST_WORDS: Final = 12
_PRODUCT: Final = frozenset({"key", "at", "title", "language", "accent", "client", "reason"})
"""Fields whose words are the product's own, or the reader's."""


@dataclass
class Aliases:
    """What stands for each name.

    Attributes:
        of: Name as `_same` writes it, to its alias.
    """

    of: dict[str, str] = field(default_factory=dict)
    _counts: dict[Named, int] = field(default_factory=dict)
    _spelt: dict[tuple[str, ...], tuple[str, bool]] = field(default_factory=dict)

    @classmethod
    def among(cls, dataset: Dataset) -> Aliases:
        """The names of a company's tables, numbered as they come."""
        found = cls()
        for table, columns, kind in _COLUMNS:
            have = [name for name in columns if name in dataset.known_columns(table)]
            if have:
                # In one thread, names are numbered in the order of their rows.
                distinct = dataset.tables[table].select(have).group_by(have, use_threads=False).aggregate([])
                for row in distinct.to_pylist():
                    found.add(kind, (str(row[name]) for name in have if row[name]))
        return found

    def add(self, kind: Named, spellings: Iterable[str]) -> str:
        """The alias of one name, given in one or several spellings."""
        names = [name for name in spellings if name.strip()]
        alias = next((self.of[_same(name)] for name in names if _same(name) in self.of), None)
        if alias is None:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            alias = f"{kind.value.capitalize()} {self._counts[kind]}"
        for name in names:
            self._keep(name, alias)
        return alias

    def _keep(self, name: str, alias: str) -> None:
        if _same(name) in self.of:
            return
        self.of[_same(name)] = alias
        words = tuple(_WORDS.findall(name))
        if sum(letter.isalpha() for letter in name) >= _LEAST_LETTERS and len(words) <= _MOST_WORDS:
            self._spelt[tuple(word.casefold() for word in words)] = (alias, len(words) > 1 or words[0].islower())

    def cell(self, text: str, holds: Named | None) -> str:
        """A cell without names; in a column of names no other text stays."""
        alias = self.of.get(_same(text))
        if alias is not None or holds is None:
            return alias or self.text(text)
        return self.add(holds, [text]) if text.strip() else text

    def text(self, text: str) -> str:
        """A text in which names gave way to their aliases, and addresses of mail to nothing."""
        words = list(_WORDS.finditer(text := _ADDRESS.sub("(address)", text)))
        pieces, at, place = [], 0, 0
        while place < len(words):
            length, alias = self._at(text, words, place)
            if length:
                pieces += [text[at : words[place].start()], alias]
                at = words[place + length - 1].end()
            place += length or 1
        return "".join([*pieces, text[at:]])

    def _at(self, text: str, words: list[re.Match[str]], place: int) -> tuple[int, str]:
        """The longest name that begins with a word, in words, with its alias; nothing where none does."""
        for length in range(min(_MOST_WORDS, len(words) - place), 0, -1):
            spelt = tuple(word.group().casefold() for word in words[place : place + length])
            alias, any_capitals = self._spelt.get(spelt, ("", False))
            # A name of one word, such as Will, is no name where it is written small.
            if alias and (any_capitals or not words[place].group().islower()):
                return length, alias
        return 0, ""


def _same(name: str) -> str:
    return " ".join(name.split()).casefold()


def redacted(report: Report, dataset: Dataset) -> Report:
    """The report without names of customers, reps and deals.

    Args:
        report: As it was made.
        dataset: Whose names are left out.
    """
    aliases = Aliases.among(dataset)
    return replace(report, parts=tuple(_hidden(part, aliases) for part in report.parts))


def _hidden(thing: Any, aliases: Aliases) -> Any:
    if isinstance(thing, Table):
        return _table(thing, aliases)
    if is_dataclass(thing) and not isinstance(thing, type):
        changed = {item.name: _field(item.name, getattr(thing, item.name), aliases) for item in fields(thing)}
        return replace(thing, **changed)
    if isinstance(thing, tuple):
        return tuple(_hidden(each, aliases) for each in thing)
    return aliases.cell(thing, None) if type(thing) is str else thing


def _field(name: str, value: Any, aliases: Aliases) -> Any:
    return value if name in _PRODUCT else _hidden(value, aliases)


def _table(table: Table, aliases: Aliases) -> Table:
    rows = tuple(tuple(_cells(table, row, aliases)) for row in table.rows)
    return replace(table, rows=rows, note=aliases.text(table.note))


def _cells(table: Table, row: tuple[Any, ...], aliases: Aliases) -> Iterator[Any]:
    for column, cell in zip(table.columns, row, strict=True):
        if type(cell) is str:
            yield aliases.cell(cell, column.holds)
        else:
            yield replace(cell, reason=aliases.text(cell.reason)) if _has_reason(cell) else cell


def _has_reason(cell: Any) -> bool:
    return isinstance(cell, Number) and cell.reason is not None
