"""Exports of known tools, recognised by their headers: which table they are, and what their columns and words mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from revops.content import build, load
from revops.dataset import Match
from revops.errors import ContentError
from revops.intake.names import names_of, spellings, tight
from revops.tables import TABLES

FOLDER = "fingerprints"
SURENESS = 0.99
MEANINGS = ("pays", "trial", "ending", "ended", "never")
"""What the status of a subscription can say: it pays (also while it only runs out), it is tried, it pays until the day
that is known of its end, it has ended on that day, it never began."""


@dataclass(frozen=True, kw_only=True)
class Export:
    """What is known about the export of a tool; one content file each.

    Attributes:
        key: Name of its file.
        label: What it is called, as users know it.
        table: Key of the canonical table that it is.
        needs: Groups of headers; one of each group must be there.
        columns: Canonical column or clue to its headers, the surest first; an empty list says that it has none.
        marks: Headers that the tool writes, too.
        least: How many of `marks` must be there.
        lacks: Headers of which none may be there.
        never: Headers that are never taken for any column.
        labels: By column, the words of cells that the tool writes as ids, to what its screens show.
        statuses: Status of a subscription to one of `MEANINGS`.
        ended_otherwise: Headers that tell the end of what ends where `ended_on` is blank.
        scale: Header to what its amounts are multiplied with, where the header does not say it.
        constants: Column to the value that every row has.
        only: Header to the words of rows that count; others tell of something else.
        filled: Headers of which one is there; rows that are blank under it are totals.
        until: Headers of which one is there and tells the last day that a row covers.
        rules: What else is to be done, by name.
    """

    key: str
    label: str
    table: str
    needs: tuple[tuple[str, ...], ...]
    columns: Mapping[str, tuple[str, ...]]
    marks: tuple[str, ...] = ()
    least: int = 0
    lacks: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    ended_otherwise: tuple[str, ...] = ()
    scale: Mapping[str, float] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    filled: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    def fits(self, present: Mapping[str, str]) -> bool:
        """Whether the headers of a sheet are those of this export; missing and further ones do no harm."""
        return (
            all(first_header(group, present) for group in self.needs)
            and sum(tight(mark) in present for mark in self.marks) >= self.least
            and not any(tight(lack) in present for lack in self.lacks)
        )

    def known(self, present: Mapping[str, str]) -> int:
        """How many headers of a sheet it knows, by which one of two exports that fit is taken."""
        names = {name for group in (*self.needs, *self.columns.values(), self.marks, self.never) for name in group}
        return len({present[tight(name)] for name in names if tight(name) in present})


def present_headers(headers: Sequence[str]) -> Mapping[str, str]:
    """Every tight reading of the headers of a sheet, to the first header that reads so; full names come first."""
    full = {tight(header): header for header in reversed(headers)}
    readings = {reading.replace(" ", ""): header for header in reversed(headers) for reading in spellings(header)}
    return {**readings, **full}


def first_header(names: Sequence[str], present: Mapping[str, str]) -> str | None:
    """The header that reads as the first of some names; None where none is there."""
    return next((present[tight(name)] for name in names if tight(name) in present), None)


def export_of(headers: Sequence[str]) -> Export | None:
    """The export that a sheet is, by its headers; None where no known tool writes them so."""
    present = present_headers(headers)
    fitting = [export for export in exports() if export.fits(present)]
    return max(fitting, key=lambda export: export.known(present)) if fitting else None


def known_columns(export: Export, headers: Sequence[str]) -> dict[str, Match | None]:
    """The header of each column and clue that an export is known to have, or None where it is known to have none."""
    present = present_headers(headers)
    known: dict[str, Match | None] = {}
    for name, others in export.columns.items():
        header = first_header(others, present)
        if header is not None:
            known[name] = Match(header=header, confidence=SURENESS, because=f"column of {export.label}")
        elif not others:
            known[name] = None
    return known


@cache
def exports() -> tuple[Export, ...]:
    """All exports that are known, by the names of their files."""
    folder = resources.files("revops.content").joinpath(FOLDER)
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(_export(name) for name in names)


def _export(name: str) -> Export:
    file = f"{FOLDER}/{name}"
    content = {**load(file)}
    statuses = {**content.pop("statuses", {})}
    if "ended_otherwise" in statuses:
        content["ended_otherwise"] = statuses.pop("ended_otherwise")
    for entry in ("columns", "only"):
        content[entry] = {key: tuple(value) for key, value in content.get(entry, {}).items()}
    content["needs"] = [tuple(group) for group in content.get("needs", ())]
    export = build(Export, {**content, "statuses": statuses}, file, "export", key=name.removesuffix(".toml"))
    _check(export, file)
    return export


def _check(export: Export, file: str) -> None:
    """Refuses a file that names what does not exist.

    Raises:
        ContentError: If a table, column, clue or meaning is unknown.
    """
    if export.table not in TABLES:
        raise ContentError.unknown_field(file, "table", export.table, list(TABLES))
    allowed = {**dict.fromkeys(names_of(export.table).all), **dict.fromkeys(EXTRA_CLUES)}
    _known(export.columns, allowed, file, "columns")
    _known({meaning: "" for meaning in export.statuses.values()}, dict.fromkeys(MEANINGS), file, "statuses")


def _known(names: Mapping[str, Any], allowed: Mapping[str, Any], file: str, entry: str) -> None:
    for name in names:
        if name not in allowed:
            raise ContentError.unknown_field(file, entry, name, list(allowed))


EXTRA_CLUES = ("refunded", "value_period", "won_amount")
"""Clues that only rules of exports read."""
