"""Unfinished work, kept on this server under a random token so that a reload loses nothing.

A draft is what a user gave: the files as they came, the saved assessment that was opened, the choices about
reading, the operating model, the span of days and the answers. Whoever holds the token holds the draft; the
store keeps only the token's hash. A draft goes after thirty days without a change, or at once when its owner
says so.
"""

from revops.database import default_url, new_token
from revops.drafts.draft import Draft, Earlier, Span
from revops.drafts.store import KEPT_FOR, DraftStore, sha256

__all__ = ["KEPT_FOR", "Draft", "DraftStore", "Earlier", "Span", "default_url", "new_token", "sha256"]
