"""The report as one page that fetches nothing and runs nothing: light, dark, and on paper."""

from __future__ import annotations

import base64
from html import escape
from typing import Final

from revops.charts.figures import Figures
from revops.handing_over import PartKey
from revops.report.blocks import Block, Cell, Chart, Column, Heading, Number, Paragraph, Part, Points, Report, Table
from revops.report.drawing import svg
from revops.report.wording import beneath, cell, noted, told

MOST_ROWS: Final = 100
"""Rows of one table on a page; a workbook holds them all."""
OPEN_ROWS: Final = 25
"""Longer tables are folded away; on paper those that nobody opened are left out."""
_FOLDED: Final = (PartKey.MONTHS, PartKey.SEGMENTS, PartKey.ROWS, PartKey.METHOD)
"""Parts whose tables are all folded away."""
_STYLE: Final = """
:root { color-scheme: light dark; --paper: #fff; --ink: #111827; --soft: #4b5563; --faint: #d5dbe3; --wash: #f3f5f8;
  --accent: ACCENT; }
@media (prefers-color-scheme: dark) { :root { --paper: #10151d; --ink: #eef2f7; --soft: #b3bfce; --faint: #3a4556;
  --wash: #1a212c; --accent: color-mix(in srgb, ACCENT 45%, white); } }
@page { size: A4; margin: 16mm; }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, "Noto Sans", sans-serif; color: var(--ink); background: var(--paper); margin: 0 auto;
  max-width: 60rem; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere; }
header { border-bottom: 4px solid var(--accent); margin-bottom: 1.5rem; }
header img { max-height: 4rem; max-width: 12rem; float: inline-end; background: #fff; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .3rem; } h2 { font-size: 1.35rem; margin: 2.6rem 0 .3rem; }
h3 { font-size: 1.05rem; margin: 1.4rem 0 .3rem; } p, ul { margin: .3rem 0; } ul { padding-inline-start: 1.2rem; }
nav ol { columns: 2; padding-inline-start: 1.2rem; } a { color: inherit; }
.message { font-size: 1.1rem; font-weight: 600; } .quiet, small, caption { color: var(--soft); }
section { border-top: 1px solid var(--faint); } figure { margin: 1rem 0; } svg { display: block; width: 100%;
  min-width: 34rem; max-width: 44rem; height: auto; } figcaption, summary { font-weight: 600; }
svg text { font-size: 12.5px; fill: var(--ink); unicode-bidi: plaintext; } svg .label { fill: var(--soft); }
svg .bar { fill: var(--accent); } svg .line { fill: none; stroke: var(--accent); stroke-width: 2; }
svg .point { fill: var(--accent); } svg .band { fill: var(--accent); opacity: .18; } svg .grid { stroke: var(--faint); }
.scroll { overflow-x: auto; margin: .6rem 0; } table { border-collapse: collapse; min-width: 100%; font-size: .9rem; }
caption { text-align: start; font-weight: 600; color: var(--ink); padding: .3rem 0; }
th, td { text-align: start; vertical-align: top; padding: .3rem .5rem; border-bottom: 1px solid var(--faint);
  overflow-wrap: normal; max-width: 24rem; }
td { overflow-wrap: break-word; } th { background: var(--wash); } td.wide { min-width: 16rem; }
td.number { min-width: 7.5rem; font-variant-numeric: tabular-nums; } small { display: block; font-size: .8em; }
@media (max-width: 40rem) { nav ol { columns: 1; } }
@media print { :root { --paper: #fff; --ink: #000; --soft: #333; --faint: #bbb; --wash: #eee; --accent: ACCENT; }
  body { max-width: none; padding: 0; font-size: 10pt; } .scroll { overflow: visible; } table { font-size: 8pt; }
  td.wide, td.number, svg { min-width: 0; }
  h2, h3, caption, figcaption { break-after: avoid; } tr, figure { break-inside: avoid; }
  thead { display: table-header-group; }
  details:not([open]), nav { display: none; } }
"""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def page(report: Report) -> str:
    """The report as an HTML document; every text of a user stays text."""
    figures = Figures.of(report.language)
    title = escape(f"{report.client}: {report.title}" if report.client else report.title)
    contents = "".join(f'<li><a href="#{part.key}">{escape(part.title)}</a></li>' for part in report.parts)
    parts = "\n".join(_part(part, figures) for part in report.parts)
    style = _STYLE.replace("ACCENT", report.accent)
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width">\n<style>{style}</style>\n'
        f'</head>\n<body>\n{_header(report, figures)}\n<nav aria-label="Contents"><ol>{contents}</ol></nav>\n'
        f"<main>\n{parts}\n</main>\n</body>\n</html>\n"
    )


def _header(report: Report, figures: Figures) -> str:
    client = f'<p dir="auto">{escape(report.client)}</p>' if report.client else ""
    seen = f" · seen from {escape(figures.day(report.day))}" if report.day else ""
    return (
        f'<header>{_logo(report.logo)}<h1 dir="auto">{escape(report.title)}</h1>{client}'
        f'<p class="quiet">{escape(report.span)}{seen}</p></header>'
    )


def _logo(logo: bytes | None) -> str:
    if logo is None:
        return ""
    kind = "png" if logo.startswith(b"\x89PNG") else "jpeg"
    return f'<img alt="" src="data:image/{kind};base64,{base64.b64encode(logo).decode()}">'


def _part(part: Part, figures: Figures) -> str:
    is_folded = part.key in _FOLDED
    blocks = "\n".join(_block(block, figures, is_folded=is_folded) for block in part.blocks)
    return (
        f'<section id="{part.key}"><h2>{escape(part.title)}</h2>\n<p class="message">{escape(part.message)}</p>\n'
        f"{blocks}</section>"
    )


def _block(block: Block, figures: Figures, *, is_folded: bool) -> str:
    if isinstance(block, Table):
        return _table(block, figures, is_folded=is_folded)
    if isinstance(block, Chart):
        drawn = svg(block, figures)
        return _figure(block.title, drawn) if drawn else ""
    if isinstance(block, Heading):
        return f"<h3>{escape(block.text)}</h3>"
    if isinstance(block, Paragraph):
        return f'<p dir="auto"{" class=quiet" if block.is_quiet else ""}>{escape(block.text)}</p>'
    return _points(block)


def _figure(title: str, drawn: str) -> str:
    """A chart; where the page is narrow it is moved sideways instead of shrinking to letters that nobody reads."""
    said = escape(title)
    return (
        f'<figure><figcaption>{said}</figcaption><div class="scroll" role="group" tabindex="0" aria-label="{said}">'
        f"{drawn}</div></figure>"
    )


def _points(points: Points) -> str:
    return "<ul>" + "".join(f'<li dir="auto">{escape(item)}</li>' for item in points.items) + "</ul>"


def _table(table: Table, figures: Figures, *, is_folded: bool) -> str:
    if not table.rows or table.sheet:
        return ""
    title = escape(table.title)
    head = "".join(f'<th scope="col">{escape(column.title)}</th>' for column in table.columns)
    rows = "".join(_row(table.columns, row, figures) for row in table.rows[:MOST_ROWS])
    note = noted(table, MOST_ROWS, figures)
    body = (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{title}"><table><caption>{title}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        + (f'<p class="quiet">{escape(note)}</p>' if note else "")
    )
    is_open = len(table.rows) <= OPEN_ROWS and not is_folded
    return body if is_open else f"<details><summary>{title}</summary>{body}</details>"


def _row(columns: tuple[Column, ...], row: tuple[Cell, ...], figures: Figures) -> str:
    return f"<tr>{''.join(_cell(column, each, figures) for column, each in zip(columns, row, strict=True))}</tr>"


def _cell(column: Column, value: Cell, figures: Figures) -> str:
    if isinstance(value, Number):
        under = beneath(value, figures)
        small = f"<small>{escape(under)}</small>" if under else ""
        said = escape(told(value, figures))
        shown = said if value.value is None else f'<data value="{value.value!r}">{said}</data>'
        return f'<td class="number">{shown}{small}</td>'
    wide = ' class="wide"' if column.is_wide else ""
    return f'<td dir="auto"{wide}>{escape(cell(value, figures))}</td>'
