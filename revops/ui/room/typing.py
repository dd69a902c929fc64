"""What is typed into the minutes is sent as it is typed, not only when its field is left."""

from __future__ import annotations

from typing import Final

import streamlit as st

AREA: Final = "minutes"
"""Key of the container whose fields are listened to."""

# Streamlit sends what a field holds when it is left, or when Enter is pressed in it (with Ctrl where it has several
# lines). After a pause, and when the page goes, that key is pressed for whoever types; the focus stays where it is.
_SCRIPT: Final = """
export default function () {
  const PAUSE = 700;
  let waiting = 0, field = null;
  const send = () => {
    clearTimeout(waiting);
    const at = field;
    field = null;
    if (!at?.isConnected) return;
    const enter = {key: "Enter", code: "Enter", ctrlKey: at.matches("textarea"), bubbles: true, cancelable: true};
    at.dispatchEvent(new KeyboardEvent("keydown", enter));
  };
  const type = (event) => {
    const at = event.target;
    const isText = at.closest?.("[data-testid=stTextArea], [data-testid=stTextInput]");
    if (!isText || !at.closest(".st-key-minutes")) return;
    field = at;
    clearTimeout(waiting);
    if (!event.isComposing) waiting = setTimeout(send, PAUSE);
  };
  const hide = () => { if (document.visibilityState === "hidden") send(); };
  document.addEventListener("input", type, true);
  document.addEventListener("visibilitychange", hide);
  window.addEventListener("beforeunload", send);
  return () => {
    send();
    document.removeEventListener("input", type, true);
    document.removeEventListener("visibilitychange", hide);
    window.removeEventListener("beforeunload", send);
  };
}
"""
_listen = st.components.v2.component("minutes_typed", js=_SCRIPT)


def listen() -> None:
    """Listens as long as the minutes are on the screen; shows nothing."""
    with st.container(key="minutes_typed"):
        _listen(key="minutes_listener")
