"""How often somebody may try, counted in this process alone.

The price of not counting in the database: with several processes each allows as much, and a restart forgets. For that,
somebody who tries codes writes nothing, and each try costs the same few steps.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from threading import Lock
from typing import Final

MOST_KEYS: Final = 20_000
"""Keys remembered at once; the oldest is forgotten first, so that memory stays bounded."""


class Limiter:
    """Counts by key, each within a span that begins with its first count."""

    def __init__(self, most: int, seconds: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Counts nothing yet.

        Args:
            most: Counts that a key may have within the span.
            seconds: Length of the span.
            clock: Seconds that only rise; tests turn it.
        """
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._counts: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._lock = Lock()

    def is_over(self, key: str) -> bool:
        """Whether the key has had all its counts."""
        with self._lock:
            return self._counted(key)[1] >= self._most

    def count(self, key: str) -> bool:
        """Counts once; False where the key had all its counts before."""
        with self._lock:
            began_at, count = self._counted(key)
            self._counts[key] = (began_at, count + 1)
            if len(self._counts) > MOST_KEYS:
                self._counts.popitem(last=False)
            return count < self._most

    def _counted(self, key: str) -> tuple[float, int]:
        now = self._clock()
        began_at, count = self._counts.get(key, (now, 0))
        if now - began_at < self._seconds:
            return began_at, count
        self._counts.pop(key, None)
        return now, 0


def address_key(host: str | None) -> str:
    """What an address is counted under: an IPv6 network of one subscriber is one, an IPv4 address is one."""
    try:
        address = ip_address(host or "")
    except ValueError:
        return host or "unknown"
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped) if address.ipv4_mapped else address.exploded[:19]
    return str(address)
