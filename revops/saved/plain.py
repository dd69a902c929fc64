"""Objects of the product as plain values and back; what comes back is of the kind its field is declared with."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import pyarrow as pa

T = TypeVar("T")
LARGEST: Final = 1 << 62
"""Whole numbers below this fit into any table."""


class PartError(ValueError):
    """A value that its field cannot hold; the message names the field."""


def to_plain(value: Any) -> Any:
    """The value as JSON can hold it; fields at their default and Arrow tables are left out.

    Args:
        value: A dataclass of the product, or what stands in its fields.
    """
    if is_dataclass(value):
        return {item.name: to_plain(found) for item in fields(value) if _is_told(item, found := _of(value, item))}
    if isinstance(value, Mapping):
        return {str(key): to_plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(each) for each in value]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _of(value: Any, item: Field[Any]) -> Any:
    return getattr(value, item.name)


def _is_told(item: Field[Any], found: Any) -> bool:
    if isinstance(found, pa.Table):
        return False
    default = item.default_factory() if item.default_factory is not MISSING else item.default
    return default is MISSING or bool(found != default)


def from_plain(kind: type[T], value: Any, place: str, **given: Any) -> T:
    """A dataclass from plain values: known fields only, each of its kind; what is missing takes its default.

    Args:
        kind: The dataclass.
        value: As `to_plain` made it; nothing about it is trusted.
        place: Where it stands, for the message.
        given: Fields that stand elsewhere, such as tables.

    Raises:
        PartError: If a field is unknown, missing without a default, or of another kind.
    """
    hints = _hints(cast(Hashable, kind))
    if not isinstance(value, dict) or not value.keys() <= hints.keys() - given.keys():
        raise PartError(place)
    found = {name: _made(hints[name], each, f"{place}.{name}") for name, each in value.items()}
    try:
        return kind(**found, **given)
    except (TypeError, ValueError):
        raise PartError(place) from None


@cache
def _hints(kind: Hashable) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _made(hint: Any, value: Any, place: str) -> Any:
    """The value as its declaration wants it."""
    origin, parts = get_origin(hint), get_args(hint)
    if hint is Any:
        return value
    if origin in (Union, UnionType):
        return _one_of(parts, value, place)
    if origin is tuple:
        return _tuple(parts, value, place)
    if origin is Literal:
        return _sure(value, value in parts, place)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(parts, value, place)
    return from_plain(cast(type[Any], hint), value, place) if is_dataclass(hint) else _single(hint, value, place)


def _one_of(parts: tuple[Any, ...], value: Any, place: str) -> Any:
    if value is None:
        return _sure(None, NoneType in parts, place)
    kinds = [part for part in parts if part is not NoneType]
    for kind in kinds[:-1]:
        try:
            return _made(kind, value, place)
        except PartError:
            continue
    return _made(kinds[-1], value, place)


def _tuple(parts: tuple[Any, ...], value: Any, place: str) -> tuple[Any, ...]:
    each = parts[0] if parts[1:] == (...,) else None
    kinds = [each] * len(value) if each and isinstance(value, list) else list(parts)
    _sure(value, isinstance(value, list) and len(value) == len(kinds), place)
    return tuple(_made(kind, one, f"{place}[{at}]") for at, (kind, one) in enumerate(zip(kinds, value, strict=True)))


def _mapping(parts: tuple[Any, ...], value: Any, place: str) -> dict[Any, Any]:
    _sure(value, isinstance(value, dict), place)
    return {_made(parts[0], key, place): _made(parts[1], each, f"{place}.{key[:40]}") for key, each in value.items()}


def _single(hint: Any, value: Any, place: str) -> Any:
    """A text, number, flag, day or one of a closed set of words."""
    if hint in (int, float):
        is_number = isinstance(value, (int, hint)) and not isinstance(value, bool)
        return hint(_sure(value, is_number and math.isfinite(value) and abs(value) < LARGEST, place))
    if hint is date or (isinstance(hint, type) and issubclass(hint, StrEnum)):
        read = cast(Callable[[Any], Any], date.fromisoformat if hint is date else hint)
        try:
            return read(value)
        except (TypeError, ValueError):
            raise PartError(place) from None
    return _sure(value, isinstance(value, hint), place)


def _sure(value: T, is_right: bool, place: str) -> T:
    if not is_right:
        raise PartError(place)
    return value
