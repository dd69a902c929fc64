"""Where phones are sent, and why they may not get there."""

from __future__ import annotations

from pathlib import Path

import pytest

from revops import reaching
from revops.reaching import COMMAND, Reach, qr_code, reach


@pytest.fixture(autouse=True)
def no_variable(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("REVOPS_PUBLIC_URL", raising=False)


def test_reach_when_an_address_is_named_is_that_one(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("REVOPS_PUBLIC_URL", "https://rooms.example.com/")
    found = reach("http://localhost:8501/workshop", "127.0.0.1", 8501)
    assert found.join("ACD234") == "https://rooms.example.com/join/ACD234"
    assert found.obstacle == ""
    assert not found.is_near


@pytest.mark.parametrize(
    "base", ["http://192.168.1.20:8501", "http://[fd00::7]:8501", "http://laptop:80", "https://a.local"]
)
def test_address_of_a_local_network_is_near(base: str):
    assert Reach(base=base).is_near


def test_reach_when_what_is_named_is_no_address_says_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("REVOPS_PUBLIC_URL", "laptop:8501")
    assert "“laptop:8501”, which no phone can open" in reach(None, "0.0.0.0", 8501).obstacle


@pytest.mark.parametrize("listens_on", ["127.0.0.1", "::1", "localhost"])
def test_reach_when_the_app_answers_to_this_computer_alone_says_what_to_do(listens_on: str):
    found = reach(f"http://{'[::1]' if ':' in listens_on else listens_on}:8501/", listens_on, 8501)
    assert "“make room”" in found.obstacle
    assert found.command == COMMAND


def test_command_is_what_make_room_does_and_the_readme_says(root: Path):
    assert f"$(BIN)/{COMMAND} " in (root / "Makefile").read_text(encoding="utf-8")
    assert f"`{COMMAND}`" in (root / "README.md").read_text(encoding="utf-8")


def test_reach_when_the_browser_came_by_another_address_is_that_one():
    assert reach("https://laptop.local:8443/workshop?room=x", "127.0.0.1", 8501) == Reach(
        base="https://laptop.local:8443"
    )


def test_reach_when_listening_everywhere_is_the_address_in_the_network(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reaching, "own_address", lambda: "192.168.1.20")
    assert reach("http://localhost:8501/", "0.0.0.0", 8501) == Reach(base="http://192.168.1.20:8501")


def test_reach_when_in_no_network_says_what_to_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reaching, "own_address", lambda: None)
    assert "in no network" in reach(None, "0.0.0.0", 8501).obstacle


def test_reach_when_listening_on_one_address_is_that_one():
    assert reach(None, "192.168.1.7", 9000) == Reach(base="http://192.168.1.7:9000")


def test_qr_code_is_a_picture_with_a_quiet_edge():
    drawn = qr_code("http://192.168.1.20:8501/join/ACD234")
    assert drawn.startswith("<svg ")
    assert '<path fill="#fff" d="M0 0h37v37h-37z"/>' in drawn
