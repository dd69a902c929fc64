"""SalesOps, RevOps, both and neither beside each other, each lever counted once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from revops.investment.break_even import why_unknown
from revops.investment.figures import Figures, Lift
from revops.investment.levers import Lever, levers_of
from revops.investment.result import LAST, Cost, OptionCase, Scenario
from revops.investment.scenario import Futures, simulate
from revops.investment.terms import Basis
from revops.vocabulary import OperatingModel, Outcome, Team

Spent = Callable[[int], float]

TEAMS: Final[Mapping[Outcome, tuple[Team, ...]]] = {
    Outcome.SALESOPS: (Team.SALESOPS,),
    Outcome.REVOPS: (Team.REVOPS,),
    Outcome.BOTH: (Team.SALESOPS, Team.REVOPS),
    Outcome.NEITHER: (),
}


def options_of(
    model: OperatingModel, costs: Mapping[Team, Cost], figures: Figures, basis: Basis, seed: int
) -> tuple[OptionCase, ...]:
    """Every way to decide that an operating model leaves open, neither last.

    Args:
        model: Which teams are assessed.
        costs: Of those teams.
        figures: The user's own.
        basis: The company's own numbers.
        seed: Of the simulation.
    """
    ways = [option for option, teams in TEAMS.items() if set(teams) <= set(model.teams)]
    return tuple(_option(option, costs, figures, basis, seed) for option in ways)


def _option(option: Outcome, costs: Mapping[Team, Cost], figures: Figures, basis: Basis, seed: int) -> OptionCase:
    own = [costs[team] for team in TEAMS[option]]
    unknown = next((cost.reason for cost in own if cost.a_year is None), None)
    if unknown:
        return OptionCase(option=option, reason=unknown)

    def spent(month: int) -> float:
        return sum(cost.until(month) for cost in own)

    levers = [lever for team in TEAMS[option] for lever in levers_of(team)]
    scenario = _scenario(levers, figures, basis, spent, seed)
    return OptionCase(
        option=option,
        spent=tuple(spent(month) for month in range(LAST + 1)),
        a_month=spent(LAST) / (LAST - basis.ramp) if basis.ramp < LAST else None,
        scenario=scenario,
        reason=_without_scenario(levers, figures, basis) if own and scenario is None else None,
    )


def _without_scenario(levers: Sequence[Lever], figures: Figures, basis: Basis) -> str:
    """Why there is no scenario: no range was given, or none of those given can be turned into money."""
    _, unused = counted_once(levers, figures, basis)
    told = [f"{lever.text.title}: {unused[lever.key]}" for lever in levers if lever.key in unused]
    if not told:
        return "Give a range for at least one lever of it."
    return f"No range that you gave can be turned into money yet. {' '.join(told)}"


def _scenario(levers: Sequence[Lever], figures: Figures, basis: Basis, spent: Spent, seed: int) -> Scenario | None:
    counted, unused = counted_once(levers, figures, basis)
    if not counted:
        return None
    given = {lever.key: cut(lever, figures.lifts[lever.key], basis) for lever in counted}
    futures = Futures(levers=counted, given=given, basis=basis, seed=seed)
    return simulate(futures, spent, unused)


def counted_once(levers: Sequence[Lever], figures: Figures, basis: Basis) -> tuple[tuple[Lever, ...], dict[str, str]]:
    """The levers with a range whose money is added up, and why the others with a range are not.

    Args:
        levers: Those of an option.
        figures: With the user's ranges.
        basis: The company's own numbers.
    """
    ranged = [lever for lever in levers if lever.key in figures.lifts]
    unused = {lever.key: reason for lever in ranged if (reason := why_unknown(lever, basis))}
    known = {lever.key: lever for lever in ranged if lever.key not in unused}
    for lever in known.values():
        held = [known[key].text.title for key in lever.text.holds if key in known]
        if held:
            unused[lever.key] = f"Its money is part of that of {' and '.join(held)}, and is counted once, there."
    return tuple(lever for lever in known.values() if lever.key not in unused), unused


def cut(lever: Lever, given: Lift, basis: Basis) -> Lift:
    """The user's range, ending where the number cannot move further."""
    most = lever.most(basis.readings[lever.key].value or 0.0)
    if most is None:
        return given
    return Lift(low=min(given.low, most), likely=min(given.likely, most), high=min(given.high, most))
