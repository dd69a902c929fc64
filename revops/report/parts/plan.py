"""The plan: what to do by when, which numbers tell whether it worked, roles, when to look again."""

from __future__ import annotations

from collections.abc import Iterator

from revops.diagnostic.content import SIGNS
from revops.diagnostic.wording import counted
from revops.handing_over import PartKey
from revops.metrics import METRICS
from revops.plan.result import OwnedMetric
from revops.report.blocks import Block, Cell, Column, Heading, Number, Paragraph, Part, Points, Table
from revops.report.material import Material
from revops.report.numbers import of_reading


def plan(material: Material) -> Part:
    """Steps, numbers to own, roles and the day to look again."""
    made, again = material.plan, material.plan.look_again
    steps = tuple((step.by, step.what, step.owner) for step in made.steps)
    columns = (Column(title="By day"), Column(title="What", is_wide=True), Column(title="Who"))
    blocks: list[Block] = [Table(key="steps", title="Steps", columns=columns, rows=steps)]
    if made.metrics and material.options.is_full:
        blocks.append(_numbers(material))
    roles = tuple(f"{role.title}: {role.does} Reports to {role.reports_to}." for role in made.roles)
    if roles and material.options.is_full:
        blocks += [Heading(text="Roles, in order"), Points(items=roles)]
    blocks.append(Paragraph(text=_when(material)))
    if again.different and material.options.is_full:
        blocks.append(Points(items=again.different))
    message = f"{counted(len(made.steps), 'step', 'steps')} within ninety days; {_measured(len(made.metrics))}."
    return Part(key=PartKey.PLAN, title=PartKey.PLAN.label, message=message, blocks=tuple(blocks))


def _measured(numbers: int) -> str:
    """How many numbers tell whether the steps work: "1 number tells whether they work"."""
    if not numbers:
        return "no sign that they act on is read from a number that is to be improved"
    return f"{counted(numbers, 'number tells', 'numbers tell')} whether they work"


def _when(material: Material) -> str:
    again = material.plan.look_again
    return again.says if again.on is None else f"{again.says} That is {material.figures.day(again.on)}."


def _numbers(material: Material) -> Table:
    rows = tuple(tuple(_owned(place, owned)) for place, owned in enumerate(material.plan.metrics))
    columns = tuple(Column(title=title) for title in ("Number", "Today", "Aim at", "Mark", "Speaks about"))
    note = "The mark is where the sign is no more than half present: our own judgement, to steer by."
    return Table(key="owned", title="Numbers to own", columns=columns, rows=rows, note=note)


def _owned(place: int, owned: OwnedMetric) -> Iterator[Cell]:
    metric, today = METRICS[owned.metric], owned.today
    yield metric.label
    yield "unknown yet" if today is None else of_reading(today)
    yield "at most" if owned.is_lower else "at least"
    yield Number(
        at=f"plan/metrics/{place}/target",
        unit=metric.unit,
        value=owned.target,
        currency=None if today is None else today.currency,
    )
    yield SIGNS[owned.sign].title
