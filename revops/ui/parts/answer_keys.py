"""The keys 1 to 5 answer and the arrows step, wherever on the question the focus is."""

from __future__ import annotations

from typing import Final

import streamlit as st

_SCRIPT: Final = """
export default function () {
  const isTyping = (at) => at.matches("textarea, [contenteditable=true], input:not([type=radio])");
  const chosen = (key) => {
    if (/^[1-5]$/.test(key)) return document.querySelectorAll(".st-key-question [role=radiogroup] label")[key - 1];
    if (key === "ArrowRight") return document.querySelector(".st-key-step_on button");
    if (key === "ArrowLeft") return document.querySelector(".st-key-step_back button");
  };
  const press = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.repeat || isTyping(event.target)) return;
    const aim = chosen(event.key);
    if (!aim) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    aim.click();
  };
  document.addEventListener("keydown", press, true);
  return () => document.removeEventListener("keydown", press, true);
}
"""
_listen = st.components.v2.component("answer_keys", js=_SCRIPT)


def listen() -> None:
    """Listens as long as the question is on the screen; shows nothing."""
    with st.container(key="answer_keys"):
        _listen(key="listener")
