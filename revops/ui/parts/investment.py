"""The investment case: what a team costs, what would have to move to pay for it, what the user's ranges come to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from revops.assessment import Assessment
from revops.charts.break_even import NOTHING, break_even, rows_of, unknown_of
from revops.charts.payback import beside, left_over, spent
from revops.charts.tornado import outcomes, tornado
from revops.investment.content import BESIDE, LEVER_TEXTS
from revops.investment.result import InvestmentCase, OptionCase
from revops.ui.invested import investment
from revops.ui.parts import investment_assumptions, investment_costs, investment_ranges
from revops.ui.parts.drawing import draw
from revops.ui.plain import plain
from revops.ui.reader import figures, style
from revops.ui.state import State
from revops.vocabulary import Team

_WAY: Final = "investment_way"
_DRAFT: Final = "investment_draft"


def show(state: State, found: Assessment) -> None:
    """Costs to give, then what follows from them."""
    st.header("What would have to move to pay for it", anchor=False)
    st.caption(
        "No published uplift is firm enough to carry a case, so it is turned round: from what a team costs to how far "
        "one of your numbers would have to move."
    )
    _of_this_draft(state)
    case = investment(state, found)
    investment_costs.show(state, found)
    if case is None:
        st.write("Give what a role would be paid, or what tools cost, and the sums follow.")
        return
    _ways(case)
    for team in case.costs:
        _team(case, team)
    _ranged(state, case)
    _base_rate()
    investment_assumptions.show(state, case)


def _of_this_draft(state: State) -> None:
    """What was typed for another draft is forgotten once the address leads to this one."""
    if st.session_state.get(_DRAFT, state.token) != state.token:
        for key in [key for key in st.session_state if str(key).startswith("investment_")]:
            del st.session_state[key]
    if state.token:
        st.session_state[_DRAFT] = state.token


def _ways(case: InvestmentCase) -> None:
    write = figures()
    st.subheader("Side by side over 24 months", anchor=False)
    st.dataframe(
        beside(case.options, write, currency=case.currency),
        hide_index=True,
        alt="Cost of each way to decide, what has to be earned, and the chance that it comes back",
    )
    for option in case.options:
        if option.reason:
            st.caption(f"{option.option.label}: {plain(option.reason)}")
    if any(option.spent and option.spent[-1] for option in case.options):
        st.markdown(f"**What has been spent, and so has to come back in gross margin{_unit(case)}**")
        draw(spent(case.options, style(), currency=case.currency), "investment_spent")


def _team(case: InvestmentCase, team: Team) -> None:
    levers = [lever for lever in case.levers.values() if lever.team is team]
    st.subheader(f"To pay for {team.label} within 12 months, one alone", anchor=False)
    chart = break_even(levers, style(), team=team.label, currency=case.currency)
    if chart:
        st.caption(
            "The bar is where each number may lie today (95%), the diamond where it would have to be, with its range; "
            "the better is to the right. A triangle lies further out than drawn, or cannot be reached."
        )
        draw(chart, f"break_even_{team.value}")
        for row in rows_of(levers, figures(), case.currency):
            st.markdown(f"- **{plain(row['name'])}**: {plain(_told(row))}")
        hours = next((lever.hours for lever in levers if lever.hours), None)
        if hours is not None:
            st.caption(f"The selling time comes to {hours:.1f} more hours with buyers a rep and week.")
    unknown = unknown_of(levers)
    if unknown:
        with st.expander(f"Not known yet: {len(unknown)} of {len(levers)}", key=f"break_even_unknown_{team.value}"):
            for name, reason in unknown:
                st.markdown(f"- **{plain(name)}**: {plain(reason)}")


def _told(row: Mapping[str, str]) -> str:
    """The lift with its range, and how long it would take to notice, or why it cannot pay."""
    noticed = "" if row["notice"] == NOTHING else f" To notice it: {row['notice']}."
    return f"a lift of {row['lift']}.{noticed} {row['remark']}".strip()


def _ranged(state: State, case: InvestmentCase) -> None:
    st.subheader("Your own ranges", anchor=False)
    investment_ranges.show(state, case)
    simulated = [option for option in case.options if option.scenario]
    chart = left_over(case.options, style(), currency=case.currency)
    if not chart:
        return
    st.markdown(f"**What has come back less what was spent{_unit(case)}**")
    st.caption(
        f"{case.draws:,} futures drawn from your ranges and from the intervals of your numbers; the line has half of "
        "them above it, the band holds eight of ten. Levers without a range do not move."
    )
    draw(chart, "investment_left")
    ways = [option.option.value for option in simulated]
    labels = {option.option.value: option.option.label for option in simulated}
    if st.session_state.get(_WAY) not in ways:
        st.session_state[_WAY] = ways[0]
    st.segmented_control("Look closer at", ways, key=_WAY, format_func=labels.__getitem__, required=True)
    _closer(case, next(option for option in simulated if option.option.value == st.session_state[_WAY]))


def _closer(case: InvestmentCase, option: OptionCase) -> None:
    scenario, name = option.scenario, option.option.label
    if scenario is None:
        return
    st.markdown(f"**Left after 24 months of {name}{_unit(case)}**")
    draw(outcomes(scenario, style(), option=name, currency=case.currency), f"outcomes_{option.option.value}")
    st.markdown("**What moves it most**")
    st.caption(
        "One thing at a time from its low to its high end: blue are your ranges, grey your own numbers over their "
        "intervals. The full line is where it ends with everything as likely, the dashed one where the money is just "
        "back."
    )
    draw(tornado(scenario, style(), option=name, currency=case.currency), f"tornado_{option.option.value}")
    for key, why in scenario.unused.items():
        st.caption(f"{plain(LEVER_TEXTS[key].title)} does not count: {plain(why)}")


def _unit(case: InvestmentCase) -> str:
    return f", {case.currency}" if case.currency else ""


def _base_rate() -> None:
    rate = BESIDE["base_rate"]
    with st.container(border=True, key="base_rate"):
        st.markdown(f"**How often it works elsewhere.** {plain(rate.says)}")
        st.caption(plain(rate.cited))
