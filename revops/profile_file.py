"""A profile as a TOML file: written in full, read strictly, whoever wrote it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from revops.choices import Choices
from revops.choosing import make_choices
from revops.errors import ChoiceError, ContentError
from revops.intake.encoding import check_encoding
from revops.profiles import MOST_SHEETS, KnownSheet, Profile
from revops.tables import TABLES
from revops.toml_text import to_toml

FILE_NAME: Final = "revops-profile.toml"
KIND: Final = "revops-profile"
VERSION: Final = 1
"""Raised when a field changes its meaning or goes; older files stay readable."""
MOST_LETTERS: Final = 2_000_000
LONGEST_LINE: Final = 5_000
"""Letters of a line; a key with dots takes the parser a time that grows with the square of its length."""
MOST_HEADERS: Final = 4_096
LONGEST: Final = 2_000
LARGEST: Final = 10**15

T = TypeVar("T")


def profile_to_toml(profile: Profile) -> str:
    """The profile as text, the same for the same profile."""
    return to_toml({"kind": KIND, "version": VERSION, "sheets": [_sheet_document(sheet) for sheet in profile.sheets]})


def profile_from_toml(text: str, name: str = FILE_NAME) -> Profile:
    """The profile that a text holds.

    Args:
        text: Content of a file; nothing about it is trusted. Profiles were JSON once, and are still read.
        name: Of the file, for messages.

    Raises:
        ContentError: If it is no profile, or any part of it is not as it is written; the message names the part.
    """
    if len(text) > MOST_LETTERS:
        raise ContentError(name, "file", f"it has more than {MOST_LETTERS:,} characters; no profile is as long.")
    try:
        found = _parsed(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        raise ContentError(name, "file", f"it is no TOML; choose the {FILE_NAME} that was saved here.") from None
    top = _Part(name, "file", found)
    if top.record("kind", "version", "sheets").get("kind") != KIND:
        raise top.wrong(f"it is no profile; choose the {FILE_NAME} that was saved here.")
    version = found.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or not 1 <= version <= VERSION:
        raise top.wrong(f"version {json.dumps(version)[:40]} cannot be read; this program reads version {VERSION}.")
    return Profile(sheets=tuple(top.at("sheets").each(_sheet, MOST_SHEETS)))


def _parsed(text: str) -> Any:
    """The values in a text.

    Raises:
        ValueError: If it is neither TOML nor the JSON of older profiles.
    """
    if text.lstrip()[:1] == "{":
        return json.loads(text, parse_constant=_no_constant)
    if any(len(line) > LONGEST_LINE for line in text.splitlines()):
        raise ValueError(text[:LONGEST])
    return tomllib.loads(text)


class _Part:
    """A place in the file, which knows how to say what is wrong there."""

    def __init__(self, file: str, place: str, value: Any) -> None:
        self.file, self.place, self.value = file, place, value

    def wrong(self, found: str) -> ContentError:
        return ContentError(self.file, self.place, found)

    def at(self, key: str) -> _Part:
        """The part under a key that has to be there."""
        if key not in self.value:
            raise ContentError.missing_field(self.file, self.place, key)
        return _Part(self.file, key if self.place == "file" else f"{self.place}.{key}", self.value[key])

    def record(self, *known: str) -> Mapping[str, Any]:
        """The value as fields of which none is unknown."""
        fields = self.mapping()
        for key in fields:
            if key not in known:
                raise ContentError.unknown_field(self.file, self.place, key[:80], known)
        return fields

    def mapping(self) -> Mapping[str, Any]:
        if not isinstance(self.value, dict) or len(self.value) > MOST_HEADERS:
            raise self.wrong(f"this must be a table of at most {MOST_HEADERS:,} entries.")
        return self.value

    def each(self, read: Callable[[_Part], T], most: int) -> list[T]:
        if not isinstance(self.value, list) or len(self.value) > most:
            raise self.wrong(f"this must be a list of at most {most:,} entries.")
        return [read(_Part(self.file, f"{self.place}[{at}]", entry)) for at, entry in enumerate(self.value, 1)]

    def text(self) -> str:
        if not isinstance(self.value, str) or len(self.value) > LONGEST:
            raise self.wrong(f"this must be a text of at most {LONGEST:,} characters.")
        return self.value

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            raise self.wrong("this must be true or false.")
        return self.value

    def number(self) -> float:
        is_number = isinstance(self.value, int | float) and not isinstance(self.value, bool)
        if not is_number or not -LARGEST < self.value < LARGEST:
            raise self.wrong("this must be a number of common size.")
        return float(self.value)

    def texts(self) -> dict[str, str]:
        return {_Part(self.file, self.place, key).text(): self.at(key).text() for key in self.mapping()}


def _sheet_document(sheet: KnownSheet) -> dict[str, Any]:
    return {
        "headers": list(sheet.headers),
        "table": sheet.table,
        "is_chosen": sheet.is_chosen,
        "matches": dict(sheet.matches),
        "columns": {column: header or "" for column, header in sheet.columns.items()},
        "encoding": sheet.encoding,
        "answers": answers_document(sheet.answers),
    }


def answers_document(choices: Choices) -> dict[str, Any]:
    """The answers that are about no single file, as plain values; those never given are left out."""
    found = {name: getattr(choices, name) for name in ANSWERS}
    return {name: _plain(value) for name, value in found.items() if value is not None and value not in ({}, ())}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, str) else value


def _sheet(part: _Part) -> KnownSheet:
    part.record("headers", "table", "is_chosen", "matches", "columns", "encoding", "answers")
    table = part.at("table").text()
    if table and table not in TABLES:
        raise part.at("table").wrong(f"there is no table “{table[:80]}”; known are {', '.join(TABLES)}.")
    columns = part.at("columns")
    return KnownSheet(
        headers=tuple(part.at("headers").each(_Part.text, MOST_HEADERS)),
        table=table,
        is_chosen=part.at("is_chosen").flag(),
        matches=part.at("matches").texts(),
        columns={_column(columns, table, key): _header(columns.at(key)) for key in columns.mapping()},
        encoding=_encoding(part.at("encoding")),
        answers=_answers(part.at("answers")),
    )


def _column(part: _Part, table: str, name: str) -> str:
    known = [column.name for column in TABLES[table].columns if not column.made] if table else []
    if name not in known:
        raise ContentError.unknown_field(part.file, part.place, name[:80], known)
    return name


def _encoding(part: _Part) -> str:
    name = part.text()
    try:
        if name:
            check_encoding(name)
    except (ChoiceError, ValueError) as error:
        raise part.wrong(str(error)) from None
    return name


def _header(part: _Part) -> str | None:
    """The header that was picked; an empty text, in JSON null, says that none fits."""
    return None if part.value is None else part.text() or None


def _answers(part: _Part) -> Choices:
    """Answers, held to the same rules as those of the command line."""
    found = {name: ANSWERS[name](part.at(name)) for name in part.record(*ANSWERS)}
    try:
        return make_choices(**found)
    except ChoiceError as error:
        raise part.wrong(str(error)) from None


def _numbers(part: _Part) -> dict[str, float]:
    entries = {_Part(part.file, part.place, key).text(): part.at(key) for key in part.mapping()}
    return {key: entry.number() for key, entry in entries.items()}


ANSWERS: Final[Mapping[str, Callable[[_Part], Any]]] = {
    "stages": _Part.texts,
    "day_first": _Part.flag,
    "currency": _Part.text,
    "decimal": _Part.text,
    "same_names": _Part.texts,
    "rates": _numbers,
    "settled": _Part.texts,
    "mql_statuses": lambda part: part.each(_Part.text, MOST_HEADERS),
}
"""The answers that are about no single file, and the form of each."""


def _no_constant(word: str) -> None:
    raise ValueError(word)
