"""What further files would make known."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from revops.assessment import Assessment
from revops.diagnostic.content import EXPORTS, signs_of
from revops.diagnostic.entry import EvidenceRule
from revops.measure.unlocking import would_know
from revops.metrics import METRICS
from revops.tables import TABLES
from revops.ui.parts.scorecard import metrics_of
from revops.ui.plain import plain


@dataclass(frozen=True)
class Unlock:
    """What a table that is not there would make known."""

    table: str
    metrics: tuple[str, ...]
    signs: int


def unlocks(found: Assessment) -> list[Unlock]:
    """Absent tables with what each alone would add, the most useful first."""
    there = {table for table, rows in found.dataset.tables.items() if rows.num_rows}
    missing = [
        Unlock(table, _metrics(found, gives(table)), _signs(found, table)) for table in TABLES if table not in there
    ]
    useful = [unlock for unlock in missing if unlock.metrics or unlock.signs]
    return sorted(useful, key=lambda unlock: (-len(unlock.metrics), -unlock.signs))


def show(found: Assessment) -> None:
    """One line per file that would help, with whom to ask."""
    rest = unlocks(found)
    if not rest:
        return
    st.header("What more files would show", anchor=False)
    with st.grid(2, min_column_width=300):
        for unlock in rest:
            with st.container(border=True, height="stretch", key=f"unlock_{unlock.table}", gap="xsmall"):
                st.markdown(f"**Add {plain(EXPORTS[unlock.table].label)}: {_gain(unlock)}**")
                names = ", ".join(METRICS[key].label for key in unlock.metrics)
                if names:
                    st.caption(plain(names))
                st.caption(plain(f"Ask {EXPORTS[unlock.table].ask} for {EXPORTS[unlock.table].export}."))


def _gain(unlock: Unlock) -> str:
    parts = [(len(unlock.metrics), "metric"), (unlock.signs, "sign")]
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in parts if count)


def gives(table: str) -> frozenset[str]:
    """The table, and the one that is made from it where no file gives that."""
    return frozenset({table, TABLES[table].stands_in_for} - {""})


def _metrics(found: Assessment, new: frozenset[str]) -> tuple[str, ...]:
    unknown = [metric for metric in metrics_of(found.model) if not found.readings[metric.key].is_known]
    return tuple(metric.key for metric in unknown if would_know(found.dataset, metric, new))


def _signs(found: Assessment, table: str) -> int:
    """Signs of which evidence would be known that is not known yet."""
    new = gives(table)

    def would_show(rule: EvidenceRule) -> bool:
        reading = found.readings.get(rule.metric)
        is_known = reading is not None and reading.is_known
        return rule.table == table and not is_known and would_know(found.dataset, METRICS[rule.metric], new)

    return sum(any(map(would_show, sign.evidence)) for sign in signs_of(found.model.teams))
