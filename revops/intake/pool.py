"""Child processes that read files: started once, lent from job to job, replaced when one dies."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import revops
from revops.errors import DefinitionError
from revops.intake.upload import MEGABYTE, Limits

START_SECONDS = 30
MOST_IDLE = 2
PIPE_BYTES = 1 << 18
"""How much of a file is on its way to a child at once."""
BLINK_SECONDS = 0.1
"""How soon a reading ends that nobody waits for any more."""
_GIVES_BACK = {"MALLOC_MMAP_THRESHOLD_": str(MEGABYTE)}
"""Has the GNU allocator give large pieces of memory back as soon as they are free; others do not know it."""
LARGE = 20 * MEGABYTE
"""Bytes of a file after which a child holds more memory than it gives back."""

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


class NoAnswerError(Exception):
    """The child gave no answer: it was killed, ran out of memory or of time."""


class StoppedError(Exception):
    """Nobody waits for the answer any more."""


class Child:
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
            env=os.environ | _GIVES_BACK,
        )
        _widen(self._process.stdin)
        self._answers: queue.Queue[bytes] = queue.Queue()
        self._is_ready = False
        threading.Thread(target=self._listen, daemon=True).start()
        with suppress(NoAnswerError):  # a child that died at once is told of when it is waited for
            self._send(asdict(limits))

    def ask(self, request: dict[str, Any], content: bytes = b"", stop: threading.Event | None = None) -> dict[str, Any]:
        """The child's answer.

        Args:
            request: The task and what it needs.
            content: The bytes of the file that it is about.
            stop: Ends the waiting once it is set.

        Raises:
            NoAnswerError: If none comes in time.
            StoppedError: If `stop` is set before it comes.
        """
        self._await_start()
        self._send({**request, "bytes": len(content)}, content)
        answer = self._answer(self._limits.seconds, stop)
        if answer.get("out_of_memory"):
            raise NoAnswerError
        return answer

    def _await_start(self) -> None:
        """Waits until the child is ready; one that does not even start is our fault, not the file's."""
        if self._is_ready:
            return
        try:
            self._answer(START_SECONDS)
        except NoAnswerError:
            self._complaints.seek(0)
            last = self._complaints.read().decode(errors="replace").strip().splitlines()[-1:]
            self.stop()
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
        self._answers.put(b"")

    def _send(self, message: dict[str, Any], content: bytes = b"") -> None:
        assert self._process.stdin is not None  # noqa: S101
        try:
            self._process.stdin.write(json.dumps(message).encode() + b"\n")
            self._process.stdin.write(content)
            self._process.stdin.flush()
        except OSError:
            raise NoAnswerError from None

    def _answer(self, seconds: float, stop: threading.Event | None = None) -> dict[str, Any]:
        line, until = None, time.monotonic() + seconds
        while line is None and time.monotonic() < until:
            if stop and stop.is_set():
                raise StoppedError
            with suppress(queue.Empty):
                line = self._answers.get(timeout=min(seconds, BLINK_SECONDS))
        if not line:
            raise NoAnswerError
        answer: dict[str, Any] = json.loads(line)
        return answer

    @property
    def is_alive(self) -> bool:
        """Whether the process can still be asked."""
        return self._process.poll() is None


def _widen(pipe: IO[bytes] | None) -> None:
    """Has a pipe hold more at once, where the system can."""
    if pipe is not None and sys.platform == "linux":
        from fcntl import F_SETPIPE_SZ, fcntl

        with suppress(OSError):
            fcntl(pipe, F_SETPIPE_SZ, PIPE_BYTES)


class Pool:
    """Idle children at hand, so that their start is paid once and not per file."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[tuple[int, Limits, Child]] = []

    def take(self, limits: Limits) -> Child:
        """An idle child under these limits, or a new one."""
        with self._lock:
            place = next((at for at, kept in enumerate(self._idle) if kept[:2] == (os.getpid(), limits)), None)
            child = self._idle.pop(place)[2] if place is not None else None
        if child and child.is_alive:
            return child
        if child:
            child.stop()
        return Child(limits)

    def give_back(self, child: Child, limits: Limits) -> None:
        """Keeps a child for the next job, or ends the one that has waited longest."""
        with self._lock:
            self._idle.append((os.getpid(), limits, child))
            surplus = [self._idle.pop(0)[2] for _ in self._idle[MOST_IDLE:]]
        for each in surplus:
            each.stop()


POOL = Pool()
"""The children of this process."""


class Reader:
    """Borrows a child for some files, and takes another when one has died."""

    def __init__(self, limits: Limits, pool: Pool = POOL, stop: threading.Event | None = None) -> None:
        self._limits = limits
        self._stop = stop
        self._pool = pool
        self._child: Child | None = None
        self._largest = 0

    def __enter__(self) -> Reader:
        self._child = self._pool.take(self._limits)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._child is None:
            return
        if kind is None:
            self._pool.give_back(self._child, self._limits)
        else:
            self._child.stop()

    def ask(self, request: dict[str, Any], content: bytes = b"") -> dict[str, Any]:
        """The answer of a child; one that has read a large file is not kept.

        Args:
            request: The task and what it needs.
            content: The bytes of the file that it is about.

        Raises:
            NoAnswerError: If the child dies over it or takes too long.
            StoppedError: If nobody waits for it any more; the child is ended.
        """
        if self._stop and self._stop.is_set():
            raise StoppedError
        self._largest = max(self._largest, len(content))
        self._child = self._child or self._pool.take(self._limits)
        try:
            answer = self._child.ask(request, content, self._stop)
        except (NoAnswerError, StoppedError):
            self._drop()
            raise
        if self._largest > LARGE:
            self._drop()
        return answer

    def _drop(self) -> None:
        if self._child:
            self._child.stop()
        self._child = None
