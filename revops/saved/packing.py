"""A saved assessment to the bytes of its file: a zip with a manifest, without code of any kind."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

import revops
from revops.diagnostic.answers_file import answers_to_toml
from revops.profile_file import profile_to_toml
from revops.saved.assessed import Saved
from revops.saved.parts import tables_of, texts_of

ENDING: Final = ".revops"
KIND: Final = "revops-assessment"
FORMAT: Final = 1
"""Raised when a part changes its meaning or goes; a field that is added takes its default in older files."""
MANIFEST: Final = "manifest.json"
ANSWERS: Final = "answers.toml"
PROFILE: Final = "profile.toml"
_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The same for all parts, so that equal assessments are equal bytes."""


def is_saved_name(name: str) -> bool:
    """Whether a file name promises a saved assessment."""
    return name.lower().endswith(ENDING)


def pack(saved: Saved) -> bytes:
    """The assessment as a file: the same bytes for the same assessment."""
    parts = dict(_parts(saved))
    hashes = {name: sha256(content).hexdigest() for name, content in parts.items()}
    manifest = {"kind": KIND, "format": FORMAT, "app": revops.__version__, "parts": hashes}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {MANIFEST: (json.dumps(manifest, indent=1) + "\n").encode(), **parts}.items():
            archive.writestr(zipfile.ZipInfo(name, _DAY), content, _packing(name))
    return target.getvalue()


def _parts(saved: Saved) -> Iterator[tuple[str, bytes]]:
    yield ANSWERS, answers_to_toml(saved.answers).encode()
    yield PROFILE, profile_to_toml(saved.profile).encode()
    for name, text in texts_of(saved).items():
        yield name, text.encode()
    for name, table in tables_of(saved.dataset):
        yield name, _parquet(table)


def _parquet(table: pa.Table) -> bytes:
    target = io.BytesIO()
    pq.write_table(table, target, compression="zstd")
    return target.getvalue()


def _packing(name: str) -> int:
    """Parquet is packed already."""
    return zipfile.ZIP_STORED if name.endswith(".parquet") else zipfile.ZIP_DEFLATED
