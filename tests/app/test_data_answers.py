"""Questions with their effect, undoing, what is remembered for the next export, and a reading that is stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Event
from time import sleep

import pytest
from acting import drop, said, show
from streamlit.testing.v1 import AppTest

from revops.profile_file import profile_from_toml, profile_to_toml
from revops.profiles import KnownSheet, Profile
from revops.ui import cache, reading_files, state
from revops.ui.parts import dropping
from revops.ui.state import State

Visit = Callable[..., AppTest]
WEEK = """Deal ID,Stage,Price,Opened,Closed
D1,Handover,100,03/04/2025,05/06/2025
D2,Lost,200,02/03/2025,04/05/2025
D3,Won,300,02/03/2025,04/05/2025
"""
NEXT = WEEK.replace("D1", "D8").replace("D2", "D9")


def state_of(app: AppTest) -> State:
    found = app.session_state[state._KEY]
    assert isinstance(found, State)
    return found


def questions(app: AppTest) -> list[str]:
    return [box.label for box in app.expander if box.icon == ":material/help:"]


def answer(app: AppTest, label: str) -> AppTest:
    """Opens the questions one by one until the answer is there, and gives it."""
    for _ in range(5):
        found = [button for button in app.button if button.label == label and str(button.key).startswith("answer_")]
        if found:
            return found[0].click().run()
        closed = [box for box in app.expander if box.icon == ":material/help:"]
        for box in closed:
            app.session_state[box.proto.id.rsplit("-", 1)[-1]] = True
        app.run()
    raise AssertionError(f"no question has the answer {label}")


def answered(visit: Visit) -> AppTest:
    """A file with every question answered."""
    app = drop(visit("data"), "may.csv", WEEK)
    for label in ("Day first", "EUR", "Won"):
        app = answer(app, label)
    assert questions(app) == []
    return app


def test_question_shows_what_each_answer_leads_to(visit: Visit):
    app = drop(visit("data"), "may.csv", WEEK)
    assert any(label.startswith("Does 03/04/2025 mean") for label in questions(app))
    lines = [text.value for text in app.text]
    assert "03/04/2025: Apr 3, 2025" in lines
    assert "03/04/2025: Mar 4, 2025" in lines


def test_answer_when_given_ends_the_question_and_says_what_it_moved(visit: Visit):
    app = answer(drop(visit("data"), "may.csv", WEEK), "Won")
    assert not any("Handover" in label for label in questions(app))
    assert "close rate of all time" in said(app)
    assert dict(state_of(app).draft.choices.stages) == {"Handover": "won"}


def test_undo_takes_back_one_change_at_a_time_and_redo_brings_it_again(visit: Visit):
    app = drop(visit("data"))
    app.button(key="remove_0").click().run()
    assert app.button(key="undo").label == "Undo: removing deals.csv"
    app.button(key="undo").click().run()
    assert app.selectbox(key="taken_0").value == "deals"
    assert app.button(key="undo").label == "Undo: dropping deals.csv"
    app.button(key="redo").click().run()
    assert not [box for box in app.selectbox if box.key == "taken_0"]


def test_decision_can_be_taken_back_after_a_reload(visit: Visit):
    app = answer(drop(visit("data"), "may.csv", WEEK), "Month first")
    again = visit("data", draft=app.query_params["draft"])
    assert again.button(key="undo").label == app.button(key="undo").label
    again.button(key="undo").click().run()
    assert state_of(again).draft.choices.sheets == ()


def test_undo_takes_back_a_match(visit: Visit):
    app = drop(visit("data"))
    app.session_state["columns_0"] = True
    app.run()
    app.selectbox(key="match_0_source").set_value("owner").run()
    assert app.button(key="undo").label == "Undo: source taken from “owner”"
    app.button(key="undo").click().run()
    assert state_of(app).draft.choices.columns == ()


def test_next_export_with_the_same_headers_asks_nothing(visit: Visit):
    app = answered(visit)
    app.button(key="remove_0").click().run()
    app = drop(app, "june.csv", NEXT)
    assert questions(app) == []
    assert "headers as last time, read the same way" in said(app)


def test_match_made_by_hand_goes_with_the_headers_to_another_file(visit: Visit):
    app = drop(visit("data"))
    app.session_state["columns_0"] = True
    app.run()
    app.selectbox(key="match_0_segment").set_value("source").run()
    app = drop(
        app,
        "june.csv",
        "segment_x,deal_id,account,stage,amount,currency,opened_on,closed_on,source,owner\n"
        "a,D9,Northwind,Won,1000,EUR,2026-01-05,2026-02-05,Referral,Ann\n",
    )
    assert {choice.file for choice in state_of(app).draft.choices.columns} == {"deals.csv", "june.csv"}
    assert "since last time: “segment_x” is new" in said(app)


def test_profile_outlives_the_visit(visit: Visit):
    app = answered(visit)
    app.button(key="remove_0").click().run()
    again = visit("data", draft=app.query_params["draft"])
    assert questions(drop(again, "june.csv", NEXT)) == []


def test_profile_kept_elsewhere_answers_the_questions(visit: Visit):
    profile = profile_to_toml(state_of(answered(visit)).draft.profile)
    app = drop(visit("data"), "june.csv", NEXT)
    assert questions(app)
    box = next(each for each in app.file_uploader if each.key == "profile_file")
    box.upload("revops-profile.toml", profile.encode(), "application/toml").run()
    assert questions(app) == []
    assert app.button(key="undo").label == "Undo: the answers of last time"


def test_profile_that_is_none_is_refused_in_a_sentence(visit: Visit):
    app = visit("data")
    box = next(each for each in app.file_uploader if each.key == "profile_file")
    box.upload("![x](y).toml", b"", "application/toml").run()
    assert "it is no profile" in app.error[0].value
    assert "![x](y)" not in app.error[0].value


def test_sample_company_teaches_no_profile(visit: Visit):
    app = visit()
    app.button(key="try_pinecrumb").click().run()
    app = show(app, "data")
    assert state_of(app).draft.profile == Profile()


def test_profile_of_the_draft_is_what_the_download_holds(visit: Visit):
    profile = state_of(answered(visit)).draft.profile
    assert profile_from_toml(profile_to_toml(profile)) == profile
    assert [(sheet.table, isinstance(sheet, KnownSheet)) for sheet in profile.sheets] == [("deals", True)]


def test_several_currencies_ask_for_rates_and_show_the_total(visit: Visit):
    app = drop(
        visit("data"),
        "d.csv",
        "deal_id,stage,amount,currency,closed_on\nA,Won,100,EUR,2025-05-16\n"
        "B,Lost,50,EUR,2025-05-17\nC,Won,110,USD,2025-05-18\n",
    )
    rate = next(box for box in app.number_input if box.label == "USD for one EUR")
    rate.set_value(-5.0).run()
    assert app.error[0].value == "USD: a rate is above zero; what stands there is not used."
    next(box for box in app.number_input if box.label == "USD for one EUR").set_value(1.1).run()
    assert not app.error
    assert any(text.value == "All amounts added up: €250" for text in app.text)
    app = answer(app, "Use these rates")
    assert questions(app) == []
    assert dict(state_of(app).draft.choices.rates) == {"USD": 1.1, "EUR": 1.0}


def test_problems_when_filtered_show_rows_of_that_reason_only(visit: Visit):
    bad = "deal_id,stage,amount,closed_on\nA,Won,x1x,2025-05-16\nB,Lost,50,never\nB,Lost,50,never\nC,Won,5,2025-05-18\n"
    app = drop(visit("data"), "d.csv", bad)
    app.session_state["aside_0"] = True
    app.run()
    app.session_state["aside_0"] = True
    app.selectbox(key="reason_0").set_value("UNPARSED_DATE").run()
    shown = [frame.value for frame in app.dataframe if "Row" in frame.value]
    assert shown
    assert {what for frame in shown for what in frame["What"]} == {"Unparsed date"}
    assert list(shown[0]["stage"]) == ["Lost", "Lost"]
    assert "**Unparsed number** in amount: row 2, for example “x1x”; the cell is left blank." in said(app)


@pytest.fixture
def never_done(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Readings of `slow.csv` that wait until they are stopped."""
    begun = Event()
    read = reading_files.open_files

    def waits(uploads, *, encodings, stop):
        if uploads[0].name == "slow.csv":
            begun.set()
            stop.wait(30)
        return read(uploads, encodings=encodings, stop=stop)

    monkeypatch.setattr(reading_files, "open_files", waits)
    return begun


def test_stopped_file_is_told_and_the_others_stay(visit: Visit, never_done: Event):
    app = drop(visit("data"))
    found = state_of(app)
    key = reading_files.FileKey("", "slow.csv")
    opening = reading_files.Opening(state.Upload("slow.csv", b"deal_id,stage\nA,Won\n"))
    found.openings[key] = opening
    assert never_done.wait(10)
    opening.stop()
    assert opening.wait(10)
    assert [refusal.code for refusal in opening.found.refusals] == ["CANCELLED"]
    assert app.run().selectbox(key="taken_0").value == "deals"


class ClickError(Exception):
    """What a click does to the run that waits."""


def test_tables_in_the_making_are_stopped_with_the_largest_file(monkeypatch: pytest.MonkeyPatch):
    small, large = (state.Upload(name, WEEK.encode() * times) for name, times in (("small.csv", 1), ("large.csv", 3)))
    made, begun = reading_files.interpret, Event()

    def waits(opened, choices, *, stop):
        if sum(bool(file.blocks) for file in opened) > 1:
            begun.set()
            assert stop.wait(30)
        return made(opened, choices, stop=stop)

    def click(key, done, whole, seconds):
        if done == whole:
            dropping.stop(found, key)
            raise ClickError

    monkeypatch.setattr(reading_files, "interpret", waits)
    found = State(draft=replace(State().draft, files=(small, large)))
    with pytest.raises(ClickError):
        cache.dataset(found, click)
    assert begun.is_set()
    data = cache.dataset(found)
    assert [(each.file, each.code) for each in data.refusals] == [("large.csv", "CANCELLED")]
    assert [sheet.file for sheet in data.sheets] == ["small.csv"]


def letters(app: AppTest, encoding: str) -> list[str]:
    """The cells that the question shows for an encoding."""
    next(each for each in app.selectbox if each.label == "This one").set_value(encoding).run()
    return [text.value for text in app.text if text.value.startswith("Cell ")]


def test_encoding_in_doubt_is_asked_with_its_letters(visit: Visit, monkeypatch: pytest.MonkeyPatch):
    read = reading_files.open_files

    def doubts(uploads, *, encodings, stop):
        (found,) = read(uploads, encodings=encodings, stop=stop)
        return (replace(found, form=replace(found.form, is_doubtful=not encodings)),)

    monkeypatch.setattr(reading_files, "open_files", doubts)
    app = visit("data")
    content = "deal_id,stage,amount,currency,owner\nA,Won,5,EUR,Kožušník\nB,Lost,6,EUR,Řehoř\n".encode("cp1250")
    app.file_uploader[0].upload("d.csv", content, "text/csv").run()
    assert letters(app, "cp1250") == ["Cell 1: Kožušník", "Cell 2: Řehoř"]
    assert letters(app, "cp1252")[-1] == "Cell 2: Øehoø"
    app = answer(app, "Use this answer")
    assert questions(app) == []
    assert dict(state_of(app).draft.choices.encodings) == {"d.csv": "cp1252"}


def test_several_slow_files_are_each_told_while_they_are_read(visit: Visit, monkeypatch: pytest.MonkeyPatch):
    read = reading_files.open_files

    def slowly(uploads, *, encodings, stop):
        sleep(0.5)
        return read(uploads, encodings=encodings, stop=stop)

    monkeypatch.setattr(reading_files, "open_files", slowly)
    monkeypatch.setattr(dropping, "PATIENCE", 0.0)
    app = visit("data")
    files = [(f"{name}.csv", WEEK.replace("D1", name).encode()) for name in ("A1", "B1", "C1")]
    state_of(app).step("dropping 3 files", files=tuple(state.Upload(*file) for file in files))
    app.run(timeout=30)
    assert not app.exception
    assert [app.selectbox(key=f"taken_{number}").value for number in range(3)] == ["deals"] * 3


TWO_SPELLINGS = """deal_id,account,stage,amount,currency,closed_on
D1,GTX Pro,Won,1000,EUR,2026-02-05
D2,GTX Pro,Won,2000,EUR,2026-02-06
D3,GTXPro,Lost,500,EUR,2026-02-07
"""


def test_spellings_show_what_a_merge_brings_together(visit: Visit):
    app = drop(visit("data"), "d.csv", TWO_SPELLINGS)
    assert "GTXPro: deals: 1 row, €500 (row 4 of d.csv)" in said(app)
    assert "Together: deals: 3 rows, €3,500" in said(app)
    app.button(key="merge_0").click().run()
    assert "Merged: GTXPro is GTX Pro." in said(app)
    assert app.button(key="undo").label == "Undo: merging GTXPro into GTX Pro"


def test_spellings_kept_apart_are_not_proposed_for_the_next_export(visit: Visit):
    app = drop(visit("data"), "d.csv", TWO_SPELLINGS)
    app.button(key="apart_0").click().run()
    app.button(key="remove_0").click().run()
    app.button(key="names_open").click().run()
    app = drop(app, "next.csv", TWO_SPELLINGS.replace("D1", "D9"))
    assert not [button for button in app.button if button.key == "merge_0"]
    assert "Kept apart, each a name of its own: GTX Pro, GTXPro." in said(app)
