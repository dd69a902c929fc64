"""Readings as text: a table by part of the scorecard, the unknown ones with their reasons, breakdowns."""

from __future__ import annotations

from collections.abc import Mapping

from revops.charts.figures import Figures
from revops.cli.layout import heading, plain, points, table
from revops.metrics import METRICS
from revops.reading import Piece, Reading
from revops.vocabulary import Group, Slice

HEAD = ("metric", "value", "95 % interval", "n", "")
NUMBERS = (1, 2, 3)
MOST_PARTS = 24
FIGURES = Figures.of("en")
"""A terminal gets the same words everywhere; a locale's own digits would not line up."""


def text(readings: Mapping[str, Reading], slices: tuple[Slice, ...] = ()) -> list[str]:
    """All readings as lines.

    Args:
        readings: By key.
        slices: The breakdowns to print.
    """
    lines: list[str] = []
    for group in Group:
        known = [reading for key, reading in readings.items() if METRICS[key].group is group and reading.is_known]
        if known:
            lines += [*heading(group.label), *table([_row(reading) for reading in known], head=HEAD, right=NUMBERS)]
            lines += _notes(known)
    lines += _unknown(readings)
    for reading in readings.values():
        lines += _breakdowns(reading, slices)
    return lines


def label(key: str) -> str:
    """The field's term for a metric, with its key."""
    return METRICS[key].label


def _row(reading: Reading) -> tuple[str, str, str, str, str]:
    unit, currency = reading.unit, reading.currency
    interval = "counted in full" if reading.is_census else FIGURES.interval(reading, unit, currency)
    remark = "" if reading.firm else f"few: firm from {METRICS[reading.key].minimum:,}"
    return (label(reading.key), FIGURES.headline(reading), interval, f"{reading.n:,}", remark)


def _notes(readings: list[Reading]) -> list[str]:
    """What other definitions say, and what must be known beside the numbers; a shared note is said once."""
    said: dict[str, list[str]] = {}
    for reading in readings:
        for note in reading.notes:
            said.setdefault(note, []).append(label(reading.key))
    items = [f"{label(reading.key)}, also: {others}." for reading in readings if (others := _others(reading))]
    items += [f"{', '.join(labels)}: {note}" for note, labels in said.items()]
    return ["", *points([plain(item) for item in items])] if items else []


def _others(reading: Reading) -> str:
    names = METRICS[reading.key].rival_labels
    found = [(names.get(key, key), rival) for key, rival in reading.rivals.items()]
    found += [(key.replace("_", " "), other) for key, other in reading.beside.items()]
    return "; ".join(f"{name} {FIGURES.headline(other)} (n {other.n:,})" for name, other in found if other.is_known)


def _unknown(readings: Mapping[str, Reading]) -> list[str]:
    reasons: dict[str, list[str]] = {}
    for key, reading in readings.items():
        if reading.reason is not None:
            reasons.setdefault(reading.reason, []).append(label(key))
    if not reasons:
        return []
    items = [plain(f"{', '.join(labels)}: {reason}") for reason, labels in reasons.items()]
    return [*heading("Unknown, and what would unlock it"), *points(items)]


def _breakdowns(reading: Reading, slices: tuple[Slice, ...]) -> list[str]:
    if not reading.is_known or not slices:
        return []
    lines: list[str] = []
    for slice_ in slices:
        title = f"{label(reading.key)} by {slice_.value}"
        pieces = reading.by.get(slice_, ())
        lines += _pieces(title, reading, pieces) if pieces else ["", f"{title}: the files do not say."]
    if reading.parts:
        lines += _pieces(f"{label(reading.key)}, in parts", reading, reading.parts)
    return lines


def _pieces(title: str, reading: Reading, pieces: tuple[Piece, ...]) -> list[str]:
    shown = [_piece(piece, reading) for piece in pieces[:MOST_PARTS]]
    rest = len(pieces) - len(shown)
    more = [f"  … and {rest:,} more; --json has them all"] if rest else []
    return [*heading(title), *table(shown, head=("", "value", "95 % interval", "n", ""), right=NUMBERS), *more]


def _piece(piece: Piece, reading: Reading) -> tuple[str, str, str, str, str]:
    unit, currency = reading.unit, reading.currency
    value = "none" if piece.value is None else FIGURES.value(piece.value, unit, currency)
    remark = "cut off by the extract" if piece.partial else ""
    interval = FIGURES.interval(piece, unit, currency)
    return (plain(piece.key) or "(blank)", value, interval, f"{piece.n:,}", remark)
