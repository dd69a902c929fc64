"""Months side by side that hold neither what customers pay nor what selling costs: statements, headcounts, usage."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np

from revops.content import load
from revops.intake.arrow import plain, whole
from revops.intake.blocks import Block
from revops.intake.draft import Draft
from revops.intake.money import CODES
from revops.intake.names import fold, names_of, tight

LEAST_LINES, LEAST_PART = 2, 0.1
"""Rows named as those of a profit and loss statement that make one, and their part of all rows."""
MOST_ROWS = 200
"""Rows beyond which a sheet lists things rather than stating results."""
SOMETHING_ELSE = "something else, which is left out"
_HELD = {"subscriptions": "what each customer pays", "spend": "what was spent"}


def foreign_months(block: Block, months: Sequence[str], place: str) -> str | None:
    """Why months side by side make no number; None where nothing says that they are something else.

    Args:
        block: Headers and rows.
        months: Headers that name its months.
        place: Folded names of file and sheet.
    """
    if not months:
        return None
    labels = _labels(block, months)
    lines = [label for label in labels if tight(label) in _known("lines", "names")]
    if len(lines) >= max(LEAST_LINES, LEAST_PART * len(labels)):
        return (
            f"This is a profit and loss statement (“{lines[0]}”, “{lines[1]}”): its rows are no customers, and what "
            "selling costs stands there beside all else. It is left out. Export recurring revenue by customer, and "
            "costs by channel or department."
        )
    said = _said(block, months, place)
    counted = next((word for word in said if tight(word) in _known("counts", "words")), None)
    if counted is None or _speaks_of_amounts(said):
        return None
    return (
        f"“{counted}” says that its months hold counts and no amounts: no number is made from it, and it is left out."
    )


def ask_what_months_hold(draft: Draft) -> None:
    """Asks whether months hold amounts of the table where no word and no sign says so."""
    if not draft.months:
        return
    months = [month.header for month in draft.months]
    said = _said(draft.block, months, fold(f"{draft.file} {draft.block.sheet or ''}"))
    if _is_chosen(draft) or "currency" in draft.matches or draft.block.shown:
        return
    if _speaks_of_amounts(said) or _shows_symbols(draft, months):
        return
    amount = "mrr" if draft.table.key == "subscriptions" else "amount"
    held = _HELD[draft.table.key]
    because = "No header, title or name says what the numbers under its months are."
    question = f"Do the months hold {held}, or something else, such as counts?"
    if draft.decide(amount, because, question, (held, SOMETHING_ELSE), of="months") == SOMETHING_ELSE:
        draft.set_aside("OTHER_RECORD", np.ones(draft.height, dtype=bool), column=None)


def _is_chosen(draft: Draft) -> bool:
    """Whether the user said which table the sheet is, or which column of it a header is."""
    tables = draft.choices.tables
    return any(each.file == draft.file and each.sheet in (None, draft.block.sheet) for each in tables) or any(
        match.confidence == 1 for match in draft.matches.values()
    )


def _labels(block: Block, months: Sequence[str]) -> list[str]:
    rest = [header for header in block.headers if header not in months]
    if not rest or block.body.num_rows > MOST_ROWS:
        return []
    labels: list[str] = plain(whole(block.body.column(rest[0]))).drop_null().to_pylist()
    return labels


def _said(block: Block, months: Iterable[str], place: str) -> list[str]:
    """Folded words of headers, of the lines above them, and of file and sheet."""
    texts = [place, *map(fold, block.above), *map(fold, block.headers)]
    return [word for text in texts for word in text.split()]


def _speaks_of_amounts(said: Iterable[str]) -> bool:
    text = " ".join(said)
    words = set(text.split())
    known = load("names/statements.toml")["amounts"]["words"]
    parts = [fold(part) for key in _HELD for part in names_of(key).shows.words]
    return (
        any(fold(word) in words or (not word.isascii() and fold(word) in text) for word in known)
        or any(part in text for part in parts)
        or any(word.upper() in CODES for word in words if len(word) == 3)
    )


def _shows_symbols(draft: Draft, months: Sequence[str]) -> bool:
    """Whether any header or cell carries the symbol of a currency."""
    looks = [draft.block.looks[draft.block.headers.index(header)] for header in months]
    texts = [*draft.block.headers, *(example for look in looks for example in look.examples)]
    return any(unicodedata.category(sign) == "Sc" for text in texts for sign in text)


@cache
def _known(section: str, entry: str) -> frozenset[str]:
    return frozenset(map(tight, load("names/statements.toml")[section][entry]))
