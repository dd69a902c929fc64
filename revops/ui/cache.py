"""From a session's draft to what the screens show; each step is kept under the hashes of its inputs."""

from __future__ import annotations

from revops.drafts import Draft, sha256


def forget(draft: Draft) -> None:
    """Drops everything on this server that was made from the draft's files."""
    frozenset(sha256(file) for file in draft.files)
