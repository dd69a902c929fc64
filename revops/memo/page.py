"""The memo as a page of its own: one sheet of A4, without anything that a browser would fetch or run."""

from __future__ import annotations

from html import escape
from math import sqrt
from typing import Final

from revops.memo.result import Memo, Part

_STYLE: Final = """
@page { size: A4; margin: 14mm 16mm; }
body { font: 10.5pt/1.4 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 42rem; margin: 2rem auto;
  padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 15pt; line-height: 1.25; margin: 0 0 .2rem; }
h2 { font-size: 11pt; margin: .9rem 0 .2rem; }
p { margin: 0 0 .25rem; }
ul { margin: 0; padding-left: 1.1rem; }
.day { color: #555; }
@media print {
  body { margin: 0; padding: 0; max-width: none; font-size: PRINTEDpt; line-height: 1.3; }
  h1 { font-size: 1.4em; } h2 { font-size: 1.05em; margin-top: .6em; }
}
"""
_LARGEST: Final = 10.0
_SMALLEST: Final = 5.5
_LETTERS: Final = 3_000
"""So many letters fill a sheet in the largest type."""


def memo_page(memo: Memo) -> str:
    """The memo as an HTML document; every text of a user stays text."""
    day = f'<p class="day">{memo.day.isoformat()}</p>' if memo.day else ""
    style = _STYLE.replace("PRINTED", f"{_printed(memo):.1f}")
    parts = "\n".join(_part(part) for part in memo.parts)
    title = escape(memo.title)
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta name="viewport" content="width=device-width">\n<style>{style}</style>\n</head>\n'
        f"<body>\n<h1>{title}</h1>\n{day}\n{parts}\n</body>\n</html>\n"
    )


def _printed(memo: Memo) -> float:
    """The size of type, in points, with which the memo fits on one sheet: letters take the square of it."""
    letters = sum(len(sentence) + 40 for part in memo.parts for sentence in part.sentences)
    return max(_SMALLEST, min(_LARGEST, _LARGEST * sqrt(_LETTERS / max(letters, 1))))


def _part(part: Part) -> str:
    sentences = [escape(sentence) for sentence in part.sentences]
    if len(sentences) == 1:
        body = f"<p>{sentences[0]}</p>"
    else:
        body = "<ul>" + "".join(f"<li>{sentence}</li>" for sentence in sentences) + "</ul>"
    return f"<h2>{escape(part.title)}</h2>\n{body}"
