"""`read`: how each file was understood."""

from __future__ import annotations

import sys
from argparse import Namespace

from revops.cli.layout import heading, plain, points, prose, shorten, table
from revops.cli.opening import open_dataset, option, refused_because, unusable
from revops.dataset import Assumption, Dataset, Problem, Proposal, Refusal, SheetRead
from revops.interchange import read_document, to_json
from revops.measure.affected import touched
from revops.metrics import METRICS
from revops.tables import TABLES

LISTED_ROWS = 5
MOST_MOVED = 4
SAMPLES = 36


def run(given: Namespace) -> int:
    """Read the files, print how, and return the exit code."""
    dataset = open_dataset(given)
    sys.stdout.write(to_json(read_document(dataset)) if given.json else "\n".join(text(dataset)) + "\n")
    return 1 if unusable(dataset) else 0


def text(dataset: Dataset) -> list[str]:
    """Everything `read` says, as lines."""
    lines = [line for sheet in dataset.sheets for line in _sheet(dataset, sheet)]
    lines += assumed(dataset)
    if dataset.proposals:
        lines += [*heading("Perhaps the same"), *points([_proposal(proposal) for proposal in dataset.proposals])]
    if dataset.refusals:
        lines += [*heading("Not used"), *points([refused(refusal) for refusal in dataset.refusals])]
    return lines[1:] if lines and not lines[0] else lines


def assumed(dataset: Dataset) -> list[str]:
    """Choices taken by default, each with the option that takes another."""
    if not dataset.assumptions:
        return []
    return [*heading("Assumed"), *points([_assumption(assumption) for assumption in dataset.assumptions])]


def refused(refusal: Refusal) -> str:
    """A file or sheet that is not used, with the reason."""
    return plain(f"{place(refusal.file, refusal.sheet)}: {refused_because(refusal)}")


def place(file: str, sheet: str | None) -> str:
    """File and sheet in one phrase."""
    return f"{file}, sheet {sheet}" if sheet else file


def rows(sheet: SheetRead) -> str:
    """How many rows were read, used and set aside, and the days they cover."""
    counted = f"{sheet.rows_read:,} rows read, {sheet.rows_used:,} used, {sheet.rows_set_aside:,} set aside"
    covered = f"; {sheet.since} to {sheet.until}" if sheet.since and sheet.until else ""
    return counted + covered


def _sheet(dataset: Dataset, sheet: SheetRead) -> list[str]:
    label = TABLES[sheet.table].label
    lines = heading(plain(f"{place(sheet.file, sheet.sheet)}: {label}"))
    lines += prose(f"{rows(sheet)}.", indent=2)
    lines += prose(plain("; ".join(_how(sheet))), indent=2)
    lines += ["", *table(_columns(sheet), head=("column", "header", "match", "for example"))]
    lines += _unmatched(sheet)
    if sheet.stages:
        lines += prose(plain("stages: " + ", ".join(f"{name} = {is_}" for name, is_ in sheet.stages.items())), indent=2)
    if sheet.problems:
        lines += [
            "",
            "  problems",
            *points([_problem(problem, _moved(dataset, sheet, problem)) for problem in sheet.problems], indent=4),
        ]
    return lines


def _how(sheet: SheetRead) -> list[str]:
    found = [*([f"header in row {sheet.header_row}"] if sheet.header_row else []), *sheet.notes]
    if sheet.export:
        found.insert(0, f"read as {sheet.export}")
    if sheet.shape != "rows":
        found.append(f"shape: {sheet.shape}")
    if sheet.totals_dropped:
        rows = "row" if sheet.totals_dropped == 1 else "rows"
        found.append(f"{sheet.totals_dropped:,} {rows} of totals and footers left out")
    return found


def _columns(sheet: SheetRead) -> list[tuple[str, str, str, str]]:
    return [
        (
            column,
            plain(match.header),
            f"{match.because}, {match.confidence:.0%}",
            shorten(plain(" · ".join(sheet.samples.get(match.header, ()))), SAMPLES),
        )
        for column, match in sheet.columns.items()
    ]


def _unmatched(sheet: SheetRead) -> list[str]:
    return prose(plain(f"not used: {', '.join(sheet.unused)}"), indent=2) if sheet.unused else []


def _moved(dataset: Dataset, sheet: SheetRead, problem: Problem) -> str:
    """The numbers that a problem may move, by their names."""
    labels = [METRICS[key].label for key in touched(dataset, sheet, problem)]
    more = f" and {len(labels) - MOST_MOVED} more" if len(labels) > MOST_MOVED else ""
    return f" Touches {', '.join(labels[:MOST_MOVED])}{more}." if labels else ""


def _problem(problem: Problem, moved: str) -> str:
    listed = ", ".join(str(row) for row in problem.rows[:LISTED_ROWS])
    more = ", …" if problem.count > LISTED_ROWS else ""
    column = f" in {problem.column}" if problem.column else ""
    value = f', such as "{problem.value}"' if problem.value else ""
    effect = _effect(problem)
    where = f" (row {listed}{more})" if listed else ""
    return plain(f"{problem.code}{column}: {problem.count:,} {effect}{where}{value}. {problem.hint}{moved}")


def _effect(problem: Problem) -> str:
    if problem.sets_aside:
        return "set aside"
    return "kept, the cell is blank" if problem.blanks else "used as it stands"


def _proposal(proposal: Proposal) -> str:
    first, *others = proposal.names
    listed = ", ".join(f"“{name}”" for name in others)
    rows = "1 row" if proposal.rows == 1 else f"{proposal.rows:,} rows"
    says = f"{listed} ({rows}) and “{first}” in {', '.join(proposal.columns)}: {proposal.because}."
    apart = " ".join(f'--same "{name}={name}"' for name in proposal.names)
    return plain(f'{says} Merge with --same "{others[0]}={first}", keep apart with {apart}.')


def _assumption(assumption: Assumption) -> str:
    where = f" ({place(assumption.file, assumption.sheet)})" if assumption.file else ""
    chose = f"{assumption.about}{where}: {assumption.chose}. {assumption.because}"
    return plain(f"{chose} {option(assumption)}")
