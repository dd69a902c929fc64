"""What people argue about and answer lives here as TOML; this module loads it strictly."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from functools import cache
from importlib import resources
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from revops.errors import ContentError

T = TypeVar("T")


@cache
def load(name: str) -> Mapping[str, Any]:
    """One content file, parsed.

    Args:
        name: Path below `revops/content/`, such as "signs.toml" or "names/deals.toml".

    Raises:
        ContentError: If the file is missing or no TOML.
    """
    path = resources.files("revops.content").joinpath(name)
    if not path.is_file():
        raise ContentError(name, "file", "does not exist.")
    return parse(path.read_text(encoding="utf-8"), name)


def parse(text: str, file: str) -> Mapping[str, Any]:
    """TOML text as a mapping.

    Raises:
        ContentError: If it is no TOML; the message gives line and column.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ContentError(file, "syntax", f"is not valid TOML: {error}.") from None


def build(kind: type[T], values: Mapping[str, Any], file: str, entry: str, **given: Any) -> T:
    """A dataclass from one entry: known fields only, required ones present, each of its kind.

    Lists become tuples where the field is one.

    Args:
        kind: A dataclass.
        values: The entry as parsed.
        file: Name of the file, for the message.
        entry: Name of the entry, for the message.
        given: Fields that do not come from the file, such as `key`; the file may not name them.

    Raises:
        ContentError: For an unknown or a missing field, or a value that its field cannot hold.
    """
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    for name in values:
        if name not in known or name in given:
            raise ContentError.unknown_field(file, entry, name, sorted(set(known) - set(given)))
    for name, field in known.items():
        has_default = field.default is not MISSING or field.default_factory is not MISSING
        if name not in values and name not in given and not has_default:
            raise ContentError.missing_field(file, entry, name)
    hints = get_type_hints(kind)
    return kind(**{name: _taken(value, hints[name], name, file, entry) for name, value in values.items()}, **given)


def _taken(value: Any, hint: Any, name: str, file: str, entry: str) -> Any:
    taken = tuple(value) if isinstance(value, list) and get_origin(hint) is tuple else value
    if not _fits(taken, hint):
        raise ContentError(file, entry, f"'{name}' is {value!r}; expected is {_expected(hint)}.")
    return taken


def _fits(value: Any, hint: Any) -> bool:
    """Whether a value of a TOML file is of the kind that a field is declared with."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return any(_fits(value, part) for part in parts)
    if origin is Literal:
        return value in parts
    if origin is tuple:
        return isinstance(value, tuple) and _all_fit(value, parts)
    if hint in (int, float):
        return isinstance(value, (int, hint)) and not isinstance(value, bool)
    if hint is date:
        return type(value) is date
    kind = origin or hint
    return isinstance(value, kind) if isinstance(kind, type) else True


def _all_fit(values: tuple[Any, ...], hints: tuple[Any, ...]) -> bool:
    if len(hints) == 2 and hints[1] is Ellipsis:
        return all(_fits(value, hints[0]) for value in values)
    return len(values) == len(hints) and all(_fits(value, hint) for value, hint in zip(values, hints, strict=True))


def _expected(hint: Any) -> str:
    """What a field can hold, in words."""
    parts = [_expected(part) for part in get_args(hint) if part is not Ellipsis and part is not NoneType]
    if get_origin(hint) is Literal:
        return " or ".join(repr(part) for part in get_args(hint))
    if get_origin(hint) in (Union, UnionType):
        return " or ".join(parts)
    if get_origin(hint) is tuple:
        return f"a list of {parts[0]}" if Ellipsis in get_args(hint) else f"a list of {len(parts)}: {', '.join(parts)}"
    names = {
        str: "text",
        bool: "true or false",
        int: "a whole number",
        float: "a number",
        date: "a date such as 2026-04-30",
    }
    return names.get(hint, "a table")
