"""A saved assessment opened in the app: the same again, beside newer files, and refused where it is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from acting import drop, said, show
from streamlit.testing.v1 import AppTest

from revops.errors import UploadError
from revops.intake import Upload
from revops.saved import open_saved, pack
from revops.ui import cache, past
from revops.ui.parts.saving import saved
from revops.ui.state import State
from revops.vocabulary import Comparison, DealOutcome, OperatingModel

Visit = Callable[..., AppTest]
HEAD = "Deal ID,Stage,Amount,Created,Closed\n"
OLD = HEAD + "".join(
    f"A{n},{'Closed' if n % 4 else 'Lost'},100,2026-0{1 + n % 3}-02,2026-0{1 + n % 3}-{10 + n % 18}\n"
    for n in range(60)
)
NEW = OLD + "".join(f"B{n},{'Lost' if n % 4 else 'Closed'},100,2026-04-02,2026-04-{10 + n % 18}\n" for n in range(40))


def state_of(app: AppTest) -> State:
    return app.session_state["revops_state"]


def packed(app: AppTest) -> bytes:
    state = state_of(app)
    return pack(saved(state, cache.assessment(state)))


@pytest.fixture
def march(visit: Visit) -> bytes:
    """An assessment for SalesOps with a stage, a currency and a sign answered, and a note."""
    app = drop(visit("data", model="salesops"), "march.csv", OLD)
    app.selectbox(key="currency").set_value("EUR").run()
    show(app, "diagnostic")
    state = state_of(app)
    state.choose(stages={"Closed": DealOutcome.WON})
    state.answer(signs={"early_stage": 3}, notes={"early_stage": "two founders sell"})
    return packed(show(app, "scorecard"))


def opened(app: AppTest, content: bytes, name: str = "march.revops") -> AppTest:
    """Opens the file by the first field of the screen."""
    app.file_uploader[0].upload(name, content, "application/zip").run()
    assert not app.exception, app.exception
    return app


def win_rate(app: AppTest) -> float | None:
    return cache.assessment(state_of(app)).readings["win_rate"].value


def test_assessment_when_opened_on_start_comes_back_whole(visit: Visit, march: bytes):
    app = opened(visit(), march)
    words = said(app)
    assert app.title[0].value == "Data"
    assert "Saved assessment, seen from Mar 27, 2026, saved on" in words
    assert "march.csv" in words
    draft = state_of(app).draft
    assert (draft.model, draft.answers.signs, draft.answers.notes) == (
        OperatingModel.SALESOPS,
        {"early_stage": 3},
        {"early_stage": "two founders sell"},
    )
    assert (draft.choices.stages, draft.choices.currency, win_rate(app)) == ({"Closed": "won"}, "EUR", 0.75)


def test_tables_of_an_assessment_are_shown_without_anything_to_change(visit: Visit, march: bytes):
    app = opened(visit("data"), march)
    assert "Its tables are shown as they were saved. Drop newer files above" in said(app)
    assert not [each for each in app.selectbox if each.label == "Taken for"]
    assert not [each for each in app.button if each.key.startswith(("answer_", "remove_0"))]
    assert "Taken for deals: one row is" in said(app)


def test_assessment_when_saved_again_is_the_same_file(visit: Visit, march: bytes):
    app = show(opened(visit("data"), march), "scorecard")
    assert packed(app) == march


def test_assessment_survives_a_reload(visit: Visit, march: bytes):
    app = opened(visit(), march)
    again = visit("scorecard", draft=app.query_params["draft"])
    assert win_rate(again) == 0.75
    assert "From Mar 28, 2025 to Mar 27, 2026" in said(again)


def test_newer_files_are_read_as_those_of_then_and_held_against_what_was_found(visit: Visit, march: bytes):
    app = drop(opened(visit(), march), "april.csv", NEW)
    state = state_of(app)
    found = cache.assessment(state)
    assert (found.window.as_of.isoformat(), found.readings["average_deal_size"].currency) == ("2026-04-27", "EUR")
    assert dict(state.draft.choices.stages) == {"Closed": "won"}
    assert found.answers.signs == {"early_stage": 3}
    change = found.changes["win_rate"]
    assert (found.against, change.value, change.n, change.fresh.value) == (Comparison.LAST, 0.75, 60, 0.25)
    words = said(show(app, "scorecard"))
    assert "Opened beside your files: march.revops, seen from Mar 27, 2026" in words
    assert "in the days since: 25.0%" in words


def test_order_of_files_and_assessment_does_not_matter(visit: Visit, march: bytes):
    first = drop(opened(visit(), march), "april.csv", NEW)
    other = opened(drop(visit("data"), "april.csv", NEW), march)
    pair = [cache.assessment(state_of(app)) for app in (first, other)]
    assert pair[0].changes == pair[1].changes
    assert pair[0].readings == pair[1].readings


def test_assessment_beside_files_keeps_what_was_said_here(visit: Visit, march: bytes):
    app = drop(visit("data"), "april.csv", NEW)
    state_of(app).answer(signs={"early_stage": 1, "reps_reactive": 2})
    opened(app, march)
    draft = state_of(app).draft
    assert draft.answers.signs == {"early_stage": 1, "reps_reactive": 2}
    assert draft.answers.notes == {"early_stage": "two founders sell"}


def test_assessment_when_taken_out_leaves_the_files_and_can_be_brought_back(visit: Visit, march: bytes):
    app = show(drop(opened(visit(), march), "april.csv", NEW), "scorecard")
    app.button(key="remove_opened").click().run()
    assert "Opened beside your files" not in said(app)
    assert cache.assessment(state_of(app)).against is Comparison.PREVIOUS
    show(app, "data").button(key="undo").click().run()
    assert cache.assessment(state_of(app)).against is Comparison.LAST


def test_last_file_when_removed_then_the_tables_of_the_assessment_again(visit: Visit, march: bytes):
    app = drop(opened(visit(), march), "april.csv", NEW)
    app.button(key="remove_0").click().run()
    assert "Its tables are shown as they were saved" in said(app)
    assert packed(show(app, "scorecard")) == march


def test_assessment_alone_when_removed_leaves_the_answers(visit: Visit, march: bytes):
    app = opened(visit(), march)
    app.button(key="remove_opened").click().run()
    assert cache.assessment(state_of(app)).dataset.is_empty
    assert state_of(app).draft.answers.signs == {"early_stage": 3}


def test_files_that_end_no_later_are_held_against_the_period_before(visit: Visit, march: bytes):
    app = show(drop(opened(visit(), march), "march again.csv", OLD), "scorecard")
    assert "Your files end no later than it does" in said(app)
    assert cache.assessment(state_of(app)).against is Comparison.PREVIOUS


def test_assessment_saved_beside_newer_files_keeps_the_numbers_of_before(visit: Visit, march: bytes):
    app = show(drop(opened(visit(), march), "april.csv", NEW), "scorecard")
    april = packed(app)
    days = [entry.as_of.isoformat() for entry in open_saved(Upload("april.revops", april)).history]
    assert days == ["2026-03-27", "2026-04-27"]
    again = show(opened(visit(), april, "april.revops"), "scorecard")
    assert "Before: 75.0% on Mar 27, 2026" in said(again)


def test_work_so_far_stays_under_its_own_address(visit: Visit, march: bytes):
    app = visit("diagnostic")
    state_of(app).answer(signs={"early_stage": 0})
    before = show(app, "start").query_params["draft"]
    opened(app, march)
    assert app.query_params["draft"] != before
    assert state_of(visit("data", draft=before)).draft.answers.signs == {"early_stage": 0}


WRONG = {
    "cut off": (lambda content: content[: len(content) // 2], "The saved assessment cannot be opened"),
    "something else": (lambda content: b"Deal,Stage\n1,Won\n", "The saved assessment cannot be opened"),
    "empty": (lambda content: b"", "The file is empty"),
}


@pytest.mark.parametrize("screen", ["start", "data"])
@pytest.mark.parametrize("name", WRONG)
def test_file_that_cannot_be_opened_is_told_and_changes_nothing(visit: Visit, march: bytes, name: str, screen: str):
    spoil, says = WRONG[name]
    app = drop(visit("data"), "april.csv", NEW)
    before = state_of(app).draft
    app = opened(show(app, screen), spoil(march))
    assert says in app.error[0].value
    assert state_of(app).draft == before


def refuse(upload: Upload) -> None:
    raise UploadError.too_large(upload.name, "2 MB", "1 MB")


def test_assessment_that_cannot_be_opened_any_more_is_told_and_can_be_taken_out(
    visit: Visit, march: bytes, monkeypatch: pytest.MonkeyPatch
):
    app = drop(opened(visit(), march), "april.csv", NEW)
    past.SAVED.drop(state_of(app).files.hashes)
    monkeypatch.setattr(past, "open_saved", refuse)
    again = visit("data", draft=app.query_params["draft"])
    assert "the limit is 1 MB" in again.error[0].value
    again.button(key="remove_opened").click().run()
    assert not again.exception
    assert cache.assessment(state_of(again)).against is Comparison.PREVIOUS


def test_two_assessments_at_once_are_refused_and_the_files_with_them_are_read(visit: Visit, march: bytes):
    app = visit("data")
    field = app.file_uploader[0]
    field.set_value([("a.revops", march, ""), ("b.revops", march, ""), ("april.csv", NEW.encode(), "text/csv")]).run()
    assert "Open one saved assessment at a time" in app.error[0].value
    assert [file.name for file in state_of(app).draft.files] == ["april.csv"]


def test_sample_when_tried_beside_other_work_is_opened_under_an_address_of_its_own(visit: Visit):
    app = visit("start", draft=drop(visit("data")).query_params["draft"])
    before = app.query_params["draft"]
    app.button(key="try_orbisquill").click().run()
    assert not app.exception
    assert (app.title[0].value, app.query_params["draft"] == before) == ("Data", False)
