"""`kit` writes what a workshop needs on paper, and `assess --votes` reads what comes back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from revops.cli import main
from revops.diagnostic.content import SIGNS

EARLY = next(iter(SIGNS))


@pytest.mark.parametrize(("words", "inside"), [([], "0:00 to 0:05"), (["--questions"], SIGNS[EARLY].question)])
def test_kit_writes_pages_to_print(words: list[str], inside: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    out = tmp_path / "kit.html"

    assert main(["kit", str(out), "--title", "Northwind & Co", *words]) == 0

    page = out.read_text(encoding="utf-8")
    assert "Northwind &amp; Co" in page
    assert inside in page
    assert str(out) in capsys.readouterr().out


def test_kit_for_another_ending_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["kit", str(tmp_path / "kit.pdf")]) == 2

    assert "kit.html or votes.xlsx" in capsys.readouterr().err


def test_votes_take_the_place_of_answers_and_bad_cells_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    votes = tmp_path / "votes.csv"
    votes.write_text(f"role,{EARLY}\nsales,4\nsales,2\nfinance,1\nfinance,9\n", encoding="utf-8")

    assert main(["assess", "--votes", str(votes), "--json"]) == 0

    told = capsys.readouterr()
    # The mean of the role medians: sales (1.0 and 0.5) 0.75, finance 0.25.
    assert json.loads(told.out)["signs"][EARLY]["said"] == 0.5
    assert "Row 5" in told.err
    assert "“9” is left out" in told.err


@pytest.mark.parametrize("content", [None, "role,deal\nsales,4\n"])
def test_votes_that_are_none_are_wrong_usage(content: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    votes = tmp_path / "votes.csv"
    if content is not None:
        votes.write_text(content, encoding="utf-8")

    assert main(["assess", "--votes", str(votes)]) == 2

    assert "votes.csv" in capsys.readouterr().err
