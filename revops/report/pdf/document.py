"""The document set with typst: the layout is one file, everything that is said goes in as data."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from importlib.util import find_spec
from typing import Any, Final

from revops.charts.figures import Figures
from revops.errors import ChoiceError
from revops.handing_over import PartKey
from revops.report.blocks import Block, Cell, Chart, Heading, Number, Paragraph, Part, Points, Report, Table
from revops.report.drawing import svg
from revops.report.fitting import columns
from revops.report.letters import clean, reads_right_to_left
from revops.report.wording import beneath, cell, noted, told

MOST_ROWS: Final = 60
"""Rows of one table in a document; a workbook holds them all."""
MISSING: Final = "A PDF needs typst, which is not installed: pip install typst."
BOXES: Final = (
    "Some letters have no font on the machine that made this document, and are shown as boxes. Install fonts that hold "
    "them there, such as Noto Sans CJK, and make it again."
)
_LOG: Final = logging.getLogger(__name__)
SIZES: Final = (9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
"""Points of type, the usual first; smaller ones keep a short document to its pages."""
_ACROSS, _CELL, _SIDE = 493.0, 7.5, 4.0
"""Points across a page between its margins, of the letters in a table, and between a text and the border beside it."""
_NO_FONT: Final = "could not be displayed"
_EMPTY: Final[dict[str, Any]] = {
    "title": "Letters",
    "client": {"text": "", "rtl": False},
    "foot": "",
    "accent": "#000000",
    "missing": "",
    "size": SIZES[0],
    "logo": None,
    "parts": [],
}
_DRAWN: Final = (PartKey.MONTHS, PartKey.FIRMNESS)
"""Parts whose charts say what their tables say."""


def can_write() -> bool:
    """Whether the library that sets documents is installed."""
    return find_spec("typst") is not None


def pdf(report: Report) -> bytes:
    """The report as a tagged PDF.

    Raises:
        ChoiceError: If typst is not installed.
    """
    if not can_write():
        raise ChoiceError(MISSING)
    import typst

    layout = _layout()
    said = _fitted(typst, layout, _document(report), report.most_pages)
    try:
        return _set(typst, layout, said, ["ua-1"])
    except typst.TypstError as error:
        if _NO_FONT not in str(error):
            raise
        # Readers of a document with boxes in it are told why; the standard for accessible ones allows none.
        _LOG.warning("%s (%s)", BOXES, error)
        return _set(typst, layout, {**said, "missing": BOXES}, [])


@lru_cache(maxsize=64)
def shows(letters: str) -> bool:
    """Whether a document made on this machine shows these letters, or boxes in their place."""
    if not letters:
        return True
    import typst

    document = {**_EMPTY, "span": letters}
    try:
        _set(typst, _layout(), document, ["ua-1"])
    except typst.TypstError as error:
        return _NO_FONT not in str(error)
    return True


def _layout() -> bytes:
    return resources.files("revops.report.pdf").joinpath("report.typ").read_bytes()


def _fitted(typst: Any, layout: bytes, said: dict[str, Any], pages: int | None) -> dict[str, Any]:
    """The document in the largest type in which it takes so many pages; in the smallest where none does."""
    if pages is None:
        return said
    low, high = 0, len(SIZES) - 1
    while low < high:
        middle = (low + high) // 2
        fits = _pages(typst, layout, {**said, "size": SIZES[middle]}) <= pages
        low, high = (low, middle) if fits else (middle + 1, high)
    return {**said, "size": SIZES[low]}


def _pages(typst: Any, layout: bytes, said: dict[str, Any]) -> int:
    found = typst.query(layout, "<pages>", field="value", one=True, sys_inputs=_inputs(said))
    return int(json.loads(found))


def _set(typst: Any, layout: bytes, said: dict[str, Any], standards: list[str]) -> bytes:
    made: bytes = typst.compile(layout, sys_inputs=_inputs(said), pdf_standards=standards)
    return made


def _inputs(said: dict[str, Any]) -> dict[str, str]:
    return {"report": json.dumps(said, ensure_ascii=False)}


def _document(report: Report) -> dict[str, Any]:
    figures = Figures.of(report.language)
    foot = " · ".join(filter(None, (report.client, report.title)))
    return {
        "title": clean(report.title),
        "client": _side(report.client),
        "span": clean(report.span),
        "foot": clean(foot)[:120],
        "accent": report.accent,
        "missing": "",
        "size": SIZES[0],
        "logo": None if report.logo is None else list(report.logo),
        "parts": [_part(part, report, figures) for part in report.parts],
    }


def _part(part: Part, report: Report, figures: Figures) -> dict[str, Any]:
    blocks = [block for block in part.blocks if not (isinstance(block, Table) and part.key in _DRAWN)]
    made = [one for block in blocks for one in _block(block, report, figures)]
    return {"title": clean(part.title), "message": clean(part.message), "blocks": made}


def _block(block: Block, report: Report, figures: Figures) -> Iterator[dict[str, Any]]:
    if isinstance(block, Heading):
        yield {"kind": "heading", "text": clean(block.text)}
    elif isinstance(block, Paragraph):
        yield {"kind": "text", "quiet": block.is_quiet, **_side(block.text)}
    elif isinstance(block, Points):
        yield {"kind": "points", "items": [_side(item) for item in block.items]}
    elif isinstance(block, Chart):
        if drawn := svg(block, figures):
            shared = {"title": clean(block.title), "says": clean(block.says)}
            yield {"kind": "chart", "svg": _coloured(drawn, report.accent), **shared}
    elif block.rows:
        yield _table(block, figures)


def _table(table: Table, figures: Figures) -> dict[str, Any]:
    head = [clean(column.title) for column in table.columns]
    rows = [[_cell(each, figures) for each in row] for row in table.rows[:MOST_ROWS]]
    said = [[_broadest(each) for each in row] for row in rows]
    return {
        "kind": "table",
        "title": clean(table.title),
        "columns": head,
        "widths": columns([head, *said], _CELL, _ACROSS, _SIDE),
        "rows": rows,
        "note": clean(noted(table, MOST_ROWS, figures)),
    }


def _broadest(cell: dict[str, Any]) -> str:
    """What decides how wide a cell is; of small print as much as takes the same room in the usual size."""
    text, under = str(cell["text"]), str(cell.get("under", ""))
    return max(text, under[: 2 * len(under) // 3], key=len)


def _cell(value: Cell, figures: Figures) -> dict[str, Any]:
    if isinstance(value, Number):
        return {"text": told(value, figures), "under": clean(beneath(value, figures))}
    return _side(cell(value, figures))


def _side(text: str) -> dict[str, Any]:
    return {"text": clean(text), "rtl": reads_right_to_left(text)}


def _coloured(drawn: str, accent: str) -> str:
    """A drawing with colours of its own, since no page gives it any."""
    style = (
        f"text{{font-family:'Noto Sans','DejaVu Sans';font-size:12.5px;fill:#111827}}.label{{fill:#4b5563}}"
        f".bar,.point{{fill:{accent}}}.line{{fill:none;stroke:{accent};stroke-width:2}}"
        f".band{{fill:{accent};opacity:.18}}.grid{{stroke:#cdd5df}}"
    )
    head, _, rest = drawn.partition(">")
    return f'{head} xmlns="http://www.w3.org/2000/svg"><style>{style}</style>{rest}'
