"""Each screen opens, says what it needs when it is missing, and loses nothing on the way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from acting import drop, said, show
from streamlit.testing.v1 import AppTest

from revops.vocabulary import OperatingModel

TITLES = {
    "start": "Should you invest in SalesOps, RevOps, both, or neither yet?",
    "data": "Data",
    "scorecard": "Scorecard",
    "diagnostic": "Diagnostic",
    "workshop": "Workshop",
    "recommendation": "Recommendation",
    "report": "Report",
    "method": "Method",
}
Visit = Callable[..., AppTest]


@pytest.mark.parametrize("screen", TITLES)
def test_screen_when_nothing_is_given_shows_its_title(screen: str, visit: Visit):
    app = visit(screen)
    assert not app.exception
    assert [title.value for title in app.title] == [TITLES[screen]]


@pytest.mark.parametrize("screen", TITLES)
def test_screen_when_a_sample_is_open_shows_its_title(screen: str, visit: Visit):
    app = visit()
    app.button(key="try_tallybrook").click().run()
    app = show(app, screen)
    assert [title.value for title in app.title] == [TITLES[screen]]


@pytest.mark.parametrize("model", ["salesops", "revops", "both"])
def test_model_when_named_in_the_address_is_chosen(model: str, visit: Visit):
    assert visit("scorecard", model=model).segmented_control(key="model_choice").value == model


def test_model_when_changed_stands_in_the_address(visit: Visit):
    app = visit()
    app.segmented_control(key="model_choice").set_value(OperatingModel.REVOPS).run()
    assert app.query_params["model"] == "revops"


def test_answers_when_screens_and_model_change_are_kept(visit: Visit):
    app = visit("diagnostic", sign="early_stage")
    app.radio(key="answer_early_stage").set_value(3).run()
    app.segmented_control(key="model_choice").set_value(OperatingModel.SALESOPS).run()
    app = show(show(app, "scorecard"), "diagnostic")
    app.query_params["sign"] = "early_stage"
    app.run()
    assert app.radio(key="answer_early_stage").value == 3


def test_answers_when_the_address_is_opened_anew_are_there(visit: Visit):
    app = visit("diagnostic", sign="early_stage")
    app.radio(key="answer_early_stage").set_value(2).run()
    again = visit("diagnostic", draft=app.query_params["draft"], sign="early_stage")
    assert again.radio(key="answer_early_stage").value == 2


def test_answers_of_another_session_are_not_seen(visit: Visit):
    app = visit("diagnostic", sign="early_stage")
    app.radio(key="answer_early_stage").set_value(2).run()
    assert visit("diagnostic", sign="early_stage").radio(key="answer_early_stage").value is None


def test_everything_when_deleted_is_gone_for_everybody(visit: Visit):
    app = drop(visit("data"))
    address = app.query_params["draft"]
    app.button(key="delete_everything").click().run()
    app.button(key="delete_confirmed").click().run()
    assert not app.exception
    assert "deals.csv" not in said(app)
    assert "draft" not in app.query_params
    assert "no longer kept here" in said(visit("data", draft=address))


@pytest.mark.parametrize("sign", ["nothing", "review", "company"])
def test_diagnostic_when_the_address_names_a_step_or_nonsense_opens(sign: str, visit: Visit):
    assert not visit("diagnostic", sign=sign).exception


@pytest.mark.parametrize("screen", ["scorecard", "recommendation"])
def test_screen_without_its_input_says_what_it_needs(screen: str, visit: Visit):
    assert any(word in said(visit(screen)) for word in ("needs answers", "reads your spreadsheets"))


def test_recommendation_on_answers_alone_names_an_outcome(visit: Visit):
    app = visit("diagnostic", sign="early_stage")
    app.radio(key="answer_early_stage").set_value(4).run()
    app = show(app, "recommendation")
    assert app.header[0].value in ("SalesOps", "RevOps", "Both", "Neither yet", "Not settled")
    assert "too little to say how much" in said(app)


def test_what_each_answer_would_mean_is_offered_after_the_answer_alone(visit: Visit):
    app = visit("diagnostic", sign="reps_reactive")
    assert "What each answer would mean" not in [part.label for part in app.expander]
    app.radio(key="answer_reps_reactive").set_value(2).run()
    assert "What each answer would mean" in [part.label for part in app.expander]
    assert "files can only hint at it" in said(app)
