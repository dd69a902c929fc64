"""Weights and anchors that somebody set in place of the published ones."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from revops.diagnostic.answers import Anchors, Answers
from revops.diagnostic.content import MOST_WEIGHT, SIGNS
from revops.diagnostic.entry import Sign


def is_edited(answers: Answers) -> bool:
    """Whether any weight or anchor stands in place of a published one."""
    return bool(answers.weights or answers.anchors)


def as_published(answers: Answers) -> Answers:
    """The same answers, weighed and read as published."""
    return replace(answers, weights={}, anchors={})


def with_anchors(sign: Sign, answers: Answers) -> Sign:
    """The sign, its evidence read through the anchors of these answers."""
    own = answers.anchors.get(sign.key)
    if not own:
        return sign
    rules = (replace(rule, anchors=own.get(rule.metric, rule.anchors)) for rule in sign.evidence)
    return replace(sign, evidence=tuple(rules))


def published_anchors(sign: str, metric: str) -> Anchors | None:
    """The published anchors of a metric for a sign; None where it does not bear on the sign."""
    return next((rule.anchors for rule in SIGNS[sign].evidence if rule.metric == metric), None)


def wrong_weight(weight: float) -> str | None:
    """Why a number cannot be a weight, as the end of a sentence; None where it can."""
    return None if 0 <= weight <= MOST_WEIGHT else f"is {weight:g}; it can be 0 to {MOST_WEIGHT}."


def wrong_anchors(published: Anchors, numbers: Sequence[float]) -> str | None:
    """Why numbers cannot be anchors, as the end of a sentence; None where they can.

    Args:
        published: The published anchors; others must run the same way, or they would turn the sign over.
        numbers: The metric's values at strength 0, 0.5 and 1.
    """
    told = in_row(numbers)
    if len(numbers) != len(published) or not all(math.isfinite(number) for number in numbers):
        return f"is [{told}]; it can be three numbers: the metric at strength 0, 0.5 and 1."
    rises = published[0] < published[-1]
    if list(numbers) != sorted(set(numbers), reverse=not rises):
        way = "rise" if rises else "fall"
        return f"is [{told}]; the three numbers must {way}, as the published {in_row(published)} do."
    return None


def in_row(numbers: Sequence[float]) -> str:
    """Numbers as they stand in a sentence: "0.1, 0.3, 0.6"."""
    return ", ".join(f"{number:g}" for number in numbers)
