"""requirements.txt pins exactly what pyproject.toml needs, directly and in turn."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from source_tree import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
APP = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["pdf"]]
"""What the buttons of the app need: as a package, documents are an extra."""
TEST = PROJECT["optional-dependencies"]["test"]


def pinned(*files: str) -> dict[str, Requirement]:
    lines = [line for file in files for line in (ROOT / file).read_text(encoding="utf-8").splitlines()]
    wanted = [Requirement(line) for line in lines if line and not line.startswith(("#", "-r "))]
    return {canonicalize_name(requirement.name): requirement for requirement in wanted}


def needed(requirements: list[str]) -> set[str]:
    """Names of all distributions that these requirements lead to on this machine."""
    waiting, found = [Requirement(text) for text in requirements], set()
    while waiting:
        requirement = waiting.pop()
        step = (canonicalize_name(requirement.name), frozenset(requirement.extras))
        if step in found:
            continue
        found.add(step)
        for text in importlib.metadata.requires(requirement.name) or ():
            child = Requirement(text)
            if child.marker is None or any(child.marker.evaluate({"extra": e}) for e in ("", *requirement.extras)):
                waiting.append(child)
    return {name for name, _ in found}


@pytest.mark.parametrize(
    ("files", "direct"),
    [(("requirements.txt",), APP), (("requirements.txt", "requirements-test.txt"), APP + TEST)],
    ids=["app", "test"],
)
def test_every_needed_distribution_is_pinned(files: tuple[str, ...], direct: list[str]):
    assert not needed(direct) - set(pinned(*files))


def test_no_distribution_is_pinned_without_need():
    windows_only = {"tzdata"}
    assert not set(pinned("requirements.txt")) - needed(APP) - windows_only
    assert not set(pinned("requirements-test.txt")) - needed(TEST)


def test_every_line_pins_one_version():
    loose = [
        str(requirement)
        for requirement in pinned("requirements.txt", "requirements-test.txt").values()
        if not re.fullmatch(r"==[\d.]+", str(requirement.specifier))
    ]
    assert not loose


def test_pinned_versions_lie_in_the_ranges_of_the_project():
    pins = pinned("requirements.txt", "requirements-test.txt")
    for text in APP + TEST:
        wanted = Requirement(text)
        version = str(pins[canonicalize_name(wanted.name)].specifier).removeprefix("==")
        assert wanted.specifier.contains(version), text


def test_the_loop_that_windows_lacks_is_left_out_there():
    marker = pinned("requirements.txt")["uvloop"].marker
    assert marker is not None
    assert not marker.evaluate({"sys_platform": "win32"})
