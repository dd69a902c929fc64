"""Answers that another version kept: what this one no longer counts is named, and all the rest is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from revops.content import parse
from revops.diagnostic.answers import Answers
from revops.diagnostic.answers_file import answers_from
from revops.metrics import METRICS

LONGEST = 80


def kept_answers(text: str, file: str) -> tuple[Answers, tuple[str, ...]]:
    """Answers, and the definitions chosen in them that this version does not have.

    Args:
        text: Of an answers file that this program wrote.
        file: Its name, for messages.

    Returns:
        The answers without these definitions, and each of them as "metric counted as definition".

    Raises:
        ContentError: As for `answers_from_toml`, for anything else.
    """
    content = parse(text, file)
    overrides = content.get("overrides")
    chosen = overrides.get("definitions") if isinstance(overrides, Mapping) else None
    if not isinstance(overrides, Mapping) or not isinstance(chosen, Mapping):
        return answers_from(content, file), ()
    gone = dict(_gone(chosen))
    here = {metric: name for metric, name in chosen.items() if metric not in gone}
    kept = {**content, "overrides": {**overrides, "definitions": here}}
    return answers_from(kept, file), tuple(f"{metric[:LONGEST]} counted as {name}" for metric, name in gone.items())


def recounted_told(recounted: Sequence[str]) -> str:
    """What counts in place of definitions that this version does not have, a sentence; empty without any."""
    if not recounted:
        return ""
    lacks = "It was saved with definitions that this version does not have"
    return f"{lacks}: {', '.join(recounted)}; the published ones count instead."


def _gone(chosen: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for metric, name in chosen.items():
        if isinstance(name, str) and (metric not in METRICS or name not in METRICS[metric].rivals):
            yield metric, name[:LONGEST]
