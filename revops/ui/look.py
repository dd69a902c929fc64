"""The few rules of looks that the theme cannot say."""

from __future__ import annotations

from typing import Final

import streamlit as st

from revops.ui.reader import style

# A run that is stopped by hand leaves a page that waits for ever; a long reading has a button of its own.
# A grid's own download writes cells as they are, so that a spreadsheet would run them as formulas; ours defuses them.
_RULES: Final = """
<style>
.st-key-address, .st-key-answer_keys, .st-key-leaving, [data-testid="stStatusWidget"] button { display: none; }
[data-testid="stMainBlockContainer"] { max-width: 72rem; padding-top: 4.5rem; padding-bottom: 4rem; }
[data-testid="stMarkdownContainer"] p { max-width: 46rem; }
[data-testid="stText"] { overflow-wrap: anywhere; white-space: pre-wrap; }
[class*="st-key-named"] [data-testid="stText"] { font-weight: 600; }
[data-testid="stCaptionContainer"] p { opacity: 1; }
button[aria-label^="Help for"], [data-testid="stHeaderActionElements"] a { min-width: 24px; min-height: 24px; }
[data-testid="stFileUploaderDropzoneInstructions"] * { white-space: normal; overflow: visible; }
[data-testid="stPageLink-NavLink"], [data-testid="stPageLink-NavLink"]:hover { background: none; padding: 0; }
[data-testid="stPageLink-NavLink"] span, [data-testid="stPageLink-NavLink"] p { overflow: visible; white-space: normal;
  text-overflow: clip; color: ACCENT; font-weight: 600; }
[data-testid="stPageLink-NavLink"]:hover p { text-decoration: underline; }
.st-key-question [data-testid="stWidgetLabel"] p { font-size: 1.2rem; font-weight: 600; line-height: 1.4; }
.st-key-question [role="radiogroup"] { gap: .55rem; margin-top: .6rem; }
.st-key-question [role="radiogroup"] p { font-size: 1rem; max-width: 44rem; }
[data-testid^="stBaseButton-primary"], [data-testid^="stBaseButton-primary"] * { color: ON_ACCENT; }
[class*="st-key-card"] [data-testid="stElementToolbar"], .st-key-evidence [data-testid="stElementToolbar"] {
  display: none; }
[data-testid="stElementToolbarButton"]:has(button[aria-label^="Download as CSV"]) { display: none; }
.st-key-model_bar { border-bottom: 1px solid color-mix(in srgb, currentColor 16%, transparent);
  padding-bottom: .6rem; }
[class*="st-key-muted"] [data-testid="stMarkdownContainer"] strong { font-weight: 500; opacity: .8; }
[class*="st-key-value"] p { font-size: 1.55rem; font-weight: 650; line-height: 1.15;
  font-variant-numeric: tabular-nums; }
[class*="st-key-answer_line"] p { font-size: 1.25rem; line-height: 1.45; max-width: 44rem; }
[data-testid="stMetricValue"], [data-testid="stDataFrame"] { font-variant-numeric: tabular-nums; }
.st-key-room_code [data-testid="stText"] { font-size: 3rem; font-weight: 700; letter-spacing: .16em; line-height: 1.1;
  font-variant-numeric: tabular-nums slashed-zero; }
[class*="st-key-role_"] [data-testid="stText"], .st-key-time_left [data-testid="stText"] { font-size: 1.55rem;
  font-weight: 650; font-variant-numeric: tabular-nums; }
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding-left: 1rem; padding-right: 1rem; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; animation: none !important; } }
@media print {
  @page { size: A4 portrait; margin: 9mm; }
  [data-testid="stHeader"], [data-testid="stSidebar"], [data-testid="stFileUploader"], [data-testid="stToolbar"],
  [data-testid="stHeaderActionElements"], [data-testid="stButtonGroup"], .st-key-model_bar, .st-key-span_bar,
  .st-key-own_figures, button, [data-testid="stPageLink"]:has([data-testid="stIconMaterial"]) {
  display: none !important; }
  html, body, #root, .stApp, [data-testid="stAppViewContainer"], [data-testid="stMain"] {
    position: static !important; height: auto !important; overflow: visible !important; display: block !important; }
  [data-testid="stMainBlockContainer"] { max-width: none; padding: 0 !important; zoom: .54; }
  [data-testid="stMainBlockContainer"] h2 { padding: .1rem 0; font-size: 1.3rem; }
  [data-testid="stVerticalBlock"] { gap: .35rem; }
  [data-testid="stMainBlockContainer"] h1 { padding: 0 0 .4rem; }
  [class*="st-key-card"] { break-inside: avoid; padding: .35rem .5rem !important; gap: .1rem !important; }
  [class*="st-key-unknown"] { break-inside: avoid; flex-flow: row wrap !important; gap: 0 .7rem !important; }
  [class*="st-key-unknown"] > * { width: auto !important; flex: 0 1 auto !important; }
  [class*="st-key-unknown"] > :last-child { flex: 1 0 100% !important; }
  [class*="st-key-card"] :is([data-testid="stElementContainer"], [data-testid="stLayoutWrapper"]) {
    margin-bottom: 0 !important; }
  :is([class*="st-key-card"], [class*="st-key-unknown"]) p { margin: 0; line-height: 1.2 !important; }
  :is([class*="st-key-card"], [class*="st-key-unknown"])
    :is([data-testid="stMarkdownContainer"], [data-testid="stCaptionContainer"]) { margin-bottom: 0 !important; }
  .st-key-foot { display: none !important; }
  [data-testid="stGrid"]:has([class*="st-key-card"]) {
    grid-template-columns: repeat(7, minmax(0, 1fr)) !important; gap: .3rem !important;
    margin-bottom: .3rem !important; }
  [data-testid="stColumn"] [data-testid="stGrid"]:has([class*="st-key-card"]) {
    grid-template-columns: repeat(8, minmax(0, 1fr)) !important; }
  [data-testid="stGrid"]:has([class*="st-key-unknown"]) {
    grid-template-columns: repeat(3, minmax(0, 1fr)) !important; gap: .5rem 1rem !important; }
  h1, h2, h3 { break-after: avoid; }
  html, body, .stApp { color-scheme: light !important; background: #fff !important; }
  .stApp * { color: #111 !important; background-color: transparent !important; }
}
</style>
"""


def apply() -> None:
    """Adds the rules to the page."""
    palette = style().palette
    st.html(_RULES.replace("ON_ACCENT", palette.on_accent).replace("ACCENT", palette.accent))
