"""Options about a report that is handed over."""

from __future__ import annotations

import argparse
from pathlib import Path

ENDINGS = (".html", ".xlsx", ".pptx", ".pdf")
PARTS = (
    "summary, firmness, reasons, changes, scorecard, readings, months, segments, signs, workshop, reconciliation, "
    "investment, plan, data, rows, method"
)


def report(text: str) -> Path:
    """Where a report is to be."""
    path = Path(text)
    if path.suffix.lower() not in ENDINGS:
        raise argparse.ArgumentTypeError(f"'{text}' does not end in {' or '.join(ENDINGS)}")
    return path


def add_report_options(command: argparse.ArgumentParser) -> None:
    """Where reports go, and what is in them."""
    group = command.add_argument_group("reports to hand over", "what is not given is as in the saved assessment")
    group.add_argument(
        "--report",
        metavar="OUT" + "|".join(ENDINGS),
        type=report,
        action="append",
        default=[],
        help="write a report, and say in one line what came out (repeatable)",
    )
    group.add_argument("--title", metavar="TEXT", help="of the report")
    group.add_argument("--client", metavar="NAME", help="whom it is for")
    group.add_argument(
        "--part", metavar="PART", action="append", help=f"only these, in this order: {PARTS} (repeatable)"
    )
    group.add_argument("--detail", choices=["summary", "full"], help="how much of it (default: full)")
    group.add_argument(
        "--hide-names",
        action=argparse.BooleanOptionalAction,
        help="customers, reps and deals as Customer 12, Rep 3",
    )
    group.add_argument("--language", metavar="TAG", help="whose numbers and dates, such as de-DE")
    group.add_argument("--accent", metavar="#RRGGBB", help="colour of headings and charts")
    group.add_argument("--template", metavar="FILE.pptx", type=Path, help="a deck whose masters the deck is written on")
    group.add_argument("--logo", metavar="FILE", type=Path, help="a PNG or JPEG for the first page")
