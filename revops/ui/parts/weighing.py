"""Which weights make each outcome right, and weights and anchors of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from revops.assessment import Assessment
from revops.diagnostic.answers import Anchors, Answers
from revops.diagnostic.content import MOST_WEIGHT, EvidenceRule, Sign, signs_of
from revops.diagnostic.edited import wrong_anchors
from revops.metrics import METRICS
from revops.ui.plain import plain
from revops.ui.reader import figures
from revops.ui.state import current
from revops.vocabulary import Outcome, Unit

_STRENGTHS: Final = ("at 0", "at 50", "at 100")


def show(found: Assessment) -> None:
    """What each outcome would take, then the numbers that may be changed."""
    st.header("Weigh it yourself", anchor=False)
    st.caption("Outcomes by how often they came out, and the weights of the signs under which each did.")
    for weighing in found.diagnosis.recommendation.weighings:
        st.markdown(f"- {plain(weighing.says)}")
    _beside(found)
    with st.expander("Weights of the signs", key="own_weights", on_change="rerun", icon=":material/balance:") as part:
        if part.open:
            _weights(found)
    with st.expander(
        "Anchors of the evidence", key="own_anchors", on_change="rerun", icon=":material/straighten:"
    ) as part:
        if part.open:
            _anchors(found)


def _beside(found: Assessment) -> None:
    """The published answer beside the edited one, and the way back."""
    recommended = found.diagnosis.recommendation
    if recommended.published is None or recommended.published_firmness is None:
        return
    with st.container(border=True, key="edited", horizontal=True, vertical_alignment="center", gap="medium"):
        _answer("Published", recommended.published, recommended.published_firmness)
        _answer("Yours", recommended.outcome, recommended.firmness)
        st.button("Back to the published ones", key="as_published", icon=":material/undo:", on_click=_reset)


def _answer(name: str, outcome: Outcome, firmness: float) -> None:
    with st.container(width="content", gap="xsmall"):
        st.caption(name)
        st.markdown(f"**{outcome.label}**, {figures().percent(firmness)} of all variations")


def _weights(found: Assessment) -> None:
    st.caption(
        f"From 0 (does not count) to {MOST_WEIGHT}; weights count against those of the same team and group. "
        "What you change is kept with your answers and named in every report."
    )
    for team in found.model.teams:
        st.markdown(f"**{team.label}**")
        with st.grid(3, min_column_width=220):
            for sign in signs_of([team]):
                _weight(sign, found.answers)


def _weight(sign: Sign, answers: Answers) -> None:
    key = f"weight_{sign.key}"
    st.session_state[key] = answers.weights.get(sign.key, sign.weight)
    st.number_input(
        plain(sign.title),
        min_value=0.0,
        max_value=float(MOST_WEIGHT),
        step=0.5,
        key=key,
        help=f"Published: {sign.weight:g}. {'What the company is like' if sign.group == 'context' else 'What hurts'}.",
        on_change=_weigh,
        args=(sign.key, sign.weight),
    )


def _weigh(sign: str, published: float) -> None:
    state, weight = current(), st.session_state[f"weight_{sign}"]
    others = {key: value for key, value in state.draft.answers.weights.items() if key != sign}
    state.answer(weights=others if weight in (None, published) else {**others, sign: float(weight)})


def _anchors(found: Assessment) -> None:
    st.caption(
        "The values of a metric at which a sign counts as not there (0), half there (50) and wholly there (100). "
        "Shares are of 1. The three must rise or fall as the published ones do."
    )
    for team in found.model.teams:
        for sign in signs_of([team]):
            for rule in sign.evidence:
                _anchor(sign, rule, found.answers.anchors.get(sign.key, {}))


def _anchor(sign: Sign, rule: EvidenceRule, own: Mapping[str, Anchors]) -> None:
    """Three numbers; what does not fit together is told and changes nothing until it does."""
    standing = own.get(rule.metric, rule.anchors)
    label = plain(METRICS[rule.metric].label)
    st.markdown(f"For “{plain(sign.title)}”")
    keys = _keys(sign.key, rule.metric)
    digits = "%.3f" if (unit := METRICS[rule.metric].unit).is_share or unit is Unit.RATIO else "%.1f"
    with st.grid(3, min_column_width=120):
        for key, name, value in zip(keys, _STRENGTHS, standing, strict=True):
            # The field is set rather than given a default: a browser keeps what it shows when only the default moves.
            if key not in st.session_state:
                st.session_state[key] = float(value)
            st.number_input(
                f"{label} {name}", value=None, key=key, format=digits, on_change=_place, args=(sign.key, rule)
            )
    typed = [st.session_state[key] for key in keys]
    wrong = wrong_anchors(rule.anchors, [number for number in typed if number is not None])
    if wrong:
        st.error(plain(f"{METRICS[rule.metric].label} {wrong} Until then the last ones count."))


def _place(sign: str, rule: EvidenceRule) -> None:
    typed = [st.session_state[key] for key in _keys(sign, rule.metric)]
    if None in typed or wrong_anchors(rule.anchors, typed):
        return
    state = current()
    low, middle, high = (float(number) for number in typed)
    own = {key: value for key, value in state.draft.answers.anchors.get(sign, {}).items() if key != rule.metric}
    if (low, middle, high) != tuple(map(float, rule.anchors)):
        own[rule.metric] = (low, middle, high)
    others = {key: value for key, value in state.draft.answers.anchors.items() if key != sign}
    state.answer(anchors={**others, sign: own} if own else others)


def _keys(sign: str, metric: str) -> tuple[str, ...]:
    return tuple(f"anchor_{sign}_{metric}_{number}" for number in range(len(_STRENGTHS)))


def _reset() -> None:
    """Published weights and anchors; what was typed goes from the fields as well."""
    for key in list(st.session_state):
        if str(key).startswith("anchor_"):
            del st.session_state[key]
    current().answer(weights={}, anchors={})
