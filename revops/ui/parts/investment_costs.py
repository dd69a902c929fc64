"""Costs of each team, in the user's own figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from revops.assessment import Assessment
from revops.investment.content import BESIDE
from revops.investment.figures import LEAST_PEOPLE, MOST_COST, MOST_PEOPLE, Figures, RoleCost, is_cost
from revops.investment.roles import ROLES, roles_of
from revops.ui.plain import plain
from revops.ui.reader import figures
from revops.ui.state import State, current
from revops.vocabulary import Team

_MARGIN: Final = "investment_margin"
_MONEY_METRICS: Final = ("average_deal_size", "mrr", "marketing_cost")
_CURRENCY: Final = "investment_currency"
_OPEN: Final = "investment_open"
_WIDTH: Final = 150


def show(state: State, found: Assessment) -> None:
    """Roles with their pay, tools, and the gross margin; what is typed is kept at once."""
    given = state.draft.answers.investment
    _offer(_OPEN, not given.has_costs)
    is_open = st.session_state[_OPEN]
    with st.expander("Your figures", key="investment_figures", expanded=is_open, icon=":material/payments:"):
        unit = _currency(given, found)
        for column, team in zip(st.columns(len(found.model.teams), gap="large"), found.model.teams, strict=True):
            with column:
                _team(team, given, unit)
        _offer(_MARGIN, state.draft.answers.context.gross_margin)
        st.number_input(
            "Gross margin, a share of 1",
            key=_MARGIN,
            value=None,
            min_value=-1.0,
            max_value=1.0,
            step=0.01,
            width=260,
            on_change=_keep_margin,
            help="What is left of revenue after the cost of delivering it: 0.8 for 80%.",
        )
        st.caption(plain(BESIDE["quoted_pay"].says))


def _currency(given: Figures, found: Assessment) -> str:
    """The currency behind each label; asked for where the files do not say, or say another."""
    readings = (found.readings[key] for key in _MONEY_METRICS if key in found.readings)
    in_files = next((reading.currency for reading in readings if reading.currency), None)
    if in_files is None or given.currency not in (None, in_files):
        _offer(_CURRENCY, given.currency or "")
        st.text_input(
            "Currency of all amounts here, as three letters",
            key=_CURRENCY,
            max_chars=3,
            width=260,
            placeholder=in_files or "EUR",
            on_change=_keep_currency,
        )
        if st.session_state[_CURRENCY] and not _code():
            st.caption(":material/error: That is no currency code, so none is taken; three letters are, such as EUR.")
    code = given.currency or in_files
    return f" ({code})" if code else ""


def _team(team: Team, given: Figures, unit: str) -> None:
    roles = [role.key for role in roles_of(team)]
    chosen = [role for role in roles if role in given.roles] or roles[:1]
    st.markdown(f"**{team.label}**")
    for role in roles:
        key = _has(role)
        _offer(key, role in chosen)
        st.checkbox(ROLES[role].title, key=key, on_change=_chosen, args=(role,))
        if st.session_state[key]:
            _role(role, given.roles.get(role), unit)
    tools = f"investment_tools_{team.value}"
    _offer(tools, given.tools.get(team))
    st.number_input(
        f"Tools a year{unit}",
        key=tools,
        value=None,
        step=1000.0,
        format="%.0f",
        width=_WIDTH,
        on_change=_keep_tools,
        args=(team,),
        help="Also what else comes with it, such as the cost of hiring.",
    )
    _told_if_wrong(tools)


def _role(role: str, cost: RoleCost | None, unit: str) -> None:
    pay, people = _pay(role), _people(role)
    _offer(pay, cost and cost.pay)
    _offer(people, cost.people if cost else 1.0)
    shared: Mapping[str, Any] = {"on_change": _keep_role, "args": (role,), "width": _WIDTH}
    with st.container(horizontal=True):
        st.number_input(f"Pay a year{unit}", key=pay, value=None, step=1000.0, format="%.0f", **shared)
        st.number_input(
            "Full-time people",
            key=people,
            min_value=LEAST_PEOPLE,
            max_value=MOST_PEOPLE,
            step=0.1,
            help="0.2 for a fifth of one.",
            **shared,
        )
    _told_if_wrong(pay)


def _told_if_wrong(key: str) -> None:
    """A sentence below a cost that cannot be; it counts for nothing until it can."""
    cost = st.session_state[key]
    if cost is None or is_cost(cost):
        return
    wrong = "is below 0" if cost < 0 else f"is more than {figures().count(MOST_COST)} a year"
    st.caption(f":material/error: This cost {wrong}, so it is not counted. Give what is paid in a year, or nothing.")


def _offer(key: str, value: object) -> None:
    """The kept value where the field has none of its own yet; what is half typed stays."""
    if key not in st.session_state:
        st.session_state[key] = value


def _has(role: str) -> str:
    return f"investment_has_{role}"


def _pay(role: str) -> str:
    return f"investment_pay_{role}"


def _people(role: str) -> str:
    return f"investment_people_{role}"


def _keep_role(role: str) -> None:
    pay, people = st.session_state[_pay(role)], st.session_state[_people(role)]
    given = current().draft.answers.investment
    others = {key: cost for key, cost in given.roles.items() if key != role}
    own = {role: RoleCost(pay=pay, people=people)} if is_cost(pay) else {}
    _keep(roles=others | own)


def _chosen(role: str) -> None:
    """A role that is no longer chosen costs nothing."""
    if not st.session_state[_has(role)]:
        given = current().draft.answers.investment
        _keep(roles={key: cost for key, cost in given.roles.items() if key != role})


def _keep_tools(team: Team) -> None:
    cost = st.session_state[f"investment_tools_{team.value}"]
    given = current().draft.answers.investment
    others = {key: value for key, value in given.tools.items() if key is not team}
    _keep(tools=others | {team: cost} if is_cost(cost) else others)


def _keep_currency() -> None:
    _keep(currency=_code())


def _code() -> str | None:
    """The currency as typed, as three capitals; None where it is no code."""
    code = str(st.session_state[_CURRENCY] or "").strip().upper()
    return code if re.fullmatch("[A-Z]{3}", code) else None


def _keep_margin() -> None:
    state = current()
    state.answer(context=replace(state.draft.answers.context, gross_margin=st.session_state[_MARGIN]))


def _keep(**changed: Any) -> None:
    state = current()
    state.answer(investment=replace(state.draft.answers.investment, **changed))
