"""A fresh server with its own database, and a browser that reports every request that leaves this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from serving import WIDTHS, launched, running
from walking import expect_screen, open_screen

expect.set_options(timeout=60_000)
PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140 Mobile"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Gives each test here a second try: a busy machine can starve a browser. Both tries are reported."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; each test gets a visitor of its own."""
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One server for all tests; each visitor has a draft of its own."""
    with running(tmp_path_factory.mktemp("server")) as address:
        yield address


@pytest.fixture(scope="session")
def sample(browser: Browser, address: str) -> Callable[[str], str]:
    """The draft of a sample company, as the query of an address; one for all tests that only look at it."""

    @cache
    def sample(company: str) -> str:
        with visiting(browser, 390) as page:
            open_screen(page, address)
            page.locator(f".st-key-try_{company} button").click()
            expect_screen(page, "data")
            return page.url.partition("?")[2]

    return sample


@pytest.fixture
def width() -> int:
    """Of the window; a test that matters at several widths parametrizes it."""
    return 1280


@pytest.fixture
def dark() -> bool:
    """Whether the visitor's system is dark."""
    return False


@pytest.fixture
def page(browser: Browser, width: int, dark: bool) -> Iterator[Page]:
    """A window of a new visitor; the test fails if anything was asked of another machine."""
    with visiting(browser, width, dark) as page:
        yield page


@contextmanager
def visiting(browser: Browser, width: int, dark: bool = False) -> Iterator[Page]:
    """A window of a new visitor, who holds a phone where it is narrow; nothing may be asked of another machine."""
    is_phone = width < 640
    context = browser.new_context(
        viewport=ViewportSize(width=width, height=WIDTHS[width]),
        accept_downloads=True,
        is_mobile=is_phone,
        has_touch=is_phone,
        user_agent=PHONE if is_phone else None,
        locale="en-GB",
        color_scheme="dark" if dark else "light",
    )
    context.set_default_timeout(60_000)
    asked_elsewhere: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: asked_elsewhere.append(request.url) if is_elsewhere(request.url) else None)
    try:
        yield page
    finally:
        context.close()
    assert asked_elsewhere == []


def is_elsewhere(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:"))
