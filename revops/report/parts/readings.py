"""The two readings side by side: what each team reads off the same files, where both are assessed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from revops.diagnostic.wording import counted
from revops.handing_over import PartKey
from revops.reading import Reading
from revops.report.blocks import Cell, Column, Part, Table
from revops.report.material import Material, metric_of
from revops.report.numbers import of_reading, share
from revops.vocabulary import Group, OperatingModel, Team

_NOTE: Final = "A number that both read stands on one line: each reads it for something else."


def readings(material: Material) -> Part | None:
    """Known numbers of each team beside those of the other; None where one team alone is assessed."""
    if material.found.model is not OperatingModel.BOTH or not material.known:
        return None
    columns = (
        Column(title="Topic"),
        *(Column(title=title) for team in Team for title in (f"{team.label} reads", f"{team.label}: value")),
    )
    rows = (tuple(_needs(material)), *(row for group in Group for row in _rows(group, material)))
    table = Table(key="two_readings", title=PartKey.READINGS.label, columns=columns, rows=rows, note=_NOTE)
    return Part(key=PartKey.READINGS, title=PartKey.READINGS.label, message=_message(material), blocks=(table,))


def _message(material: Material) -> str:
    by = {team: sum(team in metric_of(reading).models for reading in material.known) for team in Team}
    both = sum(set(Team) <= set(metric_of(reading).models) for reading in material.known)
    reads = " and ".join(f"{team.label} reads {counted(count, 'number', 'numbers')}" for team, count in by.items())
    return f"{reads}; {counted(both, 'of them is', 'of them are')} the same."


def _needs(material: Material) -> Iterator[Cell]:
    """What the numbers and answers add up to for each."""
    yield "The need"
    for team, need in material.found.diagnosis.needs.items():
        yield f"Need for {team.label}"
        yield share(f"needs/{team.value}", need.value, need.low, need.high)


def _rows(group: Group, material: Material) -> Iterator[tuple[Cell, ...]]:
    of_group = [reading for reading in material.known if metric_of(reading).group is group]
    both = [reading for reading in of_group if set(Team) <= set(metric_of(reading).models)]
    own = [[one for one in of_group if one not in both and team in metric_of(one).models] for team in Team]
    for reading in both:
        yield group.label, *_shown(reading), *_shown(reading)
    for pair in zip_longest(*own):
        yield group.label, *(cell for reading in pair for cell in _shown(reading))


def _shown(reading: Reading | None) -> tuple[Cell, Cell]:
    return ("", "") if reading is None else (metric_of(reading).label, of_reading(reading))
