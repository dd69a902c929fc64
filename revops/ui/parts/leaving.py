"""What was typed last is kept before a link leads to another screen."""

from __future__ import annotations

from typing import Final

import streamlit as st

# Streamlit sends what a field holds a moment after it is left. A tap leaves the field and follows the link in the same
# moment: the field then arrives last, on its own screen, and the link is forgotten.
_SCRIPT: Final = """
export default function () {
  const MOMENT = 15, PAUSE = 60;
  let left = -Infinity;
  const note = (event) => { if (event.target.matches?.("input, textarea")) left = performance.now(); };
  const hold = (event) => {
    const link = event.target.closest?.("[data-testid$=NavLink]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || performance.now() - left > MOMENT) return;
    left = -Infinity;
    event.preventDefault();
    event.stopImmediatePropagation();
    setTimeout(() => link.click(), PAUSE);
  };
  document.addEventListener("focusout", note, true);
  document.addEventListener("click", hold, true);
  return () => {
    document.removeEventListener("focusout", note, true);
    document.removeEventListener("click", hold, true);
  };
}
"""
_watch = st.components.v2.component("leaving", js=_SCRIPT)


def watch() -> None:
    """Holds a link for a moment where a field was left by it; shows nothing."""
    with st.container(key="leaving"):
        _watch(key="leaving_watch")
