"""One page for the board: the answer, how firm it is, why, the strongest argument against it, what comes next."""

from __future__ import annotations

from typing import Final

from revops.assessment import Assessment
from revops.charts.break_even import rows_of
from revops.charts.figures import Figures
from revops.diagnostic.content import OUTCOMES, SETTINGS, SIGNS
from revops.diagnostic.outcome import CALLED
from revops.diagnostic.result import Diagnosis, Need
from revops.diagnostic.wording import points_of
from revops.investment.content import BESIDE
from revops.investment.result import InvestmentCase
from revops.memo.result import Memo, Part
from revops.plan.against import grounds, speaks_against
from revops.plan.making import PHASES, acted_upon, plan_of
from revops.plan.result import Plan, Step
from revops.vocabulary import OperatingModel, Outcome, Team, Unit

MOST_REASONS: Final = 3
MOST_LEVERS: Final = 2
ENGLISH: Final = Figures.of("en")
_NO_COSTS: Final = "No cost was given, so what it must earn is not worked out: give what a role would be paid."
_FIRM: Final = {
    "clear": "Clear: {share} of all simulated readings end there.",
    "leaning": "Leaning: {share} of all simulated readings end there; one or two facts could still move it.",
    "unsettled": "Not settled: {share} of all simulated readings end at the likeliest outcome, {outcome}.",
}


def memo_of(assessment: Assessment, case: InvestmentCase | None = None, figures: Figures = ENGLISH) -> Memo:
    """The recommendation on one page, with what speaks against it and what it must earn.

    Args:
        assessment: With its diagnosis.
        case: Its investment case; None where no cost was given, which is then said.
        figures: Writes the numbers of costs and lifts.
    """
    diagnosis, plan = assessment.diagnosis, plan_of(assessment)
    parts = (
        Part(title="Recommendation", sentences=_answer(diagnosis)),
        Part(title="How firm it is", sentences=_firmness(diagnosis)),
        Part(title="Why", sentences=_reasons(diagnosis)),
        Part(title="The strongest argument against it", sentences=_against(diagnosis)),
        Part(title="What would change it", sentences=_changes(diagnosis)),
        Part(title="What it costs and must earn", sentences=_costs(diagnosis, case, figures)),
        Part(title="The next ninety days", sentences=_phases(plan)),
        Part(title="When to look again", sentences=(plan.look_again.says,)),
    )
    return Memo(title=_title(assessment.model), day=assessment.window.as_of, parts=parts)


def _title(model: OperatingModel) -> str:
    if model is OperatingModel.BOTH:
        return "Which operations team to invest in: SalesOps, RevOps, both, or neither yet"
    return f"Whether to invest in {model.label} now"


def _answer(diagnosis: Diagnosis) -> tuple[str, ...]:
    found = diagnosis.recommendation
    forms = tuple(f"{form.team.label} as {form.label}." for form in found.forms if form.form is not None)
    return (found.says, OUTCOMES[found.outcome].means, *forms, *found.settled)


def _firmness(diagnosis: Diagnosis) -> tuple[str, ...]:
    found = diagnosis.recommendation
    says = _FIRM[found.word].format(share=f"{100 * found.firmness:.0f}%", outcome=found.leading.label)
    known = [
        f"{100 * need.known_weight:.0f}% of what speaks about {need.team.label} is known."
        for need in diagnosis.needs.values()
    ]
    return (says, *known)


def _reasons(diagnosis: Diagnosis) -> tuple[str, ...]:
    needs = tuple(_need(need) for need in diagnosis.needs.values() if need.is_decidable and need.value is not None)
    if not CALLED.get(diagnosis.recommendation.outcome, ()):
        return needs or ("Too little is known to give reasons.",)
    acted = [sign for signs in acted_upon(diagnosis).values() for sign in signs]
    points = {part.sign: part.points for need in diagnosis.needs.values() for part in need.contributions}
    heaviest = sorted(acted, key=lambda sign: -points[sign])[:MOST_REASONS]
    return (*needs, *(_reason(diagnosis, sign) for sign in heaviest))


def _need(need: Need) -> str:
    between = "" if need.low is None or need.high is None else f", {100 * need.low:.0f} to {100 * need.high:.0f}"
    return (
        f"Need for {need.team.label}: {points_of(need.value)}{between} in nine of ten simulated readings; "
        f"a team is called for from {100 * SETTINGS.need_threshold:.0f} on."
    )


def _reason(diagnosis: Diagnosis, sign: str) -> str:
    return f"{SIGNS[sign].title}. {grounds(diagnosis.signs[sign])}".rstrip()


def _against(diagnosis: Diagnosis) -> tuple[str, ...]:
    found = speaks_against(diagnosis)
    if found is None:
        return ("Nothing of what is known speaks against it; what is not known might.",)
    return (found.strongest, *found.also[:1])


def _changes(diagnosis: Diagnosis) -> tuple[str, ...]:
    found = diagnosis.recommendation
    if found.outcome is Outcome.UNSETTLED:
        return tuple(item.says for item in found.find_out[:MOST_REASONS]) or ("Any further answer.",)
    return tuple(flip.says for flip in found.flips[:1]) or ("No single sign changes the outcome on its own.",)


def _costs(diagnosis: Diagnosis, case: InvestmentCase | None, figures: Figures) -> tuple[str, ...]:
    teams = CALLED.get(diagnosis.recommendation.outcome, ())
    if not teams:
        return ("Nothing is to be spent on a team now.",)
    if case is None:
        return (_NO_COSTS,)
    told = [says for team in teams if team in case.costs for says in _team_costs(case, team, figures)]
    rate = BESIDE["base_rate"]
    return (*told, f"For scale: {rate.says} ({rate.publisher}, {rate.years})")


def _team_costs(case: InvestmentCase, team: Team, figures: Figures) -> list[str]:
    cost = case.costs[team]
    if cost.a_year is None:
        return [cost.reason or _NO_COSTS]
    says = [f"{team.label} costs {figures.value(cost.a_year, Unit.MONEY, case.currency)} a year."]
    levers = [lever for lever in case.levers.values() if lever.team is team and lever.at[12].is_possible]
    rows = rows_of(levers, figures, case.currency)[:MOST_LEVERS]
    if not rows:
        return [*says, "None of its numbers can be shown to pay for it alone within twelve months."]
    ways = "; or ".join(f"{row['name']} from {row['today']} to {row['target']}" for row in rows)
    return [*says, f"To pay within twelve months, one of these alone would have to move: {ways}."]


def _phases(plan: Plan) -> tuple[str, ...]:
    """The first step of each month that follows from a sign or was written by hand."""
    own = [step for step in plan.steps if plan.is_edited or step.sign is not None] or list(plan.steps)
    first = {_phase(step): step for step in reversed(own)}
    return tuple(f"By day {step.by}: {step.what}" for _, step in sorted(first.items())) or ("No step is planned.",)


def _phase(step: Step) -> int:
    return next((day for day in PHASES if step.by <= day), PHASES[-1])
