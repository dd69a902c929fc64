"""What people argue about and answer lives here as TOML; this module loads it strictly."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from importlib import resources
from typing import Any, TypeVar

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
    """A dataclass from one entry: known fields only, required ones present.

    Args:
        kind: A dataclass.
        values: The entry as parsed.
        file: Name of the file, for the message.
        entry: Name of the entry, for the message.
        given: Fields that do not come from the file, such as `key`; the file may not name them.

    Raises:
        ContentError: For an unknown or a missing field.
    """
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    for name in values:
        if name not in known or name in given:
            raise ContentError.unknown_field(file, entry, name, sorted(set(known) - set(given)))
    for name, field in known.items():
        has_default = field.default is not MISSING or field.default_factory is not MISSING
        if name not in values and name not in given and not has_default:
            raise ContentError.missing_field(file, entry, name)
    return kind(**values, **given)
