"""The committed files are what the script writes, and the registry finds them."""

from __future__ import annotations

import importlib.util
import io
import json
import zipfile
from functools import cache
from pathlib import Path
from types import ModuleType
from xml.etree.ElementTree import canonicalize

import pytest

from revops.samples import FOLDER, SAMPLES, Sample, find_samples

KEYS = ("feldkamm", "orbisquill", "pinecrumb", "tallybrook")
EVERY = pytest.mark.parametrize("sample", SAMPLES, ids=[sample.key for sample in SAMPLES])


@cache
def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_samples", FOLDER / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def made(key: str) -> dict[str, bytes]:
    story = next(story for story in make().STORIES if story.company.key == key)
    return dict(make().files_of(story))


def members(content: bytes) -> dict[str, str]:
    """What a workbook holds; how it is packed and how its XML is spelt depend on the libraries of the machine."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: canonicalize(book.read(name).decode()) for name in book.namelist()}


def same(name: str, one: bytes, other: bytes) -> bool:
    return members(one) == members(other) if name.endswith(".xlsx") else one == other


def test_four_samples_are_found_with_their_outcomes():
    assert tuple(sample.key for sample in SAMPLES) == KEYS
    assert {sample.outcome.value for sample in SAMPLES} == {"salesops", "revops", "both", "neither"}


def test_samples_are_none_where_the_folder_is_not_shipped(tmp_path: Path):
    assert find_samples(tmp_path / "nowhere") == ()
    assert find_samples(tmp_path) == ()


@EVERY
def test_committed_files_are_what_the_script_writes(sample: Sample):
    home = sample.answers.parent
    differing = [
        name for name, content in made(sample.key).items() if not same(name, (home / name).read_bytes(), content)
    ]
    assert differing == [], "run `python sample_data/make.py`"


@EVERY
def test_every_file_of_a_sample_is_there_and_listed(sample: Sample):
    home = sample.answers.parent
    by_hand = {"sample.toml", "answers.toml"}
    assert {path.name for path in home.iterdir()} == set(made(sample.key)) | by_hand
    assert {path.name for path in sample.files} == set(made(sample.key)) - {"truth.json", "README.md"}


def test_two_runs_write_the_same_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    make().main(tmp_path / "one")
    make().main(tmp_path / "two")
    for path in sorted((tmp_path / "one").rglob("*.*")):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes(), path.name


def test_samples_stay_small():
    assert sum(path.stat().st_size for sample in SAMPLES for path in sample.files) < 3_000_000


@EVERY
def test_samples_have_the_size_of_a_real_export(sample: Sample):
    books = json.loads(sample.truth.read_text(encoding="utf-8"))["books"]
    assert 150 <= sum(books["deals_by_outcome"].values()) <= 1500
    assert 400 <= books.get("leads", 400) <= 4000
    assert 40 <= books["customers_ever"] <= 400


@EVERY
def test_stories_are_two_or_three_sentences(sample: Sample):
    assert 2 <= sample.story.count(". ") + 1 <= 4
    assert sample.story.endswith(".")
