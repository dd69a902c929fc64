"""One page for a phone: plain HTML with its style inside, no script, nothing fetched from anywhere."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from typing import Final

from revops.workshop.phones.languages import Language
from revops.workshop.phones.style import STYLE

_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            f"style-src 'sha256-{_STYLE_HASH}'",
            "img-src data:",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    ),
}
"""Of every page for phones: nothing runs, nothing is fetched, nothing is kept but the cookie."""


def page(language: Language, title: str, *parts: str) -> str:
    """A whole page.

    Args:
        language: Of the page.
        title: Of the window; text.
        parts: HTML of the body, in order.
    """
    return (
        f'<!doctype html><html lang="{language.code}" dir="{language.direction}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><main>{''.join(parts)}</main></body></html>"
    )


def heading(text: str) -> str:
    """The heading of a page, in the direction of its own letters: titles come from the facilitator."""
    return f'<h1 dir="auto">{escape(text)}</h1>'


def line(text: str, kind: str = "") -> str:
    """A paragraph; "soft" beside the matter, "bad" for what went wrong."""
    alert = ' role="alert"' if kind == "bad" else ""
    return f'<p class="{kind}"{alert}>{escape(text)}</p>' if text else ""


def form(action: str, token: str, *parts: str) -> str:
    """A form that sends to an address of this app, with the proof that it came from here."""
    proof = f'<input type="hidden" name="proof" value="{escape(token)}">'
    return f'<form method="post" action="{escape(action)}">{proof}{"".join(parts)}</form>'


def hidden(name: str, value: object) -> str:
    """A value that goes along."""
    return f'<input type="hidden" name="{name}" value="{escape(str(value))}">'


def choice(name: str, value: str, says: str, *, is_chosen: bool = False, note: str = "") -> str:
    """One of several answers."""
    mark = " checked" if is_chosen else ""
    beside = f' <small class="soft">({escape(note)})</small>' if note else ""
    field = f'<input type="radio" name="{name}" value="{escape(value)}"{mark}>'
    return f'<label class="step">{field}<span>{escape(says)}{beside}</span></label>'


def choices(legend: str, options: str, *, attributes: str = "", hint: str = "", is_heading: bool = False) -> str:
    """Several answers under what is asked.

    Args:
        legend: What is asked; text.
        options: HTML of the answers.
        attributes: Of the whole, such as its language.
        hint: Read with the question; text.
        is_heading: Whether what is asked is the heading of the page as well.
    """
    asked = f"<h1>{escape(legend)}</h1>" if is_heading else escape(legend)
    beside = f'<p class="soft" id="hint">{escape(hint)}</p>' if hint else ""
    described = ' aria-describedby="hint"' if hint else ""
    return f"<fieldset{attributes}{described}><legend>{asked}</legend>{beside}{options}</fieldset>"


def field(name: str, label: str, hint: str, attributes: str = "") -> str:
    """A line to type into."""
    return (
        f'<label class="field" for="{name}">{escape(label)}</label>'
        f'<p class="soft" id="{name}-hint">{escape(hint)}</p>'
        f'<input type="text" id="{name}" name="{name}" aria-describedby="{name}-hint" {attributes}>'
    )


def button(text: str) -> str:
    """The button that sends a form."""
    return f"<button>{escape(text)}</button>"


def links(*targets: tuple[str, str]) -> str:
    """Links beside each other; those without a text are left out."""
    shown = "".join(f'<a href="{escape(address)}">{escape(text)}</a>' for address, text in targets if text)
    return f"<nav>{shown}</nav>" if shown else ""
