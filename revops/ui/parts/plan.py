"""The plan: what to do by when, who, which numbers tell whether it worked, when to look again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pyarrow as pa
import streamlit as st

from revops.assessment import Assessment
from revops.charts.owning import owned_numbers
from revops.diagnostic.answers import PlannedStep
from revops.diagnostic.answers_file import MOST_DAYS
from revops.diagnostic.content import SOURCES
from revops.plan import plan_of
from revops.plan.result import Plan, RoleStep, Step
from revops.ui.plain import plain
from revops.ui.reader import figures
from revops.ui.state import State, current

_BASE: Final = "plan_base"
_EDITOR: Final = "plan_editor"
_LONGEST: Final = 500


def show(state: State, found: Assessment) -> None:
    """Steps by month, the numbers to own, roles and tools, and the day to look again."""
    plan = plan_of(found)
    st.header("Plan for ninety days", anchor=False)
    _steps(plan)
    _editor(plan)
    _numbers(plan)
    roles, tools = st.columns(2, gap="large")
    with roles:
        _roles(plan.roles)
    with tools:
        _tools(plan)
    _look_again(plan)
    if state.draft.answers.plan is not None:
        st.caption(
            "The plan above is yours and stays when the answer changes; the proposed one follows the answer and can be "
            "brought back."
        )


def _steps(plan: Plan) -> None:
    if not plan.steps:
        st.write("The plan is empty.")
    with st.grid(3, min_column_width=230):
        for day in dict.fromkeys(step.by for step in plan.steps):
            with st.container(key=f"plan_{day}", gap="xsmall"):
                st.subheader(f"By day {day}", anchor=False)
                for step in plan.steps:
                    if step.by == day:
                        owner = f" *({plain(step.owner)})*" if step.owner else ""
                        st.markdown(f"- {plain(step.what)}{owner}")


def _editor(plan: Plan) -> None:
    """The steps as a table to change; what is typed is kept at once."""
    with st.expander("Change the plan", key="change_plan", icon=":material/edit:"):
        if _EDITOR not in st.session_state:
            st.session_state[_BASE] = plan.steps
        st.data_editor(
            _table(st.session_state[_BASE]),
            key=_EDITOR,
            num_rows="dynamic",
            hide_index=True,
            on_change=_keep,
            column_config={
                "By day": st.column_config.NumberColumn(width="small", min_value=1, max_value=MOST_DAYS, required=True),
                "What": st.column_config.TextColumn(width="large", max_chars=_LONGEST, required=True),
                "Who": st.column_config.TextColumn(width="medium", max_chars=_LONGEST),
            },
        )
        st.button("Back to the proposed plan", key="plan_back", on_click=_back, disabled=not plan.is_edited)


def _table(steps: Sequence[Step]) -> pa.Table:
    return pa.table(
        {
            "By day": pa.array([step.by for step in steps], pa.int64()),
            "What": pa.array([step.what for step in steps], pa.string()),
            "Who": pa.array([step.owner for step in steps], pa.string()),
        }
    )


def _row(step: Step) -> dict[str, Any]:
    return {"By day": step.by, "What": step.what, "Who": step.owner}


def _keep() -> None:
    current().answer(plan=edited(st.session_state[_BASE], st.session_state[_EDITOR]))


def edited(steps: Sequence[Step], edits: Mapping[str, Any]) -> tuple[PlannedStep, ...]:
    """The steps after what was typed; a row without a day or without words waits until it has both.

    Args:
        steps: As the table showed them.
        edits: The table's `edited_rows`, `deleted_rows` and `added_rows`.
    """
    rows = [_row(step) for step in steps]
    for place, cells in edits["edited_rows"].items():
        rows[int(place)].update(cells)
    left = [row for place, row in enumerate(rows) if place not in edits["deleted_rows"]]
    return tuple(step for row in (*left, *edits["added_rows"]) if (step := _planned(row)))


def _planned(row: Mapping[str, Any]) -> PlannedStep | None:
    by, what = row.get("By day"), (row.get("What") or "").strip()
    if by is None or not what:
        return None
    return PlannedStep(by=min(max(int(by), 1), MOST_DAYS), what=what, owner=(row.get("Who") or "").strip())


def _back() -> None:
    st.session_state.pop(_EDITOR, None)
    current().answer(plan=None)


def _numbers(plan: Plan) -> None:
    numbers = owned_numbers(plan, figures())
    if not numbers:
        return
    st.subheader("Numbers to own", anchor=False)
    st.dataframe(numbers, hide_index=True, alt="Numbers to own, today's value and the mark to steer by")
    st.caption(
        "The mark is where the sign is no more than half present: our own judgement, to steer by. It promises nothing; "
        "whether a number moved by more than chance is told by the next assessment."
    )


def _roles(roles: Sequence[RoleStep]) -> None:
    st.subheader("Roles, in order", anchor=False)
    if not roles:
        st.write("No role is to be filled now.")
    for role in roles:
        later = "" if role.from_sellers is None else f" From {role.from_sellers} people who sell on, not before."
        st.markdown(f"- **{plain(role.title)}**: {plain(role.does)} Reports to {plain(role.reports_to)}.{later}")
    if roles:
        titles = dict.fromkeys(SOURCES[role.source].title for role in roles)
        st.caption(plain("Sources: " + "; ".join(titles)))


def _tools(plan: Plan) -> None:
    st.subheader("Tools", anchor=False)
    seen = [tool for tool in plan.tools if tool.is_shown]
    if seen:
        st.markdown("Your files show in use: " + ", ".join(plain(tool.title) for tool in seen) + ".")
    unseen = [tool for tool in plan.tools if not tool.is_shown]
    if unseen:
        st.markdown("No file shows, so ask whether you have it and who uses it; tick what you have:")
    for tool in unseen:
        key = f"tool_{tool.key}"
        st.session_state[key] = tool.is_said
        st.checkbox(f"{plain(tool.title)}: {plain(tool.what)}", key=key, on_change=_have, args=(tool.key,))
    st.caption(plain(f"The list is that of: {SOURCES['greek-text'].title}"))


def _have(tool: str) -> None:
    state = current()
    others = tuple(key for key in state.draft.answers.tools if key != tool)
    state.answer(tools=(*others, tool) if st.session_state[f"tool_{tool}"] else others)


def _look_again(plan: Plan) -> None:
    st.subheader("When to look again", anchor=False)
    again = plan.look_again
    day = "" if again.on is None else f" That is {figures().day(again.on)}."
    st.markdown(plain(again.says + day))
    for sentence in again.different:
        st.markdown(f"- {plain(sentence)}")
