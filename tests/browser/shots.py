"""Takes the README's picture of the application: `python tests/browser/shots.py [FOLDER]`.

With a folder it takes every screen of a sample company instead, at three widths, in light and dark, for
people to look at.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize
from serving import ROOT, WIDTHS, launched, running
from walking import SCREENS, drawn, expect_screen, open_screen

TALLEST = 6000


def visit(browser: Browser, address: str, width: int, dark: bool) -> tuple[Page, str]:
    """A window with a sample company open, and the address of its draft."""
    size = ViewportSize(width=width, height=WIDTHS[width])
    page = browser.new_page(viewport=size, locale="en-GB", color_scheme="dark" if dark else "light")
    page.set_default_timeout(120_000)
    open_screen(page, address)
    page.get_by_role("button", name="Try it").nth(1).click()
    expect_screen(page, "data")
    return page, page.url.partition("?")[2]


def ready(page: Page) -> None:
    """Waits until the screen is drawn and nothing on it moves any more."""
    drawn(page)
    page.wait_for_timeout(500)


def readme_picture(browser: Browser, address: str, target: Path) -> None:
    page, draft = visit(browser, address, 1280, dark=False)
    open_screen(page, address, f"recommendation?{draft}")
    ready(page)
    page.screenshot(path=target)


def every_screen(browser: Browser, address: str, folder: Path) -> None:
    for width in WIDTHS:
        for dark in (False, True):
            page, draft = visit(browser, address, width, dark)
            for name, path in SCREENS.items():
                open_screen(page, address, f"{path}{'&' if '?' in path else '?'}{draft}")
                ready(page)
                height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
                page.set_viewport_size(ViewportSize(width=width, height=min(height, TALLEST)))
                ready(page)
                page.screenshot(path=folder / f"{name}-{width}{'-dark' if dark else ''}.png")
                page.set_viewport_size(ViewportSize(width=width, height=WIDTHS[width]))
            page.close()


def main(arguments: list[str]) -> None:
    with tempfile.TemporaryDirectory() as store, running(Path(store)) as address, launched() as browser:
        if arguments:
            folder = Path(arguments[0])
            folder.mkdir(parents=True, exist_ok=True)
            every_screen(browser, address, folder)
        else:
            readme_picture(browser, address, ROOT / "docs" / "screenshot.png")


if __name__ == "__main__":
    main(sys.argv[1:])
