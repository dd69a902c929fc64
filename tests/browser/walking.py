"""What a visitor does, in the words of the tests."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

TITLES = {
    "": "Should you invest in SalesOps, RevOps, both, or neither yet?",
    "data": "Data",
    "scorecard": "Scorecard",
    "diagnostic": "Diagnostic",
    "workshop": "Workshop",
    "recommendation": "Recommendation",
    "report": "Report",
    "method": "Method",
}

SCREENS = {
    "start": "",
    "data": "data",
    "scorecard": "scorecard",
    "metric": "scorecard?metric=win_rate",
    "benchmarks": "scorecard?metric=net_revenue_retention",
    "reconciliation": "scorecard?part=reconciliation",
    "company": "diagnostic",
    "question": "diagnostic?sign=reps_reactive",
    "review": "diagnostic?sign=review",
    "workshop": "workshop",
    "recommendation": "recommendation",
    "report": "report",
    "method": "method",
    "definition": "method?key=win_rate",
}
"""Every state of a screen worth looking at, with its address."""


def settle(page: Page) -> None:
    """Waits until the script has run to its end and stays there."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_timeout(150)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


def fits(page: Page) -> bool:
    """Whether nothing sticks out to the right of the window."""
    settle(page)
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def open_screen(page: Page, address: str, screen: str = "") -> None:
    """Goes to an address and waits for its title."""
    page.goto(f"{address}/{screen}")
    expect_screen(page, screen.split("?")[0])


def expect_screen(page: Page, screen: str) -> None:
    """Expects the title of a screen."""
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[screen])
    settle(page)


def click_screen(page: Page, screen: str) -> None:
    """Goes to a screen by the navigation, which is a drawer on a phone."""
    name = screen.capitalize() or "Start"
    drawer = page.get_by_test_id("stExpandSidebarButton")
    if drawer.is_visible():
        drawer.click()
        page.get_by_test_id("stSidebarNavLink").filter(has_text=name).click()
    else:
        page.get_by_test_id("stTopNavLink").filter(has_text=name).click()
    expect_screen(page, screen)


def drop_file(page: Page, folder: Path, name: str, content: str) -> None:
    """Drops a file on the data screen and waits for its card."""
    path = folder / name
    path.write_text(content, encoding="utf-8")
    page.locator("input[type=file]").first.set_input_files(path)
    expect(page.get_by_test_id("stText").filter(has_text=name).first).to_be_visible(timeout=60_000)
    settle(page)


def press(page: Page, key: str) -> None:
    """Presses a key on a question, once its keys are listened to."""
    page.locator(".st-key-answer_keys [data-testid^=stBidiComponent]").first.wait_for(state="attached")
    settle(page)
    page.keyboard.press(key)
