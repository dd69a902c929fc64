"""`assess`: metrics, signs and the recommendation."""

from __future__ import annotations

import sys
from argparse import Namespace

from revops.assessment import Assessment, assess
from revops.choosing import nearest
from revops.cli import changes, diagnosis, investment, kept, metrics, plan, reporting
from revops.cli.layout import heading, plain, points, prose
from revops.cli.opening import unusable
from revops.cli.option_values import has_answers
from revops.cli.read import assumed, place, rows
from revops.dataset import Problem, SheetRead
from revops.diagnostic.answers_file import answers_from_file
from revops.errors import ChoiceError
from revops.interchange import assess_document, to_json
from revops.measure.windows import about_window
from revops.metrics import METRICS
from revops.tables import TABLES
from revops.vocabulary import OperatingModel, Slice

NOTHING_USED = (
    'No row is used. Decide with --map TABLE.FIELD=HEADER which column is which, or with --stage "STAGE=won|lost|open" '
    "what the stages mean."
)


WHICH_ROWS = "python -m revops read FILE... names the rows, and the cells that could not be read."
WHICH_CELLS = "python -m revops read FILE... tells the problems of the files that set no row aside."


def run(given: Namespace) -> int:
    """Assess the files and answers, print the result, and return the exit code."""
    _check_keys(given.metric)
    definitions = _definitions(given.definition)
    said = None if given.answers is None else answers_from_file(given.answers)
    case = kept.with_votes(kept.with_definitions(kept.open_case(given, said), definitions), given.votes)
    failed = bool(unusable(case.dataset)) and not _is_alone(case, given)
    if failed and not case.dataset.sheets and not has_answers(given):
        return 1
    asked = reporting.options(given, case.before.report if case.before else None)
    assessment = _assess(case, reporting.slices(given))
    if given.save is not None:
        kept.keep(case, assessment, asked, given.save)
    reported = reporting.write(assessment, given, asked)
    if given.json:
        sys.stdout.write(to_json(assess_document(assessment)))
    else:
        sys.stdout.write("\n".join(reported or text(assessment, case.view.slices)) + "\n")
    return 1 if failed else 0


def text(assessment: Assessment, slices: tuple[Slice, ...] = ()) -> list[str]:
    """The whole assessment as lines; breakdowns only where they were asked for."""
    return [
        *_about(assessment),
        *assumed(assessment.dataset),
        *metrics.text(assessment.readings, slices),
        *changes.text(assessment),
        *diagnosis.text(assessment.diagnosis),
        *investment.text(assessment),
        *plan.text(assessment),
    ]


def _is_alone(case: kept.Case, given: Namespace) -> bool:
    """Whether a saved assessment is opened as it was; what could not be used was told when it was saved."""
    return case.before is not None and len(given.files) == 1


def _check_keys(words: list[str]) -> None:
    for word in words:
        if word not in METRICS:
            raise ChoiceError(f"there is no metric {word}; {nearest(word, METRICS)}")


def _definitions(pairs: list[tuple[str, str]]) -> dict[str, str]:
    for key, name in pairs:
        _check_keys([key])
        rivals = METRICS[key].rivals
        if name not in rivals:
            known = nearest(name, rivals) if rivals else "it has none."
            raise ChoiceError(f"{key} has no definition {name}; {known}")
    return dict(pairs)


def _assess(case: kept.Case, slices: tuple[Slice, ...]) -> Assessment:
    view = case.view
    return assess(
        case.dataset,
        model=view.model,
        window=view.window,
        answers=case.answers,
        slices=view.slices or slices,
        keys=view.keys,
        against=view.against,
        history=case.before.history if case.before else (),
        seed=view.seed,
        today=view.seen_on,
    )


def _about(assessment: Assessment) -> list[str]:
    model, window = assessment.model, assessment.window
    asked = "SalesOps, RevOps, or both?" if model is OperatingModel.BOTH else f"{model.label} or not yet?"
    lines = [f"RevOps Advisor: {asked}"]
    if not assessment.dataset.sheets:
        why = "No file could be used" if assessment.dataset.refusals else "No files"
        return [*lines, *prose(f"{why}: the answers alone are assessed.")]
    if not window.is_undated:
        lines += prose(f"{window.since or 'The first event'} to {window.until}, seen from {window.as_of}.")
    lines += [line for word in about_window(assessment.dataset, window) for line in prose(word)]
    sheets = assessment.dataset.sheets
    lines += [*heading("Files"), *(line for sheet in sheets for line in _sheet(sheet))]
    if not any(sheet.problems for sheet in sheets):
        return lines
    return [*lines, *prose(WHICH_ROWS if any(sheet.rows_set_aside for sheet in sheets) else WHICH_CELLS, indent=2)]


def _sheet(sheet: SheetRead) -> list[str]:
    """What was used of a sheet, and why the rest was not."""
    lines = points([plain(f"{place(sheet.file, sheet.sheet)}: {TABLES[sheet.table].label}, {rows(sheet)}")])
    lines += points([plain(_set_aside(problem)) for problem in sheet.problems if problem.sets_aside], indent=4)
    return lines if sheet.rows_used else [*lines, *prose(NOTHING_USED, indent=4)]


def _set_aside(problem: Problem) -> str:
    column = f" in {problem.column}" if problem.column else ""
    return f"{problem.count:,} set aside ({problem.code}{column}): {problem.hint}"
