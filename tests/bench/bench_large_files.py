"""A text file of a million rows, against DuckDB's all-text read of the same file; and what others wait meanwhile.

Ours is the whole way, from bytes to checked tables. Memory is the highest sum of this process and its children,
sampled; the bytes of the file itself are part of it. `REVOPS_BENCH_ROWS` gives another number of rows. What another
user waits is that of a thread that wants `TURN` seconds of Python while tables are made of what was opened.
"""

from __future__ import annotations

import os
import random
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import duckdb
from bench_reading import best, deals, seconds, text_file

from revops.intake import Upload, interpret, open_files, read

ROWS = int(os.environ.get("REVOPS_BENCH_ROWS", "1000000"))
PORTION = 100_000
WAITED_ROWS = 300_000
TURN = 0.01


def large() -> bytes:
    """Deals upon deals, each with an id of its own."""
    head, _, body = text_file(deals(min(ROWS, PORTION))).partition(b"\r\n")
    portions = [body.replace(b"D-", b"D%d-" % number) for number in range(max(1, ROWS // PORTION))]
    return head + b"\r\n" + b"".join(portions)


def contracts() -> bytes:
    """Contracts without an id that follow each other."""
    chance = random.Random(5)
    rows = ["Customer,Start date,End date,MRR"]
    for _ in range(WAITED_ROWS):
        start = date(2023, 1, 1) + timedelta(days=chance.randrange(700))
        end = start + timedelta(days=chance.randrange(400))
        rows.append(f"Customer {chance.randrange(WAITED_ROWS // 4)} Ltd.,{start},{end},{chance.randrange(100)}")
    return "\n".join(rows).encode()


def by_month() -> bytes:
    """What customers paid, a column for each month."""
    chance = random.Random(5)
    rows = ["Customer," + ",".join(f"{2023 + month // 12}-{month % 12 + 1:02}" for month in range(24))]
    for number in range(WAITED_ROWS // 24):
        rows.append(f"Customer {number}," + ",".join(str(100 + chance.randrange(50)) for _ in range(24)))
    return "\n".join(rows).encode()


def turn() -> None:
    """What another user wants now and then."""
    until = time.thread_time() + TURN
    while time.thread_time() < until:
        pass


def longest_wait(content: bytes) -> float:
    """The longest that another user waits for a turn while tables are made of an opened file."""
    opened = open_files([Upload("waited.csv", content)])
    waits: list[float] = []
    with sampled(waits, lambda: seconds(turn)):
        interpret(opened)
    return max(waits)


def resident() -> int:
    """Bytes of memory that this process and its children hold (Linux)."""
    me = os.getpid()
    children = Path(f"/proc/{me}/task/{me}/children").read_text().split()
    pages = 0
    for process in (str(me), *children):
        statm = Path(f"/proc/{process}/statm")
        pages += int(statm.read_text().split()[1]) if statm.exists() else 0
    return pages * os.sysconf("SC_PAGESIZE")


@contextmanager
def sampled(seen: list[float], sample: Callable[[], float]) -> Iterator[None]:
    """Takes samples in another thread for as long as the block runs."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.05):
            seen.append(sample())

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def main() -> None:
    """Prints the ratios; the aims are 3 times DuckDB's time and 6 times the file's size."""
    os.environ["REVOPS_MAX_UPLOAD_MB"] = "1000"
    content = large()
    small = [Upload("small.csv", text_file(deals(50)))]
    read(small)
    memory: list[float] = []
    waits: list[float] = []
    with sampled(memory, resident):
        read([Upload("large.csv", content)])
    with sampled(waits, lambda: seconds(lambda: read(small))):
        read([Upload("large.csv", content)])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.csv"
        path.write_bytes(content)
        query = f"create table t as select * from read_csv('{path}', all_varchar=true)"
        ours, bare = best(lambda: read([Upload("large.csv", content)]), lambda: duckdb.connect().execute(query))
    print(f"{ROWS:,} rows, {len(content) / 1e6:.0f} MB")
    print(f"time    ours {ours:.2f} s, DuckDB {bare:.2f} s, ratio {ours / bare:.2f}, aim 3")
    print(f"memory  {max(memory) / 1e6:,.0f} MB, {max(memory) / len(content):.1f} times the file, aim 6")
    waits.sort()
    print(f"others  read a small file meanwhile in {waits[len(waits) // 2]:.2f} s, at worst {waits[-1]:.2f} s")
    made = {"deals": content, "contracts": contracts(), "months side by side": by_month()}
    told = ", ".join(f"{name} {longest_wait(each):.2f} s" for name, each in made.items())
    print(f"longest wait of another user for {TURN:.2f} s of Python: {told}")


if __name__ == "__main__":
    main()
