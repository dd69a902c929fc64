"""Every address finds its screen on a server that nobody has visited yet."""

from __future__ import annotations

import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from serving import running
from walking import TITLES, click_screen, open_screen


@pytest.mark.parametrize("screen", ["data", "method"])
def test_address_on_a_fresh_server_finds_screen_and_navigation(screen: str, page: Page, tmp_path: Path):
    with running(tmp_path) as address:
        open_screen(page, address, screen)
        expect(page.get_by_test_id("stTopNavLink")).to_have_count(len(TITLES))
        expect(page.get_by_text("Operating model to assess")).to_be_visible()


def test_operating_model_in_the_address_is_chosen_and_kept(page: Page, address: str):
    open_screen(page, address, "method?model=revops")
    expect(page.get_by_role("radio", name="RevOps")).to_be_checked()
    click_screen(page, "")
    assert "model=revops" in page.url


def test_address_with_nonsense_finds_its_screen(page: Page, address: str):
    for screen in ("data?model=%3Cimg%3E", "data?draft=nobody", "method?key=nothing"):
        open_screen(page, address, screen)


def test_response_carries_safe_headers(address: str):
    with urllib.request.urlopen(f"{address}/") as answer:
        headers = answer.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_healthz_says_ok(address: str):
    with urllib.request.urlopen(f"{address}/healthz") as answer:
        assert answer.read() == b'{"status":"ok"}'
