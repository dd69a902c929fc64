"""The plan and the memo as text."""

from __future__ import annotations

from revops.assessment import Assessment
from revops.charts.owning import owned_numbers
from revops.cli.layout import heading, plain, points, prose, table
from revops.cli.metrics import FIGURES
from revops.plan import plan_of
from revops.plan.against import speaks_against
from revops.plan.result import Against, Step


def text(assessment: Assessment) -> list[str]:
    """What speaks against the recommendation, and what to do within ninety days."""
    plan, against = plan_of(assessment), speaks_against(assessment.diagnosis)
    lines = (
        [*heading("The strongest argument against it"), *prose(plain(against.strongest), indent=2)] if against else []
    )
    lines += [*heading("The next ninety days"), *points([_step(step) for step in plan.steps])]
    if numbers := owned_numbers(plan, FIGURES):
        lines += [*heading("Numbers to own"), *table(list(zip(*numbers.values(), strict=True)), head=list(numbers))]
    day = "" if plan.look_again.on is None else f" That is {plan.look_again.on}."
    return [*lines, *prose(plain(plan.look_again.says + day), indent=2)]


def _against(against: Against) -> list[str]:
    return [*heading("The strongest argument against it"), *prose(plain(against.strongest), indent=2)]


def _step(step: Step) -> str:
    owner = f" ({step.owner})" if step.owner else ""
    return plain(f"By day {step.by}: {step.what}{owner}")
