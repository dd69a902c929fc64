"""What a browser was told while the server started anew: it sends it before the new session has drawn the field.

A session that has drawn a field learns of changes by its callback and shows what the room keeps. A new one has no
callback yet; it leaves to the field what the browser holds, and compares that with what the room keeps.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from revops.workshop import Minutes


def is_new(field: str) -> bool:
    """Whether this session has not drawn the field yet."""
    return _mark(field) not in st.session_state


def drawn(field: str) -> None:
    """Remembers that this session has drawn the field."""
    st.session_state[_mark(field)] = True


def _mark(field: str) -> str:
    return f"drawn_{field}"


def continued(typed: Minutes, kept: Minutes) -> Minutes:
    """What is kept, with what was typed after it; a window that was left open long ago changes nothing else."""
    return replace(
        kept,
        note=_longer(typed.note, kept.note),
        decision=_longer(typed.decision, kept.decision),
        owner=_longer(typed.owner, kept.owner),
        due_on=kept.due_on or typed.due_on,
        agreed=typed.agreed if kept.agreed is None else kept.agreed,
    )


def _longer(typed: str, kept: str) -> str:
    return typed if typed.startswith(kept) else kept
