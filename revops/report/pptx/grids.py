"""Tables of slides, written as the markup that they are kept in: objects for each cell take ten times as long."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any, Final

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from revops.report.letters import reads_right_to_left
from revops.report.pptx.colours import Colours, markup
from revops.report.pptx.paging import ROW_TEXT, Grid

_STYLE: Final = "{5940675A-B579-460E-94D1-54222C63F5DA}"
"""The style of tables with thin lines and no colours."""


def table(grid: Grid, colours: Colours) -> Any:
    """A native table whose first row, in the accent colour, names the columns.

    Args:
        grid: What stands in it, and how much room each row and column has.
        colours: Of the deck.
    """
    columns = "".join(f'<a:gridCol w="{int(Pt(wide))}"/>' for wide in grid.widths)
    return parse_xml(
        f'<a:tbl {nsdecls("a")}><a:tblPr firstRow="1"><a:tableStyleId>{_STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{columns}</a:tblGrid>{''.join(_rows(grid, colours))}</a:tbl>"
    )


def _rows(grid: Grid, colours: Colours) -> Iterator[str]:
    head = f'b="1"><a:solidFill>{markup(colours.upon)}</a:solidFill'
    behind = f"<a:tcPr><a:solidFill>{markup(colours.accent)}</a:solidFill></a:tcPr>"
    for place, (texts, tall) in enumerate(zip(grid.rows, grid.heights, strict=True)):
        look, back = (f" {head}></a:rPr>", behind) if place == 0 else ("/>", "<a:tcPr/>")
        cells = "".join(_cell(text, look, back) for text in texts)
        yield f'<a:tr h="{int(Pt(tall))}">{cells}</a:tr>'


def _cell(text: str, look: str, back: str) -> str:
    way = '<a:pPr algn="r" rtl="1"/>' if reads_right_to_left(text) else ""
    # An empty cell without a size of its own is as tall as the deck's usual text.
    size = f'sz="{ROW_TEXT * 100}"'
    run = f"<a:r><a:rPr {size}{look}<a:t>{escape(text, quote=False)}</a:t></a:r>" if text else f"<a:endParaRPr {size}/>"
    return f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>{way}{run}</a:p></a:txBody>{back}</a:tc>"
