"""What a visitor reads when a screen fails: a sentence and the way on, never a traceback."""

from __future__ import annotations

import logging

import streamlit as st

from revops.errors import RevopsError
from revops.ui.plain import plain

_LOG = logging.getLogger("revops")


def tell(error: Exception) -> bool:
    """Shows the failure on the screen and writes the whole of it to the server's log.

    Returns:
        True: nothing else needs to be shown.
    """
    _LOG.error("a screen failed", exc_info=error)
    says = str(error) if isinstance(error, RevopsError) else "Something went wrong on this screen."
    st.error(
        f"{plain(says)} Your files and answers are kept; the other screens still work. Reload the page to try again.",
        title="This screen could not be shown",
    )
    return True
