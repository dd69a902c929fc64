"""The product's own modules, parsed once: what each imports and how long its parts are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCT = ("app.py", "pages", "revops", "sample_data", "docs")


@dataclass(frozen=True)
class Module:
    """One source file."""

    path: Path

    @property
    def name(self) -> str:
        """Dotted name, `revops.tables` for the package's own file."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def place(self) -> str:
        """Path from the project's folder, for messages."""
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.place)

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    def imports(self) -> Iterator[str]:
        """Dotted names of everything imported, wherever in the file it stands."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from self._from(node)

    def _from(self, node: ast.ImportFrom) -> Iterator[str]:
        assert node.level == 0, f"{self.place}:{node.lineno} imports relatively; name the module in full"
        origin = node.module or ""
        for alias in node.names:
            inside = f"{origin}.{alias.name}"
            yield inside if inside in names() else origin

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


@cache
def names() -> frozenset[str]:
    """Dotted names of all modules below `revops`."""
    return frozenset(Module(path).name for path in (ROOT / "revops").rglob("*.py"))


@cache
def modules(*places: str) -> tuple[Module, ...]:
    """Modules of these files and folders, in order; without any, all of the product."""
    found: list[Path] = []
    for place in places or PRODUCT:
        path = ROOT / place
        found += sorted(path.rglob("*.py")) if path.is_dir() else [path] * path.is_file()
    return tuple(Module(path) for path in found)
