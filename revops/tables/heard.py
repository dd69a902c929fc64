"""SQL that hears words in what people wrote into free columns; the words are content."""

from __future__ import annotations

from revops.content import load


def spelled(column: str) -> str:
    """A column's text as words of content are looked for in it: small letters, blanks between, bars at both ends."""
    return f"'| ' || replace(replace(replace(lower(trim({column})), '-', ' '), '_', ' '), '/', ' ') || ' |'"


def names(file: str, kind: str) -> str:
    """Whether the column `spelled` names one of the words of a kind."""
    return " or ".join(f"spelled like {_quoted(f'%{word}%')}" for word in load(file)[kind]["words"])


def _listed(kind: str) -> str:
    return f"({', '.join(map(_quoted, load('untold.toml')[kind]['words']))})"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


UNFILLED = _listed("unfilled")
"""Texts of a field that nobody filled in, for `lower(trim(...)) in`."""

UNUSABLE = _listed("unusable")
"""Those and the ones that say as little, such as “other”."""
