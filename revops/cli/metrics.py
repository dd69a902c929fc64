"""Readings as text: a table by part of the scorecard, the unknown ones with their reasons, breakdowns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from revops.charts import standings
from revops.charts.figures import Figures
from revops.charts.trends import trend_told
from revops.cli.layout import heading, plain, points, prose, table
from revops.measure.asking import CENSUS
from revops.measure.groups import shown
from revops.measure.monthly import TOO_SHORT
from revops.measure.naming import caution, counted_otherwise, others
from revops.measure.trends import trend_of
from revops.metrics import METRICS
from revops.reading import Piece, Reading, Standing
from revops.vocabulary import Group, Slice, Timing, Unit

HEAD = ("metric", "value", "95% interval", "n", "")
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
    between = FIGURES.interval(reading, unit, currency) or FIGURES.without_interval(reading)
    interval = "counted in full" if reading.is_census else between
    remarks = filter(None, (counted_otherwise(reading), FIGURES.split(reading), caution(reading)))
    return (label(reading.key), FIGURES.headline(reading), interval, f"{reading.n:,}", "; ".join(remarks))


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
    return "; ".join(f"{name} {FIGURES.headline(other)}{_counted(other)}" for name, other in others(reading))


def _counted(other: Reading) -> str:
    """How many stand behind it, unless the number is that count."""
    return "" if other.unit is Unit.COUNT and other.value == other.n else f" (n {other.n:,})"


def _unknown(readings: Mapping[str, Reading]) -> list[str]:
    reasons: dict[str, list[str]] = {}
    for key, reading in readings.items():
        if reading.reason is not None:
            reasons.setdefault(reading.reason, []).append(label(key))
    if not reasons:
        return []
    items = [plain(f"{', '.join(labels)}: {reason}") for reason, labels in reasons.items()]
    return [*heading("Unknown, and what would unlock it"), *points(items), *_currencies(readings.values())]


def _currencies(readings: Iterable[Reading]) -> list[str]:
    """What is not added up, each currency on its own."""
    apart = [(reading, part) for reading in readings if not reading.is_known for part in reading.parts or ()]
    rows = [(label(reading.key), part.key, *_piece(part, reading, part.key)[1:]) for reading, part in apart]
    if not rows:
        return []
    head = ("metric", "currency", "value", "95% interval", "n", "")
    return [*heading("By currency, not added up"), *table(rows, head=head, right=(2, 3, 4))]


def _breakdowns(reading: Reading, slices: tuple[Slice, ...]) -> list[str]:
    if not reading.is_known or not slices:
        return []
    lines: list[str] = []
    for slice_ in slices:
        title = f"{label(reading.key)} by {slice_.value}"
        pieces = reading.by.get(slice_, ())
        if groups := reading.groups.get(slice_):
            lines += _groups(title, reading, slice_, groups)
        else:
            none = ["", *prose(f"{title}: {_why_none(reading, slice_)}")]
            lines += _pieces(title, reading, pieces) if pieces else none
        if slice_ is Slice.MONTH and (trend := trend_told(FIGURES, reading, trend_of(reading))):
            lines += ["", *prose(trend, indent=2)]
    if reading.parts:
        lines += _pieces(f"{label(reading.key)}, in parts", reading, reading.parts)
    return lines


def _groups(title: str, reading: Reading, slice_: Slice, groups: tuple[Standing, ...]) -> list[str]:
    """Groups with what sets them apart, small ones together, and what of it is more than luck."""
    pieces = zip(shown(groups), groups, strict=True)
    rows = [(*_piece(piece, reading)[:4], standings.remark(one)) for piece, one in pieces]
    words = [standings.told(FIGURES, reading, slice_), standings.together(groups, slice_)]
    lines = [*heading(title), *table(rows, head=("", "value", "95% interval", "n", "against the rest"), right=NUMBERS)]
    return [*lines, *(["", *points([plain(word) for word in words if word])] if any(words) else [])]


def _why_none(reading: Reading, slice_: Slice) -> str:
    if METRICS[reading.key].timing is Timing.SNAPSHOT and slice_ in (Slice.MONTH, Slice.QUARTER):
        return "it stands for the day the data end; the files do not tell how things stood before."
    if METRICS[reading.key].undivided and slice_ not in (Slice.MONTH, Slice.QUARTER):
        return "not broken down, as said above."
    if slice_ in TOO_SHORT.get(METRICS[reading.key].estimate, ()):
        return "each holds too few months for that."
    return "the files do not say."


def _pieces(title: str, reading: Reading, pieces: tuple[Piece, ...]) -> list[str]:
    shown = [_piece(piece, reading) for piece in pieces[:MOST_PARTS]]
    rest = len(pieces) - len(shown)
    more = [f"  … and {rest:,} more; --json has them all"] if rest else []
    return [*heading(title), *table(shown, head=("", "value", "95% interval", "n", ""), right=NUMBERS), *more]


def _piece(piece: Piece, reading: Reading, currency: str | None = None) -> tuple[str, str, str, str, str]:
    unit, currency = reading.unit, currency or reading.currency
    value = "none" if piece.value is None else FIGURES.value(piece.value, unit, currency)
    remark = "cut off by the extract" if piece.partial else ""
    interval = "counted in full" if METRICS[reading.key].kind in CENSUS else FIGURES.interval(piece, unit, currency)
    return (plain(piece.key) or "(blank)", value, interval, f"{piece.n:,}", remark)
