"""The child process that reads files under limits of memory and time.

It is started once and lent from job to job, takes one request per line on standard input, followed by the bytes of the
file, and answers one line each: the cells go through Arrow files in a folder that belongs to the parent. Whatever a
file does to it, only this process dies.
"""

from __future__ import annotations

import gc
import json
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from revops.errors import UploadError
from revops.intake.archive import members_of
from revops.intake.preflight import OLE, Format, farthest_cell, is_workbook_name, recognise, refuse_far_cell
from revops.intake.upload import MEGABYTE, Grid, Limits

OLD_WORKBOOK_BYTES = 256 * MEGABYTE
OLD_WORKBOOK_RATIO = 60
"""What an old workbook (XLS) may take: this much, and this many times its size."""


def serve() -> None:
    """Answers requests until standard input ends."""
    requests = sys.stdin.buffer
    limits = Limits(**json.loads(requests.readline()))
    gc.disable()  # nothing here makes cycles while a file is read
    _confine(limits)
    _say({"ready": True})
    for line in requests:
        request = json.loads(line)
        request["content"] = requests.read(request["bytes"])
        try:
            answer = _TASKS[request["task"]](request, limits)
        except UploadError as error:
            answer = {"grids": [], "refusals": [_refusal(error)]}
        except MemoryError:
            answer = {"out_of_memory": True}
        except Exception as error:  # parsers turn theirs into refusals: what comes here is a fault of ours
            traceback.print_exc()
            answer = {"grids": [], "refusals": [_refusal(UploadError.fault(request["file"], type(error).__name__))]}
        _say(answer)
        del request
        gc.collect()


def _confine(limits: Limits) -> None:
    """Caps memory and forbids core dumps, where the system knows how."""
    pa.set_memory_pool(pa.system_memory_pool())
    if sys.platform == "win32":
        return
    import resource

    for what, most in ((resource.RLIMIT_AS, limits.memory_bytes), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):  # macOS knows the first and refuses it
            resource.setrlimit(what, (most, most))


@contextmanager
def _less_memory(content: bytes, limits: Limits) -> Iterator[None]:
    """Old workbooks get memory by their size: a broken one asks for gigabytes, and taking those lasts long."""
    statm = Path("/proc/self/statm")
    if not content.startswith(OLE) or not statm.exists():
        yield
        return
    import resource

    held = int(statm.read_text().split()[0]) * resource.getpagesize()
    most = min(limits.memory_bytes, held + OLD_WORKBOOK_BYTES + OLD_WORKBOOK_RATIO * len(content))
    resource.setrlimit(resource.RLIMIT_AS, (most, limits.memory_bytes))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def _read(request: dict[str, Any], limits: Limits) -> dict[str, Any]:
    with _less_memory(request["content"], limits):
        return _answer(request, limits)


def _answer(request: dict[str, Any], limits: Limits) -> dict[str, Any]:
    grids, refusals = [], []
    known = _Known(encoding=request["encoding"], far=request.get("far", {}))
    for number, grid in enumerate(_grids(request["content"], request["file"], limits, known)):
        if isinstance(grid, UploadError):
            refusals.append(_refusal(grid))
            continue
        path = f"{request['place']}.{number}.arrow"
        with pa.OSFile(path, "wb") as sink, pa.ipc.new_file(sink, grid.cells.schema) as writer:
            writer.write_table(grid.cells)
        plain = asdict(Grid(**{**grid.__dict__, "cells": None}))
        grids.append({**plain, "cells": path})
    if not grids and not refusals:
        raise UploadError.empty(request["file"])
    return {"grids": grids, "refusals": refusals}


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What is known before a file is read: its encoding, and the members of an archive that would hurt."""

    encoding: str | None
    far: Mapping[str, str]


def _grids(content: bytes, file: str, limits: Limits, known: _Known) -> Iterator[Grid | UploadError]:
    match recognise(content, file, limits):
        case Format.ARCHIVE:
            yield from _members(content, file, limits, known)
        case Format.PACKED:
            yield from _packed(content, file, limits, known)
        case Format.TEXT:
            yield _text(content, file, limits, known.encoding)
        case Format.WORKBOOK:
            from revops.intake.workbook import read_workbook

            yield from read_workbook(content, file, limits)


def _members(content: bytes, file: str, limits: Limits, known: _Known) -> Iterator[Grid | UploadError]:
    """The sheets of all files of an archive; the name of a member stands before that of its sheet."""
    for name, member in members_of(content, file):
        try:
            if isinstance(member, UploadError):
                raise member
            if name in known.far:
                raise refuse_far_cell(name, known.far[name])
            for grid in _grids(member, name, limits, known):
                if isinstance(grid, UploadError):
                    yield _within(grid, file, f"{name} / {grid.sheet}" if grid.sheet else name)
                else:
                    yield replace(grid, sheet=f"{name} / {grid.sheet}" if grid.sheet else name)
        except UploadError as error:
            yield _within(error, file, name)


def _packed(content: bytes, file: str, limits: Limits, known: _Known) -> Iterator[Grid | UploadError]:
    """The sheets of the one file within a gzip file; an archive in it is not opened."""
    from revops.intake.gzipped import unpack_gzip

    plain = unpack_gzip(content, file, limits)
    if recognise(plain, file, limits) in (Format.ARCHIVE, Format.PACKED):
        raise UploadError.not_a_spreadsheet(file, "an archive within an archive")
    for grid in _grids(plain, file, limits, known):
        yield grid if isinstance(grid, UploadError) else replace(grid, notes=("unpacked by gzip", *grid.notes))


def _within(error: UploadError, file: str, sheet: str) -> UploadError:
    return UploadError(file, error.code, error.found, error.remedy, sheet=sheet)


def _text(content: bytes, file: str, limits: Limits, encoding: str | None) -> Grid:
    from revops.intake.text import read_text

    grid = read_text(content, file, limits, encoding)
    if not is_workbook_name(file):
        return grid
    if min(grid.cells.shape) < 2:
        raise UploadError.not_a_spreadsheet(file, "plain text under the name of a workbook")
    return replace(grid, notes=("plain text under the name of a workbook", *grid.notes))


def _explain(request: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """The first cell far outside any table of the workbook, or of each workbook in an archive."""
    content, file = request["content"], request["file"]
    workbooks: Iterable[tuple[str, bytes | UploadError]] = [("", content)]
    if recognise(content, file, limits) is Format.ARCHIVE:
        workbooks = members_of(content, file)
    found = ((name, farthest_cell(each, limits)) for name, each in workbooks if isinstance(each, bytes))
    return {"far": {name: cell for name, cell in found if cell}}


def _refusal(error: UploadError) -> dict[str, Any]:
    return {"file": error.file, "code": error.code, "reason": f"{error.found} {error.remedy}", "sheet": error.sheet}


def _unpack(request: dict[str, Any], limits: Limits) -> dict[str, Any]:
    from revops.intake.packed import unpack

    return unpack(request, limits)


def _tables(request: dict[str, Any], limits: Limits) -> dict[str, Any]:
    from revops.intake.packed import tables

    return tables(request, limits)


_TASKS = {"read": _read, "explain": _explain, "unpack": _unpack, "tables": _tables}
