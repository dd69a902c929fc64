"""The colours of a deck: its own, or those of the masters that it is written on, which may be light upon dark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR

from revops.handing_over import ACCENT
from revops.report.blocks import Report

Colour: TypeAlias = RGBColor | MSO_THEME_COLOR
"""A colour, or a place among those of the masters."""
_INK, _PAPER = RGBColor(0x11, 0x18, 0x27), RGBColor(0xFF, 0xFF, 0xFF)
_SOFT, _FAINT = RGBColor(0x4B, 0x55, 0x63), RGBColor(0xD5, 0xDB, 0xE3)
_LIGHT: Final = 150
"""Colours lighter than this are written upon in black."""


@dataclass(frozen=True, kw_only=True)
class Colours:
    """What a deck is written and drawn in.

    Attributes:
        ink: Of text.
        soft: Of small print, and of what stands around a chart.
        faint: Of lines.
        accent: Of bars, lines of charts, and behind the names of columns.
        upon: Of the names of columns.
        title: Of titles; None as the masters have it.
    """

    ink: Colour
    soft: Colour
    faint: Colour
    accent: Colour
    upon: Colour
    title: Colour | None


def colours_of(report: Report) -> Colours:
    """The colours of a report's deck; on masters of theirs the usual accent gives way to theirs."""
    given = RGBColor.from_string(report.accent[1:].upper())
    if report.template is None:
        return Colours(ink=_INK, soft=_SOFT, faint=_FAINT, accent=given, upon=_upon(given), title=given)
    text = MSO_THEME_COLOR.TEXT_1
    if report.accent.lower() == ACCENT.lower():
        accent, upon = MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.BACKGROUND_1
        return Colours(ink=text, soft=text, faint=text, accent=accent, upon=upon, title=None)
    return Colours(ink=text, soft=text, faint=text, accent=given, upon=_upon(given), title=None)


def paint(target: Any, colour: Colour) -> None:
    """Gives a letter, line or surface its colour."""
    if isinstance(colour, RGBColor):
        target.rgb = colour
    else:
        target.theme_color = colour


def markup(colour: Colour) -> str:
    """A colour as the files of slides write it."""
    if isinstance(colour, RGBColor):
        return f'<a:srgbClr val="{colour}"/>'
    return f'<a:schemeClr val="{MSO_THEME_COLOR.to_xml(colour)}"/>'


def _upon(color: RGBColor) -> RGBColor:
    """Black or white, whichever is read more easily on a colour."""
    red, green, blue = color
    return _INK if 0.299 * red + 0.587 * green + 0.114 * blue > _LIGHT else _PAPER
