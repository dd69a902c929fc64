"""Small files, small functions, plain names; the limits are reasons to look again."""

from __future__ import annotations

import statistics

import pytest
from source_tree import Module, modules

EVERY = pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)


@EVERY
def test_module_stays_short_enough_to_read(module: Module):
    limit = 40 if module.place == "app.py" else 80 if module.place.startswith("pages/") else 350
    assert module.lines <= limit, f"{module.place} has {module.lines} lines; {limit} is the limit"


@EVERY
def test_function_fits_on_a_screen(module: Module):
    long = [
        f"{module.place}:{node.lineno} {node.name}"
        for node in module.functions()
        if node.end_lineno is not None and node.end_lineno - node.lineno >= 60
    ]
    assert not long


def test_most_functions_are_a_few_lines():
    sizes = [len(node.body) for module in modules("revops") for node in module.functions()]
    assert statistics.median(sizes) <= 4


@EVERY
def test_module_name_says_what_it_holds(module: Module):
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
    assert not vague & set(module.name.split("."))
