"""`reconcile`: where two files tell different stories."""

from __future__ import annotations

import sys
from argparse import Namespace

from revops.charts.figures import Figures
from revops.cli.layout import heading, plain, points, prose, table
from revops.cli.opening import open_dataset, unusable
from revops.disagreements import reconcile_document
from revops.interchange import to_json
from revops.measure import default_window
from revops.reconciliation import Comparison, Difference, Finding, reconcile

LISTED = 10
"""Cases of one kind that are printed; the JSON has all."""
FIGURES = Figures.of("en")


def run(given: Namespace) -> int:
    """Hold the files against each other, print where they differ, and return the exit code."""
    dataset = open_dataset(given)
    window = default_window(dataset, as_of=given.as_of, since=given.since, until=given.until, all_time=given.all_time)
    found = reconcile(dataset, window=window)
    result = to_json(reconcile_document(found, window)) if given.json else "\n".join(text(found)) + "\n"
    sys.stdout.write(result)
    return 1 if unusable(dataset) else 0


def text(found: tuple[Comparison, ...]) -> list[str]:
    """All comparisons as lines; those that were not possible come last, with what would unlock them."""
    lines = [line for comparison in found if comparison.reason is None for line in _comparison(comparison)]
    closed = [f"{comparison.title}: {comparison.reason}" for comparison in found if comparison.reason is not None]
    if closed:
        lines += [*heading("Not compared, and what would unlock it"), *points(closed)]
    return lines[1:]


def _comparison(comparison: Comparison) -> list[str]:
    lines = [*heading(plain(comparison.title)), *prose(f"{comparison.compared:,} compared. {comparison.says}")]
    for finding in comparison.findings:
        lines += _finding(finding)
    if not comparison.findings and comparison.compared:
        lines += ["", *prose("They agree.")]
    return [*lines, *(["", *points([plain(note) for note in comparison.notes])] if comparison.notes else [])]


def _finding(finding: Finding) -> list[str]:
    stake = " and ".join(FIGURES.value(amount, finding.unit, code) for code, amount in finding.at_stake.items())
    total = f"{len(finding.differences):,}" + (f", {stake} at stake" if stake else "")
    head = tuple(plain(name) for name in ("", "day", finding.one, finding.other, "rows"))
    rows = [_row(each, finding) for each in finding.differences[:LISTED]]
    kept = [at for at in range(len(head)) if any(row[at] for row in rows)]
    lines = ["", *prose(f"{plain(finding.title)}: {total}. {finding.says}", indent=2)]
    lines += table(
        [[row[at] for at in kept] for row in rows],
        head=[head[at] for at in kept],
        right=[place for place, at in enumerate(kept) if at in (2, 3)],
        indent=4,
    )
    more = len(finding.differences) - len(rows)
    return [*lines, *([f"    and {more:,} more; --json names all"] if more else [])]


def _row(each: Difference, finding: Finding) -> list[str]:
    one, other = (
        "" if number is None else FIGURES.value(number, finding.unit, each.currency)
        for number in (each.one, each.other)
    )
    places = "; ".join(map(str, each.places[:2])) + ("; …" if len(each.places) > 2 else "")
    return [plain(each.called) or "(blank)", str(each.on or ""), one, other, plain(places)]
