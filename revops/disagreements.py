"""The JSON of `reconcile`: where two files tell different stories, as plain values in a fixed order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from revops.interchange import VERSION, Document
from revops.reconciliation import Comparison, Difference, Finding
from revops.window import Window


def reconcile_document(found: Sequence[Comparison], window: Window) -> Document:
    """What `reconcile --json` prints: where two files tell different stories, case by case."""
    return {
        "version": VERSION,
        "as_of": _day(window.as_of),
        "since": _day(window.since),
        "until": _day(window.until),
        "comparisons": [_comparison(comparison) for comparison in found],
    }


def _comparison(comparison: Comparison) -> Document:
    return {
        "key": comparison.key,
        "title": comparison.title,
        "says": comparison.says,
        "compared": comparison.compared,
        "reason": comparison.reason,
        "findings": [_disagreement(finding) for finding in comparison.findings],
        "notes": list(comparison.notes),
    }


def _disagreement(finding: Finding) -> Document:
    return {
        "key": finding.key,
        "title": finding.title,
        "says": finding.says,
        "one": finding.one or None,
        "other": finding.other or None,
        "unit": finding.unit.value,
        "at_stake": [{"currency": code, "amount": amount} for code, amount in finding.at_stake.items()],
        "cases": [_case(each) for each in finding.differences],
    }


def _case(each: Difference) -> Document:
    return {
        "who": each.who,
        "near": each.near or None,
        "on": _day(each.on),
        "one": each.one,
        "other": each.other,
        "at_stake": each.at_stake,
        "currency": each.currency,
        "rows": [{"file": place.file, "sheet": place.sheet or None, "row": place.row} for place in each.places],
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
