"""Worked cases of every metric: a few rows, the arithmetic in words, and what has to come out."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders import from_csv

from revops.measure import default_window, measure
from revops.metrics import METRICS
from revops.reading import Piece, Reading
from revops.vocabulary import Fact, Slice

FOLDER = Path(__file__).parent / "metrics"
TODAY = date(2030, 1, 1)
KNOWN = {"value", "n", "low", "high", "reason", "firm", "currency", "notes", "by", "parts", "rivals", "beside"}


def cases() -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}-{case['name']}")
        for path in sorted(FOLDER.glob("*.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["cases"]
    ]


@pytest.mark.parametrize(("key", "case"), cases())
def test_case_comes_out_as_worked_by_hand(key: str, case: Mapping[str, Any]):
    data = from_csv(**case["tables"])
    asked = {name: case[name] for name in ("as_of", "since", "until", "all_time") if name in case}
    expected = case["expect"]
    assert not expected.keys() - KNOWN
    slices = tuple(Slice(name) for name in expected.get("by", {}))
    window = default_window(data, today=TODAY, **asked)
    facts = {Fact(name): value for name, value in case.get("facts", {}).items()}
    reading = measure(data, keys=[key], window=window, slices=slices, today=TODAY, facts=facts)[key]
    assert plain(reading, expected) == expected


@pytest.mark.parametrize("key", METRICS)
def test_metric_has_worked_cases(key: str):
    assert (FOLDER / f"{key}.toml").is_file(), f"write worked cases into {FOLDER / key}.toml"


def plain(reading: Reading, expected: Mapping[str, Any]) -> dict[str, Any]:
    """What the reading says about the things a case asks for, in the words of the case."""
    said: dict[str, Any] = {}
    for name, want in expected.items():
        found = getattr(reading, name)
        if name in ("reason", "notes"):
            text = found or "" if name == "reason" else " ".join(found)
            said[name] = want if want in text else text
        elif name == "by":
            said[name] = {piece: of_pieces(found[Slice(piece)], values) for piece, values in want.items()}
        elif name == "parts":
            said[name] = of_pieces(found or (), want)
        elif name in ("rivals", "beside"):
            said[name] = {key: number(found[key].value) for key in want}
        else:
            said[name] = number(found) if isinstance(want, float) else found
    return said


def of_pieces(pieces: tuple[Piece, ...], want: Mapping[str, float]) -> dict[str, Any]:
    values = {piece.key: piece.value for piece in pieces}
    return {key: number(values.get(key)) for key in want}


def number(value: float | None) -> Any:
    return "unknown" if value is None else pytest.approx(value, abs=1e-6)
