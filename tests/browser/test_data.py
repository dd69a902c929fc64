"""The Data screen as a visitor uses it week after week."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect
from walking import click_screen, drop_file, open_screen, settle, too_narrow

from revops.intake import Upload, read
from revops.tables import TABLES

WEEK = """Deal ID,Account,Stage,Price,Opened,Closed,Owner
D1,Northwind,Handover,100,03/04/2025,05/06/2025,Rep 1
D2,Southwind,Lost,200,02/03/2025,04/05/2025,Rep 2
D3,Eastwind,Won,300,02/03/2025,04/05/2025,Rep 1
"""


def asked(page: Page, question: str) -> Locator:
    return page.get_by_test_id("stExpander").filter(has_text=question)


def answer(page: Page, question: str, label: str) -> None:
    """Opens a question where it is closed, and gives the answer."""
    expect(asked(page, question)).to_be_visible()
    settle(page)
    button = asked(page, question).get_by_role("button", name=label, exact=True)
    if not button.is_visible():
        page.get_by_text(question).click()
    button.click()
    expect(asked(page, question)).to_have_count(0)
    settle(page)


def answer_all(page: Page) -> None:
    answer(page, "Does 03/04/2025 mean", "Day first")
    answer(page, "Does the stage “Handover” mean", "Won")
    answer(page, "Which currency are the amounts in?", "EUR")


@pytest.mark.parametrize("width", [390])
def test_answers_of_one_week_read_the_next(page: Page, address: str, tmp_path: Path):
    open_screen(page, address, "data")
    drop_file(page, tmp_path, "may.csv", WEEK)
    expect(page.get_by_text("03/04/2025: 3 Apr 2025")).to_be_visible()
    expect(page.get_by_text("03/04/2025: 4 Mar 2025")).to_be_visible()
    assert too_narrow(page, 390, 1280) == []
    answer_all(page)
    page.get_by_role("button", name="Remove file").click()
    expect(page.get_by_test_id("stText").filter(has_text="may.csv")).to_have_count(0)
    drop_file(page, tmp_path, "june.csv", WEEK.replace("Northwind", "Westwind"))
    expect(page.get_by_text("headers as last time, read the same way")).to_be_visible()
    expect(asked(page, "mean won, lost or open")).to_have_count(0)
    page.reload()
    settle(page)
    drop_file(page, tmp_path, "july.csv", WEEK.replace("Price", "Deal value"))
    expect(page.get_by_text("“Price” is now “Deal value”")).to_be_visible()
    assert too_narrow(page, 390, 1280) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_undo_says_what_it_takes_back(page: Page, address: str, tmp_path: Path):
    open_screen(page, address, "data")
    drop_file(page, tmp_path, "deals.csv", WEEK)
    page.get_by_role("button", name="Remove file").click()
    page.get_by_role("button", name="Undo: removing deals.csv").click()
    expect(page.get_by_test_id("stText").filter(has_text="deals.csv").first).to_be_visible()
    answer(page, "Does 03/04/2025 mean", "Day first")
    expect(page.get_by_text("That change moved: first day")).to_be_visible()
    page.get_by_role("button", name="Undo: answer “Day first”").click()
    expect(asked(page, "Does 03/04/2025 mean")).to_be_visible()
    expect(page.get_by_role("button", name="Do again: answer “Day first”")).to_be_visible()
    assert too_narrow(page, 390, 1280) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_templates_when_downloaded_are_workbooks(page: Page, address: str):
    open_screen(page, address, "data")
    with page.expect_download() as empty:
        page.get_by_role("button", name="Empty template").click()
    book = openpyxl.load_workbook(io.BytesIO(Path(empty.value.path()).read_bytes()))
    assert book.sheetnames == ["Read me", *(table.label for table in TABLES.values())]
    with page.expect_download() as filled:
        page.get_by_role("button", name="Filled template").click()
    content = Path(filled.value.path()).read_bytes()
    assert set(read([Upload("template.xlsx", content)]).tables) == set(TABLES)


def test_profile_when_downloaded_answers_another_visit(page: Page, address: str, tmp_path: Path):
    open_screen(page, address, "data")
    drop_file(page, tmp_path, "may.csv", WEEK)
    answer_all(page)
    page.get_by_text("Next week's export").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the profile").click()
    kept = tmp_path / "revops-profile.toml"
    download.value.save_as(kept)
    open_screen(page, address, "data")
    drop_file(page, tmp_path, "june.csv", WEEK.replace("Northwind", "Westwind"))
    expect(asked(page, "Does 03/04/2025 mean")).to_be_visible()
    page.get_by_text("Next week's export").click()
    page.get_by_test_id("stExpander").locator("input[type=file]").set_input_files(kept)
    expect(asked(page, "Does 03/04/2025 mean")).to_have_count(0)
    expect(page.get_by_role("button", name="Undo: the answers of last time")).to_be_visible()


def long_file() -> str:
    row = "D{0},Firm {0},Won,{0},2025-01-05,2025-02-05,Rep 1\n"
    return "Deal ID,Account,Stage,Price,Opened,Closed,Owner\n" + "".join(row.format(at) for at in range(700_000))


def test_long_reading_can_be_stopped_and_taken_up_again(page: Page, address: str, tmp_path: Path):
    open_screen(page, address, "data")
    drop_file(page, tmp_path, "short.csv", WEEK)
    (tmp_path / "long.csv").write_text(long_file(), encoding="utf-8")
    page.locator("input[type=file]").first.set_input_files(tmp_path / "long.csv")
    page.get_by_role("button", name="Stop reading this file").click(timeout=60_000)
    expect(page.get_by_text("You stopped the reading of this file.")).to_be_visible()
    expect(page.get_by_role("button", name="Read it after all")).to_be_visible()
    expect(page.get_by_test_id("stText").filter(has_text="short.csv").first).to_be_visible()
    click_screen(page, "scorecard")
    click_screen(page, "data")
    expect(page.get_by_text("You stopped the reading of this file.")).to_be_visible()
