"""The plan of a recommendation: steps from the signs that fired, roles, numbers to own, when to look again."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Final

from revops.assessment import Assessment
from revops.dataset import Dataset
from revops.diagnostic.answers import Context
from revops.diagnostic.content import OUTCOMES, SIGNS, EvidenceRule
from revops.diagnostic.outcome import CALLED
from revops.diagnostic.result import Diagnosis, Recommendation
from revops.diagnostic.story import turn
from revops.investment.roles import roles_of
from revops.metrics import METRICS
from revops.plan.content import LOOK_AGAIN_MONTHS, STEPS, TOOLS
from revops.plan.result import LookAgain, OwnedMetric, Plan, RoleStep, Step, ToolState
from revops.reading import Reading
from revops.vocabulary import Better, Outcome, Team

PHASES: Final = (30, 60, 90)
"""Days from now by which a step is done."""
FIRED: Final = 0.5
"""A sign that is at least half present has fired; our own judgement, as the anchors are."""
MOST_SIGNS: Final = {1: 3, 2: 2}
"""Signs acted upon per team, by the number of teams: nobody changes more at once."""
MOST_QUESTIONS: Final = 3
FIFTH: Final = "fifth"
"""Key of the smallest form of an investment, somebody who is already there."""

_LAST: Final = "Read the same numbers again, hold them against the assessment saved today, and decide whether to go on."
_SAVE: Final = "Save this assessment, so that the numbers below can be held against today's."


def plan_of(assessment: Assessment) -> Plan:
    """What to do within ninety days of a recommendation, and which numbers tell whether it worked.

    Args:
        assessment: With its readings; metrics that were not measured stand without today's value.
    """
    diagnosis, as_of = assessment.diagnosis, assessment.window.as_of
    found = diagnosis.recommendation
    acted, own = acted_upon(diagnosis), assessment.answers.plan
    proposed = chain(_opening(found), _schedule(found, acted), [_step(90, _LAST)])
    in_order = _by_day(proposed)
    return Plan(
        steps=in_order if own is None else _by_day(Step(by=one.by, what=one.what, owner=one.owner) for one in own),
        proposed=in_order,
        is_edited=own is not None,
        roles=_roles(found, assessment.answers.context),
        metrics=tuple(_metrics(chain(*acted.values()), assessment.readings)),
        tools=_tools(assessment.dataset, assessment.answers.tools),
        look_again=_look_again(found, as_of),
    )


def _by_day(steps: Iterable[Step]) -> tuple[Step, ...]:
    return tuple(sorted(steps, key=lambda step: step.by))


def acted_upon(diagnosis: Diagnosis) -> dict[Team, tuple[str, ...]]:
    """The signs that the plan acts on, by team, heaviest first; the team to begin with comes first."""
    found = diagnosis.recommendation
    teams = _in_order(found)
    most = MOST_SIGNS[len(teams)]
    return {team: _fired(diagnosis, team)[:most] for team in teams if team in diagnosis.needs}


def _in_order(found: Recommendation) -> tuple[Team, ...]:
    teams = CALLED.get(found.outcome, ()) or tuple(Team)
    return tuple(sorted(teams, key=lambda team: team is not found.first))


def _fired(diagnosis: Diagnosis, team: Team) -> tuple[str, ...]:
    parts = sorted(diagnosis.needs[team].contributions, key=lambda part: -part.points)
    return tuple(part.sign for part in parts if (diagnosis.signs[part.sign].value or 0.0) >= FIRED)


def _opening(found: Recommendation) -> list[Step]:
    steps = [_step(30, _SAVE)]
    if found.outcome is Outcome.UNSETTLED:
        return [*steps, *(_step(30, item.says) for item in found.find_out[:MOST_QUESTIONS])]
    for team in CALLED.get(found.outcome, ())[:1] if found.first is None else (found.first,):
        steps.append(_step(30, _appointment(found, team)))
    return steps


def _appointment(found: Recommendation, team: Team) -> str:
    role = roles_of(team)[0]
    title = f"{role.title[:1].lower()}{role.title[1:]}"
    form = next((form for form in found.forms if form.team is team and form.form is not None), None)
    if form is not None and form.form == FIFTH:
        return (
            f"Name one person who gives a fifth of the week to the work of a {title}, reporting to {role.reports_to}."
        )
    by = f" with {form.label}" if form else ""
    return f"Write down what a {title} is to achieve here in a year, and begin to fill the role{by}."


def _schedule(found: Recommendation, acted: Mapping[Team, Sequence[str]]) -> list[Step]:
    """The heaviest sign begins now and each further one a month later; a second team begins a month after the first."""
    later = 1 if found.first is not None else 0
    return [
        step
        for place, signs in enumerate(acted.values())
        for number, sign in enumerate(signs)
        for step in _steps_of(sign, begin=number + place * later)
    ]


def _steps_of(sign: str, begin: int) -> list[Step]:
    texts = (SIGNS[sign].first_action, STEPS[sign].then, STEPS[sign].after)
    return [
        Step(by=by, what=text, owner=STEPS[sign].owner, sign=sign)
        for by, text in zip(PHASES[begin:], texts, strict=False)
    ]


def _step(by: int, what: str) -> Step:
    return Step(by=by, what=what, owner="")


def _roles(found: Recommendation, context: Context) -> tuple[RoleStep, ...]:
    teams = _in_order(found) if CALLED.get(found.outcome, ()) else ()
    sellers = (context.sellers or 0) + (context.planned_sellers or 0)
    return tuple(
        RoleStep(
            team=role.team,
            title=role.title,
            does=role.does,
            reports_to=role.reports_to,
            from_sellers=role.from_sellers if role.from_sellers > sellers else None,
            source=role.source,
        )
        for team in (*teams, *([found.then] if found.then else []))
        for role in roles_of(team)
    )


def _metrics(signs: Iterable[str], readings: Mapping[str, Reading]) -> Iterable[OwnedMetric]:
    seen: set[str] = set()
    for sign in signs:
        for rule in SIGNS[sign].evidence:
            if rule.metric not in seen and _is_improved(sign, rule):
                seen.add(rule.metric)
                yield _owned(sign, rule.metric, rule.anchors, readings.get(rule.metric))


def _is_improved(sign: str, rule: EvidenceRule) -> bool:
    """Whether the business is better off when the sign fades: smaller contracts quieten a sign and help nobody."""
    better = METRICS[rule.metric].better
    if better is Better.NEITHER:
        return SIGNS[sign].group == "pain"
    return better is (Better.LOWER if _fades_below(rule.anchors) else Better.HIGHER)


def _fades_below(anchors: tuple[float, float, float]) -> bool:
    return anchors[0] < anchors[2]


def _owned(sign: str, metric: str, anchors: tuple[float, float, float], today: Reading | None) -> OwnedMetric:
    target, is_lower = anchors[1], _fades_below(anchors)
    value = None if today is None else today.value
    reached = None if value is None else (value <= target if is_lower else value >= target)
    return OwnedMetric(
        metric=metric,
        team=SIGNS[sign].team,
        sign=sign,
        today=today,
        target=target,
        is_lower=is_lower,
        is_reached=reached,
    )


def _tools(dataset: Dataset, said: Sequence[str]) -> tuple[ToolState, ...]:
    have = {sheet.table for sheet in dataset.sheets if sheet.rows_used}
    return tuple(
        ToolState(
            key=tool.key,
            title=tool.title,
            what=tool.what,
            is_shown=not have.isdisjoint(tool.tables),
            is_said=tool.key in said,
        )
        for tool in TOOLS.values()
    )


def _look_again(found: Recommendation, as_of: date | None) -> LookAgain:
    months = LOOK_AGAIN_MONTHS.get(found.outcome)
    return LookAgain(
        says=f"Look again {OUTCOMES[found.outcome].look_again}.",
        on=None if months is None or as_of is None else _months_on(as_of, months),
        different=tuple(turn(flip) for flip in found.flips),
    )


def _months_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
