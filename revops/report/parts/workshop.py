"""The workshop: on which signs the room agrees, and on which it does not."""

from __future__ import annotations

from typing import Any, Final

from revops.diagnostic.agreed import agreement_document
from revops.diagnostic.content import SIGNS
from revops.report.blocks import Block, Cell, Chart, Column, Number, Paragraph, Part, Series, Shape, Table
from revops.report.material import Material
from revops.report.options import PartKey
from revops.vocabulary import Unit

_SHAPES: Final = {
    "few": "few votes",
    "agreed": "agreed",
    "spread": "spread out",
    "polarised": "two camps",
    None: "no answer on the scale",
}
_TITLES: Final = (
    "Sign",
    "Votes",
    "Median, 0 to 4",
    "A quarter at or below",
    "A quarter at or above",
    "Disagreement",
    "How",
)


def workshop(material: Material) -> Part | None:
    """Votes sign by sign, those that the room is most divided on first; None where nobody voted."""
    found = agreement_document(material.found.answers.votes)
    if found is None:
        return None
    signs = dict(sorted(found["signs"].items(), key=lambda item: -(item[1]["disagreement"] or 0.0)))
    blocks: list[Block] = [_chart(signs), _table(signs)]
    if found["alpha"] is not None:
        says = f"Agreement over all signs, Krippendorff's alpha: {material.figures.value(found['alpha'], Unit.RATIO)}."
        blocks.append(Paragraph(text=says, is_quiet=True))
    title = PartKey.WORKSHOP.label
    return Part(key=PartKey.WORKSHOP, title=title, message=_message(signs), blocks=tuple(blocks))


def _message(signs: dict[str, Any]) -> str:
    camps = [SIGNS[key].title for key, sign in signs.items() if sign["shape"] == "polarised"]
    if camps:
        return f"The room stands in two camps on {len(camps)} of {len(signs)} signs: {', '.join(camps[:3])}."
    agreed = sum(sign["shape"] == "agreed" for sign in signs.values())
    return f"The room agrees on {agreed} of {len(signs)} signs, and stands in two camps on none."


def _number(key: str, name: str, sign: dict[str, Any], unit: Unit = Unit.COUNT) -> Number:
    return Number(at=f"agreement/signs/{key}/{name}", unit=unit, value=sign[name])


def _chart(signs: dict[str, Any]) -> Chart:
    numbers = tuple(_number(key, "disagreement", sign, Unit.SHARE) for key, sign in signs.items())
    return Chart(
        key="disagreement",
        shape=Shape.BARS,
        title="How divided the room is",
        says="Disagreement by sign: 0% where all said the same, 100% where half stood at each end.",
        labels=tuple(SIGNS[key].title for key in signs),
        series=(Series(name="Disagreement", numbers=numbers),),
    )


def _table(signs: dict[str, Any]) -> Table:
    rows = tuple(_row(key, sign) for key, sign in signs.items())
    columns = tuple(Column(title=title) for title in _TITLES)
    note = "No table shows a single role: where few speak for one, its votes would be theirs."
    return Table(key="votes", title="Votes by sign", columns=columns, rows=rows, note=note)


def _row(key: str, sign: dict[str, Any]) -> tuple[Cell, ...]:
    steps = tuple(_number(key, name, sign) for name in ("votes", "median", "low_quartile", "high_quartile"))
    return (SIGNS[key].title, *steps, _number(key, "disagreement", sign, Unit.SHARE), _SHAPES[sign["shape"]])
