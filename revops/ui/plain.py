"""Text of a user, made safe for places where Streamlit reads Markdown.

Headers, stages, file names, notes and segments come from other people's spreadsheets. Markdown would turn
them into pictures fetched from elsewhere, links, colours or formulas; here they stay the letters they are.
Only what Markdown would read is touched: a label is also what a screen reader says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

_MARKS: Final = re.compile(r"[\\`*\[\]<>$~|]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
_FIRST: Final = re.compile(r"^(?=[#+=\-])|(?<=^\d)(?=[.)])|(?<=^\d\d)(?=[.)])")
# Emoji names, arrows, colours and bare links are found after backslashes are read, so a backslash does
# not stop them; a joiner of no width between their characters does.
_JOINER: Final = "\u2060"
_FOUND_LATER: Final = re.compile(r"(?<=:)(?=\S)|(?<=@)(?=\w)|(?<=[-<>=~])(?=[-<>=~])|(?<=\bwww)(?=\.)", re.IGNORECASE)
_BLANKS: Final = re.compile(r"[ \t\r\n\f\v\u0085\u2028\u2029]+")
_TURNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
"""Signs that turn the direction of all that follows, the product's own words and numbers too."""
_LONGEST: Final = 2000


def plain(text: str) -> str:
    """The text as Markdown that shows exactly these letters, on one line.

    Args:
        text: Anything a user's file or form may hold; after 2,000 characters it is cut with an ellipsis.
    """
    line = _TURNS.sub("", _BLANKS.sub(" ", text.strip()))
    if len(line) > _LONGEST:
        line = line[: _LONGEST - 1] + "…"
    joined = _FOUND_LATER.sub(_JOINER, line)
    return _FIRST.sub(r"\\", _MARKS.sub(r"\\\g<0>", joined))


def upright(text: str) -> str:
    """The text for places that show it as it is, without the signs that turn the direction of what follows."""
    return _TURNS.sub("", text)


def told_apart(names: Iterable[str]) -> Mapping[str, str]:
    """Names as they are shown side by side; signs that nobody sees are spelt out where only they differ.

    Args:
        names: Different spellings out of a user's files.
    """
    shown = {name: _without_unseen(name) for name in names}
    seen = list(shown.values())
    return {name: _spelt_out(name) if seen.count(bare) > 1 else bare for name, bare in shown.items()}


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cf", "Cc")


def _without_unseen(text: str) -> str:
    return " ".join("".join(letter for letter in text if not _is_unseen(letter)).split())


def _spelt_out(text: str) -> str:
    return "".join(f"[U+{ord(letter):04X}]" if _is_unseen(letter) else letter for letter in text)
