"""Signs and answers: what was said, what the files show, and the two joined."""

from __future__ import annotations

from collections.abc import Iterator

from revops.diagnostic.content import SIGNS
from revops.diagnostic.result import SignResult
from revops.handing_over import PartKey
from revops.metrics import METRICS
from revops.report.blocks import Block, Cell, Column, Number, Part, Table
from revops.report.material import Material
from revops.report.numbers import share
from revops.vocabulary import Unit


def signs(material: Material) -> Part:
    """Every sign of the teams assessed."""
    results = material.found.diagnosis.signs
    disagree = sum(sign.finding is not None for sign in results.values())
    told = f"{disagree} of {len(results)} signs" if disagree else "None of the signs"
    message = f"{told} stand{'s' if disagree < 2 else ''} otherwise in the files than in the answers."
    blocks: list[Block] = [_said_and_shown(material)]
    evidence = tuple(row for sign in results.values() for row in _evidence(sign))
    if evidence:
        columns = ("Sign", "Number", "Value", "How far it speaks for the sign")
        titles = tuple(Column(title=title) for title in columns)
        blocks.append(Table(key="evidence", title="What the files show", columns=titles, rows=evidence))
    return Part(key=PartKey.SIGNS, title=PartKey.SIGNS.label, message=message, blocks=tuple(blocks))


def _said_and_shown(material: Material) -> Table:
    notes = material.found.answers.notes
    columns = ["Sign", "Team", "Said", "Shown", "Counts as", "Weight"]
    rows = tuple((*_row(sign), notes.get(sign.key, "")) for sign in material.found.diagnosis.signs.values())
    return Table(
        key="signs",
        title="Said and shown",
        columns=(*(Column(title=title) for title in columns), Column(title="Note", is_wide=True)),
        rows=rows,
        note="0% says that the sign is absent, 100% that it is fully there.",
    )


def _row(sign: SignResult) -> Iterator[Cell]:
    at = f"signs/{sign.key}"
    yield SIGNS[sign.key].title
    yield sign.team.label
    unanswered = "does not apply" if not sign.applies else "not answered, or not known"
    for name, value, why in (("said", sign.said, unanswered), ("shown", sign.shown, "no file shows it")):
        yield Number(at=f"{at}/{name}", unit=Unit.SHARE, value=value, reason=why if value is None else None)
    yield share(f"{at}/value", sign.value)
    yield Number(at=f"{at}/weight", unit=Unit.RATIO, value=sign.weight)


def _evidence(sign: SignResult) -> Iterator[tuple[Cell, ...]]:
    for place, item in enumerate(sign.evidence):
        at, unit = f"signs/{sign.key}/evidence/{place}", METRICS[item.metric].unit
        value = Number(at=f"{at}/value", unit=unit, value=item.value, reason=item.reason)
        yield SIGNS[sign.key].title, METRICS[item.metric].label, value, share(f"{at}/strength", item.strength)
