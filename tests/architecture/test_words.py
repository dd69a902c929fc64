"""Words that have no place in the product, and house files that must not name an address."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from source_tree import ROOT, Module, modules

UNFINISHED = ("TO" + "DO", "FIX" + "ME", "X" + "XX", "raise NotImplemented" + "Error", "place" + "holder text")
UNSAFE = ("unsafe_allow" + "_html", "pick" + "le.load", "ev" + "al(", "ex" + "ec(")
HOUSE = (
    "Makefile",
    ".ci/run",
    ".ci/make-environment",
    "requirements.txt",
    "requirements-test.txt",
    "pyproject.toml",
    ".streamlit/config.toml",
)


def test_files() -> list[Module]:
    return [module for module in modules("tests") if module.path.name != "test_words.py"]


test_files.__test__ = False  # type: ignore[attr-defined]


@pytest.mark.parametrize("module", [*modules(), *test_files()], ids=lambda module: module.place)
def test_source_holds_nothing_unfinished(module: Module):
    assert not [word for word in UNFINISHED if re.search(rf"\b{re.escape(word)}\b", module.text)]


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.place)
def test_source_uses_nothing_unsafe(module: Module):
    assert not [word for word in UNSAFE if re.search(rf"(?<![\w.]){re.escape(word)}", module.text)]


@pytest.mark.parametrize("name", HOUSE)
def test_house_file_names_no_network_address(name: str):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.findall(r"\bhttps?://|--(?:extra-)?index-url|--find-links", text)


def test_test_files_have_names_of_their_own():
    counts = Counter(module.path.name for module in modules("tests") if module.path.name != "conftest.py")
    assert not [name for name, count in counts.items() if count > 1]
    assert not list((ROOT / "tests").rglob("__init__.py"))


@pytest.mark.parametrize("module", modules("tests"), ids=lambda module: module.place)
def test_skip_gives_its_reason(module: Module):
    bare = r"pytest\.skip\(\)|mark\.skip\b(?!if|\()|mark\.skip\(\)|mark\.xfail\b(?!\()|mark\.xfail\(\)"
    assert not re.findall(bare, module.text)
