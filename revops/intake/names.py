"""What columns, stages and placeholders are called elsewhere: content, folded for comparison."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from revops.content import build, load
from revops.errors import ContentError
from revops.tables import TABLES, Table
from revops.vocabulary import ColumnKind

_BRACKETS = re.compile(r"[(\[{（][^)\]}）]*[)\]}）]")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SIGNS = re.compile(r"[^\w%]+|_+")
_SAME_LETTERS = str.maketrans("يىك", "ییک", "ـ")
_OWNER_OF_FIELD = re.compile(r"^(?:[^\W\d_]+\s+-\s+|property_|subscription\[)(?=\w)", re.IGNORECASE)

MOST_FOLDED = 20_000
"""Names remembered with their folded form: all of the content, and not for ever those of a file."""


@lru_cache(maxsize=MOST_FOLDED)
def fold(text: str) -> str:
    """A name without case, accents, punctuation and humps: "StageName", "stage_name" and "Stage Name" agree."""
    parted = _HUMP.sub(" ", text)
    return _SIGNS.sub(" ", parted.lower() if parted.isascii() else _without_accents(parted)).strip()


def _without_accents(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return bare.translate(_SAME_LETTERS)


def any_of(texts: Iterable[str]) -> str:
    """A pattern that matches one of some texts, the longer of two that begin alike."""
    return "|".join(map(re.escape, sorted(texts, key=len, reverse=True)))


def tight(text: str) -> str:
    """Folded and without blanks, so that "dealname" and "Deal Name" agree; a lone sign such as "✓" is kept."""
    return fold(text).replace(" ", "") or text.strip()


@cache
def spellings(header: str) -> tuple[str, ...]:
    """Folded readings of a header, the fullest first: as it stands, without its entity, without brackets."""
    whole = fold(header)
    readings = [whole]
    readings.append(fold(_OWNER_OF_FIELD.sub("", header)))
    readings.append(fold(_BRACKETS.sub(" ", _OWNER_OF_FIELD.sub("", header))))
    readings.append(re.sub(r" (?:utc|c|new|\d)$", "", readings[-1]))
    readings.append(_without_unit(readings[-1]))
    return tuple(dict.fromkeys(reading for reading in readings if reading))


def _without_unit(reading: str) -> str:
    """A reading without the code of a currency and a word such as "Mio" at its end, or a code at its beginning."""
    words = reading.split()
    end = len(words)
    while end > 1 and words[end - 1] in _units():
        end -= 1
    if end < len(words):
        end -= end > 1 and words[end - 1] in _IN
        return " ".join(words[:end])
    is_led = len(words) > 1 and words[0] in load("names/values.toml")["currencies"]["lower"]
    return " ".join(words[1:]) if is_led else reading


_IN = ("in", "en", "em", "σε")


@cache
def _units() -> frozenset[str]:
    """Folded words that say how much one in a column of amounts stands for."""
    content = load("names/values.toml")
    scales = {fold(word) for listed in content["scales"].values() for word in listed if " " not in word}
    own = {fold(sign) for kind in ("symbols", "codes") for sign in content["currencies"][kind]}
    return frozenset({*content["currencies"]["lower"], *scales, *own, "000", "000s"} - {""})


@dataclass(frozen=True, kw_only=True)
class Signs:
    """By what a table shows that it is there.

    Attributes:
        any: At least one of these columns or clues is needed.
        many: Columns and clues that speak for the table.
        least: How many of `many` must be there.
        words: Parts of names of files and sheets that speak for the table.
        proof: Words of headers of which one is needed, unless the name of the file or sheet speaks for the table.
        avoid: Parts of names of files and sheets that speak against the table.
        lacks: Names of headers of which none may be there.
        any_named: At least one of these is enough instead of `any` where `words` speak for the table.
    """

    any: tuple[str, ...]
    many: tuple[str, ...]
    least: int
    words: tuple[str, ...]
    proof: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    any_named: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TableNames:
    """Other names for one table: tight name to position in its list, per column or clue.

    Attributes:
        columns: Per canonical column.
        clues: Per helper column that fills others.
        decoys: Per column, folded names that are never taken for it.
        shows: By what the table is recognised.
        kinds: What clues hold, where it is no text.
    """

    columns: Mapping[str, Mapping[str, int]]
    clues: Mapping[str, Mapping[str, int]]
    decoys: Mapping[str, frozenset[str]]
    shows: Signs
    kinds: Mapping[str, ColumnKind]

    @cached_property
    def all(self) -> Mapping[str, Mapping[str, int]]:
        """Columns and clues together."""
        return {**self.columns, **self.clues}

    @cached_property
    def everything(self) -> frozenset[str]:
        """Every tight name of every column and clue."""
        return frozenset(name for ranks in self.all.values() for name in ranks)


@dataclass(frozen=True, kw_only=True)
class OtherTable:
    """A table that people drop and that is none of ours.

    Attributes:
        says: What it is, in words that follow "This is".
        needs: Groups of tight names; a header of each must be there.
        lacks: Tight names of which none may be there.
        ours: Table that such a sheet is where it has the columns for it; "" where it never is one.
    """

    says: str
    needs: tuple[frozenset[str], ...]
    lacks: frozenset[str]
    ours: str = ""


@cache
def names_of(table: str) -> TableNames:
    """Other names for a canonical table.

    Raises:
        ContentError: If the file names a column that the table does not have.
    """
    file = f"names/{table}.toml"
    content = load(file)
    declared = TABLES[table]
    for name in content["columns"]:
        if not declared.has(name):
            raise ContentError.unknown_field(file, "columns", name, [column.name for column in declared.columns])
    shows = {key: tuple(value) if isinstance(value, list) else value for key, value in content["shows"].items()}
    return TableNames(
        columns={
            column.name: _ranked(column.name, content["columns"].get(column.name, ()))
            for column in declared.columns
            if not column.made
        },
        clues={clue: _ranked(clue, others) for clue, others in content.get("clues", {}).items()},
        decoys={name: frozenset(map(fold, words)) for name, words in content.get("decoys", {}).items()},
        shows=build(Signs, shows, file, "shows"),
        kinds={clue: ColumnKind(kind) for clue, kind in content.get("kinds", {}).items()},
    )


def _ranked(own: str, others: Sequence[str]) -> Mapping[str, int]:
    """Tight names by rank; the canonical name comes first, unless the list gives it another place."""
    is_placed = tight(own) in map(tight, others)
    ranks: dict[str, int] = {}
    for name in others if is_placed else (own, *others):
        ranks.setdefault(tight(name), len(ranks))
    return ranks


@cache
def other_tables() -> tuple[OtherTable, ...]:
    """Tables that are recognised only to be refused."""
    return tuple(
        OtherTable(
            says=entry["says"],
            needs=tuple(frozenset(map(tight, group)) for group in entry["needs"]),
            lacks=frozenset(map(tight, entry.get("lacks", ()))),
            ours=entry.get("ours", ""),
        )
        for entry in load("names/others.toml").values()
    )


@cache
def words(section: str) -> Mapping[str, str]:
    """Folded word to its meaning, for one section of the words in cells.

    Args:
        section: Such as "stages", whose meanings are won, lost and open.
    """
    content = load("names/values.toml")[section]
    return {tight(word): meaning for meaning, listed in content.items() for word in listed}


@cache
def blanks() -> frozenset[str]:
    """Cell texts that mean nothing, in lower case."""
    return frozenset(word.casefold() for word in load("names/values.toml")["blanks"]["words"])


@cache
def unknowns() -> frozenset[str]:
    """Those of them that say that something is not known, rather than that there is nothing."""
    return frozenset(word.casefold() for word in load("names/values.toml")["unknowns"]["words"])


@cache
def known_headers() -> frozenset[str]:
    """Tight names of every column and clue of every table, and of the tables that are refused."""
    ours = {name for table in TABLES for ranks in names_of(table).all.values() for name in ranks}
    others = {name for other in other_tables() for group in other.needs for name in group}
    return frozenset(ours | others)


_CLUE_KINDS: Mapping[str, ColumnKind] = {
    "is_won": ColumnKind.FLAG,
    "is_lost": ColumnKind.FLAG,
    "is_closed": ColumnKind.FLAG,
    "is_deleted": ColumnKind.FLAG,
    "is_ended": ColumnKind.FLAG,
    "won_on": ColumnKind.DATE,
    "lost_on": ColumnKind.DATE,
    "trial_end": ColumnKind.DATE,
    "month": ColumnKind.DATE,
    "last_day": ColumnKind.DATE,
    "amount": ColumnKind.MONEY,
    "yearly": ColumnKind.MONEY,
    "won_amount": ColumnKind.MONEY,
    "quantity": ColumnKind.NUMBER,
    "change": ColumnKind.MONEY,
    "discount": ColumnKind.NUMBER,
    "interval_count": ColumnKind.NUMBER,
    "impressions": ColumnKind.NUMBER,
    "clicks": ColumnKind.NUMBER,
}


def kind_of(table: Table, name: str) -> ColumnKind:
    """What a canonical column or a clue holds."""
    if table.has(name):
        return table.column(name).kind
    return names_of(table.key).kinds.get(name) or _CLUE_KINDS.get(name, ColumnKind.TEXT)


VOCABULARY: Mapping[tuple[str, str], str] = {
    ("deals", "kind"): "deal_kinds",
    ("spend", "department"): "departments",
    ("subscriptions", "interval"): "intervals",
}
"""Columns and clues whose cells hold words of one section."""
