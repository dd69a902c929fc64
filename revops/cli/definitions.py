"""`definitions`: every metric, benchmark, sign, gate, threshold and assumption in words."""

from __future__ import annotations

import sys
from argparse import Namespace

from revops.cli.layout import heading, prose, table
from revops.definitions import KINDS, Definition, definitions, document
from revops.interchange import to_json


def run(given: Namespace) -> int:
    """Print the definitions and return the exit code."""
    entries = definitions(given.keys)
    sys.stdout.write(to_json(document(entries)) if given.json else "\n".join(text(entries)) + "\n")
    return 0


def text(entries: tuple[Definition, ...]) -> list[str]:
    """All entries under the heading of their kind, as lines."""
    lines: list[str] = []
    for kind, title in KINDS.items():
        group = [entry for entry in entries if entry.kind == kind]
        if group:
            lines += [*heading(f"{title} ({len(group)})"), *(line for entry in group for line in _entry(entry))]
    return lines[1:]


def _entry(entry: Definition) -> list[str]:
    facts = [*entry.facts, ("source", entry.source)]
    sql = ["", *(f"    {line}" for line in entry.sql.splitlines())] if entry.sql else []
    return ["", f"{entry.key}: {entry.title}", *prose(entry.says, indent=2), *table(facts), *sql]
