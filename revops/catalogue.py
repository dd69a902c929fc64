"""Finds declarations: the declaration is the registration, its variable name is its key."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from revops.errors import DefinitionError


class Declaration(Protocol):
    """A frozen dataclass with a `key` that the catalogue fills in."""

    @property
    def key(self) -> str:
        """Variable name of the declaration; empty until found by the catalogue."""


D = TypeVar("D", bound=Declaration)


def find(package: str, kind: type[D]) -> Mapping[str, D]:
    """Everything of one kind declared in the modules of a package, by variable name.

    Args:
        package: Dotted name of the package; its modules are imported in alphabetical order.
        kind: Class of the declarations wanted.

    Returns:
        Read-only mapping from key to declaration, in the order of the source.

    Raises:
        DefinitionError: If two modules declare the same key; both places are named.
    """
    found: dict[str, Any] = {}
    place: dict[str, str] = {}
    home = importlib.import_module(package)
    for info in sorted(pkgutil.iter_modules(home.__path__), key=lambda item: item.name):
        module = importlib.import_module(f"{package}.{info.name}")
        for name, value in vars(module).items():
            if not isinstance(value, kind) or name.startswith("_"):
                continue
            if name in found:
                raise DefinitionError.duplicate(name, place[name], module.__name__)
            found[name] = replace(value, key=name)  # type: ignore[type-var]
            place[name] = module.__name__
    return MappingProxyType(found)
