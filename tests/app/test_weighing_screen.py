"""Weights and anchors of one's own: live, beside the published answer, and back again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from acting import said
from streamlit.testing.v1 import AppTest

from revops.diagnostic.answers import Answers
from revops.diagnostic.content import SIGNS
from revops.drafts import Draft, DraftStore

Visit = Callable[..., AppTest]
HURTS_ONCE = {key: 0 for key in SIGNS} | {
    "reps_buried_in_paperwork": 4,
    "complex_or_costly_product": 4,
    "early_stage": 4,
}


@pytest.fixture
def answered(store: DraftStore, visit: Visit) -> Callable[[str], AppTest]:
    """The recommendation for a company with one strong pain, one part opened."""

    def open_part(part: str) -> AppTest:
        store.save("token", Draft(answers=Answers(signs=HURTS_ONCE)))
        app = visit("recommendation", draft="token")
        return opened(app, part)

    return open_part


def opened(app: AppTest, part: str) -> AppTest:
    app.session_state[part] = True
    app.run()
    assert not app.exception, app.exception
    return app


def test_story_form_and_scale_stand_beside_the_answer(answered: Callable[[str], AppTest]):
    text = said(answered("own_weights"))
    assert "You very probably need no operations team yet: " in text
    assert "Words for shares: Almost certainly from 95 of 100 on" in text


def test_weight_when_changed_moves_the_answer_and_keeps_the_published_one(answered: Callable[[str], AppTest]):
    app = answered("own_weights")
    assert app.header[0].value == "Neither yet"
    app.number_input(key="weight_reps_buried_in_paperwork").set_value(20.0).run()
    assert app.header[0].value == "SalesOps"
    assert "With the published ones it is Neither yet (" in said(app)
    assert [button.key for button in app.button if button.key == "as_published"]


def test_weight_when_taken_back_is_published_again(answered: Callable[[str], AppTest]):
    app = answered("own_weights")
    app.number_input(key="weight_reps_buried_in_paperwork").set_value(20.0).run()
    app.button(key="as_published").click().run()
    assert app.header[0].value == "Neither yet"
    assert "your own weights" not in said(app)
    assert app.number_input(key="weight_reps_buried_in_paperwork").value == 1.0


def test_weight_when_the_address_is_opened_anew_is_there(answered: Callable[[str], AppTest], visit: Visit):
    answered("own_weights").number_input(key="weight_reps_buried_in_paperwork").set_value(20.0).run()
    again = visit("recommendation", draft="token")
    assert again.header[0].value == "SalesOps"


def test_anchors_when_they_do_not_run_one_way_are_told_and_change_nothing(answered: Callable[[str], AppTest]):
    app = answered("own_anchors")
    app.number_input(key="anchor_reps_reactive_overdue_deal_share_1").set_value(0.9).run()
    [told] = [error.value for error in app.error]
    assert "the three numbers must rise" in told.replace("\\", "")
    assert "your own weights or anchors" not in said(app)


def test_anchors_when_changed_are_kept_beside_the_published_answer(answered: Callable[[str], AppTest], visit: Visit):
    app = answered("own_anchors")
    app.number_input(key="anchor_reps_reactive_overdue_deal_share_1").set_value(0.2).run()
    assert "With the published ones it is the same (" in said(app)
    again = opened(visit("recommendation", draft="token"), "own_anchors")
    assert again.number_input(key="anchor_reps_reactive_overdue_deal_share_1").value == 0.2
    again.button(key="as_published").click().run()
    assert again.number_input(key="anchor_reps_reactive_overdue_deal_share_1").value == 0.3


def test_only_signs_of_the_chosen_model_are_weighed(answered: Callable[[str], AppTest], visit: Visit):
    answered("own_weights")
    app = opened(visit("recommendation", draft="token", model="revops"), "own_weights")
    keys = {field.key for field in app.number_input}
    assert "weight_unknown_what_works" in keys
    assert "weight_early_stage" not in keys
