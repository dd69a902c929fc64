"""The same company in two files: by id, then by name, by web address, and by names that are nearly the same."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from revops.intake.names import fold, tight
from revops.intake.same_names import without_legal_form

ALIKE: Final = 0.9
"""Least similarity of two names that are taken for one: one letter in ten too many, too few or swapped."""
LIKE: Final = 0.8
"""Least similarity of two names that a person should look at: too far apart to be taken for one."""
SHORTEST: Final = 8
"""Letters below which one letter more or less makes another name."""
MOST_COMPARED: Final = 4_000_000
"""Pairs of names above which near ones are not searched for: it would take longer than all the rest."""

_ADDRESS: Final = re.compile(r"(?:[a-z]+://)?(?:www\.)?(?P<host>[\w-]+(?:\.[\w-]+)*\.[a-z]{2,})(?:[/?#]\S*)?")

SAME_TEXT = "written the same"
SAME_NAME = "the same but for capitals, blanks and punctuation"
SAME_WORDS = "the same but for the legal form or the order of words"
SAME_ADDRESS = "the same web address"
NEARLY = "nearly the same name"


@dataclass(frozen=True, slots=True)
class Party:
    """A company as one file calls it.

    Attributes:
        key: Its id or name, by which rows refer to it.
        names: What it is called, the key among them.
        domains: Its web addresses.
    """

    key: str
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()

    @property
    def called(self) -> tuple[str, ...]:
        """All its names."""
        return tuple(dict.fromkeys((self.key, *self.names)))


@dataclass(frozen=True, slots=True)
class Pair:
    """One company in both files.

    Attributes:
        left: Its key in the first file.
        right: Its key in the second.
        because: What is the same, one phrase.
        alike: 0 to 1; 1 unless the names are only nearly the same.
    """

    left: str
    right: str
    because: str
    alike: float = 1.0


def pair(left: Sequence[Party], right: Sequence[Party]) -> tuple[Pair, ...]:
    """Which companies of two files are one; each of the first file is given at most one of the second.

    What a surer rule has paired is not looked at again. Names that differ in a letter are two names; one letter too
    many, too few or in the wrong place is a slip, where the name is long enough and no other comes as near.

    Args:
        left: Companies of the first file.
        right: Companies of the second.
    """
    found: dict[str, Pair] = {}
    for because, keys in _RULES:
        waiting = [party for party in left if party.key not in found]
        known = _index(right, keys, {key for party in waiting for key in keys(party)})
        found |= {one.key: Pair(one.key, other, because) for one in waiting if (other := _met(one, keys, known))}
    taken = {each.right for each in found.values()}
    waiting = [party for party in left if party.key not in found]
    rest = [party for party in right if party.key not in taken]
    found |= {each.left: each for each in _near(waiting, rest)}
    return tuple(found[party.key] for party in left if party.key in found)


def look_alikes(names: Collection[str], others: Collection[str]) -> Mapping[str, tuple[str, float]]:
    """Names with the most similar of other names, and how similar; nothing is paired by it.

    Args:
        names: Those that were not paired.
        others: Names of the other file that were not paired either.
    """
    bare = {without_legal_form(other): other for other in sorted(others, reverse=True)}
    if len(names) * len(bare) > MOST_COMPARED:
        return {}
    found = ((name, _likest(name, list(bare))) for name in names)
    return {name: (bare[near[0]], near[1]) for name, near in found if near}


def _likest(name: str, others: Sequence[str]) -> tuple[str, float] | None:
    """The most similar of bare names with the same numbers; None where none is like it."""
    near = process.extractOne(without_legal_form(name), others, scorer=OSA.normalized_similarity, score_cutoff=LIKE)
    return (near[0], near[1]) if near and _numbers(near[0]) == _numbers(name) else None


def _numbers(name: str) -> list[str]:
    return re.findall(r"\d+", name)


def _texts(party: Party) -> Iterator[str]:
    yield from (name.strip() for name in party.called)


def _tight(party: Party) -> Iterator[str]:
    yield from (tight(name) for name in party.called)


def _words(party: Party) -> Iterator[str]:
    """Its names without legal form, the words as they stand and in the alphabet's order."""
    for name in party.called:
        bare = without_legal_form(name)
        words = fold(name.casefold()).split()
        while len(words) > 1 and "".join(words) != bare:
            words.pop()
        yield bare
        yield "".join(sorted(words))


def _addresses(party: Party) -> Iterator[str]:
    """Its domains without `www` and path, and the names that are one."""
    for text in (*party.domains, *party.called):
        found = _ADDRESS.fullmatch(text.strip().casefold())
        if found:
            yield found["host"]


Keys = Callable[[Party], Iterable[str]]
_RULES: Final[tuple[tuple[str, Keys], ...]] = (
    (SAME_TEXT, _texts),
    (SAME_NAME, _tight),
    (SAME_WORDS, _words),
    (SAME_ADDRESS, _addresses),
)


def _index(parties: Iterable[Party], keys: Keys, wanted: Collection[str]) -> Mapping[str, set[str]]:
    """Who goes by each of the keys that somebody looks for."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for party in parties if wanted else ():
        for key in keys(party):
            if key in wanted:
                found[key].add(party.key)
    return found


def _met(party: Party, keys: Keys, known: Mapping[str, set[str]]) -> str | None:
    """The one company that shares a key; None where there is none, or more than one to choose from."""
    met = {other for key in keys(party) if key for other in known.get(key, ())}
    return min(met) if len(met) == 1 else None


def _near(left: Sequence[Party], right: Sequence[Party]) -> Iterator[Pair]:
    """Pairs of which each is the other's nearest, and no third comes as near."""
    ones, others = _long_names(left), _long_names(right)
    if not ones or not others or len(ones) * len(others) > MOST_COMPARED:
        return
    there = {one: _nearest(one, list(others)) for one in ones}
    for one, near in there.items():
        if near and _nearest(near[0], list(ones)) == (one, near[1]):
            yield Pair(ones[one], others[near[0]], NEARLY, near[1])


def _long_names(parties: Sequence[Party]) -> dict[str, str]:
    """Names long enough to bear a slip, without legal form, by the one company they stand for."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for party in parties:
        for name in party.called:
            found[without_legal_form(name)].add(party.key)
    return {name: min(keys) for name, keys in found.items() if len(keys) == 1 and len(name) >= SHORTEST}


def _nearest(name: str, others: Sequence[str]) -> tuple[str, float] | None:
    """The most similar of other names, and how similar; None where none is, or two are as near."""
    near = process.extract(name, others, scorer=OSA.normalized_similarity, score_cutoff=ALIKE, limit=5)
    slips = [(other, score) for other, score, _ in near if _is_slip(name, other)]
    if not slips or (len(slips) > 1 and slips[1][1] == slips[0][1]):
        return None
    return slips[0]


def _is_slip(one: str, other: str) -> bool:
    """Whether one name has all letters of the other and the same numbers: then nothing was put in another's place."""
    more, fewer = Counter(one) - Counter(other), Counter(other) - Counter(one)
    return not (more and fewer) and _numbers(one) == _numbers(other)
