"""Colours of charts in light and dark, and what every chart shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from revops.charts.figures import Figures
from revops.vocabulary import Outcome, Unit

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
HEIGHT: Final = 220
ROW: Final = 36
"""Height of one row in a chart that lists things downwards."""
AXIS: Final = 40
"""Height that an axis below the drawing takes."""


@dataclass(frozen=True)
class Palette:
    """Colours that reach a contrast of 4.5 to the background as text, and 3 as marks."""

    accent: str
    on_accent: str
    text: str
    soft: str
    quiet: str
    faint: str
    series: tuple[str, ...]

    def of(self, outcome: Outcome) -> str:
        """The colour of an outcome, the same on every chart."""
        return dict(zip(Outcome, (*self.series[:4], self.quiet), strict=True))[outcome]


LIGHT: Final = Palette(
    accent="#1e4a8a",
    on_accent="#ffffff",
    text="#111827",
    soft="#4b5563",
    quiet="#6b7280",
    faint="#cdd5df",
    series=("#1e4a8a", "#0f766e", "#7c3a8a", "#9a5b00", "#a3283b", "#6b7280"),
)
DARK: Final = Palette(
    accent="#8ab4ff",
    on_accent="#10151d",
    text="#eef2f7",
    soft="#b3bfce",
    quiet="#a9b4c2",
    faint="#3a4556",
    series=("#8ab4ff", "#5fd0c3", "#d29be0", "#f0b45c", "#ff8f9e", "#a9b4c2"),
)


@dataclass(frozen=True)
class Style:
    """How charts are drawn for one reader: colours and the numbers of their country."""

    palette: Palette
    figures: Figures

    @classmethod
    def of(cls, language: str | None, *, dark: bool) -> Style:
        """For a browser's language tag and its light or dark theme."""
        return cls(DARK if dark else LIGHT, Figures.of(language))

    def spec(self, height: int, **parts: Any) -> dict[str, Any]:
        """A specification with what all charts share."""
        return {
            "$schema": SCHEMA,
            "height": height,
            "config": {
                "locale": {"number": self.figures.separators},
                "axis": {
                    "grid": False,
                    "domainColor": self.palette.faint,
                    "tickColor": self.palette.faint,
                    "labelColor": self.palette.soft,
                    "labelFontSize": 12,
                },
                "view": {"stroke": None},
            },
            **_silent(parts),
        }


def _silent(parts: Mapping[str, Any]) -> dict[str, Any]:
    """Takes the marks out of what a screen reader says: the sentence in `alt` speaks for the whole chart."""
    said = dict(parts)
    if "layer" in said:
        said["layer"] = [_silent(layer) for layer in said["layer"]]
    if "mark" in said:
        said["mark"] = {**said["mark"], "aria": False}
    return said


LETTERS = 26
"""A name longer than this goes on in a second line."""


def names_down() -> dict[str, Any]:
    """Rows listed downwards by their `name`, in the order given; long names in two lines."""
    first = f"slice(datum.label, 0, {LETTERS})"
    cut = f"lastindexof({first}, ' ')"
    lines = f"[slice(datum.label, 0, {cut}), slice(datum.label, {cut} + 1)]"
    wrapped = f"length(datum.label) > {LETTERS} && {cut} > 0 ? {lines} : datum.label"
    axis = {"labelLimit": 170, "labelExpr": wrapped, "labelFlush": False, "ticks": False}
    return {"field": "name", "type": "nominal", "sort": None, "title": None, "axis": axis}


def hints(**titles: str) -> list[dict[str, str]]:
    """What is shown beside the pointer: field to title."""
    return [{"field": field, "title": title} for field, title in titles.items()]


def number_axis(unit: Unit) -> dict[str, Any]:
    """How an axis writes numbers of a unit; few labels, so that they fit a phone."""
    formats: Mapping[Unit, str] = {Unit.SHARE: ".1~%", Unit.POINTS: ".1~%", Unit.COUNT: ".3~s"}
    return {"format": ".3~s" if unit.is_money else formats.get(unit, "~r"), "tickCount": 4, "title": None}
