"""What was typed last is kept before a link leads to another screen."""

from __future__ import annotations

from typing import Final

import streamlit as st

# Streamlit sends what a field holds a moment after it is left. A tap leaves the field and follows the link in the same
# moment: the field then arrives last, on its own screen, and the link is forgotten. So the link waits for that run.
_SCRIPT: Final = """
export default function () {
  const MOMENT = 50, STEP = 30, UNTIL_BEGUN = 300, LONGEST = 3000;
  let before = "", left = -Infinity;
  const isField = (at) => at.matches?.("input, textarea");
  const isRunning = () =>
    document.querySelector("[data-testid=stApp]")?.getAttribute("data-test-script-state") === "running";
  const enter = (event) => { if (isField(event.target)) before = event.target.value; };
  const leave = (event) => {
    if (isField(event.target) && event.target.value !== before) left = performance.now();
  };
  const hold = (event) => {
    const link = event.target.closest?.("[data-testid$=NavLink]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || performance.now() - left > MOMENT) return;
    left = -Infinity;
    event.preventDefault();
    event.stopImmediatePropagation();
    const began = performance.now();
    const look = () => {
      const waited = performance.now() - began;
      if (!isRunning() || waited > LONGEST) link.click(); else setTimeout(look, STEP);
    };
    setTimeout(look, UNTIL_BEGUN);
  };
  const listened = [["focusin", enter], ["focusout", leave], ["click", hold]];
  listened.forEach(([name, act]) => document.addEventListener(name, act, true));
  return () => listened.forEach(([name, act]) => document.removeEventListener(name, act, true));
}
"""
_watch = st.components.v2.component("leaving", js=_SCRIPT)


def watch() -> None:
    """Holds a link until what was typed is kept, where a field was left by it; shows nothing."""
    with st.container(key="leaving"):
        _watch(key="leaving_watch")
