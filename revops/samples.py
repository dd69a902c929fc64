"""The sample companies: stories to try the product on, found beside the code and absent where they are not shipped."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from revops.content import build
from revops.vocabulary import Outcome

FOLDER = Path(__file__).resolve().parent.parent / "sample_data"


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A fictional company with its files and answers.

    Attributes:
        key: Name of its folder.
        title: The company's name and what it does, a few words.
        story: What a founder recognises, two or three sentences.
        outcome: Where its files and answers lead; not shown before the end.
        files: The spreadsheets, as its people keep them.
        answers: The answers file.
        truth: What a perfect reader would find, for tests.
    """

    key: str
    title: str
    story: str
    outcome: Outcome
    files: tuple[Path, ...]
    answers: Path
    truth: Path


def find_samples(folder: Path = FOLDER) -> tuple[Sample, ...]:
    """All sample companies below a folder in the order of their titles; none where there is no such folder.

    Raises:
        ContentError: If a `sample.toml` has an unknown field or lacks one.
    """
    if not folder.is_dir():
        return ()
    return tuple(_sample(path) for path in sorted(folder.glob("*/sample.toml")))


def _sample(path: Path) -> Sample:
    home = path.parent
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    told |= {"files": tuple(home / name for name in told["files"]), "outcome": Outcome(told["outcome"])}
    given = {"key": home.name, "answers": home / "answers.toml", "truth": home / "truth.json"}
    return build(Sample, told, f"sample_data/{home.name}/sample.toml", "sample", **given)


SAMPLES = find_samples()
