"""The answer, how firm it is, why, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator

from revops.diagnostic.content import GATES, SETTINGS, SIGNS
from revops.diagnostic.result import Need
from revops.handing_over import PartKey
from revops.memo import memo_of
from revops.metrics import METRICS
from revops.plan.against import speaks_against
from revops.report.blocks import Block, Chart, Column, Heading, Paragraph, Part, Points, Series, Shape, Table
from revops.report.material import Material
from revops.report.numbers import share

_SAID_IN_PLAN = ("The next ninety days", "When to look again")
"""Parts of the memo that the plan tells at length."""


def summary(material: Material) -> Part:
    """The page that a board reads."""
    found = material.found.diagnosis.recommendation
    memo = memo_of(material.found, material.case, material.figures)
    has_plan = PartKey.PLAN in material.options.chosen
    blocks: list[Block] = [Paragraph(text=sentence) for sentence in found.story if sentence != found.says]
    for part in memo.parts:
        if not (has_plan and part.title in _SAID_IN_PLAN):
            blocks += [Heading(text=part.title), Points(items=part.sentences)]
    return _part(PartKey.SUMMARY, found.says, *blocks)


def firmness(material: Material) -> Part:
    """How often each outcome came out."""
    diagnosis = material.found.diagnosis
    found, write = diagnosis.recommendation, material.figures
    message = (
        f"{found.leading.label} came out in {write.percent(found.firmness)} of {write.count(diagnosis.draws)} "
        "variations of answers and figures."
    )
    ordered = sorted(found.shares.items(), key=lambda item: -item[1])
    numbers = tuple(share(f"recommendation/shares/{outcome.value}", value) for outcome, value in ordered)
    labels = tuple(outcome.label for outcome, _ in ordered)
    chart = Chart(
        key="shares",
        shape=Shape.BARS,
        title="How often each outcome came out",
        says=", ".join(f"{outcome.label} {write.percent(value)}" for outcome, value in ordered) + ".",
        labels=labels,
        series=(Series(name="Share of variations", numbers=numbers),),
    )
    table = Table(
        key="outcomes",
        title=chart.title,
        columns=(Column(title="Outcome"), Column(title="Share of variations")),
        rows=tuple(zip(labels, numbers, strict=True)),
    )
    settled = (Points(items=found.settled),) if found.settled else ()
    return _part(PartKey.FIRMNESS, message, chart, table, *settled)


def reasons(material: Material) -> Part:
    """What each sign adds, where said and shown disagree, rules that acted, and what speaks against it."""
    diagnosis = material.found.diagnosis
    blocks: list[Block] = [block for need in diagnosis.needs.values() for block in _need(need)]
    findings = tuple(sign.finding for sign in diagnosis.signs.values() if sign.finding)
    gates = tuple(f"{GATES[gate.gate].title}: {gate.because}" for gate in diagnosis.recommendation.gates)
    against = speaks_against(diagnosis)
    arguments = () if against is None else (against.strongest, *against.also)
    blocks += _listed("Where answers and files disagree", findings)
    blocks += _listed("Rules that overrule the scores", gates)
    blocks += _listed("What speaks against it, the strongest first", arguments)
    return _part(PartKey.REASONS, _called_for(material), *blocks)


def changes(material: Material) -> Part | None:
    """Smallest changes that turn the answer, and what to find out next."""
    found = material.found.diagnosis.recommendation
    flips = tuple(flip.says for flip in found.flips)
    blocks = [
        *_listed("What would turn it", flips),
        *_listed("What to find out next", tuple(item.says for item in found.find_out)),
        *_redefined(material),
    ]
    message = flips[0] if flips else "No single sign changes the outcome on its own."
    return _part(PartKey.CHANGES, message, *blocks) if blocks else None


def _part(key: PartKey, message: str, *blocks: Block) -> Part:
    return Part(key=key, title=key.label, message=message, blocks=blocks)


def _listed(title: str, items: tuple[str, ...]) -> list[Block]:
    return [Heading(text=title), Points(items=items)] if items else []


def _called_for(material: Material) -> str:
    write = material.figures
    needs = [need for need in material.found.diagnosis.needs.values() if need.value is not None and need.is_decidable]
    if not needs:
        return "Too little is known to give reasons."
    said = " and ".join(f"{write.points(need.value or 0.0)} for {need.team.label}" for need in needs)
    return f"Need, in points of 100: {said}; a team is called for from {100 * SETTINGS.need_threshold:.0f} on."


def _need(need: Need) -> Iterator[Block]:
    at = f"needs/{need.team.value}"
    if need.value is None or not need.contributions:
        yield Paragraph(text=f"{need.team.label}: nothing is known about its signs yet.")
        return
    placed = sorted(enumerate(need.contributions), key=lambda item: -item[1].points)
    numbers = tuple(share(f"{at}/contributions/{place}/points", part.points) for place, part in placed)
    labels = tuple(SIGNS[part.sign].title for _, part in placed)
    title = f"What adds to the need for {need.team.label}"
    largest = ", ".join(labels[:3])
    whole = share(at, need.value, need.low, need.high)
    yield Chart(
        key=f"need_{need.team.value}",
        shape=Shape.BARS,
        title=title,
        says=f"{title}; the largest are {largest}.",
        labels=labels,
        series=(Series(name="Points, as a share of 100", numbers=numbers),),
    )
    yield Table(
        key=f"need_of_{need.team.value}",
        title=title,
        columns=(Column(title="Sign"), Column(title="Adds")),
        rows=(*zip(labels, numbers, strict=True), (f"Need for {need.team.label}", whole)),
        note="" if need.is_decidable else "Too little of its weight is known to judge it.",
    )


def _redefined(material: Material) -> list[Block]:
    found = material.found.diagnosis.recommendation
    others = [item for item in found.redefined if item.is_other]
    if not others:
        return [Paragraph(text=found.says_redefined, is_quiet=True)] if found.says_redefined else []
    rows = tuple((METRICS[item.metric].label, item.label, item.outcome.label) for item in others)
    columns = tuple(Column(title=title) for title in ("Metric", "Counted as", "Outcome then"))
    return [Table(key="redefined", title="Other definitions that change it", columns=columns, rows=rows)]
