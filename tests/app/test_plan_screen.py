"""The plan and the page for the board on the Recommendation screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from acting import said, show
from streamlit.testing.v1 import AppTest

from revops.diagnostic.answers import PlannedStep
from revops.plan.result import Step
from revops.ui.parts.plan import edited

Visit = Callable[..., AppTest]


@pytest.fixture
def recommended(visit: Visit) -> AppTest:
    app = visit()
    app.button(key="try_tallybrook").click().run()
    return show(app, "recommendation")


def test_plan_has_steps_by_month_roles_and_a_day_to_look_again(recommended: AppTest):
    words = said(recommended)
    for text in ("By day 30", "By day 60", "By day 90", "Sales operations manager", "That is Jun 30, 2026."):
        assert text in words
    assert "The strongest argument against it" in words


def test_memo_can_be_read_and_taken_away(recommended: AppTest):
    assert "How firm it is" in said(recommended)
    assert "Download the page" in [button.proto.label for button in recommended.get("download_button")]


def test_tool_that_is_ticked_is_kept(recommended: AppTest, visit: Visit):
    recommended.checkbox(key="tool_partner_management").check().run()

    again = visit("recommendation", draft=recommended.query_params["draft"])

    assert again.checkbox(key="tool_partner_management").value
    assert again.session_state["revops_state"].draft.answers.tools == ("partner_management",)


def test_plan_when_changed_is_kept_and_can_be_brought_back(recommended: AppTest, visit: Visit):
    state = recommended.session_state["revops_state"]
    state.answer(plan=(PlannedStep(by=45, what="Ask <b>the</b> *reps*.", owner="Ann"),))
    recommended.run()
    assert "Ask <b>the</b> *reps*. *(Ann)*" in said(recommended)

    again = visit("recommendation", draft=recommended.query_params["draft"])
    assert "By day 45" in said(again)
    again.button(key="plan_back").click().run()

    assert again.session_state["revops_state"].draft.answers.plan is None
    assert "By day 90" in said(again)


def test_edits_of_the_table_change_drop_and_add_steps_and_wait_for_half_a_row():
    shown = [
        Step(by=30, what="Save.", owner=""),
        Step(by=60, what="Train.", owner="Head"),
        Step(by=90, what="End.", owner=""),
    ]
    edits = {
        "edited_rows": {0: {"What": " Ask. ", "Who": "Ann"}, 1: {"Who": None}},
        "deleted_rows": [2],
        "added_rows": [
            {"By day": 45, "What": "Look."},
            {"By day": 50},
            {"What": "When?"},
            {"By day": 9999, "What": "Late."},
        ],
    }
    assert edited(shown, edits) == (
        PlannedStep(by=30, what="Ask.", owner="Ann"),
        PlannedStep(by=60, what="Train."),
        PlannedStep(by=45, what="Look."),
        PlannedStep(by=366, what="Late."),
    )
