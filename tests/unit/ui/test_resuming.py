"""What a browser was told while the server started anew."""

from __future__ import annotations

from datetime import date

from revops.ui.room.resuming import continued
from revops.workshop import Minutes


def test_what_was_typed_after_what_is_kept_is_added():
    typed = Minutes(note="Two founders sell", decision="Ask", due_on=date(2026, 6, 1), agreed=0)
    assert continued(typed, Minutes(note="Two founders")) == typed


def test_window_left_open_long_ago_changes_nothing():
    kept = Minutes(note="Two founders sell", owner="Ann", due_on=date(2026, 6, 1), agreed=0)
    assert continued(Minutes(note="Two", owner="Ben", due_on=date(2026, 5, 1), agreed=4), kept) == kept
