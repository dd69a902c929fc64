"""Two rounds of votes on one sign beside each other: a row for each group, round 1 to the left of round 2."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from revops.charts.chart import Chart
from revops.charts.dots import TALLER, larger, marks, roles_name, told
from revops.charts.figures import Figures
from revops.charts.theme import AXIS, Style
from revops.statistics.agreement import TOP
from revops.vocabulary import Unit
from revops.workshop import Group, Movement, Steps, Tally

BAND: Final = 84
"""Height of a group's row, with its name above the dots: beside them it would take the width from both rounds."""
WALL: Final = 280
"""Height that all rows together have on a wall; five roles have to fit between question and scale."""
LEAST_BAND: Final = 56
MOST_BAND: Final = 104
ASIDE: Final = 16
"""Letters of names that stand to the left of the dots on a wall, where rows are too low for both."""
ASIDE_STEPS: Final = 2.3
"""Width of those names, in steps."""
HEADING: Final = 26
"""Height above the rows for the names of the rounds."""
ABREAST: Final = 4
APART: Final = 0.2
SECOND: Final = TOP + 2
"""How far to the right an answer of the second round lies, in steps."""
LOWER: Final = 0.3
"""How far dots lie below the middle of their row, whose upper part has the name; in halves of the row."""
NARROWER: Final = 0.8
"""How much of the row's height the dots take."""
LETTERS: Final = 13


@dataclass(frozen=True)
class _Band:
    """The row of a group.

    Attributes:
        names: Of all groups, from above.
        height: Of each row.
        is_aside: Whether the name stands to the left of the dots, not above them.
    """

    names: tuple[str, ...]
    height: float
    is_aside: bool

    @classmethod
    def of(cls, names: tuple[str, ...], scale: float) -> _Band:
        """As high as the screen allows; on a wall, short names stand aside."""
        on_wall = max(LEAST_BAND, min(MOST_BAND, WALL / max(len(names), 1)))
        is_aside = scale != 1.0 and max(map(len, names), default=0) <= ASIDE
        return cls(names, BAND if scale == 1.0 else on_wall, is_aside)

    @property
    def lower(self) -> float:
        """How far dots lie below the middle of the row."""
        return 0.0 if self.is_aside else LOWER

    @property
    def begins(self) -> float:
        """Where the axis begins, in steps."""
        return -0.5 - (ASIDE_STEPS if self.is_aside else 0.0)

    @property
    def name(self) -> dict[str, Any]:
        """Where the name stands."""
        return {"baseline": "middle"} if self.is_aside else {"baseline": "top", "dy": -self.height * 0.48}


def vote_rounds(
    first: Tally, second: Tally, moved: Movement | None, style: Style, *, label: str, scale: float = 1.0
) -> Chart:
    """The answers of both rounds as dots, with the middle half and the median of each group.

    Args:
        first: How the room voted in the first round.
        second: How it voted in the second.
        moved: Who moved, by role; None where too few answered twice.
        style: How to draw.
        label: Title of the sign.
        scale: How much larger than on a screen one sits at.
    """
    names = tuple(dict.fromkeys(roles_name(group.roles) for tally in (first, second) for group in tally.groups))
    band = _Band.of(names, scale)
    rows = [row for tally, shift in ((first, 0), (second, SECOND)) for row in _rows(tally, shift, band)]
    height = round(len(names) * band.height + (HEADING + AXIS) * (1 + (scale - 1) * TALLER))
    heads = [{"kind": "round", "at": at, "name": None, "says": f"Round {number}"} for number, at in _middles()]
    return Chart(
        spec=larger(style, style.spec(height, layer=_layers(style, scale, band)), scale),
        rows=[*rows, *({**_BLANK, "kind": "name", "name": name, "says": name} for name in names), *heads],
        alt=f"{label}: round 1: {told(first, style.figures)}. Round 2: {told(second, style.figures)}.",
        table=_table(first, second, moved, style.figures),
    )


_BLANK: Final = {"at": 0.0, "lift": 0.0, "low": 0.0, "high": 0.0, "says": ""}


def _middles() -> Iterator[tuple[int, float]]:
    """Number of each round, and the middle of its answers."""
    yield from ((1, TOP / 2), (2, SECOND + TOP / 2))


def _rows(tally: Tally, shift: int, band: _Band) -> Iterator[dict[str, Any]]:
    for group in tally.groups:
        for mark in marks(group, abreast=ABREAST, apart=APART):
            moved = {name: mark[name] + shift for name in ("at", "low", "high")}
            lift = band.lower - mark["lift"] * NARROWER
            yield {**_BLANK, **mark, **moved, "lift": lift, "name": roles_name(group.roles)}


def _layers(style: Style, scale: float, band: _Band) -> list[dict[str, Any]]:
    colours, letters, grown = style.palette, round(LETTERS * scale), 1 + (scale - 1) * TALLER
    down = {"field": "name", "type": "nominal", "scale": {"domain": list(band.names)}, "axis": None}
    lower = {"field": "lift", "type": "quantitative", "scale": {"domain": [-1, 1]}, "legend": None}
    x = {**_across(colours.faint, band.begins), "field": "at"}
    text = {"type": "text", "color": colours.text, "fontSize": letters, "align": "left"}
    return [
        _layer("half", {"type": "rule", "strokeWidth": 20 * grown, "opacity": 0.18, "color": colours.accent},
               y=down, yOffset=lower, x={**x, "field": "low"}, x2={"field": "high"}),
        _layer("half", {"type": "tick", "thickness": 3 * scale, "size": 30 * grown, "color": colours.text},
               y=down, yOffset=lower, x=x),
        _layer("vote", {"type": "point", "filled": True, "opacity": 1, "size": 45 * scale**2, "color": colours.accent},
               y=down, yOffset=lower, x=x),
        _layer("name", {**text, **band.name},
               y=down, x={"value": 4}, text={"field": "says"}),
        _layer("round", {**text, "align": "center", "baseline": "bottom", "fontWeight": "bold", "dy": -6},
               y={"value": 0}, x=x, text={"field": "says"}),
    ]  # fmt: skip


def _layer(kind: str, mark: dict[str, Any], **encoding: Any) -> dict[str, Any]:
    return {"transform": [{"filter": f"datum.kind == '{kind}'"}], "mark": mark, "encoding": encoding}


def _across(line: str, begins: float) -> dict[str, Any]:
    """One axis for both rounds, each counted from 0."""
    steps = [step + shift for shift in (0, SECOND) for step in range(TOP + 1)]
    axis = {
        "values": steps, "title": None, "grid": True, "gridColor": line,
        "labelExpr": f"datum.value < {SECOND} ? format(datum.value, 'd') : format(datum.value - {SECOND}, 'd')",
    }  # fmt: skip
    return {"type": "quantitative", "scale": {"domain": [begins, SECOND + TOP + 0.5], "nice": False}, "axis": axis}


def _table(first: Tally, second: Tally, moved: Movement | None, figures: Figures) -> dict[str, list[str]]:
    """Median and middle half in both rounds, and who moved; a row for each group, and one for everybody."""
    one, two = ({group.roles: group for group in tally.groups} for tally in (first, second))
    steps = {found.roles: found for found in moved.groups} if moved else {}
    everybody = (first.everybody, second.everybody, moved.everybody if moved else None)
    rows = [_row(roles_name(roles), one.get(roles), two.get(roles), steps.get(roles), figures)
            for roles in dict.fromkeys((*one, *two, *steps))]  # fmt: skip
    cells = [*rows, _row("Everybody", *everybody, figures)]
    titles = ("Who", "Round 1: median (middle half)", "Round 2: median (middle half)", "Moved")
    return {title: list(column) for title, column in zip(titles, zip(*cells, strict=True), strict=True)}


def _row(
    name: str, first: Group | None, second: Group | None, steps: Steps | None, figures: Figures
) -> tuple[str, str, str, str]:
    return name, _middle(first, figures), _middle(second, figures), _ways(steps)


def _middle(group: Group | None, figures: Figures) -> str:
    found = group.agreement if group else None
    if found is None:
        return "–"
    median, low, high = (
        figures.value(number, Unit.COUNT) for number in (found.median, found.low_quartile, found.high_quartile)
    )
    return f"{median} ({low} to {high})"


def _ways(steps: Steps | None) -> str:
    return f"{steps.up} up, {steps.down} down, {steps.same} stayed" if steps else "–"
