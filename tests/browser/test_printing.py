"""The scorecard on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page
from walking import click_screen, expect_screen, open_screen, settle

from revops.assessment import assess
from revops.diagnostic.answers import Answers
from revops.diagnostic.content import SIGNS
from revops.memo import memo_of
from revops.memo.page import memo_page

LONGER = ".stApp [data-testid='stMainBlockContainer'] { padding-bottom: 80mm !important; }"
"""Room that files with longer names and more reasons would need: a sixth of a sheet at the size of print."""
SHEET = re.compile(rb"/Type\s*/Page[^s]")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_scorecard_prints_on_two_sheets_with_room_left(page: Page, address: str):
    open_screen(page, address)
    page.get_by_role("button", name="Try it").nth(1).click()
    expect_screen(page, "data")
    click_screen(page, "scorecard")
    settle(page)
    cards = page.locator("[class*='st-key-card_']").count()
    page.add_style_tag(content=f"@media print {{ {LONGER} }}")
    assert len(SHEET.findall(page.pdf(prefer_css_page_size=True))) <= 2
    page.emulate_media(media="print")
    assert cards > 30
    assert page.locator("[class*='st-key-card_']:visible").count() == cards
    first = page.locator("[class*='st-key-card_'] p").first
    assert first.evaluate("node => getComputedStyle(node).color") == "rgb(17, 17, 17)"


@pytest.mark.parametrize("key", ["early_stage", "no_long_term_strategy"])
def test_page_for_the_board_prints_on_one_sheet(page: Page, key: str):
    undecided = Answers(signs={**dict.fromkeys(SIGNS, 2), key: 4})

    page.set_content(memo_page(memo_of(assess(answers=undecided))))

    assert page.get_by_role("heading", level=2).count() == 8
    assert len(SHEET.findall(page.pdf(prefer_css_page_size=True))) == 1
