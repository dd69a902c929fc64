"""The investment case: what a team costs, and what would have to move to pay for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from revops.handing_over import PartKey
from revops.investment.content import BESIDE, LEVER_TEXTS
from revops.investment.result import HORIZONS, BreakEven, InvestmentCase, LeverCase, OptionCase
from revops.report.blocks import Block, Cell, Chart, Column, Heading, Number, Part, Points, Series, Shape, Table
from revops.report.material import Material
from revops.report.numbers import share
from revops.vocabulary import Unit

_COST: Final = ("Team", "Cost", "Says", "A year")
_LEVER: Final = ("Lever", "Team", "Today", "Months", "Has to move by", "Would then be", "Rows to notice it")


def investment(material: Material) -> Part | None:
    """Costs, break-even lifts, ways to decide, and what they rest on; None where no cost was given."""
    case = material.case
    if case is None:
        return None
    blocks: list[Block] = [_costs(case), _break_even(case), *_ways(case)]
    if material.options.is_full:
        blocks += [_terms(case), _assumptions(case)]
    said = tuple(f"{item.says} ({item.cited})" for item in BESIDE.values())
    blocks += [Heading(text="To know beside it"), Points(items=(*case.notes, *said))]
    message = _message(case, material)
    return Part(key=PartKey.INVESTMENT, title=PartKey.INVESTMENT.label, message=message, blocks=tuple(blocks))


def _message(case: InvestmentCase, material: Material) -> str:
    possible = [lever for lever in case.levers.values() if lever.at[12].is_possible]
    costs = [
        f"{cost.team.label} {material.figures.value(cost.a_year, Unit.MONEY, case.currency)}"
        for cost in case.costs.values()
        if cost.a_year is not None
    ]
    pays = f"{len(possible)} of {len(case.levers)} levers could pay for it within 12 months, each alone"
    return f"Cost a year: {', '.join(costs)}; {pays}." if costs else "No cost is known yet."


def _money(at: str, value: float | None, case: InvestmentCase, reason: str | None = None) -> Number:
    return Number(at=f"investment/{at}", unit=Unit.MONEY, value=value, currency=case.currency, reason=reason)


def _costs(case: InvestmentCase) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for team, cost in case.costs.items():
        at = f"costs/{team.value}"
        for place, part in enumerate(cost.parts):
            amount = _money(f"{at}/parts/{place}/a_year", part.a_year, case)
            rows.append((team.label, part.title, part.says, amount))
        rows.append((team.label, "Together", "", _money(f"{at}/a_year", cost.a_year, case, cost.reason)))
    return Table(key="costs", title="What each team costs", columns=_columns(_COST), rows=tuple(rows))


def _columns(titles: tuple[str, ...]) -> tuple[Column, ...]:
    return tuple(Column(title=title) for title in titles)


def _break_even(case: InvestmentCase) -> Table:
    rows = tuple(tuple(_lever(lever, lever.at[months], case)) for lever in case.levers.values() for months in HORIZONS)
    return Table(
        key="break_even",
        title="How far each number has to move to pay for its team, one alone",
        columns=_columns(_LEVER),
        rows=rows,
        note="Shares move by points: from 20% to 25% are five points.",
    )


def _lever(lever: LeverCase, found: BreakEven, case: InvestmentCase) -> Iterator[Cell]:
    at, today = f"investment/levers/{lever.key}", lever.today
    currency = today.currency or case.currency
    yield LEVER_TEXTS[lever.key].title
    yield lever.team.label
    yield Number(
        at=f"{at}/today", unit=today.unit, value=today.value, low=today.low, high=today.high, n=today.n,
        currency=currency, reason=today.reason,
    )  # fmt: skip
    yield found.months
    there = f"{at}/break_even/{found.months}"
    moved_in = Unit.POINTS if today.unit is Unit.SHARE else today.unit
    yield Number(at=f"{there}/lift", unit=moved_in, value=found.lift, currency=currency, reason=found.reason)
    if found.is_possible:
        yield Number(at=f"{there}/target", unit=today.unit, value=found.target, currency=currency)
    else:
        yield "" if found.lift is None else "not possible"
    yield Number(at=f"{there}/rows", unit=Unit.COUNT, value=found.rows)


def _ways(case: InvestmentCase) -> Iterator[Block]:
    """The ways to decide, and what is spent over time."""
    known = [option for option in case.options if option.spent]
    columns = _columns(("Way", "Spent after 12 months", "After 24", "To earn a month", "Comes back in 24 months", ""))
    rows = tuple(tuple(_way(option, case)) for option in case.options)
    yield Table(key="ways", title="What each way costs", columns=columns, rows=rows)
    if known:
        numbers = tuple(_money(f"options/{one.option.value}/spent/24", one.spent[24], case) for one in known)
        yield Chart(
            key="spent",
            shape=Shape.BARS,
            title="Spent after 24 months",
            says="What each way has cost after 24 months, and so has to have earned.",
            labels=tuple(one.option.label for one in known),
            series=(Series(name="Spent", numbers=numbers),),
        )


def _way(option: OptionCase, case: InvestmentCase) -> Iterator[Cell]:
    at = f"options/{option.option.value}"
    yield option.option.label
    for months in HORIZONS:
        yield _money(f"{at}/spent/{months}", option.spent[months], case) if option.spent else None
    yield _money(f"{at}/to_earn_a_month", option.a_month, case)
    scenario = option.scenario
    yield share(f"investment/{at}/scenario/chance/24", scenario.chance[24]) if scenario else None
    yield option.reason or ""


def _terms(case: InvestmentCase) -> Table:
    """The company's own numbers that the sums are made from."""
    rows = tuple(
        (
            term.label,
            Number(
                at=f"investment/terms/{term.name}",
                unit=term.unit,
                value=term.value,
                low=term.interval.low if term.interval else None,
                high=term.interval.high if term.interval else None,
                currency=term.currency,
                reason=term.reason,
            ),
        )
        for term in case.terms
    )
    return Table(key="terms", title="What the sums are made from", columns=_columns(("Number", "Value")), rows=rows)


def _assumptions(case: InvestmentCase) -> Table:
    rows = tuple(
        (
            item.assumption.title,
            Number(
                at=f"investment/assumptions/{item.assumption.key}/value",
                unit=item.assumption.measured_in,
                value=item.value,
                currency=case.currency,
            ),
            "your own" if item.is_changed else "published",
            item.assumption.says,
        )
        for item in case.assumed
    )
    columns = (*_columns(("Assumption", "Value", "Whose")), Column(title="What it does", is_wide=True))
    return Table(key="assumptions", title="Assumptions", columns=columns, rows=rows)
