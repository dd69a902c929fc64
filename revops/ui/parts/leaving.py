"""What was typed last is kept before a link leads to another screen."""

from __future__ import annotations

from typing import Final

import streamlit as st

# Streamlit sends what a field holds a moment after it is left. A tap leaves the field and follows the link in the same
# moment: the field then arrives last, on its own screen, and the link is forgotten. So the link waits for that run,
# and is followed until the address is its own; whatever else is tapped meanwhile comes first.
_SCRIPT: Final = """
export default function () {
  const MOMENT = 50, STEP = 50, UNTIL_BEGUN = 1500, AFTER_CLICK = 600, LONGEST = 20000;
  let before = "", left = -Infinity, waiting = 0;
  const isField = (at) => at.matches?.("input, textarea");
  const isRunning = () =>
    document.querySelector("[data-testid=stApp]")?.getAttribute("data-test-script-state") === "running";
  const enter = (event) => { if (isField(event.target)) before = event.target.value; };
  const leave = (event) => {
    if (isField(event.target) && event.target.value !== before) left = performance.now();
  };
  const pathOf = (link) => new URL(link.href).pathname;
  const follow = (path, turn, began) => {
    const isThere = () => location.pathname === path;
    let hasBegun = false, clicked = -Infinity;
    const look = () => {
      const now = performance.now(), isBusy = isRunning();
      hasBegun = hasBegun || isBusy;
      if (turn !== waiting || now - began > LONGEST || (isThere() && !isBusy)) return;
      const isReady = !isBusy && (hasBegun || now - began > UNTIL_BEGUN);
      if (isReady && !isThere() && now - clicked > AFTER_CLICK) {
        clicked = now;
        [...document.querySelectorAll("[data-testid$=NavLink]")].find((one) => pathOf(one) === path)?.click();
      }
      setTimeout(look, STEP);
    };
    look();
  };
  const hold = (event) => {
    if (!event.isTrusted) return;
    waiting += 1;
    const link = event.target.closest?.("[data-testid$=NavLink]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || performance.now() - left > MOMENT) return;
    left = -Infinity;
    event.preventDefault();
    event.stopImmediatePropagation();
    follow(pathOf(link), waiting, performance.now());
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
