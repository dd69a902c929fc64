"""The investment case as plain values, for JSON."""

from __future__ import annotations

from typing import Any

from revops.investment.content import BESIDE
from revops.investment.figures import Lift
from revops.investment.result import (
    HORIZONS,
    BreakEven,
    Cost,
    InvestmentCase,
    LeverCase,
    OptionCase,
    Scenario,
)
from revops.investment.terms import Term

Document = dict[str, Any]


def investment_document(case: InvestmentCase) -> Document:
    """Costs, break-even lifts, ways to decide and everything they rest on; an unknown value is None with a reason."""
    return {
        "currency": case.currency,
        "gross_margin": case.margin,
        "paid": case.paid.value,
        "costs": {team.value: _cost(cost) for team, cost in case.costs.items()},
        "levers": {key: _lever(lever) for key, lever in case.levers.items()},
        "options": {option.option.value: _option(option) for option in case.options},
        "assumptions": {
            item.assumption.key: {"value": item.value, "changed": item.is_changed} for item in case.assumed
        },
        "terms": {term.name: _term(term) for term in case.terms},
        "beside": {key: {"says": item.says, "source": item.cited} for key, item in BESIDE.items()},
        "notes": list(case.notes),
        "seed": case.seed,
        "draws": case.draws,
    }


def _term(term: Term) -> Document:
    return {
        "value": term.value,
        "low": term.interval.low if term.interval else None,
        "high": term.interval.high if term.interval else None,
        "unit": term.unit.value,
        "currency": term.currency,
        "reason": term.reason,
    }


def _cost(cost: Cost) -> Document:
    return {
        "a_year": cost.a_year,
        "parts": [{"title": part.title, "a_year": part.a_year, "says": part.says} for part in cost.parts],
        "reason": cost.reason,
    }


def _lever(lever: LeverCase) -> Document:
    today = lever.today
    return {
        "team": lever.team.value,
        "today": {"value": today.value, "low": today.low, "high": today.high, "n": today.n, "unit": today.unit.value},
        "break_even": {str(months): _break_even(found) for months, found in lever.at.items()},
        "hours_a_week": lever.hours,
        "given": None if lever.given is None else _lift(lever.given),
    }


def _break_even(found: BreakEven) -> Document:
    return {
        "lift": found.lift,
        "low": found.low,
        "high": found.high,
        "target": found.target,
        "possible": found.is_possible,
        "rows": found.rows,
        "months_to_notice": found.months_to_notice,
        "reason": found.reason,
    }


def _lift(lift: Lift) -> Document:
    return {"low": lift.low, "likely": lift.likely, "high": lift.high}


def _option(option: OptionCase) -> Document:
    return {
        "spent": {str(months): option.spent[months] for months in HORIZONS} if option.spent else None,
        "to_earn_a_month": option.a_month,
        "scenario": None if option.scenario is None else _scenario(option.scenario),
        "reason": option.reason,
    }


def _scenario(scenario: Scenario) -> Document:
    return {
        "levers": list(scenario.levers),
        "unused": dict(scenario.unused),
        "chance": {str(months): share for months, share in scenario.chance.items()},
        "net": [{"low": span.low, "middle": span.middle, "high": span.high} for span in scenario.net],
        "likely": scenario.likely,
        "tornado": [{"key": bar.key, "low": bar.low, "high": bar.high, "lever": bar.is_lever} for bar in scenario.bars],
        "bins": list(scenario.bins),
        "shares": list(scenario.shares),
    }
