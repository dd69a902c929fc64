"""What a visitor does, in the words of the tests."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, TimeoutError, ViewportSize, expect
from serving import WIDTHS

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
    "company": "diagnostic",
    "metric": "scorecard?metric=win_rate",
    "question": "diagnostic?sign=reps_reactive",
    "benchmarks": "scorecard?metric=net_revenue_retention",
    "review": "diagnostic?sign=review",
    "reconciliation": "scorecard?part=reconciliation",
    "workshop": "workshop",
    "method": "method",
    "recommendation": "recommendation",
    "definition": "method?key=win_rate",
    "report": "report",
}
"""Every state of a screen worth looking at, with its address; no two of one screen follow each other."""

FITS = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
STEP = """address => {
    history.pushState({}, '', address);
    dispatchEvent(new PopStateEvent('popstate', {state: {}}));
}"""
"""What the browser does when somebody steps back or forward to an address."""


def settle(page: Page) -> None:
    """Waits until the script has run to its end and stays there."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_timeout(150)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


def drawn(page: Page) -> None:
    """Waits until charts and grids stand where their places were kept."""
    settle(page)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


def fits(page: Page) -> bool:
    """Whether nothing sticks out to the right of the window, once charts and grids have taken its width."""
    settle(page)
    try:
        page.wait_for_function(FITS, timeout=10_000)
    except TimeoutError:
        return False
    return True


def resize(page: Page, width: int) -> None:
    """Gives the window another width, as of a phone, a tablet or a desk."""
    page.set_viewport_size(ViewportSize(width=width, height=WIDTHS[width]))


def too_narrow(page: Page, *widths: int) -> list[int]:
    """Those of these widths (of all) at which something sticks out of the window; it has its own width afterwards."""
    own, found = page.viewport_size, []
    for width in widths or WIDTHS:
        resize(page, width)
        if not fits(page):
            found.append(width)
    assert own is not None
    page.set_viewport_size(own)
    return found


def open_screen(page: Page, address: str, screen: str = "") -> None:
    """Goes to an address and waits for its title."""
    page.goto(f"{address}/{screen}")
    expect_screen(page, screen.split("?")[0])


def step_to(page: Page, address: str, screen: str) -> None:
    """Goes on to another screen as the back button does: the page stays loaded, which takes a third of the time.

    From one state of a screen to another of the same nothing would tell that the new one is there.
    """
    page.evaluate(STEP, f"{address}/{screen}")
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
