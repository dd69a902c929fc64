"""A fresh server with its own database, and a browser that reports every request that leaves this machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
expect.set_options(timeout=30_000)
PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140 Mobile"
WIDTHS = {390: 844, 768: 1024, 1280: 900}


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The application on a free port of the loopback, with its drafts in the folder."""
    address = f"http://127.0.0.1:{(port := free_port())}"
    log = (folder / "server.log").open("wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true", f"--server.port={port}"],
        cwd=ROOT,
        stdout=log,
        stderr=subprocess.STDOUT,
        env={**os.environ, "REVOPS_DATABASE_URL": f"sqlite:///{folder / 'drafts.db'}"},
    )
    try:
        wait_for(address, server)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait(10)
        log.close()


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert server.poll() is None, "the server stopped while starting"
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not answer within a minute")


@contextmanager
def launched() -> Iterator[Browser]:
    """Chromium of this system, or the one that Playwright installed."""
    own = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=own, args=flags)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; each test gets a visitor of its own."""
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One server for the tests of a file."""
    with running(tmp_path_factory.mktemp("server")) as address:
        yield address


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
    context.set_default_timeout(30_000)
    asked_elsewhere: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: asked_elsewhere.append(request.url) if is_elsewhere(request.url) else None)
    yield page
    context.close()
    assert asked_elsewhere == []


def is_elsewhere(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:"))
