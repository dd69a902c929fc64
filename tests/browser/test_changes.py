"""What changed, on cards and on the page of a metric, at the widths of a phone and of a desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect
from walking import expect_screen, open_screen, settle

WIDTHS = [390, 1280]


@pytest.fixture
def scorecard(page: Page, address: str) -> Page:
    """The scorecard of a sample company with two years of files."""
    open_screen(page, address)
    page.locator(".st-key-try_orbisquill button").click()
    settle(page)
    open_screen(page, address, "scorecard?" + page.url.partition("?")[2])
    return page


def inside(inner: Locator, outer: Locator) -> bool:
    """Whether nothing of a piece stands out of what holds it."""
    small, large = inner.bounding_box(), outer.bounding_box()
    assert small
    assert large
    return small["x"] >= large["x"] - 1 and small["x"] + small["width"] <= large["x"] + large["width"] + 1


def chart_of(page: Page, words: str) -> Locator:
    """The chart whose sentence holds these words."""
    return page.locator(f'[data-testid="stVegaLiteChart"][aria-label*="{words}"]')


def fits(page: Page) -> bool:
    return page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("width", WIDTHS)
def test_card_says_what_changed_within_its_border(scorecard: Page, width: int):
    card = scorecard.locator(".st-key-card_firm_win_rate_headline")
    change = card.locator(".st-key-change_firm_win_rate_headline")
    expect(change).to_have_text("+0.9 points against the 12 months before, within noise")
    assert inside(change, card)
    assert fits(scorecard)


@pytest.mark.parametrize("width", WIDTHS)
def test_metric_shows_the_way_from_then_to_now_and_what_is_luck(scorecard: Page, width: int):
    scorecard.get_by_role("link", name="Close rate (win rate)").first.click()
    expect_screen(scorecard, "scorecard")
    expect(scorecard.get_by_text("it was 26.6%")).to_be_visible()
    chart = chart_of(scorecard, "Close rate (win rate): 26.6% in the 12 months before;")
    chart.scroll_into_view_if_needed()
    expect(chart).to_be_visible()
    assert inside(chart, scorecard.locator("body"))
    expect(scorecard.get_by_text("No trend beyond noise")).to_be_visible()
    scorecard.get_by_role("tab", name="Owner").click()
    expect(scorecard.get_by_text("The 6 owners differ by no more than luck alone gives")).to_be_visible()
    assert fits(scorecard)


@pytest.mark.parametrize("width", WIDTHS)
def test_way_of_splitting_can_be_chosen(scorecard: Page, width: int):
    scorecard.get_by_role("link", name="Close rate (win rate)").first.click()
    expect_screen(scorecard, "scorecard")
    scorecard.locator(".st-key-split_win_rate").get_by_text("Owner").click()
    settle(scorecard)
    expect(chart_of(scorecard, "Another mix by owner")).to_be_attached()
