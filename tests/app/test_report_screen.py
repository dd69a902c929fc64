"""The Report screen: what is chosen goes into the files, and stays chosen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from acting import drop, said, show
from streamlit.testing.v1 import AppTest

from revops.drafts import DraftStore
from revops.report import Options, PartKey
from revops.report.pdf import document
from revops.ui import cache, reported
from revops.ui.parts import saving

Visit = Callable[..., AppTest]


def test_report_without_files_and_answers_says_what_it_needs(visit: Visit):
    assert "A recommendation needs answers, files, or better both." in said(visit("report"))


def test_report_of_files_then_a_button_for_each_format_and_choices_that_stay(visit: Visit, store: DraftStore):
    app = show(drop(visit("data")), "report")
    assert {button.proto.label for button in app.get("download_button")} >= {"Page (HTML)", "Workbook (Excel)"}
    app.text_input(key="report_client").set_value("<b>Northwind</b>")
    app.multiselect(key="report_parts").set_value([PartKey.SEGMENTS, PartKey.SUMMARY]).run()
    app = show(show(app, "scorecard"), "report")
    assert app.text_input(key="report_client").value == "<b>Northwind</b>"
    assert app.multiselect(key="report_parts").value == [PartKey.SEGMENTS, PartKey.SUMMARY]
    state = app.session_state["revops_state"]
    options = Options(client="<b>Northwind</b>", parts=(PartKey.SEGMENTS, PartKey.SUMMARY), language="en-US")
    assert state.draft.report == options == store.load(state.token).report
    assert saving.saved(state, cache.assessment(state)).report == options
    page = reported.report(state, cache.assessment(state), ".html", options).decode()
    assert "&lt;b&gt;Northwind" in page
    assert page.index('id="segments"') < page.index('id="summary"')
    assert "Close rate (win rate) by owner" in page


def test_report_where_a_font_or_typst_is_missing_then_said_before_it_is_made(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
):
    app = show(drop(visit("data")), "report")
    assert "no font" not in said(app)
    app.text_input(key="report_client").set_value("\U000f0000").run()
    assert "This machine has no font for some letters of your files" in said(app)
    monkeypatch.setattr(document, "find_spec", lambda name: None)
    assert "pip install typst" in said(app.run())
