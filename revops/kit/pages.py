"""The kit as pages to print: A4, without anything that a browser would fetch or run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from revops.diagnostic.answers import ROLES
from revops.diagnostic.entry import Sign
from revops.kit.ballots import MARKS
from revops.kit.content import KIT, AgendaItem

_STYLE: Final = """
@page { size: A4; margin: 15mm; }
body { font: 10.5pt/1.4 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 46rem; margin: 2rem auto;
  padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 16pt; line-height: 1.25; margin: 0 0 .4rem; }
h2 { font-size: 13pt; margin: 1.4rem 0 .4rem; }
h3 { font-size: 11pt; margin: 1rem 0 .2rem; }
section, tr { break-inside: avoid; }
h2, h3 { break-after: avoid; }
p { margin: 0 0 .4rem; }
ul { margin: 0 0 .4rem; padding-left: 1.1rem; }
ul.answers { list-style: none; padding: 0; }
ul.answers li { padding-left: 2.6rem; text-indent: -2.6rem; }
.box { display: inline-block; width: .75rem; height: .75rem; border: 1px solid #1a1a1a; margin-right: .45rem;
  text-indent: 0; }
.mark { display: inline-block; width: 1.1rem; text-indent: 0; font-weight: 600; }
.says { border-left: 3px solid #888; padding-left: .7rem; }
.quiet { color: #555; }
dt { font-weight: 600; }
dd { margin: 0 0 .4rem; }
@media print { body { margin: 0; padding: 0; max-width: none; } .next { break-before: page; } }
"""


def kit_page(title: str = "") -> str:
    """Agenda with script, what to do before, invitation and glossary, as an HTML document.

    Args:
        title: Of the workshop, such as the client's name; any text, shown as text.
    """
    head = f"Workshop: {title}" if title else "A workshop in ninety minutes"
    before = "".join(f"<li>{escape(item.text)}</li>" for item in KIT.before)
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in KIT.invitation.paragraphs)
    terms = "".join(f"<dt>{escape(item.term)}</dt><dd>{escape(item.says)}</dd>" for item in KIT.glossary)
    return _document(
        head,
        f"<h2>Before the day</h2><ul>{before}</ul>"
        f"<h2>Agenda and script</h2>{''.join(_agenda(KIT.agenda))}"
        f'<h2 class="next">Invitation</h2><p><b>{escape(KIT.invitation.subject)}</b></p>{paragraphs}'
        f"<h2>Words</h2><dl>{terms}</dl>",
    )


def question_sheet(signs: Sequence[Sign], title: str = "") -> str:
    """The questions with boxes to tick, for one person without a phone, as an HTML document.

    Args:
        signs: What is asked, in order, with the answers described for this kind of business.
        title: Of the workshop; any text, shown as text.
    """
    roles = "".join(f"<li>{_BOX}{role.label}</li>" for role in ROLES)
    marks = "".join(f"<li>{_BOX}{_mark(mark)}{escape(says)}</li>" for mark, says in MARKS.items())
    questions = "".join(_question(place, sign, marks) for place, sign in enumerate(signs, 1))
    return _document(
        title or "Question sheet",
        "<p>Tick one box per question: the description nearest to how it was in the last quarter. "
        "Do not write your name.</p>"
        f'<section><h3>I speak for</h3><ul class="answers">{roles}</ul></section>{questions}',
    )


_BOX: Final = '<span class="box"></span>'


def _mark(mark: str) -> str:
    return f'<span class="mark">{escape(mark)}</span>'


def _question(place: int, sign: Sign, marks: str) -> str:
    steps = "".join(f"<li>{_BOX}{_mark(str(step))}{escape(text)}</li>" for step, text in enumerate(sign.steps))
    return (
        f"<section><h3>{place}. {escape(sign.question)}</h3>"
        f'<p class="quiet">{escape(sign.help)}</p><ul class="answers">{steps}{marks}</ul></section>'
    )


def _agenda(items: Iterable[AgendaItem]) -> Iterable[str]:
    begins = 0
    for item in items:
        ends = begins + item.minutes
        yield (
            f"<section><h3>{_clock(begins)} to {_clock(ends)}: {escape(item.title)} ({item.minutes} minutes)</h3>"
            f'<p>{escape(item.does)}</p><p class="says">“{escape(item.says)}”</p></section>'
        )
        begins = ends


def _clock(minutes: int) -> str:
    """Time since the beginning, as a clock that was set to zero shows it."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def _document(title: str, body: str) -> str:
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f'<meta name="viewport" content="width=device-width">\n<style>{_STYLE}</style>\n</head>\n'
        f"<body>\n<main>\n<h1>{escape(title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )
