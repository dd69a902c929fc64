"""What each team would watch: the sources' two lists with the company's own numbers."""

from __future__ import annotations

import streamlit as st

from revops.assessment import Assessment
from revops.charts.team_metrics import shared_metrics, team_metrics
from revops.ownership import known_of, owned_by
from revops.ui.reader import figures
from revops.ui.screens import Screen
from revops.vocabulary import OperatingModel


def show(found: Assessment) -> None:
    """One table for each team under assessment; what both read is told apart."""
    st.header("Which numbers each team would own", anchor=False)
    st.caption(
        "The lists are those of the sources. Two numbers are read by both teams, each for something else; for what, is "
        "our own judgement."
    )
    for team in found.model.teams:
        owned = owned_by(team, found.readings)
        title = f"{team.label}: {known_of(owned)} of {len(owned)} known"
        with st.expander(title, key=f"owned_{team.value}"):
            st.dataframe(
                team_metrics(owned, figures()),
                hide_index=True,
                alt=f"Metrics that {team.label} would own, with today's values",
            )
    if found.model is OperatingModel.BOTH:
        st.dataframe(
            shared_metrics(found.readings, figures()),
            hide_index=True,
            alt="Metrics that both teams read, and what each reads from them",
        )
    Screen.SCORECARD.link("All metrics, by topic or by team", icon=":material/dashboard:")
