from __future__ import annotations

from revops.workshop import limits
from revops.workshop.limits import Limiter, address_key


class Seconds:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_key_is_over_after_its_counts_and_free_again_after_the_span():
    clock = Seconds()
    limiter = Limiter(2, 60, clock=clock)
    assert [limiter.count("a"), limiter.count("a"), limiter.count("a"), limiter.count("b")] == [True, True, False, True]
    assert (limiter.is_over("a"), limiter.is_over("b"), limiter.is_over("c")) == (True, False, False)
    clock.now = 60
    assert not limiter.is_over("a")


def test_memory_stays_bounded(monkeypatch):
    monkeypatch.setattr(limits, "MOST_KEYS", 3)
    limiter = Limiter(1, 60, clock=Seconds())
    for key in "abcd":
        limiter.count(key)
    assert [limiter.is_over(key) for key in "abcd"] == [False, True, True, True]


def test_network_of_one_subscriber_is_one_address():
    assert address_key("2001:db8:1:2:3::4") == address_key("2001:db8:1:2:ffff::1") == "2001:0db8:0001:0002"
    assert address_key("::ffff:192.0.2.7") == address_key("192.0.2.7") == "192.0.2.7"
    assert (address_key(None), address_key("testclient")) == ("unknown", "testclient")
