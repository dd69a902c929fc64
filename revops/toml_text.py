"""Plain values as TOML that reads back the same: the standard library reads TOML and does not write it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_SPECIAL: Final = re.compile(r'["\\\x00-\x1f\x7f]')
_NAMED: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def to_toml(document: Mapping[str, Any]) -> str:
    """A document of tables, lists of tables, texts, numbers, days, flags and lists of them.

    Args:
        document: Values by key; a list of mappings becomes `[[key]]`, a mapping `[key]`. There is no null in TOML.

    Raises:
        TypeError: If a value is of another kind.
    """
    return "\n".join(_lines(document, ())).lstrip("\n") + "\n"


def _lines(table: Mapping[str, Any], place: tuple[str, ...]) -> Iterator[str]:
    """Plain values first: what follows the head of an inner table belongs to that table."""
    for key, value in table.items():
        if not _is_table(value) and not _is_tables(value):
            yield f"{_key(key)} = {_value(value)}"
    for key, value in table.items():
        here = (*place, key)
        head = ".".join(map(_key, here))
        if _is_table(value):
            yield from ("", f"[{head}]", *_lines(value, here))
        elif _is_tables(value):
            for each in value:
                yield from ("", f"[[{head}]]", *_lines(each, here))


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping)


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_table, value))


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Sequence):
        return "[" + "".join(f"\n    {_value(each)}," for each in value) + ("\n]" if value else "]")
    raise TypeError(f"TOML has no {type(value).__name__}")


def _text(text: str) -> str:
    return '"' + _SPECIAL.sub(lambda found: _NAMED.get(found[0], f"\\u{ord(found[0]):04x}"), text) + '"'
