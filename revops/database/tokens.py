"""Secrets that stand in addresses and cookies; the database keeps their hashes alone."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

TOKEN_BYTES: Final = 24
"""192 random bits: out of reach of guessing."""


def new_token() -> str:
    """A token nobody can guess, fit for an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """What is kept of a token; it leads not back to it."""
    return hashlib.sha256(token.encode()).hexdigest()
