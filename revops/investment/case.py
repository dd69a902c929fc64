"""The investment case of one company."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from revops.dataset import Dataset
from revops.investment.break_even import break_even, why_unknown
from revops.investment.content import ASSUMPTIONS, LEFT_OUT
from revops.investment.costs import cost_of
from revops.investment.figures import Figures, Paid
from revops.investment.levers import LEVERS, Lever, levers_of
from revops.investment.options import cut, options_of
from revops.investment.result import HORIZONS, Assumed, BreakEven, Cost, InvestmentCase, LeverCase
from revops.investment.terms import TERM_METRICS, Basis, assumed, basis_of
from revops.reading import Reading
from revops.statistics.joint import DRAWS
from revops.vocabulary import OperatingModel, Team, Unit
from revops.window import Window

NEEDED: Final = tuple(dict.fromkeys((*LEVERS, *TERM_METRICS)))
"""Metrics that the case is made from."""
_PAID: Final = {
    Paid.MONTHLY: "A won deal is paid in twelve parts, a month each, from its month on",
    Paid.AT_ONCE: "A won deal is paid at once",
}
_BECAUSE: Final = {
    Paid.MONTHLY: "because your files hold recurring revenue",
    Paid.AT_ONCE: "because your files hold no recurring revenue",
}


def investment_case(
    readings: Mapping[str, Reading],
    dataset: Dataset,
    window: Window,
    *,
    figures: Figures,
    margin: float | None,
    model: OperatingModel,
    seed: int,
) -> InvestmentCase | None:
    """What a team costs, how far each number would have to move to pay for it, and what the user's ranges come to.

    Args:
        readings: What was measured, those of `NEEDED` among them.
        dataset: The tables they come from.
        window: The days looked at.
        figures: The user's own.
        margin: Gross margin, a share of 1; None where it is unknown.
        model: Which teams are assessed.
        seed: Of the simulation; the same seed gives the same case.

    Returns:
        None where the user gave no cost.
    """
    if not figures.has_costs:
        return None
    basis = basis_of(readings, dataset, window, figures, margin)
    costs = {team: cost_of(team, figures) for team in model.teams}
    levers = [lever for team in model.teams for lever in levers_of(team)]
    return InvestmentCase(
        figures=figures,
        currency=figures.currency or _currency(basis),
        margin=margin,
        paid=basis.paid,
        costs=costs,
        levers={lever.key: _lever_case(lever, basis, costs[lever.team], figures) for lever in levers},
        options=options_of(model, costs, figures, basis, seed),
        terms=tuple(basis.terms.values()),
        assumed=tuple(_assumed(key, basis, figures) for key in ASSUMPTIONS),
        notes=tuple(_notes(levers, basis, figures)),
        seed=seed,
        draws=DRAWS,
    )


def _currency(basis: Basis) -> str | None:
    return next((term.currency for term in basis.terms.values() if term.currency), None)


def _lever_case(lever: Lever, basis: Basis, cost: Cost, figures: Figures) -> LeverCase:
    today = basis.readings.get(lever.key) or Reading(key=lever.key, unit=Unit.COUNT, reason="It was not measured.")
    at = {months: _break_even(lever, basis, cost, months) for months in HORIZONS}
    lift = at[HORIZONS[0]].lift
    is_time = lever.key == "selling_time_share" and lift is not None
    return LeverCase(
        key=lever.key,
        team=lever.team,
        today=today,
        most=None if today.value is None else lever.most(today.value),
        at=at,
        given=figures.lifts.get(lever.key),
        hours=(lift or 0.0) * (assumed(figures, "hours_a_week") or 0.0) if is_time else None,
    )


def _break_even(lever: Lever, basis: Basis, cost: Cost, months: int) -> BreakEven:
    if cost.a_year is None:
        return BreakEven(months=months, reason=why_unknown(lever, basis) or cost.reason)
    return break_even(lever, basis, cost.until(months), months)


def _assumed(key: str, basis: Basis, figures: Figures) -> Assumed:
    own = figures.assumptions.get(key)
    read = basis.terms[key].value if key in basis.terms else None
    value = own if own is not None else ASSUMPTIONS[key].value
    return Assumed(
        assumption=ASSUMPTIONS[key],
        value=read if value is None else value,
        is_changed=own is not None and own != ASSUMPTIONS[key].value,
    )


def _notes(levers: list[Lever], basis: Basis, figures: Figures) -> Iterator[str]:
    yield from LEFT_OUT
    yield f"{_PAID[basis.paid]}, {'as you chose' if figures.paid else _BECAUSE[basis.paid]}."
    if {lever.team for lever in levers} == set(Team):
        yield "Where levers of both teams touch the same money it is counted once."
    for lever in levers:
        given = figures.lifts.get(lever.key)
        if given and why_unknown(lever, basis) is None and cut(lever, given, basis) != given:
            yield f"Your range of {lever.text.title} goes further than the number can, and is cut there."
