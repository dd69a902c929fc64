"""The few rules of looks that the theme cannot say."""

from __future__ import annotations

from typing import Final

import streamlit as st

_RULES: Final = """
<style>
.st-key-address, .st-key-answer_keys { display: none; }
[data-testid="stMainBlockContainer"] { max-width: 72rem; padding-top: 4.5rem; padding-bottom: 4rem; }
[data-testid="stMarkdownContainer"] p { max-width: 46rem; }
[data-testid="stText"] { overflow-wrap: anywhere; white-space: pre-wrap; }
.st-key-model_bar { border-bottom: 1px solid color-mix(in srgb, currentColor 16%, transparent);
  padding-bottom: .6rem; }
[class*="st-key-muted"] [data-testid="stMarkdownContainer"] strong { font-weight: 500; opacity: .8; }
[class*="st-key-value"] p { font-size: 1.55rem; font-weight: 650; line-height: 1.15;
  font-variant-numeric: tabular-nums; }
[class*="st-key-answer_line"] p { font-size: 1.25rem; line-height: 1.45; max-width: 44rem; }
[data-testid="stMetricValue"], [data-testid="stDataFrame"] { font-variant-numeric: tabular-nums; }
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding-left: 1rem; padding-right: 1rem; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; animation: none !important; } }
@media print {
  .st-key-model_bar, [data-testid="stHeader"], [data-testid="stFileUploader"], button { display: none !important; }
}
</style>
"""


def apply() -> None:
    """Adds the rules to the page."""
    st.html(_RULES)
