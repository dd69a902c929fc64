"""From a dropped file to a recommendation, as a visitor walks it."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from serving import WIDTHS
from walking import click_screen, drop_file, expect_screen, open_screen, press, resize, settle, too_narrow


def export(rows: int = 60) -> str:
    """Deals as a CRM would export them, one pasted twice, one name that a spreadsheet would run."""
    lines = ["Deal ID,Account,Stage,Amount,Currency,Created,Closed,Lead source,Owner"]
    for number in range(rows):
        month, stage = number % 12 + 1, ("Closed won", "Closed lost", "Proposal")[number % 3]
        closed = "" if stage == "Proposal" else f"2025-{month:02}-25"
        source = ("Referral", "Website", "Outbound")[number % 3]
        lines.append(f"D{number},Firm {number},{stage},{1000 + number},EUR,2025-{month:02}-03,{closed},{source},Rep 1")
    lines.append(lines[1])
    lines.append('D900,"=HYPERLINK(""http://127.0.0.1:9/"")",Closed won,5,EUR,2025-99-99,never,Referral,Rep 1')
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("width", [390])
def test_visitor_gets_from_a_file_to_a_recommendation(page: Page, address: str, tmp_path: Path):
    open_screen(page, address)
    page.get_by_role("link", name="Drop files").click()
    expect_screen(page, "data")
    drop_file(page, tmp_path, "crm export.csv", export())
    expect(page.get_by_text("crm export.csv", exact=True)).to_be_visible()
    page.get_by_role("link", name="See the scorecard").click()
    expect_screen(page, "scorecard")
    assert too_narrow(page) == []
    page.get_by_role("link", name="Close rate").first.click()
    expect(page.get_by_text("Out of a hundred deals")).to_be_visible()
    resize(page, 768)
    click_screen(page, "diagnostic")
    page.get_by_role("spinbutton", name="How many people sell today?").fill("3")
    page.get_by_role("button", name="Next", exact=True).click()
    resize(page, 390)
    answer_all(page)
    resize(page, 1280)
    page.get_by_role("link", name="See the recommendation").click()
    expect_screen(page, "recommendation")
    expect(page.get_by_text("Need for SalesOps:").first).to_be_visible()
    assert too_narrow(page) == []


def answer_all(page: Page) -> None:
    for number in range(1, 14):
        expect(page.get_by_text(f"Question {number} of 13")).to_be_visible()
        settle(page)
        page.locator(".st-key-question [role=radiogroup] label").nth(1).click()
        page.get_by_role("button", name="Next", exact=True).click()
    expect(page.get_by_text("All answers · 13 answered")).to_be_visible()


def test_rows_set_aside_when_downloaded_are_those_of_the_file(page: Page, address: str, tmp_path: Path):
    open_screen(page, address, "data")
    drop_file(page, tmp_path, "deals.csv", export())
    page.get_by_text("Set aside:").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the rows set aside").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Deal ID"] for row in rows][:1] == ["D0"]
    assert not any(cell.startswith("=") for row in rows for cell in row.values())


def test_match_when_changed_leaves_the_list_open(page: Page, address: str, tmp_path: Path):
    open_screen(page, address, "data")
    drop_file(page, tmp_path, "deals.csv", export())
    page.get_by_text("Columns:").click()
    expect(page.get_by_role("combobox", name="Lead id")).to_be_visible()
    settle(page)
    page.get_by_role("combobox", name="Loss reason").click()
    page.keyboard.type("Lead source")
    page.keyboard.press("Enter")
    settle(page)
    expect(page.get_by_role("combobox", name="Loss reason")).to_be_visible()
    expect(page.get_by_text(re.compile(r"Columns: 10 of \d+ found"))).to_be_visible()


def test_reload_and_back_lose_nothing(page: Page, address: str):
    open_screen(page, address, "diagnostic?sign=early_stage")
    page.locator(".st-key-question [role=radiogroup] label").nth(3).click()
    settle(page)
    page.get_by_role("button", name="Next", exact=True).click()
    expect(page.get_by_text("Question 2 of 13")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Question 1 of 13 · 1 answered")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Question 1 of 13 · 1 answered")).to_be_visible()
    expect(page.get_by_role("radio").nth(3)).to_be_attached()
    click_screen(page, "recommendation")
    page.go_back()
    expect(page.get_by_text("Question 1 of 13 · 1 answered")).to_be_visible()


def test_keyboard_alone_answers_and_steps(page: Page, address: str):
    open_screen(page, address, "diagnostic?sign=early_stage")
    press(page, "4")
    expect(page.get_by_text("Question 1 of 13 · 1 answered")).to_be_visible()
    settle(page)
    press(page, "ArrowRight")
    expect(page.get_by_text("Question 2 of 13")).to_be_visible()
    settle(page)
    press(page, "ArrowLeft")
    expect(page.get_by_text("Question 1 of 13")).to_be_visible()


def test_whole_diagnostic_is_done_by_keyboard_alone(page: Page, address: str):
    open_screen(page, address, "diagnostic")
    for width in WIDTHS:
        resize(page, width)
        focus(page, ".st-key-step_on button")
    page.keyboard.press("Enter")
    for number in range(1, 14):
        expect(page.get_by_text(f"Question {number} of 13")).to_be_visible()
        resize(page, list(WIDTHS)[number % 3])
        press(page, "4" if number <= 7 else "1")
        expect(page.get_by_text(f"Question {number} of 13 · {number} answered")).to_be_visible()
        press(page, "ArrowRight")
    expect(page.get_by_text("All answers · 13 answered")).to_be_visible()
    for width in WIDTHS:
        resize(page, width)
        settle(page)
        focus(page, "[data-testid=stPageLink-NavLink][href*=recommendation]")
    page.keyboard.press("Enter")
    expect_screen(page, "recommendation")
    expect(page.get_by_role("heading", name="SalesOps", exact=True)).to_be_visible()


def focus(page: Page, selector: str) -> None:
    """Steps with the tab key until something is in focus."""
    page.locator(selector).first.wait_for()
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
            return
    raise AssertionError(f"the tab key never reaches {selector}")


def test_operating_model_when_changed_keeps_the_answers(page: Page, address: str):
    open_screen(page, address, "diagnostic?sign=early_stage")
    press(page, "4")
    expect(page.get_by_text("1 answered")).to_be_visible()
    settle(page)
    page.get_by_role("radio", name="SalesOps").click()
    expect(page.get_by_text("Question 1 of 7 · 1 answered")).to_be_visible()
    assert "model=salesops" in page.url


def test_everything_when_deleted_is_gone(page: Page, address: str, tmp_path: Path):
    open_screen(page, address, "data")
    drop_file(page, tmp_path, "deals.csv", export())
    kept = page.url
    page.get_by_role("button", name="Delete everything now").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete everything").click()
    expect(page.get_by_text("deals.csv", exact=True)).to_have_count(0)
    settle(page)
    assert "draft=" not in page.url
    page.goto(kept)
    expect(page.get_by_text("no longer kept here")).to_be_visible()


def test_answers_file_when_downloaded_holds_the_answers(page: Page, address: str):
    open_screen(page, address, "diagnostic?sign=early_stage")
    press(page, "4")
    expect(page.get_by_text("1 answered")).to_be_visible()
    click_screen(page, "recommendation")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download your answers").click()
    assert "early_stage = 3" in Path(download.value.path()).read_text(encoding="utf-8")


def test_hostile_words_are_shown_as_they_are(page: Page, address: str, tmp_path: Path):
    hostile = "![x](http://127.0.0.1:9/x.png) <img src=http://127.0.0.1:9/y.png> :red[x] $x$ `x` =cmd()"
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url) if ":9/" in request.url else None)
    open_screen(page, address, "data")
    drop_file(
        page, tmp_path, "deals.csv", f'deal_id,stage,amount,"{hostile}"\nD1,"{hostile}",5,"{hostile}"\nD2,Won,6,x\n'
    )
    for name in ("Columns:", "Stages:"):
        page.get_by_text(name).click()
        settle(page)
    expect(page.get_by_test_id("stText").filter(has_text=hostile).first).to_be_visible()
    page.get_by_role("combobox", name="Source").click()
    expect(page.get_by_role("option", name=hostile)).to_be_visible()
    page.keyboard.press("Escape")
    click_screen(page, "scorecard")
    assert fetched == []


def test_grids_offer_no_download_that_a_spreadsheet_would_run(page: Page, address: str, tmp_path: Path):
    open_screen(page, address, "data")
    drop_file(page, tmp_path, "deals.csv", export())
    page.get_by_text("Columns:").click()
    page.get_by_test_id("stDataFrame").first.hover()
    expect(page.get_by_role("button", name="Search: Matched columns").first).to_be_visible()
    expect(page.get_by_role("button", name="Download as CSV").first).to_be_hidden()


@pytest.mark.parametrize("width", [390, 1280])
def test_note_typed_last_is_kept_and_the_link_is_followed(page: Page, address: str, width: int):
    open_screen(page, address, "diagnostic?sign=reps_reactive")
    for number in range(4):
        page.get_by_label("A note, if you like").fill(f"note {number}")
        click_screen(page, "data")
        draft = page.url.partition("?")[2]
        open_screen(page, address, f"diagnostic?sign=reps_reactive&{draft}")
        expect(page.get_by_label("A note, if you like")).to_have_value(f"note {number}")
