"""Files to grids of text, through a child process: a bad file costs a sentence, never the server."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from threading import Event
from types import MappingProxyType
from typing import Any

import pyarrow as pa

from revops.dataset import Refusal
from revops.errors import UploadError
from revops.intake.blocks import Block, OpenedFile
from revops.intake.dates import Sort, sort_of
from revops.intake.encoding import check_encoding
from revops.intake.group_rows import tables_of
from revops.intake.headers import known_names
from revops.intake.month_headers import time_in
from revops.intake.pool import NoAnswerError, Reader, StoppedError
from revops.intake.preflight import refuse_far_cell
from revops.intake.upload import MEGABYTE, Fault, Grid, Limits, Shown, TextForm, Upload

_NO_HEADER = "No row looks like the headers of a table. Put the names of the columns into the first row."
_FEW_MONTHS = (
    "The first row names {}: fewer than three months are told from dates only above plain amounts and beside nothing "
    "but names. Add the other months, or write one row per customer and month, with the columns “Customer”, “Month” "
    "and “MRR”."
)

Progress = Callable[[int, int, str], None]
"""Called with files done, files in all, and the name of the file at hand."""


def open_files(
    uploads: Iterable[Upload],
    *,
    encodings: Mapping[str, str] = MappingProxyType({}),
    on_progress: Progress | None = None,
    stop: Event | None = None,
) -> tuple[OpenedFile, ...]:
    """The cells of all sheets of all files, as text.

    Never raises for a bad file: it carries a refusal, and the others are read.

    Args:
        uploads: Files as dropped.
        encodings: Encoding of text files, by name, where the user chose one.
        on_progress: Called before each file.
        stop: Ends the reading once it is set; what is not read by then is refused as `CANCELLED`.

    Returns:
        One opened file per upload, in the same order.

    Raises:
        ChoiceError: If an encoding is unknown.
        DefinitionError: If no child starts.
    """
    for encoding in encodings.values():
        check_encoding(encoding)
    files = tuple(uploads)
    if not files:
        return ()
    limits = Limits.from_environment()
    opened = []
    with (
        tempfile.TemporaryDirectory(prefix="revops-") as folder,
        Reader(limits, stop=stop) as reader,
        ThreadPoolExecutor(max_workers=1) as beside,
    ):
        for number, upload in enumerate(files):
            if on_progress:
                on_progress(number, len(files), upload.name)
            digest = beside.submit(_digest, upload)
            try:
                answer = _answer(upload, str(Path(folder) / str(number)), reader, limits, encodings.get(upload.name))
                opened.append(_opened(upload, digest.result(), answer))
            except StoppedError:
                opened.append(not_read(upload))
    return tuple(opened)


def not_read(upload: Upload) -> OpenedFile:
    """A file whose reading was stopped."""
    refusal = Refusal(file=upload.name, code="CANCELLED", reason="You stopped the reading of this file.")
    return OpenedFile(name=upload.name, sha256=_digest(upload), refusals=(refusal,))


def _digest(upload: Upload) -> str:
    return sha256(upload.content).hexdigest()


def _answer(upload: Upload, place: str, reader: Reader, limits: Limits, encoding: str | None) -> dict[str, Any]:
    try:
        return _read(upload, place, reader, limits, encoding)
    except UploadError as error:
        refusal = {"file": upload.name, "code": error.code, "reason": f"{error.found} {error.remedy}"}
        return {"grids": [], "refusals": [refusal]}


def _opened(upload: Upload, digest: str, answer: Mapping[str, Any]) -> OpenedFile:
    blocks: list[Block] = []
    refusals = [Refusal(**plain) for plain in answer["refusals"]]
    grids = [_grid(plain) for plain in answer["grids"]]
    for grid in grids:
        found = tables_of(grid)
        blocks.extend(found)
        if not found:
            refusals.append(_no_table(upload.name, grid))
    form = next((grid.form for grid in grids), None)
    return OpenedFile(name=upload.name, sha256=digest, blocks=tuple(blocks), refusals=tuple(refusals), form=form)


def _no_table(file: str, grid: Grid) -> Refusal:
    if all(column.null_count == len(column) for column in grid.cells.columns):
        reason = "It has separators and no value between them: every row is blank. Export it again with its rows."
        return Refusal(file=file, sheet=grid.sheet, code="NO_ROWS", reason=reason)
    few = _few_months(grid)
    reason = _FEW_MONTHS.format(few) if few else _NO_HEADER
    return Refusal(file=file, sheet=grid.sheet, code="NO_HEADER", reason=reason)


def _few_months(grid: Grid) -> str:
    """The months of a first row that names customers and one or two months; empty for any other."""
    first = [str(column[0].as_py() or "") for column in grid.cells.columns]
    months = [cell for cell in first if sort_of(time_in(cell)) is Sort.MONTH]
    return " and ".join(f"“{month}”" for month in months) if months and known_names(first) else ""


def check_upload(upload: Upload, limits: Limits) -> None:
    """Refuses a file that is empty or larger than an upload may be.

    Raises:
        UploadError: If it is.
    """
    if not upload.content:
        raise UploadError.empty(upload.name)
    size = len(upload.content)
    if size > limits.upload_bytes:
        found, limit = f"{size / MEGABYTE:,.0f} MB", f"{limits.upload_bytes // MEGABYTE:,} MB"
        raise UploadError.too_large(upload.name, found, limit)


def _read(upload: Upload, place: str, reader: Reader, limits: Limits, encoding: str | None) -> dict[str, Any]:
    check_upload(upload, limits)
    request = {"task": "read", "place": place, "file": upload.name, "encoding": encoding}
    try:
        return reader.ask(request, upload.content)
    except NoAnswerError:
        far = _far_cells(upload, reader)
    try:
        if far:
            return reader.ask({**request, "far": far}, upload.content)
    except NoAnswerError:
        pass
    raise too_much(upload.name, limits)


def _far_cells(upload: Upload, reader: Reader) -> dict[str, str]:
    """Members of an archive that have a cell far outside any table, and where; found by a second look.

    Raises:
        UploadError: If the file is a workbook and has such a cell itself.
    """
    try:
        far: dict[str, str] = reader.ask({"task": "explain", "file": upload.name}, upload.content)["far"]
    except NoAnswerError:
        return {}
    if "" in far:
        raise refuse_far_cell(upload.name, far[""])
    return far


def too_much(file: str, limits: Limits) -> UploadError:
    """A file that the child did not get through."""
    limit = f"{limits.memory_bytes // MEGABYTE:,} MB of memory and {limits.seconds} seconds"
    return UploadError.too_large(file, "more in it than can be read", limit)


def _grid(plain: dict[str, Any]) -> Grid:
    with pa.OSFile(plain["cells"], "rb") as source:
        cells = pa.ipc.open_file(source).read_all()
    pa.default_memory_pool().release_unused()
    form = TextForm(**plain["form"]) if plain["form"] else None
    faults = tuple(Fault(**fault) for fault in plain["faults"])
    odd = tuple((position, length) for position, length in plain["odd"])
    read = {"cells": cells, "notes": tuple(plain["notes"]), "form": form, "faults": faults, "odd": odd}
    read["shown"] = tuple(Shown(**each) for each in plain["shown"])
    return Grid(**{**plain, **read})
