"""Files to grids of text, through a child process: a bad file costs a sentence, never the server."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa

import revops
from revops.dataset import Refusal
from revops.errors import DefinitionError, UploadError
from revops.intake.blocks import Block, OpenedFile, blocks_of
from revops.intake.upload import MEGABYTE, Fault, Grid, Limits, TextForm, Upload

Progress = Callable[[int, int, str], None]
"""Called with files done, files in all, and the name of the file at hand."""

START_SECONDS = 30

_START = """
import sys, types
for name, path in zip(("revops", "revops.intake"), sys.argv[1:]):
    package = types.ModuleType(name)
    package.__path__ = [path]
    sys.modules[name] = package
from revops.intake.child import serve
serve()
"""
"""Stands in for the two packages, whose own `__init__` would load the whole product into the child."""


class _NoAnswerError(Exception):
    """The child gave no answer: it was killed, ran out of memory or of time."""


class _Child:
    """A running child process; started once, asked many times."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        here = Path(revops.__path__[0])
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the process)
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", "-c", _START, str(here), str(here / "intake")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            text=True,
            encoding="utf-8",
        )
        self._answers: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self._send(asdict(limits))
        self._is_ready = False

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """The child's answer.

        Raises:
            _NoAnswerError: If none comes in time.
        """
        if not self._is_ready:
            self._await_start()
        self._send(request)
        answer = self._answer(self._limits.seconds)
        if answer.get("out_of_memory"):
            raise _NoAnswerError
        return answer

    def _await_start(self) -> None:
        """Waits until the child is ready; one that does not even start is our fault, not the file's."""
        try:
            self._answer(START_SECONDS)
        except _NoAnswerError:
            self._complaints.seek(0)
            last = self._complaints.read().decode(errors="replace").strip().splitlines()[-1:]
            raise DefinitionError(f"The process that reads files does not start: {''.join(last)}") from None
        self._is_ready = True

    def stop(self) -> None:
        """Ends the process and waits for it."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._complaints):
            if stream:
                with suppress(OSError):
                    stream.close()

    def _listen(self) -> None:
        assert self._process.stdout is not None  # noqa: S101
        with suppress(ValueError):
            for line in self._process.stdout:
                self._answers.put(line)
        self._answers.put("")

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None  # noqa: S101
        try:
            self._process.stdin.write(json.dumps(message) + "\n")
            self._process.stdin.flush()
        except OSError:
            raise _NoAnswerError from None

    def _answer(self, seconds: float) -> dict[str, Any]:
        try:
            line = self._answers.get(timeout=seconds)
        except queue.Empty:
            raise _NoAnswerError from None
        if not line:
            raise _NoAnswerError
        answer: dict[str, Any] = json.loads(line)
        return answer


class _Reader:
    """Keeps a child at hand and starts another when one has died."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._child: _Child | None = None

    def __enter__(self) -> _Reader:
        self._child = _Child(self._limits)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._drop()

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        try:
            self._child = self._child or _Child(self._limits)
            return self._child.ask(request)
        except _NoAnswerError:
            self._drop()
            raise

    def _drop(self) -> None:
        if self._child:
            self._child.stop()
        self._child = None


def open_files(uploads: Iterable[Upload], *, on_progress: Progress | None = None) -> tuple[OpenedFile, ...]:
    """The cells of all sheets of all files, as text.

    Never raises for a bad file: it carries a refusal, and the others are read.

    Args:
        uploads: Files as dropped.
        on_progress: Called before each file.

    Returns:
        One opened file per upload, in the same order.
    """
    files = tuple(uploads)
    if not files:
        return ()
    limits = Limits.from_environment()
    opened = []
    with tempfile.TemporaryDirectory(prefix="revops-") as folder, _Reader(limits) as reader:
        for number, upload in enumerate(files):
            if on_progress:
                on_progress(number, len(files), upload.name)
            opened.append(_open(upload, Path(folder) / str(number), reader, limits))
    return tuple(opened)


def _open(upload: Upload, path: Path, reader: _Reader, limits: Limits) -> OpenedFile:
    digest = sha256(upload.content).hexdigest()
    try:
        answer = _read(upload, path, reader, limits)
    except UploadError as error:
        refusal = Refusal(file=upload.name, code=error.code, reason=f"{error.found} {error.remedy}")
        return OpenedFile(name=upload.name, sha256=digest, refusals=(refusal,))
    blocks: list[Block] = []
    refusals = [Refusal(**plain) for plain in answer["refusals"]]
    grids = [_grid(plain) for plain in answer["grids"]]
    for grid in grids:
        found = blocks_of(grid)
        blocks.extend(found)
        if not found:
            refusals.append(_no_table(upload.name, grid.sheet))
    form = next((grid.form for grid in grids), None)
    return OpenedFile(name=upload.name, sha256=digest, blocks=tuple(blocks), refusals=tuple(refusals), form=form)


def _no_table(file: str, sheet: str | None) -> Refusal:
    reason = "No row looks like the headers of a table. Put the names of the columns into the first row."
    return Refusal(file=file, sheet=sheet, code="NO_HEADER", reason=reason)


def _read(upload: Upload, path: Path, reader: _Reader, limits: Limits) -> dict[str, Any]:
    if not upload.content:
        raise UploadError.empty(upload.name)
    size = len(upload.content)
    if size > limits.upload_bytes:
        found, limit = f"{size / MEGABYTE:,.0f} MB", f"{limits.upload_bytes // MEGABYTE:,} MB"
        raise UploadError.too_large(upload.name, found, limit)
    path.write_bytes(upload.content)
    try:
        return reader.ask({"task": "read", "path": str(path), "file": upload.name})
    except _NoAnswerError:
        raise _too_much(upload.name, path, reader, limits) from None


def _too_much(file: str, path: Path, reader: _Reader, limits: Limits) -> UploadError:
    """Why the child died, as far as a second look can tell."""
    try:
        farthest = reader.ask({"task": "explain", "path": str(path)})["farthest"]
    except _NoAnswerError:
        farthest = None
    if farthest:
        found = f"There is a cell at {farthest}, far outside any table."
        return UploadError(file, "TOO_LARGE", found, "Delete it, or export the sheet as CSV.")
    limit = f"{limits.memory_bytes // MEGABYTE:,} MB of memory and {limits.seconds} seconds"
    return UploadError.too_large(file, "more in it than can be read", limit)


def _grid(plain: dict[str, Any]) -> Grid:
    with pa.OSFile(plain["cells"], "rb") as source:
        cells = pa.ipc.open_file(source).read_all()
    form = TextForm(**plain["form"]) if plain["form"] else None
    faults = tuple(Fault(**fault) for fault in plain["faults"])
    return Grid(**{**plain, "cells": cells, "notes": tuple(plain["notes"]), "form": form, "faults": faults})
