"""The application on a port of the loopback, and the browser that looks at it."""

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

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
WIDTHS = {390: 844, 768: 1024, 1280: 900}


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def running(folder: Path, port: int = 0, database: str = "") -> Iterator[str]:
    """The application on this port of the loopback, or on a free one, with its drafts in the folder.

    Args:
        folder: For what it writes; made where it is missing.
        port: 0 for a free one.
        database: Another place for drafts and rooms.
    """
    folder.mkdir(exist_ok=True)
    address = f"http://127.0.0.1:{(port := port or free_port())}"
    log = (folder / "server.log").open("wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true", f"--server.port={port}"],
        cwd=ROOT,
        stdout=log,
        stderr=subprocess.STDOUT,
        env={**os.environ, "REVOPS_DATABASE_URL": database or f"sqlite:///{folder / 'drafts.db'}"},
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
