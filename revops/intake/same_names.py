"""Names written in two ways: proposed for merging where they look like one, merged only where the user says so."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA

from revops.content import load
from revops.dataset import Proposal
from revops.intake.draft import Draft
from revops.intake.name_lists import KINDS, NameList
from revops.intake.names import fold, tight

SHORTEST_SLIP = 8
"""Letters below which one other letter makes another name."""
SELDOM = 2
"""A slip stands in a column at most once for so many times that the name is right."""
LONGEST_NAME = 80
"""Letters above which a text is no name."""
MOST_NAMES = 30_000
"""So many different names are not searched for slips."""
_SPELLED = "the same but for capitals, blanks and punctuation"
_LEGAL = "the same but for the legal form"
_SLIP = "one letter apart"


@dataclass(frozen=True, slots=True)
class _Name:
    """A spelling, how many rows have it, in which columns, and the file that lists it; empty where none does."""

    written: str
    rows: int
    columns: frozenset[str] = frozenset()
    listed_in: str = ""


def use_one_name(draft: Draft) -> None:
    """Replaces the spellings that the user said mean another name."""
    meant = draft.choices.same_names
    for name in _named_columns(draft) if meant else ():
        encoded = draft.different(name)
        draft.fill(name, encoded.rewritten(meant.get(text, text) for text in encoded.texts))


def propose(drafts: Sequence[Draft], lists: Sequence[NameList] = ()) -> tuple[Proposal, ...]:
    """Names that may be one, over all tables, those of most rows first; none that the user keeps apart.

    Args:
        drafts: Sheets that are read.
        lists: Names as they stand in sheets that no number is made from.
    """
    own = {name for draft in drafts for name, meant in draft.choices.same_names.items() if name == meant}
    found: list[Proposal] = []
    for kind, columns in KINDS.items():
        listed = {name: each.file for each in lists if each.kind == kind for name in each.names}
        found += _proposals([*_names(drafts, columns, listed)], own)
    return tuple(sorted(found, key=lambda proposal: -proposal.rows))


def _named_columns(draft: Draft) -> list[str]:
    return [name for columns in KINDS.values() for name in columns if draft.table.has(name) and draft.has(name)]


def _names(drafts: Sequence[Draft], columns: Iterable[str], listed: Mapping[str, str]) -> list[_Name]:
    """Every spelling in those columns of all tables and in lists; ids, digits without a blank, are no names."""
    rows: Counter[str] = Counter(dict.fromkeys(listed, 0))
    places: dict[str, frozenset[str]] = {}
    for draft in drafts:
        for column in columns:
            if draft.table.has(column) and draft.has(column):
                here = frozenset({f"{draft.table.key}.{column}"})
                encoded = draft.different(column)
                for name, count in zip(encoded.texts, encoded.count(draft.in_use).tolist(), strict=True):
                    if count:
                        rows[name] += count
                        places[name] = places[name] | here if name in places else here
    return [
        _Name(name, count, places.get(name, frozenset()), listed.get(name, ""))
        for name, count in rows.items()
        if name and _is_name(name)
    ]


def _is_name(text: str) -> bool:
    return len(text) <= LONGEST_NAME and not _is_id(text)


def _is_id(name: str) -> bool:
    return " " not in name and (bool(re.search(r"[\d@]", name)) or not re.search(r"[^\W\d_]{2}", name))


def _proposals(names: Sequence[_Name], own: Set[str]) -> list[Proposal]:
    """Spellings that agree when folded, then without their legal form, then but for one letter.

    A name stands in one proposal at a time: the next one that has it comes once this one is answered.
    """
    proposed: set[str] = set()
    found = []
    for same, because in _alike(names):
        loose = _still_open(_with_one_listed(same), own)
        written = {name.written for name in loose}
        if len(loose) > 1 and proposed.isdisjoint(written) and any(name.rows for name in loose[1:]):
            proposed |= written
            found.append(_proposal(loose, because))
    return found


def _ranked(names: Iterable[_Name]) -> list[_Name]:
    """Spellings by how likely each is the right one: those of lists, then those of most rows."""
    return sorted(names, key=lambda name: (not name.listed_in, -name.rows, name.written))


def _with_one_listed(same: Iterable[_Name]) -> list[_Name]:
    """The spellings without further ones that a list has: what stands in a list twice is two things."""
    first, *others = _ranked(same)
    return [first, *(name for name in others if not name.listed_in)]


def _still_open(same: Iterable[_Name], own: Set[str]) -> list[_Name]:
    """The spellings that nobody decided about, with the first of those that stand for themselves."""
    ranked = _ranked(same)
    kept = next((name for name in ranked if name.written in own), None)
    loose = [name for name in ranked if name.written not in own]
    return loose if kept is None or not loose else [kept, *loose]


def _alike(names: Sequence[_Name]) -> list[tuple[Sequence[_Name], str]]:
    """Spellings that may be one name, with what is the same about them."""
    by_key = _grouped(names, lambda name: tight(name.written))
    by_bare = _grouped(names, lambda name: without_legal_form(name.written))
    found: list[tuple[Sequence[_Name], str]] = [(same, _SPELLED) for same in by_key.values() if len(same) > 1]
    found += [(same, _LEGAL) for same in by_bare.values() if len({tight(name.written) for name in same}) > 1]
    first = {key: max(same, key=lambda name: name.rows) for key, same in by_bare.items()}
    slips = [(first[one], first[other]) for one, other in _slips(list(first))]
    return [*found, *((pair, _SLIP) for pair in slips if _is_likely(*pair))]


def _is_likely(one: _Name, other: _Name) -> bool:
    """Whether a letter's difference is a slip: names that stand in one column as often, or with another letter, differ.

    A letter too many, too few or in the wrong place is how people mistype; another letter is how names differ.
    """
    often, seldom = max(one.rows, other.rows), min(one.rows, other.rows)
    is_rare = one.columns.isdisjoint(other.columns) or often >= SELDOM * seldom
    return is_rare and not _has_another_letter(tight(one.written), tight(other.written))


def _has_another_letter(one: str, other: str) -> bool:
    return len(one) == len(other) and sorted(one) != sorted(other)


def _grouped(names: Sequence[_Name], key: Callable[[_Name], str]) -> dict[str, list[_Name]]:
    groups: dict[str, list[_Name]] = {}
    for name in names:
        groups.setdefault(key(name), []).append(name)
    return groups


def _proposal(names: Iterable[_Name], because: str) -> Proposal:
    ranked = _ranked(names)
    lists = f"; {ranked[0].listed_in} lists “{ranked[0].written}”" if ranked[0].listed_in else ""
    return Proposal(
        names=tuple(name.written for name in ranked),
        columns=tuple(sorted({column for name in ranked for column in name.columns})),
        rows=sum(name.rows for name in ranked[1:]),
        because=f"{because}{lists}",
    )


def without_legal_form(name: str) -> str:
    """A name folded, without blanks, and without the legal form at its end: "Acme, Inc." is "acme"."""
    words = fold(name.casefold()).split()
    while len(words) > 1 and words[-1] in _legal_forms():
        words.pop()
    return "".join(words)


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(load("names/values.toml")["legal_forms"]["words"])


def _slips(keys: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of keys one letter apart, not the first: those that agree once a letter is left out of one or both."""
    long = [key for key in keys if len(key) >= SHORTEST_SLIP and not re.search(r"\d", key)]
    shortened: defaultdict[str, list[str]] = defaultdict(list)
    for key in long if len(long) <= MOST_NAMES else ():
        for form in {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}:
            shortened[form].append(key)
    pairs = {(min(pair), max(pair)) for same in shortened.values() for pair in _pairs(same)}
    return sorted(pair for pair in pairs if pair[0][0] == pair[1][0] and OSA.distance(*pair) == 1)


def _pairs(keys: Sequence[str]) -> list[tuple[str, str]]:
    return [(one, other) for at, one in enumerate(keys) for other in keys[at + 1 :]] if len(keys) < 20 else []
