"""Archives of spreadsheets to their members, without writing any to disk; runs in the child process."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from revops.errors import UploadError
from revops.intake.upload import apart
from revops.vocabulary import TEXT_ENDINGS

ENDINGS = (*TEXT_ENDINGS, ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
MOST_MEMBERS = 100
UNPACK_ERRORS = (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError, LookupError)
"""What a damaged archive raises."""


def is_spreadsheet_name(name: str) -> bool:
    """Whether a member of an archive promises a spreadsheet; folders and hidden files never do."""
    path = PurePosixPath(name.replace("\\", "/"))
    hidden = any(part.startswith((".", "__MACOSX")) and part != ".." for part in path.parts)
    return not hidden and path.name.lower().removesuffix(".gz").endswith(ENDINGS)


def members_of(content: bytes, file: str) -> Iterator[tuple[str, bytes | UploadError]]:
    """Name and bytes of each spreadsheet in an archive whose sizes are checked; other members come as refusals.

    A name leads nowhere: it is only shown, without the folders that would climb out of the archive.
    """
    seen: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for number, part in enumerate(part for part in archive.infolist() if not part.is_dir()):
            name = apart(_shown(part.filename), seen)
            seen.add(name)
            if number >= MOST_MEMBERS:
                yield name, UploadError.too_large(file, f"more than {MOST_MEMBERS} members", f"{MOST_MEMBERS}")
                return
            if is_spreadsheet_name(part.filename):
                yield name, _unpacked(archive, part, name)
            elif not name.startswith(("__MACOSX", ".")):
                yield name, UploadError.not_a_spreadsheet(name, "another file in an archive")


def _shown(name: str) -> str:
    """The name of a member without what would lead out of the archive."""
    return "/".join(piece for piece in name.replace("\\", "/").split("/") if piece not in ("", ".", ".."))


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> bytes | UploadError:
    if part.flag_bits & 1:
        return UploadError.encrypted(name)
    try:
        return archive.read(part)
    except UNPACK_ERRORS:
        return UploadError.damaged(name, "it cannot be unpacked")
