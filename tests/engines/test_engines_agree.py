"""Every metric's rows on DuckDB and on a PostgreSQL server: the same sufficient statistics."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from builders import from_csv

from revops.dataset import Dataset
from revops.engine import duckdb, postgres
from revops.engine.session import Session
from revops.fold import VIEWS, Fold, Query, fold, middles, reads
from revops.intake import Upload, read
from revops.measure import default_window
from revops.measure.derived import counted_in
from revops.measure.source import standing
from revops.measure.views import BETWEEN_FILES
from revops.metric import Metric
from revops.metrics import METRICS
from revops.samples import SAMPLES
from revops.vocabulary import Kind, Slice, Unit
from revops.window import Window

CASES = Path(__file__).resolve().parents[1] / "cases" / "metrics"
TODAY = date(2030, 1, 1)
COUNTED = list(METRICS.values())
SLICES = tuple(piece for piece in Slice if piece not in (Slice.SIZE, Slice.COHORT))
"""Sizes and cohorts are columns that we make ourselves, grouped like any other."""


def cases(key: str) -> list[Mapping[str, Any]]:
    """The worked cases of a metric: small tables, chosen for what is hard about it."""
    return list(tomllib.loads((CASES / f"{key}.toml").read_text(encoding="utf-8"))["cases"])


@cache
def company(key: str) -> Dataset:
    sample = next(sample for sample in SAMPLES if sample.key == key)
    return read([Upload(path.name, path.read_bytes()) for path in sample.files], today=TODAY)


def queries(metric: Metric) -> Iterator[Query]:
    """Everything counted for the metric and its rivals, broken down in every way."""
    for definition in (metric.definition, *metric.rivals.values()):
        yield from (Query(sql, counted, SLICES) for counted, sql in counted_in(metric, definition))


def statistics(session: Session, metric: Metric, window: Window, made: set[str]) -> list[Any]:
    """All numbers of a metric that leave an engine."""
    found: list[Any] = []
    for query in queries(metric):
        make(session, query.rows, made)
        folded = fold(session, query, window.since, window.until)
        found.append(plain(folded))
        if query.metric.kind in (Kind.MIDDLE, Kind.MEAN) and query.metric.unit is not Unit.DAYS:
            found.append(middles(session, query, folded, window.since, window.until))
    for sql in (*metric.cautions.values(), *metric.unless.values()):
        make(session, sql, made)
        found.append(session.rows(sql))
    return found


def make(session: Session, sql: str, made: set[str]) -> None:
    for view in reads(sql).views:
        if view not in made:
            session.keep(view, VIEWS[view].sql)
            made.add(view)


def plain(folded: Fold) -> dict[Any, Any]:
    """The groups by place, their lines in an order of their own."""
    groups = {(name, key): group for name, of_key in folded.by.items() for key, group in of_key.items()}
    lines = {place: (group.sums, dict(group.counts)) for place, group in groups.items()}
    return {"undated": folded.undated, "whole": (folded.whole.sums, dict(folded.whole.counts)), **lines}


def differences(one: Any, other: Any, path: str = "") -> list[str]:
    """Where two results are not the same to nine digits."""
    if isinstance(one, Mapping) and one.keys() == other.keys():
        return [text for key in one for text in differences(one[key], other[key], f"{path}/{key}")]
    if isinstance(one, list | tuple) and len(one) == len(other or ()):
        pairs = enumerate(zip(one, other, strict=True))
        return [text for at, pair in pairs for text in differences(*pair, f"{path}[{at}]")]
    if isinstance(one, int | float) and isinstance(other, int | float):
        return [] if math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9) else [f"{path}: {one!r} and {other!r}"]
    return [] if one == other else [f"{path}: {one!r} and {other!r}"]


def compared(address: str, data: Dataset, metrics: list[Metric], window: Window) -> list[str]:
    """What the two engines say differently."""
    between = {name: found(data) for name, found in BETWEEN_FILES.items()}
    tables = {**standing(data, window, TODAY), **between}
    with duckdb.session(tables) as own, postgres.session(address, tables) as server:
        of_own, of_server = set(), set()
        return [
            f"{metric.key}{text}"
            for metric in metrics
            for text in differences(
                statistics(own, metric, window, of_own), statistics(server, metric, window, of_server)
            )
        ]


@pytest.mark.parametrize("metric", COUNTED, ids=lambda metric: metric.key)
def test_worked_cases_give_the_same_sums(metric: Metric, postgres_address: str):
    found = []
    for case in cases(metric.key):
        data = from_csv(**case["tables"])
        asked = {name: case[name] for name in ("as_of", "since", "until", "all_time") if name in case}
        window = default_window(data, today=TODAY, **asked)
        found += [f"{case['name']}: {text}" for text in compared(postgres_address, data, [metric], window)]
    assert not found


@pytest.mark.parametrize("key", [sample.key for sample in SAMPLES])
def test_sample_company_gives_the_same_sums(key: str, postgres_address: str):
    data = company(key)
    window = default_window(data, today=TODAY)
    assert not compared(postgres_address, data, COUNTED, window)
