"""How far a number has to move to pay for a team, and how many rows it takes to notice."""

from __future__ import annotations

from typing import Any

from revops.investment.levers import Lever
from revops.investment.result import BreakEven
from revops.investment.terms import Basis
from revops.investment.worth import worth_of_a_unit
from revops.reading import Reading
from revops.statistics.joint import simulated
from revops.statistics.power import deviation_of_a_row, rows_for_means, rows_for_shares
from revops.vocabulary import Kind


def break_even(lever: Lever, basis: Basis, cost: float, months: int) -> BreakEven:
    """The lift at which what comes in within so many months equals what they cost.

    Args:
        lever: What would move, all else staying as it is.
        basis: The company's own numbers.
        cost: Of those months.
        months: From the first day of the investment.
    """
    unknown = why_unknown(lever, basis)
    if unknown:
        return BreakEven(months=months, reason=unknown)
    terms = {name: basis.terms[name] for name in lever.terms}
    worth = float(worth_of_a_unit(lever, basis, months, {name: term.value for name, term in terms.items()}))
    if worth <= 0:
        return BreakEven(months=months, reason=_too_late(lever, basis, months))
    lift = cost / worth

    def needed(**values: Any) -> Any:
        return cost / worth_of_a_unit(lever, basis, months, values)

    ends = simulated({name: term.uncertain for name, term in terms.items()}, needed)
    reading = basis.readings[lever.key]
    most = lever.most(reading.value or 0.0)
    is_possible = most is None or lift <= most
    rows = _rows(lever, reading, lift) if is_possible else None
    return BreakEven(
        months=months,
        lift=lift,
        low=None if ends is None else min(ends.low, lift),
        high=None if ends is None else max(ends.high, lift),
        target=lever.moved(reading.value or 0.0, lift),
        is_possible=is_possible,
        rows=rows,
        months_to_notice=None if rows is None else _months(lever, basis, rows),
    )


def why_unknown(lever: Lever, basis: Basis) -> str | None:
    """What is missing for a lever's sum, and what would give it; None where nothing is."""
    reading = basis.readings.get(lever.key)
    if reading is None or reading.value is None:
        return (reading.reason if reading else None) or "It was not measured."
    for name in lever.terms:
        term = basis.terms[name]
        if term.value is None:
            return f"{term.label}: {term.reason}"
        if term.value <= 0:
            return f"{term.label} is 0 in the days looked at, so nothing can be told from it."
    if lever.earns_margin and basis.margin is None:
        return "It needs your gross margin: give it among your figures."
    if lever.earns_margin and (basis.margin or 0.0) <= 0:
        return "Your gross margin leaves nothing of what is earned, so no lift pays."
    return _why_not_added(lever, basis, reading)


def _why_not_added(lever: Lever, basis: Basis, reading: Reading) -> str | None:
    """Amounts of several currencies are never added up."""
    named = [reading.currency, *(basis.terms[name].currency for name in lever.terms)]
    codes = sorted({code for code in named if code})
    if len(codes) > 1:
        return f"It mixes {' and '.join(codes)}; give rates that bring them to one."
    if basis.currency and codes and codes != [basis.currency]:
        return f"Your costs are in {basis.currency} and this in {codes[0]}: give the costs in {codes[0]}."
    return None


def _too_late(lever: Lever, basis: Basis, months: int) -> str:
    waits = f" and a sales cycle of {basis.terms['cycle_days'].value:.0f} days" if lever.waits_for_sale else ""
    return f"Nothing comes back within {months} months: {basis.ramp:g} months of ramp{waits} take longer."


def _rows(lever: Lever, reading: Reading, lift: float) -> int | None:
    """Rows of each of two periods; unknown where the number has no interval to tell its spread."""
    today = reading.value or 0.0
    target = lever.moved(today, lift)
    if lever.metric.kind is Kind.SHARE and 0 <= target <= 1:
        return rows_for_shares(today, target)
    if reading.low is None or reading.high is None or not reading.n:
        return None
    return rows_for_means(deviation_of_a_row(reading.low, reading.high, reading.n), lift)


def _months(lever: Lever, basis: Basis, rows: int) -> float | None:
    covered, counted = basis.months.get(lever.table), basis.readings[lever.key].n
    return rows / counted * covered if covered and counted else None
