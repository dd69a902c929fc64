"""Writes what documentation takes from the code: `make docs`; a test compares the pages with the code.

Between `<!-- command: … -->` and `<!-- end -->` stands what the command prints; `docs/definitions.md` and
`docs/tables.md` are written whole.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from unittest.mock import patch

from revops.cli import main as run_command
from revops.definitions import KINDS, Definition, definitions
from revops.interchange import to_json
from revops.tables import TABLES
from revops.tables.table import Column

ROOT = Path(__file__).resolve().parent.parent
WITH_EXAMPLES = ("README.md", "docs/json.md")
EXAMPLE = re.compile(r"(<!-- command: (?P<command>.+?) -->\n)(?:.*?)(<!-- end -->)", re.DOTALL)
WIDTH = "96"

DEFINITIONS_HEAD = """\
# Definitions

Every metric, benchmark, sign, gate, threshold and assumption, written from the declarations in the code
(`make docs`); the same as `python -m revops definitions`. The SQL of a metric returns one row per counted thing;
window, segments and sums are applied around it.
"""
TABLES_HEAD = """\
# Tables

What your files become, written from the declarations in the code (`make docs`). A sheet is taken for a table when
its columns are found, under their own names or those that tools and people give them; `*` marks those without which
it is not that table, or that another column has to stand in for. `python -m revops read FILE` shows what was found,
`--table FILE=TABLE` and `--map TABLE.COLUMN=HEADER` decide. Every row keeps the file, the sheet and the row number
it came from.
"""


def pages() -> Mapping[Path, str]:
    """Every page that holds something generated, with the text it should have."""
    with_examples = {ROOT / name: _filled((ROOT / name).read_text(encoding="utf-8")) for name in WITH_EXAMPLES}
    whole = {"definitions.md": _definitions(), "tables.md": _tables()}
    return {**{ROOT / "docs" / name: "\n".join(lines) for name, lines in whole.items()}, **with_examples}


def main() -> None:
    """Write the pages."""
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))


def _filled(text: str) -> str:
    return EXAMPLE.sub(lambda found: f"{found[1]}{_example(found['command'])}{found[3]}", text)


def _example(command: str) -> str:
    if "--json" in command:
        return f"```json\n{_shortened(_output(command))}```\n"
    return f"```text\n$ {command}\n{_output(command)}```\n"


def _shortened(text: str) -> str:
    """The document with six digits per number: the last of seventeen differ between processors."""
    return to_json(json.loads(text, parse_float=lambda number: float(f"{float(number):.6g}")))


def _output(command: str) -> str:
    words = shlex.split(command.removeprefix("python -m revops"))
    printed = io.StringIO()
    with contextlib.chdir(ROOT), patch.dict(os.environ, COLUMNS=WIDTH), contextlib.redirect_stdout(printed):
        code = run_command(words)
    if code != 0:
        raise SystemExit(f"{command} ended with exit code {code}")
    return printed.getvalue()


def _definitions() -> Iterator[str]:
    entries = definitions()
    yield DEFINITIONS_HEAD
    for kind, title in KINDS.items():
        yield f"## {title}\n"
        for entry in entries:
            if entry.kind == kind:
                yield from _entry(entry)


def _tables() -> Iterator[str]:
    yield TABLES_HEAD
    for key, table in TABLES.items():
        yield f'## <a id="{key}"></a>{table.label} (`{key}`)\n'
        yield f"One row is {table.one_row}.\n"
        yield "| Column | Holds | What it is | Example |\n|---|---|---|---|"
        yield from map(_column, table.columns)
        yield ""
        if table.matrix:
            labels = " or ".join(f"`{label}`" for label in table.matrix.labels)
            yield f"Also read: months side by side, one row for each {labels}.\n"


def _column(column: Column) -> str:
    kind = f"one of {', '.join(column.choices)}" if column.choices else column.kind.value
    says = f"{column.says} Made by the reader." if column.made else column.says
    return f"| `{column.name}`{' *' if column.required else ''} | {kind} | {says} | {column.example} |"


def _entry(entry: Definition) -> Iterator[str]:
    yield f'### <a id="{entry.key}"></a>{entry.title} (`{entry.key}`)\n'
    yield f"{entry.says}\n"
    yield from (f"- *{name}*: {text}" for name, text in (*entry.facts, ("source", entry.source)))
    yield ""
    if entry.sql:
        yield f"```sql\n{entry.sql}\n```\n"


if __name__ == "__main__":
    main()
