"""A text file of a million rows, against DuckDB's all-text read of the same file; and what others wait meanwhile.

Ours is the whole way, from bytes to checked tables. Memory is the highest sum of this process and its children,
sampled; the bytes of the file itself are part of it. `REVOPS_BENCH_ROWS` gives another number of rows.
"""

from __future__ import annotations

import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from bench_reading import REPEATS, deals, text_file

from revops.intake import Upload, read

ROWS = int(os.environ.get("REVOPS_BENCH_ROWS", "1000000"))
PORTION = 100_000


def large() -> bytes:
    """Deals upon deals, each with an id of its own."""
    head, _, body = text_file(deals(min(ROWS, PORTION))).partition(b"\r\n")
    portions = [body.replace(b"D-", b"D%d-" % number) for number in range(max(1, ROWS // PORTION))]
    return head + b"\r\n" + b"".join(portions)


def seconds(action: Callable[[], object]) -> float:
    """How long it takes, once."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


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
        pairs = [
            (seconds(lambda: read([Upload("large.csv", content)])), seconds(lambda: duckdb.connect().execute(query)))
            for _ in range(REPEATS)
        ]
    ours, bare = map(min, zip(*pairs, strict=True))
    print(f"{ROWS:,} rows, {len(content) / 1e6:.0f} MB")
    print(f"time    ours {ours:.2f} s, DuckDB {bare:.2f} s, ratio {ours / bare:.2f}, aim 3")
    print(f"memory  {max(memory) / 1e6:,.0f} MB, {max(memory) / len(content):.1f} times the file, aim 6")
    waits.sort()
    print(f"others  read a small file meanwhile in {waits[len(waits) // 2]:.2f} s, at worst {waits[-1]:.2f} s")


if __name__ == "__main__":
    main()
