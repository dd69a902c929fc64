"""Writes the files of the four sample companies, and the truth about them; the same bytes on every run.

Run it from anywhere: `python sample_data/make.py [FOLDER]`. Written by hand and left alone: `sample.toml` (title,
story, promised outcome) and `answers.toml`.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from generator.account import account_of
from generator.history import history_of
from generator.kept import Story
from generator.readme import page
from generator.stories import STORIES

HERE = Path(__file__).resolve().parent


def files_of(story: Story) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of everything that is made for one company."""
    told = tomllib.loads((HERE / story.company.key / "sample.toml").read_text(encoding="utf-8"))
    world = history_of(story.company)
    files = story.files(world)
    account = account_of(world, files, told["outcome"])
    yield from files.content.items()
    yield "truth.json", (json.dumps(account, indent=2, ensure_ascii=False) + "\n").encode()
    yield "README.md", page(told["title"], told["story"], account).encode()


def main(folder: Path) -> None:
    """Writes all companies below the folder."""
    for story in STORIES:
        home = folder / story.company.key
        home.mkdir(parents=True, exist_ok=True)
        for name, content in files_of(story):
            (home / name).write_bytes(content)
            print(f"{home.name}/{name}: {len(content):,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
