"""Error values in old workbooks (XLS), which the parser gives as blank; runs in the child process."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence

from revops.intake.faults import ERROR, MOST_FAULTS
from revops.intake.upload import Fault

ERROR_NAMES: Mapping[int, str] = {
    **{0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!"},
    **{0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"},
}
"""What the byte of an error stands for, in XLS and in XLSB."""
_BOOKS = ("Workbook", "Book")
_SHEET, _END, _FORMULA, _VALUE = 0x85, 0x0A, 0x06, 0x205
"""Kinds of records: name of a sheet, end of a sheet, cell with a formula, cell with an error or yes and no."""
_HAS_ERROR = (2, 0xFFFF)
_FIRST_LINKS, _ENTRY, _START, _SMALL = 109, 128, 116, 64
"""Sectors of links that the head names; bytes of an entry, up to its first sector, and of a small sector."""


def errors_of_old(content: bytes) -> Mapping[str, tuple[Fault, ...]]:
    """The error values of each sheet that has any, by its name; none where the records cannot be followed."""
    try:
        stream = _stream(content)
        return {name: found for name, start in _sheets(stream) if (found := tuple(_errors(stream, start)))}
    except (struct.error, IndexError, ValueError):
        return {}


def _stream(content: bytes) -> bytes:
    """The records of the workbook, out of the sectors, or the small sectors, in which the file keeps them."""
    shift, count, directory, least, small_links = struct.unpack_from("<30xH12xII4xII", content)
    size, body = 1 << min(shift, 12), content[1 << min(shift, 12) :]
    at = struct.unpack_from(f"<{_FIRST_LINKS}I", content, 76)[:count]
    links = _numbers(b"".join(body[number * size : (number + 1) * size] for number in at))
    entries = _chained(body, directory, links, size)
    (root,) = struct.unpack_from("<I", entries, _START)
    for place in range(0, len(entries), _ENTRY):
        length, start, whole = struct.unpack_from("<64xH50xII", entries, place)
        if entries[place : place + max(0, length - 2)].decode("utf-16-le") not in _BOOKS:
            continue
        if whole >= least:
            return _chained(body, start, links, size)[:whole]
        small = _numbers(_chained(body, small_links, links, size))
        return _chained(_chained(body, root, links, size), start, small, _SMALL)[:whole]
    return b""


def _numbers(table: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])


def _chained(body: bytes, number: int, links: Sequence[int], size: int) -> bytes:
    """The sectors of one stream; each is linked to the next."""
    parts: list[bytes] = []
    while number < len(links) and len(parts) < len(links):
        parts.append(body[number * size : (number + 1) * size])
        number = links[number]
    return b"".join(parts)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kinds and contents of records, up to the end of the sheet."""
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _END:
            return
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    for kind, content in _records(stream, 0):
        if kind == _SHEET:
            start, length, wide = struct.unpack_from("<I2xBB", content)
            yield content[8 : 8 + length * (1 + (wide & 1))].decode("utf-16-le" if wide & 1 else "latin-1"), start


def _errors(stream: bytes, start: int) -> Iterator[Fault]:
    found = 0
    for kind, content in _records(stream, start):
        error = _error_in(kind, content)
        if error is None:
            continue
        row, column = struct.unpack_from("<HH", content)
        yield Fault(code=ERROR, row=row + 1, column=column, text=ERROR_NAMES.get(error, "an error"))
        found += 1
        if found >= MOST_FAULTS:
            return


def _error_in(kind: int, content: bytes) -> int | None:
    """The byte of the error that a cell holds."""
    if kind == _VALUE and content[7]:
        return content[6]
    if kind == _FORMULA and (content[6], content[12] | content[13] << 8) == _HAS_ERROR:
        return content[8]
    return None
