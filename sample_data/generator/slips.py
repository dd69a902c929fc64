"""What goes wrong where people keep files: pasted twice, typed wrongly, left blank."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Generic, TypeVar

from generator.chance import Chance
from generator.writing import Cell

T = TypeVar("T")

FAULTS: Mapping[str, str] = MappingProxyType(
    {
        "duplicate": "the row was pasted twice",
        "total": "a line of totals below the rows, left out",
        "small print": "a line of small print below the rows, left out",
        "no stage": "the deal has no stage, so nobody can tell what became of it",
        "opened after closing": "the deal opens after it closes, a wrong year; the row counts, the date is blank",
        "no start": "the subscription has no start date",
        "unreadable amount": "the amount is a word",
        "unreadable date": "a date is a word; the row counts, the cell is blank",
    }
)
BLANKS = frozenset({"opened after closing", "unreadable date"})
"""Faults that cost a cell, not its row."""


@dataclass(frozen=True, kw_only=True)
class Line(Generic[T]):
    """A row of a file, what it is about, and what is wrong with it."""

    of: T
    cells: tuple[Cell, ...]
    fault: str = ""

    @property
    def is_used(self) -> bool:
        """Whether the row takes part in anything."""
        return not self.fault or self.fault in BLANKS


class Slips(Generic[T]):
    """Makes mistakes in a table, remembering each."""

    def __init__(self, chance: Chance, header: tuple[str, ...], lines: Sequence[Line[T]]) -> None:
        self._chance = chance
        self.header = header
        self.lines = list(lines)

    def spoil(self, column: str, values: Sequence[Cell], fault: str, of: Callable[[T], bool]) -> Slips[T]:
        """Writes the values, one each, into faultless lines of the right kind."""
        sound = [index for index, line in enumerate(self.lines) if not line.fault and of(line.of)]
        place = self.header.index(column)
        for index, value in zip(self._chance.some(sound, len(values)), values, strict=True):
            line = self.lines[index]
            cells = (*line.cells[:place], value, *line.cells[place + 1 :])
            self.lines[index] = replace(line, cells=cells, fault=fault)
        return self

    def paste_twice(self, count: int) -> Slips[T]:
        """Repeats so many faultless lines a little further down."""
        sound = [index for index, line in enumerate(self.lines) if not line.fault]
        for index in reversed(self._chance.some(sound, count)):
            place = min(len(self.lines), index + 1 + int(self._chance.random() * 6))
            self.lines.insert(place, replace(self.lines[index], fault="duplicate"))
        return self
