"""Results worth keeping for the next run, each under the hashes of what it was made from."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class _Kept(Generic[T]):
    value: T
    files: frozenset[str]


class Shelf(Generic[T]):
    """Keeps the results used last, and can drop all that came from a file.

    Streamlit's own caches are not used: they hash only a sample of a large table, and cannot forget
    what was made from a file without knowing every choice that went with it.
    """

    def __init__(self, places: int) -> None:
        self._places = places
        self._kept: OrderedDict[Hashable, _Kept[T]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, files: frozenset[str], make: Callable[[], T]) -> T:
        """The result under the key, made now if it is not there.

        Args:
            key: Hashes and choices that decide the result entirely.
            files: Hashes of the files it was made from.
            make: Called at most once here; two sessions asking at once may both make it.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key].value
        value = make()
        with self._lock:
            self._kept[key] = _Kept(value, files)
            while len(self._kept) > self._places:
                self._kept.popitem(last=False)
        return value

    def find(self, key: Hashable) -> T | None:
        """The result under the key; None where it is not there."""
        with self._lock:
            return self._kept[key].value if key in self._kept else None

    def holds(self, key: Hashable) -> bool:
        """Whether the result is there."""
        with self._lock:
            return key in self._kept

    def drop(self, files: frozenset[str]) -> None:
        """Forgets everything that was made from any of these files."""
        with self._lock:
            for key in [key for key, kept in self._kept.items() if kept.files & files]:
                del self._kept[key]
