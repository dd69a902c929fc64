"""Headers to columns: one to one over the whole sheet, by name first and by the look of the values."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from types import MappingProxyType

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA
from scipy.optimize import linear_sum_assignment

from revops.dataset import Match
from revops.intake.look import Look
from revops.intake.money import CODES
from revops.intake.names import VOCABULARY, TableNames, kind_of, names_of, spellings, tight
from revops.tables import Table
from revops.vocabulary import ColumnKind

SAME_NAME = 0.99
KNOWN_NAME = 0.97
PER_RANK = 0.002
PER_READING = 0.01
LEAST_KNOWN = 0.88
"""A known name is sure, however far down its list; later ones are those of other languages."""
ALMOST = 88
"""Similarity (0 to 100) from which a header counts as a known name with a slip."""
SHORTEST_SLIP = 6
"""Letters below which a slip makes another word."""
LONGEST_SLIP = 60
"""Letters above which a header is a sentence, and nobody's name of a column."""
LEAST = 0.5
_YEAR = re.compile(r"(?:19|20)\d{2}(?:\.0)?")


@dataclass(frozen=True)
class _Candidate:
    confidence: float
    because: str


_NONE = _Candidate(0.0, "")


def match_columns(
    table: Table,
    headers: Sequence[str],
    looks: Sequence[Look],
    fixed: Mapping[str, str | None],
    known: Mapping[str, Match | None] = MappingProxyType({}),
    never: Sequence[str] = (),
) -> dict[str, Match]:
    """The header of each column and clue that has one.

    Args:
        table: What the sheet was taken for.
        headers: Unique headers of the sheet.
        looks: The look of the values under each header.
        fixed: Columns decided by the user: header, or None for "no header fits".
        known: Columns decided by the tool that wrote the sheet, in the same way.
        never: Names of headers that are not taken for any other column.

    Returns:
        Matches by name of column or clue; each header is used once, except where the user wants it twice.
    """
    names = names_of(table.key)
    wanted = [name for name in names.all if name not in fixed and name not in known]
    taken = {*fixed.values(), *(match.header for match in known.values() if match)}
    unwanted = set(map(tight, never))
    taken |= {header for header in headers if tight(header) in unwanted}
    free = [index for index, header in enumerate(headers) if header not in taken]
    grid = [[_candidate(table, names, name, headers[index], looks[index]) for index in free] for name in wanted]
    matches = {
        name: Match(header=header, confidence=1.0, because="your choice")
        for name, header in fixed.items()
        if header is not None
    }
    matches |= {name: match for name, match in known.items() if match and match.header not in fixed.values()}
    for name, index, candidate in _assign(wanted, free, grid):
        matches[name] = Match(
            header=headers[index], confidence=round(candidate.confidence, 3), because=candidate.because
        )
    open_to_look = [index for index in free if not _is_decoy(names, "currency", headers[index])]
    left = [(headers[index], looks[index]) for index in open_to_look]
    _match_by_look(table, left, matches, {*fixed, *known})
    return matches


def _assign(
    wanted: Sequence[str], free: Sequence[int], grid: Sequence[Sequence[_Candidate]]
) -> list[tuple[str, int, _Candidate]]:
    """The one-to-one assignment with the highest confidence in all."""
    if not wanted or not free:
        return []
    scores = np.array([[candidate.confidence for candidate in row] for row in grid])
    scores[scores < LEAST] = 0.0
    rows, columns = linear_sum_assignment(scores**2, maximize=True)
    return [
        (wanted[row], free[column], grid[row][column])
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        if scores[row, column] > 0
    ]


def _candidate(table: Table, names: TableNames, name: str, header: str, look: Look) -> _Candidate:
    readings = _as_named(names, spellings(header))
    if _is_decoy(names, name, header):
        return _NONE
    found = _by_name(name, names.all[name], readings) or _almost(table.key, name, readings)
    if found is None:
        return _NONE
    fit = _fit(table, name, look)
    is_near = found.because.startswith("almost")
    if is_near and not look.filled:
        return _NONE
    if fit < 0.3:
        is_money = kind_of(table, name) is ColumnKind.MONEY and not look.dates
        is_told = is_money or not look.numbers or (name in table.asks_for and _are_years(look))
        may_hold = not is_near and is_told and (table.key, name) not in VOCABULARY
        worth = 0.6 if may_hold else 0.0
        return _Candidate(found.confidence * worth, f"{found.because}, but its values look different")
    return _Candidate(found.confidence * (0.9 + 0.1 * fit), found.because)


def _as_named(names: TableNames, readings: tuple[str, ...]) -> tuple[str, ...]:
    """The readings of a header; only the fullest where that is a name itself, for its parts are no better ones."""
    return readings[:1] if readings and readings[0].replace(" ", "") in names.everything else readings


def _are_years(look: Look) -> bool:
    """Whether values are years alone, which are asked about where a day is wanted."""
    return bool(look.examples) and all(_YEAR.fullmatch(example) for example in look.examples)


def _is_decoy(names: TableNames, name: str, header: str) -> bool:
    return not names.decoys.get(name, frozenset()).isdisjoint(spellings(header))


def _fit(table: Table, name: str, look: Look) -> float:
    """How well the values agree with what the column or clue holds."""
    section = VOCABULARY.get((table.key, name))
    if section and look.filled:
        return look.words[section]
    return look.fits(kind_of(table, name))


def _by_name(name: str, ranks: Mapping[str, int], readings: Sequence[str]) -> _Candidate | None:
    for depth, reading in enumerate(readings):
        word = reading.replace(" ", "")
        if word not in ranks:
            continue
        by_rank = SAME_NAME if not ranks[word] else max(LEAST_KNOWN, KNOWN_NAME - ranks[word] * PER_RANK)
        because = "same name" if word == tight(name) else "known other name"
        return _Candidate((by_rank if word == tight(name) else min(by_rank, KNOWN_NAME)) - depth * PER_READING, because)
    return None


def _almost(table: str, name: str, readings: Sequence[str]) -> _Candidate | None:
    """A known name with a slip: never for names of ids, and never for what is the right name of another column."""
    word = readings[-1].replace(" ", "") if readings else ""
    if not SHORTEST_SLIP <= len(word) <= LONGEST_SLIP:
        return None
    if any(reading.replace(" ", "") in names_of(table).everything for reading in readings):
        return None
    by_letters = _known(table, name)
    best = process.extractOne(word, chain(*by_letters.values()), scorer=fuzz.ratio, score_cutoff=ALMOST)
    if best is None:
        swapped = [other for other in by_letters.get(_letters(word), ()) if OSA.distance(other, word) == 1]
        return _Candidate(0.75, "almost a known name (two letters swapped)") if swapped else None
    return _Candidate(0.85 * best[1] / 100, f"almost a known name ({best[1]:.0f}% alike)")


@cache
def _known(table: str, name: str) -> Mapping[str, tuple[str, ...]]:
    """The names of a column that are long enough for a slip, by their letters in alphabetical order."""
    found: dict[str, tuple[str, ...]] = {}
    for other in names_of(table).all[name]:
        if len(other) >= SHORTEST_SLIP and not other.endswith("id"):
            found[_letters(other)] = (*found.get(_letters(other), ()), other)
    return found


def _letters(word: str) -> str:
    return "".join(sorted(word))


def _match_by_look(
    table: Table,
    columns: Sequence[tuple[str, Look]],
    matches: dict[str, Match],
    decided: Collection[str],
) -> None:
    """Columns whose values give them away: stages of deals, three-letter codes of currencies."""
    used = {match.header for match in matches.values()}
    left = [(header, look) for header, look in columns if header not in used]

    def missing(name: str) -> bool:
        return table.has(name) and name not in matches and name not in decided

    if table.key == "deals" and missing("stage") and "status" not in matches:
        staged = [
            (look.words.get("stages", 0.0), header)
            for header, look in left
            if look.words.get("stages", 0.0) >= 0.6 and look.decided > 0
        ]
        if staged:
            share, header = max(staged)
            matches["stage"] = Match(header=header, confidence=round(0.6 * share, 3), because="values look like stages")
    if missing("currency"):
        coded = [header for header, look in left if look.codes > 0.95 and look.distinct < 0.5 and _is_money_code(look)]
        if len(coded) == 1:
            matches["currency"] = Match(header=coded[0], confidence=0.5, because="values look like currency codes")


def _is_money_code(look: Look) -> bool:
    return all(example in CODES for example in look.examples)
