"""Imports go one way; the layers are those of docs/architecture.md."""

from __future__ import annotations

import subprocess
import sys
from graphlib import TopologicalSorter

import pytest
from source_tree import ROOT, Module, modules, names

LAYERS = (
    {"vocabulary", "errors"},
    {"catalogue", "digits", "toml_text", "database", "reaching"},
    {"content", "tables"},
    {"dataset", "choices", "window", "samples", "handing_over"},
    {"intake", "engine", "choosing"},
    {"statistics", "metric", "reading", "history", "files", "profiles", "profile_file", "templates", "pairing"},
    {"fold"},
    {"metrics"},
    {"measure", "benchmarks", "ownership"},
    {"investment", "diagnostic", "reconciliation"},
    {"assessment"},
    {"plan", "investing"},
    {"interchange", "disagreements", "definitions", "charts", "drafts", "questions", "memo", "kit", "workshop"},
    {"saved"},
    {"notebook", "report"},
    {"cli", "ui", "__main__", "__init__"},
)
LEVEL = {unit: level for level, units in enumerate(LAYERS) for unit in units}


def unit(name: str) -> str:
    """The part of `revops` a module belongs to: `revops.tables.deals` is of `tables`."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def own_imports(module: Module) -> list[str]:
    """What it imports of `revops`; the package itself holds nothing but its version and its public functions."""
    return [name for name in module.imports() if name.startswith("revops.")]


def test_every_module_of_revops_has_its_layer():
    unplaced = sorted({unit(name) for name in names()} - set(LEVEL))
    assert not unplaced, f"name the layer of {unplaced} in {__file__} and in docs/architecture.md"


@pytest.mark.parametrize("module", modules("revops"), ids=lambda module: module.name)
def test_module_imports_only_from_layers_below(module: Module):
    here = unit(module.name)
    wrong = [name for name in own_imports(module) if unit(name) != here and LEVEL[unit(name)] > LEVEL[here]]
    assert not wrong, f"{module.place} is in layer {LEVEL[here]} and imports upwards: {wrong}"


def test_modules_never_import_in_a_circle():
    graph = {module.name: {name for name in own_imports(module) if name != module.name} for module in modules("revops")}
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_streamlit_is_known_to_the_screens_alone(module: Module):
    if module.place == "app.py" or module.place.startswith(("pages/", "revops/ui/")):
        return
    assert not [name for name in module.imports() if name.split(".")[0] == "streamlit"], module.place


@pytest.mark.parametrize("module", modules("pages"), ids=lambda module: module.name)
def test_page_shows_and_does_not_compute(module: Module):
    computing = {"pandas", "numpy", "duckdb", "pyarrow", "scipy", "altair"}
    assert not computing & {name.split(".")[0] for name in module.imports()}, module.place


@pytest.mark.parametrize("module", modules("app.py", "pages"), ids=lambda module: module.name)
def test_screen_reaches_the_product_from_the_top(module: Module):
    allowed = {"ui", "charts", "drafts", "interchange", "definitions", "vocabulary", "errors", "assessment", "workshop"}
    assert {unit(name) for name in own_imports(module)} <= allowed, module.place


def test_importing_revops_is_quick_because_it_loads_nothing():
    heavy = "pandas duckdb numpy pyarrow streamlit scipy"
    code = f"import sys, revops; print([name for name in {heavy.split()!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
