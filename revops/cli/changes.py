"""What changed since an earlier period, as text: a table of what can be compared, reasons for the rest."""

from __future__ import annotations

from collections.abc import Iterable

from revops.assessment import Assessment
from revops.charts.changes import MANY_AT_ONCE, VERDICTS, between, is_outweighed, moved, since_then
from revops.cli.layout import heading, plain, points, prose, table
from revops.cli.metrics import FIGURES, label
from revops.history import why_none_before
from revops.measure.earlier import called
from revops.reading import Change, Reading
from revops.vocabulary import Comparison

HEAD = ("metric", "then", "change", "95% interval", "")
NUMBERS = (1, 2, 3)


def text(assessment: Assessment) -> list[str]:
    """All changes as lines; nothing where no comparison was asked for or nothing is known."""
    changes, readings = assessment.changes, assessment.readings
    if not changes or assessment.against is None:
        return []
    rows = [_row(readings[key], change) for key, change in changes.items() if change.difference is not None]
    lines = heading(f"Against {called(assessment.window, assessment.against)}")
    lines += _not_last(assessment)
    span = next((change for change in changes.values() if change.since), None)
    lines += prose(f"From {span.since or 'the first event'} to {span.until}.{_seen(assessment)}") if span else []
    lines += table(rows, head=HEAD, right=NUMBERS) if rows else []
    if any(is_outweighed(change) for change in changes.values()):
        lines += ["", *prose(MANY_AT_ONCE)]
    return [*lines, *_reasons(changes.items())]


def _row(reading: Reading, change: Change) -> tuple[str, str, str, str, str]:
    then = FIGURES.value(change.value or 0.0, reading.unit, reading.currency)
    verdict = VERDICTS[change.verdict] if change.verdict else ""
    size = moved(FIGURES, reading, change)
    remarks = filter(None, (since_then(FIGURES, reading, change), verdict))
    return (label(reading.key), then, size, between(FIGURES, reading, change), ", ".join(remarks))


def _not_last(assessment: Assessment) -> list[str]:
    """Why a saved assessment beside the files is not what they are held against."""
    saved = [entry for entry in assessment.history if entry.as_of != assessment.window.as_of]
    if assessment.against is Comparison.LAST or assessment.last is not None or not saved:
        return []
    return prose(why_none_before(saved, assessment.window.as_of))


def _seen(assessment: Assessment) -> str:
    """Of an earlier assessment, the day it was seen from, and what its verdicts compare."""
    if assessment.against is not Comparison.LAST or assessment.last is None:
        return ""
    return f" Seen from {assessment.last.as_of}; verdicts hold the days since against what was found then."


def _reasons(changes: Iterable[tuple[str, Change]]) -> list[str]:
    """Why the others have no comparison, or no verdict; a shared reason is said once."""
    reasons: dict[str, list[str]] = {}
    for key, change in changes:
        if change.reason:
            reasons.setdefault(change.reason, []).append(label(key))
    items = [plain(f"{', '.join(labels)}: {reason}") for reason, labels in reasons.items()]
    return ["", *points(items)] if items else []
