"""A phone in a real browser, without script: from the code to the last answer by keyboard, and nothing for axe."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from serving import running

from revops.diagnostic.answers import Special
from revops.workshop import Move, RoomPlan, RoomStore
from revops.workshop.phones.routes import WRONG_CODES

pytestmark = pytest.mark.browser

AXE = resources.files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


def findings(page: Page) -> list[str]:
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found["violations"] for node in rule["nodes"]]


def choose(page: Page, steps_down: int) -> None:
    """Takes the answer so many below the first, and sends the form, with the keyboard alone."""
    page.locator("input[type=radio]").first.focus()
    page.keyboard.press("Space")
    for _ in range(steps_down):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def test_phone_without_script_votes_by_keyboard_and_axe_finds_nothing(browser: Browser, tmp_path: Path):
    with running(tmp_path) as address:
        rooms = RoomStore(f"sqlite:///{tmp_path / 'drafts.db'}")
        token = rooms.create(RoomPlan(title="Where to invest", signs=("early_stage", "reps_reactive")))
        room = rooms.room(token)
        assert room is not None
        context = browser.new_context(**PHONE, java_script_enabled=False, locale="de-DE")
        page = context.new_page()
        shown = page.goto(f"{address}/join")
        assert shown is not None
        assert "default-src 'none'" in shown.headers["content-security-policy"]
        assert shown.headers["x-frame-options"] == "DENY"
        page.get_by_label("Code des Raums").fill(room.code.lower())
        page.keyboard.press("Enter")
        expect(page.get_by_role("group", name="Für welchen Teil des Unternehmens sprechen Sie?")).to_be_visible()
        choose(page, 1)
        expect(page.get_by_role("status")).to_contain_text("noch nicht begonnen")
        rooms.move(token, Move.OPEN)
        page.get_by_role("link", name="Jetzt nachsehen").click()
        expect(page).to_have_title("1 von 2 · \u2068Where to invest\u2069")
        choose(page, 3)
        expect(page).to_have_title("2 von 2 · \u2068Where to invest\u2069")
        choose(page, 5)
        expect(page.get_by_role("heading", name="Ihre Antworten")).to_be_visible()
        cookies = context.cookies()
        context.close()
        assert rooms.progress(token).by_sign == {"early_stage": 1, "reps_reactive": 1}
        assert looked_at(browser, address, room.code, cookies) == []
        for move in (Move.CLOSE, Move.REVEAL):
            rooms.move(token, move)
        assert [ballot.answer for ballot in rooms.ballots(token)] == [3, Special.UNKNOWN]
        rooms.close()
        assert statuses_of_wrong_codes(browser, address) == {404, 429}


def statuses_of_wrong_codes(browser: Browser, address: str) -> set[int]:
    """What somebody is answered who tries codes and claims another address with each of them."""
    context = browser.new_context()
    tries = range(WRONG_CODES[0] + 1)
    claims = ({"X-Forwarded-For": f"198.51.100.{at}"} for at in tries)
    found = {context.request.get(f"{address}/join/222222", headers=claim).status for claim in claims}
    context.close()
    return found


def looked_at(browser: Browser, address: str, code: str, cookies: list[Any]) -> list[str]:
    """What axe finds on the pages of a phone that has joined and of one that has not, in light and dark."""
    found: list[str] = []
    for scheme in ("light", "dark"):
        context = browser.new_context(**PHONE, color_scheme=scheme, locale="ar")
        page = context.new_page()
        refused: list[str] = []
        page.on("console", lambda message, refused=refused: refused.append(message.text))
        for path, joined in (("/join?code=x", False), (f"/join/{code}", False), (f"/join/{code}/1", True)):
            context.add_cookies(cookies) if joined else context.clear_cookies()
            page.goto(address + path)
            expect(page.locator("main")).to_be_visible()
            found += [f"{path} {scheme}: {line}" for line in findings(page)]
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        # The code that nobody has is answered as not found, which the browser writes down.
        found += [text for text in refused if "404" not in text]
        context.close()
    return found
