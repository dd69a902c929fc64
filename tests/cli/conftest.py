"""A command as a user would run it, and small files to run it on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from revops.cli import main
from revops.diagnostic.content import SIGNS
from revops.vocabulary import Team

PIPELINE = """\
Deal ID,Stage,Amount,Create Date,Close Date,Deal Owner
D1,Won,1200,2026-01-05,2026-02-20,Rep 1
D2,Lost,800,2026-01-09,2026-03-14,Rep 2
D3,Won,1500,2026-02-02,2026-04-21,Rep 1
D4,Lost,700,2026-02-17,2026-05-25,Rep 2
D5,Won,2000,2026-03-03,2026-06-30,Rep 1
D6,Negotiating,900,2026-05-11,,Rep 2
"""


@dataclass(frozen=True)
class Run:
    """What a command gave."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Runs `python -m revops` with these words in this process."""
    monkeypatch.setenv("COLUMNS", "100")

    def command(*words: object) -> Run:
        code = main([str(word) for word in words])
        output = capsys.readouterr()
        return Run(code, output.out, output.err)

    return command


@pytest.fixture
def pipeline(tmp_path: Path) -> Path:
    """Six deals: three won, two lost, one open."""
    path = tmp_path / "pipeline.csv"
    path.write_text(PIPELINE, encoding="utf-8")
    return path


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """Answers that call for SalesOps."""
    path = tmp_path / "answers.toml"
    lines = [f"{sign.key} = {4 if sign.team is Team.SALESOPS else 0}" for sign in SIGNS.values()]
    path.write_text("\n".join(["[context]", "sellers = 4", "[answers]", *lines]), encoding="utf-8")
    return path
