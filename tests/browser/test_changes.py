"""What changed, on cards and on the page of a metric, at the widths of a phone and of a desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from walking import expect_screen, fits, open_screen, resize, settle, too_narrow

WIDTHS = [390, 1280]


@pytest.fixture
def width() -> int:
    """A phone at first."""
    return WIDTHS[0]


@pytest.fixture
def scorecard(page: Page, address: str, sample: Callable[[str], str]) -> Page:
    """The scorecard of a sample company with two years of files."""
    open_screen(page, address, "scorecard?" + sample("orbisquill"))
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


def test_card_says_what_changed_within_its_border(scorecard: Page):
    card = scorecard.locator(".st-key-card_firm_win_rate_headline")
    change = card.locator(".st-key-change_firm_win_rate_headline")
    expect(change).to_have_text("+0.9 points against the 12 months before, within noise")
    for width in WIDTHS:
        resize(scorecard, width)
        assert fits(scorecard), width
        assert inside(change, card), width


def test_metric_shows_the_way_from_then_to_now_and_what_is_luck_and_can_be_split(scorecard: Page):
    scorecard.get_by_role("link", name="Close rate (win rate)").first.click()
    expect_screen(scorecard, "scorecard")
    expect(scorecard.get_by_text("it was 26.6%")).to_be_visible()
    chart = chart_of(scorecard, "Close rate (win rate): 26.6% in the 12 months before;")
    for width in WIDTHS:
        resize(scorecard, width)
        assert fits(scorecard), width
        chart.scroll_into_view_if_needed()
        expect(chart).to_be_visible()
        assert inside(chart, scorecard.locator("body")), width
    expect(scorecard.get_by_text("No trend beyond noise")).to_be_visible()
    scorecard.get_by_role("tab", name="Owner").click()
    expect(scorecard.get_by_text("The 6 owners differ by no more than luck alone gives")).to_be_visible()
    assert too_narrow(scorecard, *WIDTHS) == []
    for width, way in zip(WIDTHS, ("Owner", "Source"), strict=True):
        resize(scorecard, width)
        scorecard.locator(".st-key-split_win_rate").get_by_text(way).click()
        settle(scorecard)
        expect(chart_of(scorecard, f"Another mix by {way.lower()}")).to_be_attached()
