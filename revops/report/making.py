"""A report from an assessment: the parts that were chosen, in their order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Final

from revops.assessment import Assessment
from revops.handing_over import Options, PartKey
from revops.report.blocks import Part, Report
from revops.report.material import Material
from revops.report.parts import answer, data, investment, plan, readings, scorecard, signs, workshop
from revops.report.redacting import redacted
from revops.vocabulary import OperatingModel

_BOTH: Final = "Which operations team to invest in"
_MAKE: Final[Mapping[PartKey, Callable[[Material], Part | None]]] = {
    PartKey.SUMMARY: answer.summary,
    PartKey.FIRMNESS: answer.firmness,
    PartKey.REASONS: answer.reasons,
    PartKey.CHANGES: answer.changes,
    PartKey.SCORECARD: scorecard.scorecard,
    PartKey.READINGS: readings.readings,
    PartKey.MONTHS: scorecard.months,
    PartKey.SEGMENTS: scorecard.segments,
    PartKey.SIGNS: signs.signs,
    PartKey.WORKSHOP: workshop.workshop,
    PartKey.RECONCILIATION: data.reconciliation,
    PartKey.INVESTMENT: investment.investment,
    PartKey.PLAN: plan.plan,
    PartKey.DATA: data.data,
    PartKey.ROWS: data.rows,
    PartKey.METHOD: data.method,
}


def report_of(found: Assessment, options: Options | None = None) -> Report:
    """What is handed over of an assessment; every format is written from it.

    A part that has nothing to say, such as a scorecard without files, is left out.

    Args:
        found: The assessment; breakdowns that it holds are in the report.
        options: What to put in; None for everything.
    """
    return report_from(Material(found, options or Options()))


def report_from(material: Material, without: Collection[PartKey] = ()) -> Report:
    """The report of what was worked out already.

    Args:
        material: What its parts are made from.
        without: Parts that nothing will show, and that need not be made.
    """
    found, asked = material.found, material.options
    made = (_MAKE[key](material) for key in asked.chosen if key not in without)
    report = Report(
        title=asked.title or _title(found.model),
        client=asked.client,
        day=found.window.as_of,
        span=_span(material),
        language=asked.language,
        accent=asked.accent,
        logo=asked.logo,
        template=asked.template,
        most_pages=asked.most_pages,
        parts=tuple(part for part in made if part is not None),
    )
    return redacted(report, found.dataset) if asked.hides_names else report


def _title(model: OperatingModel) -> str:
    return _BOTH if model is OperatingModel.BOTH else f"Whether to invest in {model.label}"


def _span(material: Material) -> str:
    window, write = material.found.window, material.figures
    if not material.has_files:
        return "From answers alone, without files"
    if window.is_undated or window.until is None:
        return "All rows of the files"
    since = "the first event" if window.since is None else write.day(window.since)
    return f"{since[:1].upper()}{since[1:]} to {write.day(window.until)}"
