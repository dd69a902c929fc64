"""The scorecard on paper."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from walking import click_screen, drawn, expect_screen, open_screen

from revops.assessment import assess
from revops.diagnostic.answers import Answers, PlannedStep
from revops.diagnostic.content import SIGNS
from revops.memo import memo_of
from revops.memo.page import memo_page

LONGER = ".stApp [data-testid='stMainBlockContainer'] { padding-bottom: 80mm !important; }"
"""Room that files with longer names and more reasons would need: a sixth of a sheet at the size of print."""
COLOURS = """node => {
    const whole = [node, node.closest('.stApp'), document.documentElement];
    const [text, app, root] = whole.map(each => getComputedStyle(each));
    return {text: text.color, paper: app.backgroundColor, sheet: root.colorScheme};
}"""
"""Of the words of a card and of what lies behind them; the scheme is that of the margins, which no element fills."""
SHEET = re.compile(rb"/Type\s*/Page[^s]")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_scorecard_prints_on_two_sheets_with_room_left(page: Page, address: str, sample: Callable[[str], str]):
    open_screen(page, address, "scorecard?" + sample("orbisquill"))
    drawn(page)
    cards = page.locator("[class*='st-key-card_']").count()
    page.add_style_tag(content=f"@media print {{ {LONGER} }}")
    assert len(SHEET.findall(page.pdf(prefer_css_page_size=True))) <= 2
    page.emulate_media(media="print")
    assert cards > 30
    assert page.locator("[class*='st-key-card_']:visible").count() == cards
    first = page.locator("[class*='st-key-card_'] p").first
    assert first.evaluate(COLOURS) == {"text": "rgb(17, 17, 17)", "paper": "rgb(255, 255, 255)", "sheet": "light"}


def test_what_each_team_reads_prints_on_two_sheets_where_many_read_the_same(page: Page, address: str):
    open_screen(page, address)
    page.get_by_role("button", name="Try it").first.click()
    expect_screen(page, "data")
    click_screen(page, "scorecard")
    page.get_by_text("By team", exact=True).click()
    expect(page.get_by_role("heading", name="What RevOps reads")).to_be_visible()
    drawn(page)
    assert len(SHEET.findall(page.pdf(prefer_css_page_size=True))) <= 2


LONG_PLAN = tuple(PlannedStep(by=day, what="Agree who calls which of the open deals. " * 12) for day in (30, 60, 90))


@pytest.mark.parametrize(
    "answers",
    [
        Answers(signs={**dict.fromkeys(SIGNS, 2), "early_stage": 4}),
        Answers(signs={**dict.fromkeys(SIGNS, 2), "no_long_term_strategy": 4}),
        Answers(signs=dict.fromkeys(SIGNS, 4), plan=LONG_PLAN),
    ],
)
def test_page_for_the_board_prints_on_one_sheet(page: Page, answers: Answers):
    page.set_content(memo_page(memo_of(assess(answers=answers))))

    assert page.get_by_role("heading", level=2).count() == 8
    assert len(SHEET.findall(page.pdf(prefer_css_page_size=True))) == 1
