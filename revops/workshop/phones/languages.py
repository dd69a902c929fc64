"""What phones say, in the language that they ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final, Literal

from revops.content import build, load
from revops.diagnostic.answers import ROLES, STEP_VALUES, Context, Role
from revops.diagnostic.content import SIGNS
from revops.diagnostic.signs import described
from revops.errors import ContentError

FALLBACK: Final = "en"
"""Stands in where there is no other; the signs themselves are written in it."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """The fixed words; `content/phones/en.toml` shows where each is used."""

    title: str
    join_title: str
    code_label: str
    code_hint: str
    next: str
    no_such_room: str
    too_many: str
    role_question: str
    role_hint: str
    name_label: str
    name_hint: str
    without_names: str
    join: str
    full: str
    locked: str
    role_missing: str
    name_missing: str
    lobby: str
    paused: str
    closed: str
    revealed: str
    not_saved: str
    looks_again: str
    look_again: str
    stay: str
    progress: str
    unknown: str
    not_applicable: str
    save: str
    back: str
    skip: str
    all_answers: str
    answer_missing: str
    overview: str
    overview_hint: str
    answered: str
    unanswered: str
    second_round: str
    other_round: str
    first_answer: str
    no_cookie: str
    foreign: str
    too_long: str
    out_of_order: str


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A sign as phones ask about it, with the language it is in."""

    question: str
    help: str
    steps: tuple[str, ...]
    steps_other: tuple[str, ...] = ()
    language: str = FALLBACK


@dataclass(frozen=True, kw_only=True)
class Language:
    """Everything phones say in one language; a sign that is not translated is asked in English."""

    code: str
    name: str
    direction: Literal["ltr", "rtl"]
    words: Words
    roles: Mapping[Role, str]
    signs: Mapping[str, Asked]

    def asked(self, sign: str, recurring: bool | None) -> Asked:
        """The sign with the answers of a company of this kind."""
        found = self.signs.get(sign)
        if found is None:
            known = described(SIGNS[sign], Context(recurring=recurring))
            return Asked(question=known.question, help=known.help, steps=known.steps)
        steps = found.steps_other if recurring is False and found.steps_other else found.steps
        return Asked(question=found.question, help=found.help, steps=steps, language=self.code)


@cache
def languages() -> Mapping[str, Language]:
    """Every language there is, by its code.

    Raises:
        ContentError: If a file lacks a word or has one that nobody knows.
    """
    files = resources.files("revops.content").joinpath("phones").iterdir()
    codes = sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml"))
    return {code: language_from(load(f"phones/{code}.toml"), code) for code in codes}


def language_for(accepted: str) -> Language:
    """The language that a browser likes best among those there are; English where it likes none.

    Args:
        accepted: The header `Accept-Language`, such as "de-AT,de;q=0.9,en;q=0.5".
    """
    wishes = [_wish(part) for part in accepted[:200].split(",")]
    known = [(-quality, at, code) for at, (code, quality) in enumerate(wishes) if code in languages() and quality > 0]
    return languages()[min(known)[2] if known else FALLBACK]


def language_from(content: Mapping[str, Any], code: str) -> Language:
    """A language of a parsed file.

    Raises:
        ContentError: If a word is missing or unknown, lacks a place for its numbers, or a sign has not its answers.
    """
    file = f"phones/{code}.toml"
    words = build(Words, content.get("words", {}), file, "words")
    if words.progress.count("{at}") != 1 or words.progress.count("{all}") != 1 or words.progress.count("{") != 2:
        raise ContentError(file, "words", "'progress' needs {at} and {all} where the numbers go.")
    signs = {key: _asked(values, file, key) for key, values in content.get("signs", {}).items()}
    values = {key: content[key] for key in content if key not in ("words", "roles", "signs")}
    return build(Language, values, file, "file", code=code, words=words, roles=_roles(content, file), signs=signs)


def _roles(content: Mapping[str, Any], file: str) -> Mapping[Role, str]:
    found = content.get("roles", {})
    if set(found) != set(ROLES):
        raise ContentError(file, "roles", f"names {', '.join(found) or 'none'}; needed are {', '.join(ROLES)}.")
    return {Role(key): label for key, label in found.items()}


def _asked(values: Mapping[str, Any], file: str, key: str) -> Asked:
    asked = build(Asked, values, file, f"signs.{key}")
    if key not in SIGNS:
        raise ContentError(file, f"signs.{key}", "is no sign.")
    has_other = len(STEP_VALUES) if SIGNS[key].steps_other else 0
    if (len(asked.steps), len(asked.steps_other)) != (len(STEP_VALUES), has_other):
        raise ContentError(file, f"signs.{key}", "has not as many answers as the sign in signs.toml.")
    return asked


def _wish(part: str) -> tuple[str, float]:
    name, _, quality = part.strip().partition(";q=")
    try:
        return name.strip().lower().partition("-")[0], float(quality or 1)
    except ValueError:
        return "", 0.0
