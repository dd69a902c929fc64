"""Files being read beside the screen, so that a visitor sees how it goes on and can stop it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Event, Thread
from typing import Generic, NamedTuple, TypeVar

from revops.choices import Choices
from revops.dataset import Dataset
from revops.intake import OpenedFile, Upload, interpret, open_files

T = TypeVar("T")


class FileKey(NamedTuple):
    """What decides how a file is opened: its bytes, its name (text or workbook), and its encoding."""

    sha256: str
    name: str
    encoding: str = ""


class _Beside(Generic[T]):
    """Work that is done in a thread of its own."""

    def __init__(self, work: Callable[[Event], T], name: str) -> None:
        self._work = work
        self._stop, self._done = Event(), Event()
        self._found: T | None = None
        self._error: BaseException | None = None
        Thread(target=self._run, daemon=True, name=name).start()

    def wait(self, seconds: float) -> bool:
        """Whether it is done, after at most so many seconds."""
        return self._done.wait(seconds)

    def stop(self) -> None:
        """Ends the work where it can be left, unless it was done before."""
        self._stop.set()

    @property
    def found(self) -> T:
        """The result, once it is there; what went wrong beside the screen is raised here."""
        self._done.wait()
        if self._found is None:
            raise self._error or RuntimeError("the work beside the screen gave nothing")
        return self._found

    def _run(self) -> None:
        try:
            self._found = self._work(self._stop)
        except BaseException as error:  # raised again where it is waited for
            self._error = error
        finally:
            self._done.set()


class Opening(_Beside[OpenedFile]):
    """A file that is being opened; once stopped it is refused as `CANCELLED`."""

    def __init__(self, upload: Upload, encoding: str = "") -> None:
        encodings = {upload.name: encoding} if encoding else {}
        super().__init__(lambda stop: open_files((upload,), encodings=encodings, stop=stop)[0], "opening a file")


class Interpreting(_Beside[Dataset]):
    """Tables that are being made of opened files; once stopped there are none."""

    def __init__(self, opened: Sequence[OpenedFile], choices: Choices) -> None:
        super().__init__(lambda stop: interpret(opened, choices, stop=stop), "making tables of files")
        self.largest = max(range(len(opened)), key=lambda place: _rows(opened[place]))
        """Place of the file with the most rows, which makes the others wait."""


def _rows(file: OpenedFile) -> int:
    return sum(block.body.num_rows for block in file.blocks)
