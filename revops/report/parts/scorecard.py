"""The numbers: at a glance, month by month, by segment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from revops.assessment import Assessment
from revops.charts.changes import VERDICTS, moved
from revops.charts.standings import REMARKS
from revops.handing_over import PartKey
from revops.measure.naming import caution, counted_otherwise
from revops.reading import Change, Reading
from revops.report.blocks import (
    Block,
    Cell,
    Chart,
    Column,
    Named,
    Paragraph,
    Part,
    Series,
    Shape,
    Table,
)
from revops.report.material import Material, metric_of
from revops.report.numbers import before, of_piece, of_reading
from revops.report.wording import joined
from revops.vocabulary import Group, Slice

MOST_GROUPS = 25
"""Segments of one metric that are shown; the note says how many more there are."""
_TITLES = {Slice.SIZE: "band of size", Slice.COHORT: "quarter of the first deal"}


def scorecard(material: Material) -> Part | None:
    """Every metric with its interval, held against the earlier period where one was asked for."""
    if not material.has_files:
        return None
    blocks = list(_groups(material))
    if why := _why_not(material.found):
        blocks.insert(
            1,
            Paragraph(text=f"Nothing is held against the earlier period: {material.figures.dated(why)}", is_quiet=True),
        )
    if material.options.is_full and material.unknown:
        blocks.append(_unknown(material))
    return Part(key=PartKey.SCORECARD, title=PartKey.SCORECARD.label, message=_message(material), blocks=tuple(blocks))


def months(material: Material) -> Part | None:
    """Known metrics by month, the headline ones drawn."""
    blocks: list[Block] = []
    shown = [reading for reading in material.known if len(reading.by.get(Slice.MONTH, ())) > 1]
    for reading in shown:
        blocks += _series(reading, material)
    if not blocks:
        return None
    message = f"{len(shown)} numbers by month; months that the extract cuts off are marked and carry no verdict."
    return Part(key=PartKey.MONTHS, title=PartKey.MONTHS.label, message=message, blocks=tuple(blocks))


def segments(material: Material) -> Part | None:
    """Known metrics by segment, source, owner and the like."""
    tables = [
        _by(reading, way)
        for reading in material.known
        for way, pieces in reading.by.items()
        if way not in (Slice.MONTH, Slice.QUARTER) and pieces
    ]
    if not tables:
        return None
    message = "Groups that differ by more than luck are named; the others may be no more than chance."
    return Part(key=PartKey.SEGMENTS, title="By segment", message=message, blocks=tuple(tables))


def _message(material: Material) -> str:
    write, found = material.figures, material.found
    beyond = found.beyond_noise
    names = ", ".join(metric_of(found.readings[key]).label for key in beyond[:3])
    first = f"{write.count(len(material.known))} of {write.count(len(found.readings))} numbers are known"
    if found.against is None or not _is_compared(found):
        return f"{first}."
    if not beyond:
        return f"{first}; none of them moved by more than noise."
    return f"{first}; {write.count(len(beyond))} moved by more than noise: {names}{', …' if len(beyond) > 3 else ''}."


def _groups(material: Material) -> Iterator[Block]:
    yield _metrics("headline", "At a glance", material.headline, material)
    if not material.options.is_full:
        return
    rest = [reading for reading in material.known if reading not in material.headline]
    for group in Group:
        of_group = [reading for reading in rest if metric_of(reading).group is group]
        if of_group:
            yield _metrics(group.value, group.label, of_group, material)


def _metrics(key: str, title: str, readings: Iterable[Reading], material: Material) -> Table:
    found = material.found
    columns = [Column(title="Metric"), Column(title="Value")]
    if found.against and _is_compared(found):
        columns += [Column(title=found.against.label), Column(title="Change"), Column(title="Is that more than noise?")]
    columns.append(Column(title="Read by"))
    if material.options.is_full:
        columns.append(Column(title="To know beside it", is_wide=True))
    rows = tuple(tuple(_row(reading, material)) for reading in readings)
    return Table(key=key, title=title, columns=tuple(columns), rows=rows)


def _is_compared(found: Assessment) -> bool:
    """Whether any number has one of the earlier period beside it."""
    return any(change.value is not None for change in found.changes.values())


def _why_not(found: Assessment) -> str:
    """Why nothing is held against the earlier period, in words; empty where something is, or nothing was asked for."""
    reasons = [change.reason for change in found.changes.values() if change.reason]
    return reasons[0] if reasons and not _is_compared(found) else ""


def _row(reading: Reading, material: Material) -> Iterator[Cell]:
    metric, found = metric_of(reading), material.found
    yield metric.label
    yield of_reading(reading)
    if found.against and _is_compared(found):
        change = found.changes.get(reading.key) or Change()
        yield before(reading, change)
        yield moved(material.figures, reading, change)
        why = "" if change.value is None else material.figures.dated(change.reason or "")
        yield VERDICTS[change.verdict] if change.verdict else why
    yield " and ".join(team.label for team in metric.models)
    if material.options.is_full:
        said = (material.figures.split(reading), caution(reading), counted_otherwise(reading))
        yield joined((*said, *map(material.figures.dated, reading.notes)))


def _unknown(material: Material) -> Table:
    columns = (Column(title="Metric"), Column(title="Value"), Column(title="What would give it one", is_wide=True))
    dated = material.figures.dated
    # The reason has a column of its own, so the number does not tell it as well.
    rows = tuple(
        (metric_of(reading).label, replace(of_reading(reading), reason=None), dated(reading.reason or ""))
        for reading in material.unknown
    )
    return Table(key="unknown", title="Not known yet", columns=columns, rows=rows, note="Unknown is not zero.")


def _series(reading: Reading, material: Material) -> Iterator[Block]:
    pieces, label = reading.by[Slice.MONTH], metric_of(reading).label
    numbers = tuple(of_piece(reading, Slice.MONTH, place) for place in range(len(pieces)))
    names = tuple(material.figures.month(piece.key) for piece in pieces)
    if reading in material.headline:
        yield Chart(
            key=f"months_{reading.key}",
            shape=Shape.LINE,
            title=f"{label} by month",
            says=f"{label} by month, {names[0]} to {names[-1]}.",
            labels=names,
            series=(Series(name=label, numbers=numbers),),
        )
    marks = tuple("cut off by the extract" if piece.partial else "" for piece in pieces)
    columns = (Column(title="Month"), Column(title="Value"), Column(title=""))
    rows = tuple(zip(names, numbers, marks, strict=True))
    yield Table(key=f"by_month_{reading.key}", title=f"{label} by month", columns=columns, rows=rows)


def _by(reading: Reading, way: Slice) -> Table:
    pieces = reading.by[way]
    remarks = {one.piece.key: REMARKS[one.verdict] for one in reading.groups.get(way, ()) if one.verdict}
    holds = Named.REP if way is Slice.OWNER else None
    name = _TITLES.get(way, way.value)
    left = len(pieces) - MOST_GROUPS
    return Table(
        key=f"by_{way.value}_{reading.key}",
        title=f"{metric_of(reading).label} by {name}",
        columns=(
            Column(title=name.capitalize(), holds=holds),
            Column(title="Value"),
            Column(title="Against all others"),
        ),
        rows=tuple(
            (piece.key or "(blank)", of_piece(reading, way, place), remarks.get(piece.key, ""))
            for place, piece in enumerate(pieces[:MOST_GROUPS])
        ),
        note=f"{left:,} more groups are left out." if left > 0 else "",
    )
