"""The investment case as text."""

from __future__ import annotations

from revops.assessment import Assessment
from revops.charts.break_even import NOTHING, rows_of, unknown_of
from revops.charts.lifts import number
from revops.charts.payback import beside
from revops.cli.layout import heading, plain, points, prose, table
from revops.cli.metrics import FIGURES
from revops.investing import investment_of
from revops.investment.content import BESIDE, LEVER_TEXTS
from revops.investment.result import Assumed, InvestmentCase, LeverCase
from revops.vocabulary import Team


def text(assessment: Assessment) -> list[str]:
    """What each team costs, what would have to move to pay for it, and what it all rests on; nothing without costs."""
    case = investment_of(assessment)
    if case is None:
        return []
    return [
        *_ways(case),
        *(line for team in case.costs for line in _team(case, team)),
        *_unused(case),
        *heading("What the investment case rests on"),
        *points([_assumed(item) for item in case.assumed]),
        *points([f"{LEVER_TEXTS[key].title}: {LEVER_TEXTS[key].formula}." for key in case.levers]),
        *points(list(case.notes)),
        *points([f"{item.says} ({item.cited})" for item in BESIDE.values()]),
    ]


def _ways(case: InvestmentCase) -> list[str]:
    columns = beside(case.options, FIGURES, currency=case.currency)
    rows = list(zip(*columns.values(), strict=True))
    reasons = [f"{option.option.label}: {option.reason}" for option in case.options if option.reason]
    return [*heading("What it costs over 24 months"), *table(rows, head=list(columns)), *points(reasons)]


def _team(case: InvestmentCase, team: Team) -> list[str]:
    levers = [lever for lever in case.levers.values() if lever.team is team]
    head = ("lever", "today, 95% interval", "would have to be", "lift", "")
    rows = [
        (row["name"], row["today"], row["target"], row["lift"], _remark(row["remark"], row["notice"]))
        for row in rows_of(levers, FIGURES, case.currency)
    ]
    title = f"To pay for {team.label} within 12 months, one alone"
    lines = [*heading(title), *table([tuple(map(plain, row)) for row in rows], head=head)] if rows else heading(title)
    return [*lines, *_hours(levers), *points([plain(f"{name}: {why}") for name, why in unknown_of(levers)])]


def _remark(remark: str, notice: str) -> str:
    noticed = "" if notice == NOTHING else f"To notice it: {notice}."
    return " ".join(part for part in (remark, noticed) if part)


def _hours(levers: list[LeverCase]) -> list[str]:
    hours = next((lever.hours for lever in levers if lever.hours), None)
    return [] if hours is None else prose(f"Selling time: {hours:.1f} more hours with buyers a rep and week.", indent=2)


def _unused(case: InvestmentCase) -> list[str]:
    said = {
        f"{LEVER_TEXTS[key].title} ({option.option.label}): {why}"
        for option in case.options
        if option.scenario
        for key, why in option.scenario.unused.items()
    }
    return [*heading("Ranges that do not count"), *points([plain(each) for each in sorted(said)])] if said else []


def _assumed(item: Assumed) -> str:
    assumption = item.assumption
    value = "unknown" if item.value is None else number(FIGURES, item.value, assumption.measured_in)
    whose = "your own" if item.is_changed else assumption.why
    return f"{assumption.title}: {value}. {assumption.says} ({whose.rstrip('.')}.)"
