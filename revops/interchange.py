"""The JSON of `read` and `assess`: the objects of the product as plain values, in a fixed order.

Field names are a contract. An unknown value is null and its `reason` says why; nothing is ever NaN or
infinite. Shares are 0 to 1, dates are ISO. Numbers have twelve significant digits: what lies beyond hangs
on the order in which a machine adds rows up, and the same files must give the same document.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from revops.assessment import Assessment
from revops.dataset import Assumption, Dataset, Match, Problem, Proposal, Refusal, SheetRead
from revops.diagnostic.agreed import agreement_document
from revops.diagnostic.answers import Workshop
from revops.diagnostic.document import diagnosis_document
from revops.digits import all_exact, exact
from revops.investing import investment_of
from revops.investment.document import investment_document
from revops.investment.result import InvestmentCase
from revops.measure.affected import touched
from revops.measure.earlier import earlier
from revops.measure.trends import Trended, trend_of
from revops.memo.document import plan_documents
from revops.reading import Change, Piece, PutIn, Reading, Standing
from revops.vocabulary import Comparison

VERSION = 1
"""Raised when a field changes its meaning or goes; a field that is added does not raise it."""

Document = dict[str, Any]


def to_json(document: Document) -> str:
    """A document as text: UTF-8 as it is, two blanks of indentation, a line break at the end.

    Raises:
        ValueError: If a number is not finite; the documents made here never hold one.
    """
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def read_document(dataset: Dataset) -> Document:
    """What `read --json` prints: how each file was understood, and which could not be."""
    return {
        "version": VERSION,
        "tables": [_sheet(dataset, sheet) for sheet in dataset.sheets],
        "assumptions": [_assumption(assumption) for assumption in dataset.assumptions],
        "refused": [_refusal(refusal) for refusal in dataset.refusals],
        "same_names": [_proposal(proposal) for proposal in dataset.proposals],
    }


def assess_document(assessment: Assessment) -> Document:
    """What `assess --json` prints: readings, signs, needs and the recommendation."""
    window, dataset, case = assessment.window, assessment.dataset, investment_of(assessment)
    return {
        "version": VERSION,
        "as_of": _day(window.as_of),
        "since": _day(window.since),
        "until": _day(window.until),
        "model": assessment.model.value,
        "compared": _compared(assessment),
        "tables": [_sheet(dataset, sheet) for sheet in dataset.sheets],
        "assumptions": [_assumption(assumption) for assumption in dataset.assumptions],
        "metrics": {
            key: {**reading_document(reading), "change": _change(assessment.changes.get(key))}
            for key, reading in assessment.readings.items()
        },
        **diagnosis_document(assessment.diagnosis),
        **plan_documents(assessment, case),
        "investment": _investment(case),
        "agreement": agreement_document(assessment.answers.votes),
        "workshop": _workshop(assessment.answers.workshop),
    }


def reading_document(reading: Reading) -> Document:
    """One metric: the number, its interval and its breakdowns, or the reason there is none."""
    return {
        "value": exact(reading.value),
        "low": exact(reading.low),
        "high": exact(reading.high),
        "n": reading.n,
        "unit": reading.unit.value,
        "currency": reading.currency,
        "reason": reading.reason,
        "firm": reading.firm,
        "by": {slice_.value: [_piece(piece, with_partial=True) for piece in by] for slice_, by in reading.by.items()},
        "groups": {slice_.value: [_standing(one) for one in groups] for slice_, groups in reading.groups.items()},
        "trend": _trend(trend_of(reading)),
        "parts": None if reading.parts is None else [_piece(piece) for piece in reading.parts],
        "rivals": {key: _other(rival) for key, rival in reading.rivals.items()},
        "beside": {key: _other(other, with_unit=True) for key, other in reading.beside.items()},
        "definition": reading.definition,
        "put_in": _put_in(reading.put_in),
        "made_of": {key: _other(part, with_unit=True) for key, part in reading.made_of.items()},
        "census": reading.is_census,
        "notes": list(reading.notes),
    }


def _put_in(found: PutIn | None) -> Document | None:
    if found is None:
        return None
    return {"part": exact(found.part), "whole": exact(found.whole), "times": exact(found.times)}


def _compared(assessment: Assessment) -> Document | None:
    """The earlier period that the metrics are held against; null where none was asked for."""
    if assessment.against is None:
        return None
    is_last = assessment.against is Comparison.LAST
    then = assessment.last if is_last else earlier(assessment.window, assessment.against)
    return {
        "with": assessment.against.value,
        "since": _day(then.since if then else None),
        "until": _day(then.until if then else None),
        "as_of": _day(then.as_of if then else None),
    }


def _workshop(workshop: Workshop | None) -> Document | None:
    """Where the votes come from, and what was decided there; null without such a record."""
    if workshop is None:
        return None
    decisions = {
        key: {"what": decision.what, "owner": decision.owner, "due_on": _day(decision.due_on)}
        for key, decision in workshop.decisions.items()
    }
    return {
        "title": workshop.title,
        "client": workshop.client,
        "held_on": _day(workshop.held_on),
        "agreed": list(workshop.agreed),
        "decisions": decisions,
    }


def _change(change: Change | None) -> Document | None:
    if change is None:
        return None
    return {
        "value": exact(change.value),
        "n": change.n,
        "difference": exact(change.difference),
        "relative": exact(change.relative),
        "low": exact(change.low),
        "high": exact(change.high),
        "p_value": exact(change.p_value),
        "verdict": None if change.verdict is None else change.verdict.value,
        "reason": change.reason,
        "fresh": None if change.fresh is None else _estimate(change.fresh),
    }


def _sheet(dataset: Dataset, sheet: SheetRead) -> Document:
    return {
        "table": sheet.table,
        "file": sheet.file,
        "sheet": sheet.sheet,
        "from": _day(sheet.since),
        "to": _day(sheet.until),
        "rows_read": sheet.rows_read,
        "rows_used": sheet.rows_used,
        "rows_set_aside": sheet.rows_set_aside,
        "columns": {column: _match(match) for column, match in sheet.columns.items()},
        "problems": [_problem(problem, touched(dataset, sheet, problem)) for problem in sheet.problems],
        "stages": dict(sheet.stages),
        "export": sheet.export or None,
        "notes": list(sheet.notes),
    }


def _proposal(proposal: Proposal) -> Document:
    return {
        "names": list(proposal.names),
        "columns": list(proposal.columns),
        "rows": proposal.rows,
        "because": proposal.because,
    }


def _match(match: Match) -> Document:
    return {"header": match.header, "confidence": exact(match.confidence), "because": match.because}


def _problem(problem: Problem, metrics: Sequence[str]) -> Document:
    return {
        "code": problem.code,
        "column": problem.column,
        "count": problem.count,
        "rows": list(problem.rows),
        "value": problem.value,
        "hint": problem.hint,
        "metrics": list(metrics),
    }


def _assumption(assumption: Assumption) -> Document:
    return {
        "about": assumption.about,
        "chose": assumption.chose,
        "because": assumption.because,
        "file": assumption.file,
        "sheet": assumption.sheet,
    }


def _refusal(refusal: Refusal) -> Document:
    return {"file": refusal.file, "sheet": refusal.sheet, "code": refusal.code, "reason": refusal.reason}


def _piece(piece: Piece, *, with_partial: bool = False) -> Document:
    document: Document = {"key": piece.key, **_estimate(piece)}
    return {**document, "partial": piece.partial} if with_partial else document


def _trend(trend: Trended | None) -> Document | None:
    if trend is None:
        return None
    return {
        "slope": exact(trend.slope),
        "low": exact(trend.low),
        "high": exact(trend.high),
        "months": trend.months,
    }


def _standing(one: Standing) -> Document:
    return {
        **_piece(one.piece),
        "pooled": one.pooled,
        "difference": exact(one.difference),
        "relative": exact(one.relative),
        "difference_low": exact(one.low),
        "difference_high": exact(one.high),
        "p_value": exact(one.p_value),
        "verdict": None if one.verdict is None else one.verdict.value,
    }


def _other(reading: Reading, *, with_unit: bool = False) -> Document:
    document: Document = {**_estimate(reading), "reason": reading.reason}
    return {**document, "unit": reading.unit.value} if with_unit else document


def _estimate(reading: Reading | Piece) -> Document:
    return {
        "value": exact(reading.value),
        "low": exact(reading.low),
        "high": exact(reading.high),
        "n": reading.n,
    }


def _investment(case: InvestmentCase | None) -> Document | None:
    document: Document | None = None if case is None else all_exact(investment_document(case))
    return document


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
