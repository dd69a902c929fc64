"""What becomes of a dropped file, and what can be changed about it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from acting import DEALS, drop, said
from streamlit.testing.v1 import AppTest

Visit = Callable[..., AppTest]
HOSTILE = "![x](http://127.0.0.1:9/x.png) <img src=x> =cmd() :red[x] $x$ `x`"


def test_file_when_dropped_becomes_a_card_with_its_rows(visit: Visit):
    app = drop(visit("data"))
    assert app.selectbox(key="taken_0").value == "deals"
    facts = [text.value for text in app.text]
    assert facts[:4] == ["deals.csv", "5", "4", "1"]


def test_file_that_is_no_spreadsheet_costs_a_sentence(visit: Visit):
    app = drop(visit("data"), "nothing.xlsx", "")
    app = drop(app)
    assert "The file is empty" in said(app)
    assert [box.value for box in app.selectbox if box.key.startswith("taken_")] == ["deals"]


def test_sheet_when_left_out_is_shown_as_not_used(visit: Visit):
    app = drop(visit("data"))
    app.selectbox(key="taken_0").set_value("").run()
    assert "You left this sheet out" in said(app)
    app.selectbox(key="use_as_0").set_value("deals").run()
    assert app.selectbox(key="taken_0").value == "deals"


def test_match_when_changed_is_used_at_once(visit: Visit):
    app = drop(visit("data"))
    app.session_state["columns_0"] = True
    app.run()
    app.selectbox(key="match_0_source").set_value("owner").run()
    app.session_state["columns_0"] = True
    app.run()
    assert app.selectbox(key="match_0_source").value == "owner"


def test_stage_when_changed_moves_its_deals(visit: Visit):
    app = drop(visit("data"))
    assert any("1 won, 1 lost, 1 open" in box.label for box in app.expander)
    app.session_state["stages_0"] = True
    app.run()
    app.segmented_control(key="stage_0_0").set_value("lost").run()
    assert any("0 won, 2 lost, 1 open" in box.label for box in app.expander)


def test_file_when_replaced_by_one_with_other_headers_is_read(visit: Visit):
    app = drop(visit("data"))
    app.session_state["columns_0"] = True
    app.run()
    app.selectbox(key="match_0_source").set_value("owner").run()
    assert "took the place" not in said(app)
    app = drop(app, "deals.csv", "deal_id,stage,amount\nA,Won,5\nB,Lost,six\nTotal,,5\n")
    assert app.selectbox(key="taken_0").value == "deals"
    assert "deals.csv took the place of the file of the same name" in said(app)
    told = "Worth a look: 1 row; totals, footers and repeated headers left out: 1"
    assert [box.label for box in app.expander if "left out" in box.label] == [told]


def test_files_of_one_name_when_dropped_together_are_both_read(visit: Visit):
    app = visit("data")
    other = DEALS.replace("\nD", "\nE").encode()
    app.file_uploader[0].set_value([("deals.csv", each, "text/csv") for each in (DEALS.encode(), other, other)]).run()
    assert [button.key for button in app.button if button.key.startswith("remove_")] == ["remove_0", "remove_1"]
    assert "Files of one name came together. Each is read; to tell them apart, see deals (2).csv below." in said(app)
    app.button(key="undo").click().run()
    assert "came together" not in said(app)


def test_file_when_removed_is_gone(visit: Visit):
    app = drop(visit("data"))
    app.button(key="remove_0").click().run()
    assert "deals.csv" not in said(app)


def test_own_file_when_a_sample_is_open_starts_work_of_its_own(visit: Visit):
    app = visit()
    app.button(key="try_pinecrumb").click().run()
    sample = app.query_params["draft"]
    app = drop(app)
    assert app.query_params["draft"] != sample
    assert next(text.value for text in app.text) == "deals.csv"


def test_more_files_are_asked_for_by_what_they_would_show(visit: Visit):
    assert "Add deals" in said(visit("data"))
    assert "Add deals" not in said(drop(visit("data")))


def test_hostile_words_are_never_markdown(visit: Visit):
    content = f'deal_id,stage,amount,"{HOSTILE}"\nD1,"{HOSTILE}",5,"{HOSTILE}"\nD2,Won,6,x\n'
    app = drop(visit("data"), f"{HOSTILE.replace('/', '')}.csv", content)
    for part in (*app.markdown, *app.caption, *app.subheader):
        assert "![x]" not in part.value
        assert "<img" not in part.value.replace("\\<", "")


def test_names_in_two_spellings_are_merged_on_request_and_parted_again(visit: Visit):
    text = "deal_id,account,stage,amount,closed\nA,GTX Pro,Won,5,2025-01-05\nB,GTXPro,Lost,6,2025-01-06\n"
    app = drop(visit("data"), "deals.csv", text)
    assert "GTXPro: deals: 1 row, 6" in said(app)
    app.button(key="merge_0").click().run()
    assert "GTXPro: deals" not in said(app)
    app.button(key="names_open").click().run()
    assert "GTXPro: deals: 1 row, 6" in said(app)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("lead_id,created_on,status\nL1,2025-01-05,New\nL2,2025-01-06,Qualified\n", False),
        ("deal_id,stage,closed_on\nA,Won,2025-01-05\nB,Lost,2025-01-06\n", False),
        ("deal_id,stage,amount,closed_on\nA,Won,5,2025-01-05\nB,Lost,6,2025-01-06\n", True),
    ],
)
def test_currency_is_told_of_sheets_with_amounts_alone(visit: Visit, text: str, is_told: bool):
    app = drop(visit("data"), "list.csv", text)
    assert ("Currency" in [caption.value for caption in app.caption]) == is_told


def test_card_keeps_its_number_when_another_goes(visit: Visit):
    app = drop(drop(visit("data"), "may.csv", DEALS), "june.csv", DEALS)
    app.button(key="remove_0").click().run()
    assert [button.key for button in app.button if button.key.startswith("remove_")] == ["remove_1"]
    app = drop(app, "july.csv", DEALS)
    assert [box.key for box in app.selectbox if box.key.startswith("taken_")] == ["taken_1", "taken_2"]
