"""One file being read beside the screen, so that a visitor sees how it goes on and can stop it."""

from __future__ import annotations

from threading import Event, Thread
from typing import NamedTuple

from revops.intake import OpenedFile, Upload, open_files


class FileKey(NamedTuple):
    """What decides how a file is opened: its bytes, its name (text or workbook), and its encoding."""

    sha256: str
    name: str
    encoding: str = ""


class Opening:
    """A file that is being opened in a thread of its own."""

    def __init__(self, upload: Upload, encoding: str = "") -> None:
        self._upload = upload
        self._encodings = {upload.name: encoding} if encoding else {}
        self._stop, self._done = Event(), Event()
        self._found: OpenedFile | None = None
        self._error: BaseException | None = None
        Thread(target=self._run, daemon=True, name="opening a file").start()

    def wait(self, seconds: float) -> bool:
        """Whether it is done, after at most so many seconds."""
        return self._done.wait(seconds)

    def stop(self) -> None:
        """Ends the reading; the result is then a file refused as `CANCELLED`, unless it was done before."""
        self._stop.set()

    @property
    def found(self) -> OpenedFile:
        """The opened file, once it is done; what went wrong beside the screen is raised here."""
        self._done.wait()
        if self._found is None:
            raise self._error or RuntimeError("the file was not opened")
        return self._found

    def _run(self) -> None:
        try:
            (self._found,) = open_files((self._upload,), encodings=self._encodings, stop=self._stop)
        except BaseException as error:  # raised again where it is waited for
            self._error = error
        finally:
            self._done.set()
