"""All metrics of the chosen operating model at a glance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from revops.assessment import Assessment
from revops.measure.derived import facts_of
from revops.metric import Metric
from revops.metrics import METRICS
from revops.reading import Reading
from revops.ui.parts import company
from revops.ui.parts.card import card, unknown
from revops.ui.screens import Screen
from revops.ui.state import State
from revops.vocabulary import Group, OperatingModel, Team

_TOPIC: Final = "By topic"
_TEAM: Final = "By team"
_VIEW: Final = "scorecard_view"
_CARD_WIDTH: Final = 155
"""Two cards side by side on a phone."""


def show(state: State, found: Assessment) -> None:
    """Headline row, groups, and at the end what is unknown and why."""
    metrics = metrics_of(found.model)
    known = [metric for metric in metrics if found.readings[metric.key].is_known]
    if not known:
        st.write("Your files give none of the metrics yet; below is what each of them needs.")
    headline = [metric for metric in known if metric.is_headline]
    if headline:
        st.header("At a glance", anchor=False)
        st.caption(
            "Under each number stands its 95% interval, the values your data are compatible with, and n, the rows."
        )
        _cards(headline, state, found, "_headline")
    rest = [metric for metric in known if not metric.is_headline]
    view = _TOPIC
    if found.model is OperatingModel.BOTH and rest:
        view = st.segmented_control("Show", (_TOPIC, _TEAM), key=_VIEW, default=_TOPIC, required=True)
    if view == _TEAM:
        _by_team(known, state, found)
    else:
        _by_group(rest, state, found)
    _unknown([metric for metric in metrics if metric not in known], found.readings)
    if any(facts_of(metric) for metric in metrics):
        company.own_figures(state)


def metrics_of(model: OperatingModel) -> list[Metric]:
    """The metrics that the model's teams read, in the order of the catalogue."""
    return [metric for metric in METRICS.values() if set(metric.models) & set(model.teams)]


def _by_group(metrics: Sequence[Metric], state: State, found: Assessment) -> None:
    for group in Group:
        of_group = [metric for metric in metrics if metric.group is group]
        if of_group:
            st.header(group.label, anchor=False)
            _cards(of_group, state, found)


def _by_team(metrics: Sequence[Metric], state: State, found: Assessment) -> None:
    for column, team in zip(st.columns(2, gap="large"), Team, strict=True):
        with column:
            st.header(f"What {team.label} reads", anchor=False)
            _cards([metric for metric in metrics if team in metric.models], state, found, f"_{team.value}", columns=2)


def _cards(metrics: Sequence[Metric], state: State, found: Assessment, place: str = "", columns: int = 4) -> None:
    with st.grid(columns, min_column_width=_CARD_WIDTH):
        for metric in metrics:
            card(metric, state, found, place=place)


def _unknown(metrics: Sequence[Metric], readings: Mapping[str, Reading]) -> None:
    if not metrics:
        return
    st.header("Not known yet", anchor=False)
    st.caption("Unknown is not zero. Each says what would give it a value.")
    alike: dict[str, list[Metric]] = {}
    for metric in metrics:
        alike.setdefault(readings[metric.key].reason or "", []).append(metric)
    with st.grid(2, min_column_width=300):
        for reason, same in alike.items():
            unknown(same, reason)
    Screen.DATA.link("Add files", icon=":material/upload_file:")
