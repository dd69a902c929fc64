"""One week after another: saved, opened by a new visitor, held against newer files, reloaded, and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from walking import click_screen, drop_file, expect_screen, open_screen, settle

HEAD = "Deal ID,Stage,Amount,Currency,Created,Closed\n"
MARCH = HEAD + "".join(
    f"A{n},{'Won' if n % 4 else 'Lost'},100,EUR,2026-0{1 + n % 3}-02,2026-0{1 + n % 3}-{10 + n % 18}\n"
    for n in range(60)
)
APRIL = MARCH + "".join(
    f"B{n},{'Lost' if n % 4 else 'Won'},100,EUR,2026-04-02,2026-04-{10 + n % 18}\n" for n in range(40)
)


SIGN = "complex_or_costly_product"


def saved(page: Page, address: str, folder: Path) -> Path:
    """The assessment of March, as a visitor saves it."""
    open_screen(page, address, "data")
    drop_file(page, folder, "march.csv", MARCH)
    page.goto(page.url.replace("/data", "/diagnostic") + f"&sign={SIGN}")
    page.locator(".st-key-question [role=radiogroup] label").nth(1).click()
    settle(page)
    click_screen(page, "scorecard")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save this assessment").click()
    path = folder / "march.revops"
    download.value.save_as(path)
    return path


@pytest.mark.parametrize("width", [390])
def test_assessment_of_last_week_is_opened_and_held_against_this_week(
    page: Page, address: str, tmp_path: Path, width: int
):
    march = saved(page, address, tmp_path)
    open_screen(page, address)
    page.locator(".st-key-door_saved input[type=file]").set_input_files(march)
    expect_screen(page, "data")
    expect(page.get_by_text("Its tables are shown as they were saved")).to_be_visible()
    page.reload()
    expect(page.get_by_text("march.csv", exact=True)).to_be_visible()
    drop_file(page, tmp_path, "april.csv", APRIL)
    click_screen(page, "scorecard")
    change = page.locator(".st-key-change_firm_win_rate_headline")
    fresh = "in the days since: 25.0% (14.2% to 40.2%, n = 40), more than noise"
    expect(change).to_have_text(f"−20.0 points against your last assessment; {fresh}")
    assert page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth")
    page.reload()
    expect(page.get_by_text("march.revops, seen from 27 Mar 2026")).to_be_visible()
    page.go_back()
    expect_screen(page, "data")
    expect(page.get_by_text("april.csv", exact=True)).to_be_visible()
    then_and_now(page)


def then_and_now(page: Page) -> None:
    """The answer and the signs are held against the assessment of March as the numbers are."""
    click_screen(page, "recommendation")
    since = page.locator(".st-key-since")
    expect(since).to_contain_text("Seen from 27 Mar 2026 the answer was")
    expect(since).to_contain_text("Close rate (win rate): 75.0% then, 55.0% now; −20.0 points")
    page.goto(page.url.replace("/recommendation", "/diagnostic") + f"&sign={SIGN}")
    page.get_by_role("button", name="Compare with your files").click()
    expect(page.locator(".st-key-evidence")).to_contain_text("Time to close: 15 days then, 15 days now")
