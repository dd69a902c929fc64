"""The parts of a saved assessment, unpacked and read from Parquet under limits; runs in the child process."""

from __future__ import annotations

import io
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from revops.errors import UploadError
from revops.intake.archive import UNPACK_ERRORS
from revops.intake.preflight import check_size
from revops.intake.upload import Limits

MOST_PARTS: Final = 1_000
ROOM: Final = 10
"""Cells of a table may be this many times those of a sheet: several files make one table, which has more columns."""


def unpack(request: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """The parts of a zip as files of the given place, each with the hash of its bytes.

    Raises:
        UploadError: If it is no zip, damaged, protected, or larger than an upload may be.
    """
    content: bytes = request["content"]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_parts(archive, len(content), request["file"], limits)
            parts = enumerate(archive.infolist())
            return {"parts": {part.filename: _written(archive, part, f"{request['place']}.{at}") for at, part in parts}}
    except UNPACK_ERRORS:
        raise UploadError.not_as_saved(request["file"], "it is damaged or incomplete") from None


def _check_parts(archive: zipfile.ZipFile, size: int, file: str, limits: Limits) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise UploadError.too_large(file, f"{len(parts):,} parts", f"{MOST_PARTS:,}")
    check_size(parts, size, file, limits)
    if len({part.filename for part in parts}) < len(parts):
        raise UploadError.not_as_saved(file, "a part stands in it twice")
    if any(part.flag_bits & 1 for part in parts):
        raise UploadError.encrypted(file)


def _written(archive: zipfile.ZipFile, part: zipfile.ZipInfo, place: str) -> dict[str, str]:
    content = archive.read(part)
    Path(place).write_bytes(content)
    return {"path": place, "sha256": sha256(content).hexdigest()}


def tables(request: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """Parquet files as Arrow files beside them, in the order of the request.

    Raises:
        UploadError: If one is no Parquet, damaged, or has more rows or columns than a table may have.
    """
    return {"tables": [_arrow(path, request["file"], limits) for path in request["paths"]]}


def _arrow(path: str, file: str, limits: Limits) -> str:
    try:
        with pq.ParquetFile(path, memory_map=False) as source:
            _check(source.metadata, file, limits)
            table = source.read(use_threads=False)
        table.validate(full=True)
    except (pa.ArrowException, OSError, ValueError):
        raise UploadError.not_as_saved(file, "one of its tables cannot be read") from None
    with pa.OSFile(f"{path}.arrow", "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    return f"{path}.arrow"


def _check(found: pq.FileMetaData, file: str, limits: Limits) -> None:
    """What the table says about its size; one that says too little fills no more than the memory of this process."""
    if found.num_columns > limits.columns:
        raise UploadError.too_large(file, f"a table of {found.num_columns:,} columns", f"{limits.columns:,}")
    if found.num_rows * found.num_columns > ROOM * limits.cells:
        cells = found.num_rows * found.num_columns
        raise UploadError.too_large(file, f"a table of {cells:,} cells", f"{ROOM * limits.cells:,}")
    unpacked = sum(found.row_group(at).total_byte_size for at in range(found.num_row_groups))
    if unpacked > limits.unpacked_bytes:
        raise UploadError.too_large(file, f"a table of {unpacked:,} bytes", f"{limits.unpacked_bytes:,}")
