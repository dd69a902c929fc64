"""The scorecard on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page
from walking import click_screen, expect_screen, open_screen, settle

SHEET = re.compile(rb"/Type\s*/Page[^s]")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_scorecard_prints_on_two_sheets_with_every_card(page: Page, address: str):
    open_screen(page, address)
    page.get_by_role("button", name="Try it").nth(1).click()
    expect_screen(page, "data")
    click_screen(page, "scorecard")
    settle(page)
    cards = page.locator("[class*='st-key-card_']").count()
    assert len(SHEET.findall(page.pdf(prefer_css_page_size=True))) <= 2
    page.emulate_media(media="print")
    assert cards > 30
    assert page.locator("[class*='st-key-card_']:visible").count() == cards
    first = page.locator("[class*='st-key-card_'] p").first
    assert first.evaluate("node => getComputedStyle(node).color") == "rgb(17, 17, 17)"
