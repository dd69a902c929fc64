"""The workshop: on which signs the room agrees, on which it does not, and what it decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from revops.diagnostic.agreed import agreement_document
from revops.diagnostic.answers import Answers, Decision, Special, Workshop
from revops.diagnostic.content import SIGNS
from revops.diagnostic.signs import described
from revops.handing_over import PartKey
from revops.report.blocks import Block, Cell, Chart, Column, Number, Paragraph, Part, Series, Shape, Table
from revops.report.material import Material
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
_SPECIAL: Final = {Special.UNKNOWN: "Not known", Special.NOT_APPLICABLE: "Does not apply"}
_BEFORE: Final = ("First vote: median", "First vote: disagreement")


def workshop(material: Material) -> Part | None:
    """Votes sign by sign, those that the room is most divided on first, and decisions; None where nobody voted."""
    answers = material.found.answers
    found = agreement_document(answers.votes)
    if found is None:
        return None
    signs = dict(sorted(found["signs"].items(), key=lambda item: -(item[1]["disagreement"] or 0.0)))
    blocks: list[Block] = [_chart(signs), _table(signs)]
    if found["alpha"] is not None:
        says = f"Agreement over all signs, Krippendorff's alpha: {material.figures.value(found['alpha'], Unit.RATIO)}."
        blocks.append(Paragraph(text=says, is_quiet=True))
    if answers.workshop is not None:
        blocks = [*_held(answers.workshop, material), *blocks, *_decisions(answers)]
    title = PartKey.WORKSHOP.label
    return Part(key=PartKey.WORKSHOP, title=title, message=_message(signs), blocks=tuple(blocks))


def _held(workshop: Workshop, material: Material) -> Iterator[Block]:
    """Which workshop it was, and how many signs it settled."""
    day = material.figures.day(workshop.held_on) if workshop.held_on else ""
    called = ", ".join(filter(None, (workshop.title, workshop.client, day)))
    settled = len(workshop.agreed)
    counts = f"On {settled} of the signs the room agreed on an answer, which counts in place of the votes."
    says = " ".join(filter(None, (called and f"{called}.", counts if settled else "")))
    if says:
        yield Paragraph(text=says, is_quiet=True)


def _decisions(answers: Answers) -> Iterator[Table]:
    """What was agreed and decided, sign by sign, in the order of the questions."""
    workshop = answers.workshop or Workshop()
    rows = tuple(
        (SIGNS[key].title, _agreed(key, answers), decision.what, decision.owner, decision.due_on)
        for key in SIGNS
        if key in workshop.agreed or key in workshop.decisions
        for decision in (workshop.decisions.get(key, Decision()),)
    )
    columns = (
        *(Column(title=title) for title in ("Sign", "Agreed on")),
        Column(title="Decision", is_wide=True),
        *(Column(title=title) for title in ("Who", "By")),
    )
    if rows:
        yield Table(key="decisions", title="Decisions", columns=columns, rows=rows)


def _agreed(key: str, answers: Answers) -> str:
    """The answer that the room agreed on, in words."""
    answer = answers.signs.get(key) if answers.workshop and key in answers.workshop.agreed else None
    if answer is None:
        return ""
    return _SPECIAL[answer] if isinstance(answer, Special) else described(SIGNS[key], answers.context).steps[answer]


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
    was_twice = any(sign["before"] for sign in signs.values())
    rows = tuple((*_row(key, sign), *(_before(key, sign) if was_twice else ())) for key, sign in signs.items())
    columns = tuple(Column(title=title) for title in (*_TITLES, *(_BEFORE if was_twice else ())))
    note = "No table shows a single role: where few speak for one, its votes would be theirs."
    return Table(key="votes", title="Votes by sign", columns=columns, rows=rows, note=note)


def _row(key: str, sign: dict[str, Any]) -> tuple[Cell, ...]:
    steps = tuple(_number(key, name, sign) for name in ("votes", "median", "low_quartile", "high_quartile"))
    return (SIGNS[key].title, *steps, _number(key, "disagreement", sign, Unit.SHARE), _SHAPES[sign["shape"]])


def _before(key: str, sign: dict[str, Any]) -> Iterator[Cell]:
    """How the first vote on a sign lay; blank where there was one vote alone."""
    for name, unit in (("median", Unit.COUNT), ("disagreement", Unit.SHARE)):
        at = f"agreement/signs/{key}/before/{name}"
        yield Number(at=at, unit=unit, value=sign["before"][name]) if sign["before"] else ""
