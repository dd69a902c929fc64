"""Results are kept under what they were made from, and go with their files."""

from __future__ import annotations

from revops.ui.shelf import Shelf


def test_result_when_asked_twice_is_made_once():
    shelf: Shelf[object] = Shelf(places=2)
    made = shelf.get("key", frozenset({"a"}), object)
    assert shelf.get("key", frozenset({"a"}), object) is made


def test_shelf_when_full_drops_what_was_used_longest_ago():
    shelf: Shelf[int] = Shelf(places=2)
    for number in (1, 2, 1, 3):
        shelf.get(number, frozenset(), lambda number=number: number)
    assert (shelf.holds(1), shelf.holds(2), shelf.holds(3)) == (True, False, True)


def test_results_of_a_file_when_dropped_are_gone():
    shelf: Shelf[int] = Shelf(places=9)
    shelf.get("both", frozenset({"a", "b"}), lambda: 1)
    shelf.get("other", frozenset({"b"}), lambda: 2)
    shelf.drop(frozenset({"a"}))
    assert (shelf.holds("both"), shelf.holds("other")) == (False, True)
