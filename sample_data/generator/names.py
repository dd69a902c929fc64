"""Invented companies that buy; any likeness to a real one is chance."""

from __future__ import annotations

from collections.abc import Sequence

from generator.chance import Chance

HEADS = ("Bra", "Cor", "Dun", "Fel", "Gri", "Hol", "Jar", "Kel", "Lor", "Mun", "Nor", "Pel", "Quo", "Ros", "Syl", "Tam")
MIDDLES = ("ba", "di", "fe", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "si", "to", "vu", "we", "zo")
TAILS = ("brix", "dane", "fold", "gard", "holt", "lund", "mere", "nock", "quay", "rell", "stow", "thorn", "vick", "wyn")


class Accounts:
    """Gives each account a name once."""

    def __init__(self, chance: Chance, suffixes: Sequence[str]) -> None:
        self._chance = chance
        self._suffixes = suffixes
        self._given: set[str] = set()

    def new(self) -> str:
        """A name not given before."""
        while True:
            head, middle, tail = (self._chance.one_of(part) for part in (HEADS, MIDDLES, TAILS))
            name = f"{head}{middle}{tail}"
            if name not in self._given:
                self._given.add(name)
                return f"{name} {self._chance.one_of(self._suffixes)}"
