"""Codes of rooms: six characters that survive being read aloud across a room."""

from __future__ import annotations

import re
import secrets
from typing import Final

LENGTH: Final = 6
ALPHABET: Final = "23456789ACDEFGHJKMNPQRTUVWXYZ"
"""Without 0 and O, 1, I and L, and without B and S, which look like 8 and 5; more than 2 to the 29 codes are left."""
_LOOKALIKES: Final = str.maketrans("BS", "85")
_CODE: Final = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


def new_code() -> str:
    """A code by chance."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def code_in(text: str) -> str | None:
    """The code that somebody typed, whatever its capitals and gaps; None where it cannot be one."""
    tidy = re.sub(r"[\s\-]", "", text[:32]).upper().translate(_LOOKALIKES)
    return tidy if _CODE.fullmatch(tidy) else None
