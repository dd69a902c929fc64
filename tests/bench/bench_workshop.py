"""Five hundred phones join a room and answer thirteen questions within a minute, while the facilitator looks on.

The app runs as a server of its own on a port of the loopback, with its database in SQLite. Each phone keeps one
connection, reads every page it is led to and waits between its answers, as people do. The aims: a phone's request
below 200 ms in 95 of 100 cases, what the facilitator sees at most 2 s behind, no answer lost. A second run has the
same phones in twenty rooms at once. Facilitators look from a process of their own, so that phones do not wait for them.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlencode, urlsplit

sys.path.append(str(Path(__file__).resolve().parents[1] / "browser"))
from serving import running

from revops.diagnostic.answers import ROLES
from revops.workshop import Move, RoomPlan, RoomStore

PHONES = 500
SPAN_SECONDS = 55.0
"""From the first phone at the door to the last answer, if every request took no time."""
JOINING_SECONDS = 10.0
GIVEN_UP_SECONDS = 180
HIDDEN = re.compile(r'type="hidden" name="(\w+)" value="([^"]*)"')


@dataclass
class Seen:
    """What happened to all phones together."""

    milliseconds: list[float] = field(default_factory=list)
    answers: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    behind: list[float] = field(default_factory=list)


class Phone:
    """One phone on one connection."""

    def __init__(self, address: str, seen: Seen) -> None:
        self._host = urlsplit(address).netloc
        self._seen = seen
        self._cookie = ""

    async def open(self) -> None:
        host, _, port = self._host.partition(":")
        self._reader, self._writer = await asyncio.open_connection(host, int(port))

    async def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, address it leads to, and page."""
        body = urlencode(form or {})
        lines = [f"{'GET' if form is None else 'POST'} {path} HTTP/1.1", f"Host: {self._host}"]
        lines += [f"Cookie: {self._cookie}"] * bool(self._cookie)
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"] * (
            form is not None
        )
        started = time.perf_counter()
        self._writer.write("\r\n".join([*lines, "", body]).encode())
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        headers = dict(re.findall(r"(?m)^([\w-]+): (.*?)\r$", head.lower()))
        page = (await self._reader.readexactly(int(headers.get("content-length", 0)))).decode()
        self._seen.milliseconds.append((time.perf_counter() - started) * 1000)
        if cookie := re.search(r"(?mi)^set-cookie: ([^;]+)", head):
            self._cookie = cookie[1]
        leads_to = re.search(r"(?mi)^location: (.*?)\r$", head)
        return int(head.split()[1]), leads_to[1] if leads_to else "", page

    async def take_part(self, code: str, luck: random.Random, questions: int) -> None:
        """Joins, and answers one question after another."""
        await asyncio.sleep(luck.uniform(0, JOINING_SECONDS))
        await self.open()
        _, _, page = await self.ask(f"/join/{code}")
        door = {**dict(HIDDEN.findall(page)), "role": luck.choice(ROLES)}
        self._expect(await self.ask(f"/join/{code}", door), 303, "joining")
        _, path, _ = await self.ask(f"/join/{code}")
        for _ in range(questions):
            status, _, page = await self.ask(path)
            await asyncio.sleep(luck.uniform(0.6, 1.4) * (SPAN_SECONDS - JOINING_SECONDS) / questions / 1.2)
            form = {**dict(HIDDEN.findall(page)), "answer": str(luck.randrange(5))}
            answered = await self.ask(path, form)
            self._expect(answered, 303, f"answering, after {status}")
            path = answered[1]
            self._seen.answers += 1
        await self.ask(path)
        self._writer.close()

    def _expect(self, answered: tuple[int, str, str], status: int, what: str) -> None:
        if answered[0] != status:
            raise RuntimeError(f"{what}: {answered[0]}")


def main() -> None:
    """Print how quickly phones were answered, in one room and in twenty, and what it cost the server's processor."""
    print(f"{'rooms':>5}{'phones':>8}{'requests':>10}{'seconds':>9}{'p50 ms':>8}{'p95 ms':>8}{'p99 ms':>8}", end="")
    print(f"{'errors':>8}{'lost':>6}{'behind s':>10}{'processor ms':>14}", end="")
    print(f"   (load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors)")
    with ProcessPoolExecutor(1, get_context("spawn")) as eyes:
        starting, _ = served(0, eyes)
        for rooms in (1, 20):
            spent, seen = served(rooms, eyes)
            each = (spent - starting) * 1000 / len(seen.milliseconds)
            print(f"{each:>14.2f}")
            for error, count in seen.errors.most_common(3):
                print(f"      {count} times {error}")


def served(rooms: int, eyes: Executor) -> tuple[float, Seen]:
    """Seconds of processor time that a server took for so many rooms, its start among them, and what phones saw."""
    before, seen = processor_seconds(), Seen()
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as address:
        if rooms:
            print_row(Rooms(f"sqlite:///{folder}/drafts.db", rooms, eyes), address, seen)
    return processor_seconds() - before, seen


def processor_seconds() -> float:
    """Processor time of all programs that this one started and that have ended: of servers, not of the facilitators."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


class Rooms:
    """Open rooms of one database, and what their facilitators see."""

    def __init__(self, url: str, count: int, eyes: Executor) -> None:
        self._url, self._eyes = url, eyes
        store = RoomStore(url)
        self._tokens = tuple(store.create(RoomPlan(title=f"Room {at}", seats=PHONES)) for at in range(count))
        self.codes = [store.move(token, Move.OPEN).code for token in self._tokens]
        store.close()
        # Its process is up before the first phone comes.
        eyes.submit(kept, url, self._tokens).result()

    async def kept(self) -> int:
        """Answers of this round in all rooms."""
        return await asyncio.get_running_loop().run_in_executor(self._eyes, kept, self._url, self._tokens)


def print_row(rooms: Rooms, address: str, seen: Seen) -> None:
    started = time.perf_counter()
    in_the_end = asyncio.run(asyncio.wait_for(all_rooms(rooms, address, seen), GIVEN_UP_SECONDS))
    took, lost = time.perf_counter() - started, seen.answers - in_the_end
    p50, p95, p99 = (statistics.quantiles(seen.milliseconds, n=100)[at] for at in (49, 94, 98))
    print(f"{len(rooms.codes):>5}{PHONES:>8}{len(seen.milliseconds):>10}{took:>9.0f}{p50:>8.0f}{p95:>8.0f}", end="")
    print(f"{p99:>8.0f}{seen.errors.total():>8}{lost:>6}{max(seen.behind):>10.2f}", end="", flush=True)


async def all_rooms(rooms: Rooms, address: str, seen: Seen) -> int:
    """All phones, and facilitators who look once a second; gives the answers that were kept."""
    watching = asyncio.create_task(watch(rooms, seen))
    questions = len(RoomPlan(title="x").signs)
    phones = (taking_part(address, rooms.codes[at % len(rooms.codes)], at, questions, seen) for at in range(PHONES))
    await asyncio.gather(*phones)
    watching.cancel()
    return await rooms.kept()


async def taking_part(address: str, code: str, at: int, questions: int, seen: Seen) -> None:
    try:
        await Phone(address, seen).take_part(code, random.Random(at), questions)
    except (RuntimeError, OSError, asyncio.IncompleteReadError) as error:
        seen.errors[f"{type(error).__name__}: {error}"] += 1


async def watch(rooms: Rooms, seen: Seen) -> None:
    """How long it takes until the facilitators see every answer that was confirmed before they looked."""
    while True:
        confirmed, started = seen.answers, time.perf_counter()
        while await rooms.kept() < confirmed:
            await asyncio.sleep(0.05)
        seen.behind.append(time.perf_counter() - started)
        await asyncio.sleep(1)


def kept(url: str, tokens: tuple[str, ...]) -> int:
    """Answers of this round in rooms, as their facilitators see them."""
    store = RoomStore(url)
    return sum(sum(store.progress(token).by_sign.values()) for token in tokens)


if __name__ == "__main__":
    main()
