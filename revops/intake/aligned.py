"""Text whose columns are aligned by blanks; runs in the child process."""

from __future__ import annotations

import re
from collections.abc import Sequence

from revops.intake.headers import known_names

FEWEST_LINES = 3
FEWEST_NAMES = 3
MOST_LOOKED_AT = 5_000
MOSTLY = 0.8
_GAP = re.compile(r"\S {2,}\S")
_RULE = re.compile(r"^[-=+ ]+$")

_Span = tuple[int, int]


def is_spaced(lines: Sequence[str]) -> bool:
    """Whether most lines hold gaps of several blanks, as aligned columns do."""
    filled = [line for line in lines[:MOST_LOOKED_AT] if line.strip() and not _RULE.match(line)]
    return len(filled) >= FEWEST_LINES and sum(map(bool, map(_GAP.search, filled))) >= MOSTLY * len(filled)


def names_by_blanks(header: str) -> bool:
    """Whether a line without separators holds names of columns, parted by single blanks."""
    names = header.split()
    known = known_names(names)
    return len(names) >= FEWEST_NAMES and known >= MOSTLY * len(names) and '"' not in header


def split_by_blanks(lines: Sequence[str]) -> list[list[str]] | None:
    """Rows of cells that hold no blanks; None where a line has more or fewer of them than there are names."""
    rows = [line.split() for line in lines]
    filled = [row for row in rows if row]
    return rows if len(filled) > 1 and {len(row) for row in filled} == {len(filled[0])} else None


def split_aligned(lines: Sequence[str]) -> list[list[str]] | None:
    """Rows of cells; None where the same places are not blank in all lines, or a column would have no name.

    Args:
        lines: All lines; the first filled one holds the headers, a line of dashes below it is no row.
    """
    plain = ["" if _RULE.match(line) else line.rstrip() for line in lines]
    filled = [line for line in plain if line]
    header, *below = filled[:MOST_LOOKED_AT]
    spans = _joined(_named(_spans([header, *below]), header), below)
    if len(spans) < 2 or not all(header[start:end].strip() for start, end in spans):
        return None
    ends = [*(start for start, _ in spans[1:]), None]
    return [[line[start:end].strip() for (start, _), end in zip(spans, ends, strict=True)] for line in plain]


def _spans(lines: Sequence[str]) -> list[_Span]:
    """The stretches of places that hold anything in some line."""
    used = bytearray(max(map(len, lines)) + 1)
    for line in lines:
        for at, sign in enumerate(line):
            used[at] |= sign != " "
    return [match.span() for match in re.finditer(rb"\x01+", bytes(used))]


def _named(spans: Sequence[_Span], header: str) -> list[_Span]:
    """The stretches, with those a single blank apart put together where one has no name: words of the same cells."""
    named = list(spans[:1])
    for start, end in spans[1:]:
        before, until = named[-1]
        if start - until == 1 and not (header[before:until].strip() and header[start:end].strip()):
            named[-1] = (before, end)
        else:
            named.append((start, end))
    return named


def _joined(spans: Sequence[_Span], below: Sequence[str]) -> list[_Span]:
    """The stretches, with those that hold but a word of a header put to the nearer neighbour."""
    joined = list(spans)
    at = 0
    while at < len(joined):
        start, end = joined[at]
        if len(joined) < 2 or any(line[start:end].strip() for line in below):
            at += 1
            continue
        left = start - joined[at - 1][1] if at else len(below) + end
        right = joined[at + 1][0] - end if at + 1 < len(joined) else len(below) + end
        first = at - 1 if left <= right else at
        joined[first : first + 2] = [(joined[first][0], joined[first + 1][1])]
        at = first
    return joined
