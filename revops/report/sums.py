"""The sums of the investment case as formulas over their inputs, for formats in which a reader can change them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from revops.investment.content import LEVER_TEXTS
from revops.investment.figures import Paid
from revops.investment.levers import DAYS_IN_MONTH, LEVERS, Flow, Lever
from revops.investment.result import HORIZONS, InvestmentCase, LeverCase
from revops.investment.roles import roles_of
from revops.report.blocks import Number
from revops.vocabulary import Better, Team, Unit

_GIVEN: Final = ("loading", "ramp_months")
"""Assumptions that are inputs of their own; the others stand among the numbers that the levers calculate with."""

TOO_LATE: Final = "too late"
NOT_POSSIBLE: Final = "not possible"


@dataclass(frozen=True, kw_only=True)
class Input:
    """A number that a reader can change.

    Attributes:
        key: Its name in formulas, in braces.
        group: What it belongs to.
        title: What it is.
        unit: What it is measured in.
        value: As the case has it.
    """

    key: str
    group: str
    title: str
    unit: Unit
    value: float


@dataclass(frozen=True, kw_only=True)
class Formula:
    """A number that follows from inputs and other formulas.

    Attributes:
        key: Its name in formulas.
        title: What it is.
        text: Spreadsheet arithmetic over names in braces.
        number: What the case has for it.
        otherwise: What the formula gives where the case has no number.
    """

    key: str
    title: str
    text: str
    number: Number
    otherwise: str = ""


@dataclass(frozen=True, kw_only=True)
class Sums:
    """The arithmetic of a case.

    Attributes:
        inputs: What can be changed.
        costs: Cost a year of each team.
        levers: Lift and target of each lever and span of months.
        unknown: Levers that cannot be worked out, each with the reason.
        currency: Of all amounts; None where nobody says.
    """

    inputs: tuple[Input, ...]
    costs: tuple[Formula, ...]
    levers: tuple[tuple[str, str, tuple[Formula, ...]], ...]
    unknown: tuple[tuple[str, str], ...]
    currency: str | None


@dataclass(frozen=True)
class Symbol:
    """A name in a formula; the same arithmetic that gives a number of numbers gives a text of symbols."""

    text: str

    def __mul__(self, other: Symbol | float) -> Symbol:
        return self._joined("*", other)

    def __truediv__(self, other: Symbol | float) -> Symbol:
        return self._joined("/", other)

    def _joined(self, sign: str, other: Symbol | float) -> Symbol:
        return Symbol(f"({self.text}{sign}{other.text if isinstance(other, Symbol) else other})")


def sums_of(case: InvestmentCase) -> Sums:
    """The arithmetic of a case, lever by lever."""
    known = [lever for lever in case.levers.values() if any(found.lift is not None for found in lever.at.values())]
    unknown = [lever for lever in case.levers.values() if lever not in known]
    return Sums(
        inputs=tuple(_inputs(case, known)),
        costs=tuple(_cost(team, case) for team, cost in case.costs.items() if cost.a_year is not None),
        levers=tuple(
            (LEVER_TEXTS[lever.key].title, lever.team.label, tuple(_formulas(lever, case))) for lever in known
        ),
        unknown=tuple((LEVER_TEXTS[lever.key].title, lever.at[12].reason or "") for lever in unknown),
        currency=case.currency,
    )


def _inputs(case: InvestmentCase, known: list[LeverCase]) -> Iterator[Input]:
    for team in case.costs:
        yield from _paid_to(team, case)
    yield from _assumed(case)
    used = {name for lever in known for name in LEVERS[lever.key].terms}
    for term in case.terms:
        if term.name in used and term.value is not None:
            yield Input(key=term.name, group="Your numbers", title=term.label, unit=term.unit, value=term.value)
    for lever in known:
        title, today = f"{LEVER_TEXTS[lever.key].title}, today", lever.today
        yield Input(key=f"today_{lever.key}", group="Today", title=title, unit=today.unit, value=today.value or 0.0)


def _assumed(case: InvestmentCase) -> Iterator[Input]:
    for item in case.assumed:
        key, unit = item.assumption.key, item.assumption.measured_in
        if key in _GIVEN and item.value is not None:
            yield Input(key=key, group="Assumptions", title=item.assumption.title, unit=unit, value=item.value)
    if case.margin is not None:
        yield Input(key="margin", group="Assumptions", title="Gross margin", unit=Unit.SHARE, value=case.margin)


def _paid_to(team: Team, case: InvestmentCase) -> Iterator[Input]:
    for role in roles_of(team):
        if role.key in case.figures.roles:
            given = case.figures.roles[role.key]
            title, group = role.title, f"Cost of {team.label}"
            yield Input(key=f"pay_{role.key}", group=group, title=f"{title}: pay", unit=Unit.MONEY, value=given.pay)
            yield Input(
                key=f"people_{role.key}", group=group, title=f"{title}: full-time", unit=Unit.RATIO, value=given.people
            )
    if team in case.figures.tools:
        value = case.figures.tools[team]
        yield Input(
            key=f"tools_{team.value}", group=f"Cost of {team.label}", title="Tools", unit=Unit.MONEY, value=value
        )


def _cost(team: Team, case: InvestmentCase) -> Formula:
    paid = [
        f"{{pay_{role.key}}}*{{people_{role.key}}}*{{loading}}"
        for role in roles_of(team)
        if role.key in case.figures.roles
    ]
    tools = [f"{{tools_{team.value}}}"] if team in case.figures.tools else []
    number = Number(
        at=f"investment/costs/{team.value}/a_year",
        unit=Unit.MONEY,
        value=case.costs[team].a_year,
        currency=case.currency,
    )
    return Formula(
        key=f"cost_{team.value}", title=f"{team.label}, a year", text="+".join([*paid, *tools]), number=number
    )


def _formulas(lever: LeverCase, case: InvestmentCase) -> Iterator[Formula]:
    declared, today = LEVERS[lever.key], f"{{today_{lever.key}}}"
    is_lower = declared.metric.better is Better.LOWER
    most = today if is_lower else f"1-{today}" if lever.most is not None else ""
    for months in HORIZONS:
        found, lift, worth = lever.at[months], f"{{lift_{lever.key}_{months}}}", _worth(declared, case, months)
        yield Formula(
            key=lift[1:-1],
            title=f"Has to move by, {months} months",
            text=f'IF({worth}>0,{{cost_{lever.team.value}}}*{months}/12/({worth}),"{TOO_LATE}")',
            number=_moving("lift", found.lift, lever, months, case),
            otherwise=TOO_LATE,
        )
        target = f"{today}{'-' if is_lower else '+'}{lift}"
        reached = f'IF({lift}>{most},"{NOT_POSSIBLE}",{target})' if most else target
        yield Formula(
            key=f"target_{lever.key}_{months}",
            title=f"Would then be, {months} months",
            text=f'IF(ISNUMBER({lift}),{reached},"")',
            number=_moving("target", found.target if found.is_possible else None, lever, months, case),
            otherwise="" if found.lift is None else NOT_POSSIBLE,
        )


def _moving(name: str, value: float | None, lever: LeverCase, months: int, case: InvestmentCase) -> Number:
    return Number(
        at=f"investment/levers/{lever.key}/break_even/{months}/{name}",
        unit=lever.today.unit,
        value=value,
        currency=lever.today.currency or case.currency,
    )


def _worth(lever: Lever, case: InvestmentCase, months: int) -> str:
    """What one unit of a lever brings in so many months."""
    pace = lever.pace(**{name: Symbol(f"{{{name}}}") for name in lever.needs})
    waits = f"-{{cycle_days}}/{DAYS_IN_MONTH}" if lever.waits_for_sale else ""
    left = f"MAX(0,{months}-{{ramp_months}}{waits})"
    kept = "{margin}*" if lever.earns_margin else ""
    text = pace.text if isinstance(pace, Symbol) else str(pace)
    return f"{kept}{text}*{_built_up(lever.flow, case.paid, left)}"


def _built_up(flow: Flow, paid: Paid, left: str) -> str:
    """How much of a month's pace has come in, as the investment case reckons it."""
    at_once = paid is Paid.AT_ONCE
    if flow is Flow.SAVED:
        return left
    if flow is Flow.KEPT:
        return f"{left}^2/2"
    if flow is Flow.EARLIER:
        return f"IF({left}>0,1,0)" if at_once else f"{left}/12"
    return left if at_once else f"{left}^2/24"
