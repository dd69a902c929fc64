"""What was typed last is kept before a link leads to another screen."""

from __future__ import annotations

from typing import Final

import streamlit as st

# Streamlit sends what a field holds a moment after it is left. A tap leaves the field and follows the link in the same
# moment: the field then arrives last, on its own screen, and the link is forgotten. So a link waits for that run, and
# is followed until the address is its own and stays so; whatever else is tapped meanwhile, or a step back, comes first.
_SCRIPT: Final = """
export default function () {
  const MOMENT = 300, STEP = 50, UNTIL_BEGUN = 1500, AFTER_CLICK = 600, STAYS = 1500, LONGEST = 25000;
  let before = "", left = -Infinity, isLeaving = false, waiting = 0;
  const isField = (at) => at?.matches?.("input, textarea");
  const isChanged = (at) => isField(at) && at.value !== before;
  const isRunning = () =>
    document.querySelector("[data-testid=stApp]")?.getAttribute("data-test-script-state") === "running";
  const enter = (event) => { if (isField(event.target)) before = event.target.value; };
  const leave = (event) => { if (isChanged(event.target)) left = performance.now(); };
  const touch = () => { isLeaving = isChanged(document.activeElement); };
  const giveUp = () => { waiting += 1; };
  const pathOf = (link) => new URL(link.href).pathname;
  const follow = (path, turn, began) => {
    let hasBegun = false, clicked = -Infinity, settled = Infinity;
    const look = () => {
      const now = performance.now(), isBusy = isRunning(), isThere = location.pathname === path;
      hasBegun = hasBegun || isBusy;
      settled = isThere && !isBusy ? Math.min(settled, now) : Infinity;
      if (turn !== waiting || now - began > LONGEST || now - settled > STAYS) return;
      const isReady = !isBusy && (hasBegun || now - began > UNTIL_BEGUN);
      if (isReady && !isThere && now - clicked > AFTER_CLICK) {
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
    const isOfThisTap = isLeaving || performance.now() - left < MOMENT;
    isLeaving = false;
    const link = event.target.closest?.("[data-testid$=NavLink]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !isOfThisTap) return;
    left = -Infinity;
    event.preventDefault();
    event.stopImmediatePropagation();
    follow(pathOf(link), waiting, performance.now());
  };
  const listened = [["focusin", enter], ["focusout", leave], ["pointerdown", touch], ["click", hold]];
  listened.forEach(([name, act]) => document.addEventListener(name, act, true));
  window.addEventListener("popstate", giveUp);
  return () => {
    listened.forEach(([name, act]) => document.removeEventListener(name, act, true));
    window.removeEventListener("popstate", giveUp);
  };
}
"""
_watch = st.components.v2.component("leaving", js=_SCRIPT)


def watch() -> None:
    """Holds a link until what was typed is kept, where a field was left by it; shows nothing."""
    with st.container(key="leaving"):
        _watch(key="leaving_watch")
