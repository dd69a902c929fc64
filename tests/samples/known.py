"""The committed sample companies, read once, with the truth beside them."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from revops.dataset import Dataset, SheetRead
from revops.intake import Upload, read
from revops.measure import measure
from revops.reading import Reading
from revops.samples import SAMPLES, Sample

EVERY = pytest.mark.parametrize("sample", SAMPLES, ids=[sample.key for sample in SAMPLES])


@cache
def dataset(sample: Sample) -> Dataset:
    return read([Upload(path.name, path.read_bytes()) for path in sample.files])


@cache
def readings(sample: Sample) -> dict[str, Reading]:
    return measure(dataset(sample))


@cache
def account(sample: Sample) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sample.truth.read_text(encoding="utf-8"))
    return found


def sheet(sample: Sample, table: str) -> SheetRead:
    return next(sheet for sheet in dataset(sample).sheets if sheet.table == table)
