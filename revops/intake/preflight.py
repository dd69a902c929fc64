"""What a file is by its bytes, and whether it may be handed to a parser; runs in the child process."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from enum import StrEnum

from revops.errors import UploadError
from revops.intake.archive import UNPACK_ERRORS, is_spreadsheet_name
from revops.intake.upload import MEGABYTE, Limits

HIGHEST_RATIO = 200
MOST_PARTS = 5_000
HARMLESS_BYTES = 30 * MEGABYTE
"""Unpacked size below which a high compression ratio is of no interest."""


class Format(StrEnum):
    """What reads the file."""

    TEXT = "text"
    WORKBOOK = "workbook"
    ARCHIVE = "archive"
    PACKED = "packed"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM\x36", "a picture"),
    (b"II*\0", "a picture"),
    (b"{\\rtf", "a Word document"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"),
    (b"7z\xbc\xaf", "a packed archive"),
    (b"Rar!", "a packed archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_MARKUP = re.compile(rb"\s*<(!doctype html|html|head|body|table|meta|\?xml|svg|script)", re.IGNORECASE)
_FILLED = re.compile(rb"[^\0 \t\r\n\xef\xbb\xbf]")
_JSON = re.compile(rb'\s*(\{\s*"|\[\s*\{)')
_OLE_PARTS: tuple[tuple[str, str], ...] = (
    ("WordDocument", "a Word document"),
    ("PowerPoint Document", "a presentation"),
    ("__substg1.0", "an Outlook message"),
)
_BIFF_LOCK = re.compile(rb"\x09\x08(?:\x10\x00.{16}|\x08\x00.{8})(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
"""The beginning of an old workbook whose records begin with the one for a password."""
_ZIP_PARTS: tuple[tuple[str, str], ...] = (("word/", "a Word document"), ("ppt/", "a presentation"))


def is_workbook_name(file: str) -> bool:
    """Whether a name promises a workbook; the bytes may be something else."""
    return file.lower().endswith((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"))


def recognise(content: bytes, file: str, limits: Limits) -> Format:
    """What the bytes are, whatever the name promises.

    Raises:
        UploadError: If they are no spreadsheet, encrypted, or a workbook that would hurt.
    """
    if not _FILLED.search(content):
        raise UploadError.empty(file)
    if content.startswith(OLE):
        return _ole(content, file)
    if content.startswith(_ZIP):
        return _zip(content, file, limits)
    if content.startswith(_GZIP):
        return Format.PACKED
    if looks_like := _other_format(content):
        raise UploadError.not_a_spreadsheet(file, looks_like)
    return Format.TEXT


def _other_format(content: bytes) -> str | None:
    """What the first bytes say it is where it is no text with cells."""
    head = content[:1024].removeprefix(b"\xef\xbb\xbf")
    if _MARKUP.match(head):
        return "a web page or XML file"
    if _JSON.match(head):
        return "a JSON file"
    return next((looks_like for magic, looks_like in _MAGIC if content.startswith(magic)), None)


def _ole(content: bytes, file: str) -> Format:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise UploadError.encrypted(file)
    for name, looks_like in _OLE_PARTS:
        if holds(name):
            raise UploadError.not_a_spreadsheet(file, looks_like)
    if _BIFF_LOCK.search(content):
        raise UploadError.encrypted(file)
    return Format.WORKBOOK


def _zip(content: bytes, file: str, limits: Limits) -> Format:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except UNPACK_ERRORS:
        raise UploadError.damaged(file, "the end of the file is missing") from None
    with archive:
        parts = archive.infolist()
        kind = _kind([part.filename for part in parts], file)
        check_size(parts, len(content), file, limits)
        if kind is Format.WORKBOOK:
            _check_markup(archive, parts, file)
    return kind


def _kind(names: list[str], file: str) -> Format:
    if any(name in ("xl/workbook.xml", "xl/workbook.bin", "content.xml") for name in names):
        return Format.WORKBOOK
    if any(name.startswith("xl/") for name in names):
        raise UploadError.damaged(file, "the list of sheets is missing")
    for folder, looks_like in _ZIP_PARTS:
        if any(name.startswith(folder) for name in names):
            raise UploadError.not_a_spreadsheet(file, looks_like)
    if "assessment.json" in names and "manifest.json" in names:
        raise UploadError.saved_assessment(file)
    if any(map(is_spreadsheet_name, names)):
        return Format.ARCHIVE
    raise UploadError.not_a_spreadsheet(file, "a packed archive")


def check_size(parts: list[zipfile.ZipInfo], packed: int, file: str, limits: Limits) -> None:
    """Refuses an archive whose parts would fill the memory.

    Raises:
        UploadError: If it has too many parts, too many bytes, or far more than its own size.
    """
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS:
        raise UploadError.too_large(file, f"{len(parts):,} parts", f"{MOST_PARTS:,}")
    if unpacked > limits.unpacked_bytes:
        found = f"{unpacked // MEGABYTE:,} MB when unpacked"
        raise UploadError.too_large(file, found, f"{limits.unpacked_bytes // MEGABYTE:,} MB")
    if unpacked > HARMLESS_BYTES and unpacked > HIGHEST_RATIO * packed:
        found = f"{unpacked // MEGABYTE:,} MB when unpacked, {unpacked // packed:,} times its size"
        raise UploadError.too_large(file, found, f"{HIGHEST_RATIO} times")


def _check_markup(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], file: str) -> None:
    """No part of a workbook has reason to declare entities; a declaration stands before the first element."""
    for part in parts:
        if not part.filename.endswith((".xml", ".rels")):
            continue
        if part.flag_bits & 1:
            raise UploadError.encrypted(file)
        try:
            with archive.open(part) as stream:
                head = stream.read(4096)
        except UNPACK_ERRORS:
            raise UploadError.damaged(file, f"part {part.filename} cannot be unpacked") from None
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise UploadError.damaged(file, f"part {part.filename} declares entities, which no workbook needs")
        if part.filename.endswith("manifest.xml") and b"encryption-data" in head:
            raise UploadError.encrypted(file)


_REFERENCE = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,12})([0-9]{1,12})"')


def farthest_cell(content: bytes, limits: Limits) -> str | None:
    """The first cell of a workbook that stands farther out than the limits allow, such as `XFD1048576`.

    Costs a scan of all cells: worth it only where reading has failed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
                    for reference in _references(archive, name):
                        if _is_far(reference, limits):
                            return b"".join(reference).decode("ascii")
    except UNPACK_ERRORS:
        return None
    return None


def refuse_far_cell(file: str, cell: str) -> UploadError:
    """A workbook that would fill the memory with the blank cells before one far out."""
    found = f"There is a cell at {cell}, far outside any table."
    return UploadError(file, "TOO_LARGE", found, "Delete it, or export the sheet as CSV.")


def _references(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[bytes, bytes]]:
    tail = b""
    with archive.open(name) as stream:
        while chunk := stream.read(MEGABYTE):
            buffer = tail + chunk
            yield from _REFERENCE.findall(buffer)
            tail = buffer[buffer.rfind(b"<") :][-512:]


def _is_far(reference: tuple[bytes, bytes], limits: Limits) -> bool:
    letters, digits = reference
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return int(digits) > limits.rows + 1 or column > limits.columns
