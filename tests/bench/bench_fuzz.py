"""Mangled files, more of them than the tests take: what becomes of each, how slow the slowest is, none unaccounted for.

Files are made from a seed, so that what is found can be made again. `REVOPS_BENCH_FILES` gives another number of them.
"""

from __future__ import annotations

import io
import os
import random
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "hostile"))

import made

from revops.intake import Upload, open_files

FILES = int(os.environ.get("REVOPS_BENCH_FILES", "400"))
SEED = 20260115
ZERO = "\0"
SIGNS = ["a", "é", '"', "'", ",", ";", "\t", "|", "\n", "\r\n", "\\", ZERO, "\ufeff", "=", "5", " ", "中", "2025-01-05"]
ROWS = [["Deal ID", "Stage", "Amount"], *[[f"D{number}", "Won", number] for number in range(60)]]
BOOK = made.workbook([list(row) for row in ROWS])
TEXT = "\n".join(",".join(map(str, row)) for row in ROWS).encode()
PARTS = ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels")


def changed(content: bytes, chance: random.Random) -> bytes:
    """The bytes with up to a dozen of them changed, and perhaps cut."""
    bytes_ = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        bytes_[chance.randrange(len(bytes_))] = chance.randrange(256)
    return bytes(bytes_[: chance.choice([len(bytes_), len(bytes_), chance.randrange(1, len(bytes_))])])


def any_text(chance: random.Random) -> bytes:
    """Signs that mean something to a reader of text; half of the files without zero bytes, which make them binary."""
    signs = [sign for sign in SIGNS if sign != ZERO or chance.random() < 0.5]
    return "".join(chance.choices(signs, k=chance.randint(1, 3_000))).encode()


def any_bytes(chance: random.Random) -> bytes:
    return chance.randbytes(chance.randint(1, 3_000))


def text(chance: random.Random) -> bytes:
    return changed(TEXT, chance)


def book(chance: random.Random) -> bytes:
    return changed(BOOK, chance)


def part_of_a_book(chance: random.Random) -> bytes:
    name = chance.choice(PARTS)
    with zipfile.ZipFile(io.BytesIO(BOOK)) as archive:
        return made.with_part(name, changed(archive.read(name), chance))


KINDS: dict[str, tuple[str, Callable[[random.Random], bytes]]] = {
    "any text": ("f.csv", any_text),
    "any bytes": ("f.csv", any_bytes),
    "a text": ("f.csv", text),
    "a workbook": ("f.xlsx", book),
    "a part of one": ("f.xlsx", part_of_a_book),
}


def outcome(name: str, content: bytes) -> str:
    """What becomes of a file: "read", the code of its refusal, or what went wrong with us."""
    try:
        (opened,) = open_files([Upload(name, content)])
    except Exception as error:  # whatever gets out is a crash
        return f"CRASH {type(error).__name__}"
    if opened.blocks:
        return "read"
    return opened.refusals[0].code if opened.refusals else "CRASH without a word"


def main() -> None:
    """Prints the outcomes by kind of file; the aim is no crash and no fault of the program."""
    chance = random.Random(SEED)
    crashes, slowest = 0, (0.0, "")
    for kind, (name, make) in KINDS.items():
        found: Counter[str] = Counter()
        for _ in range(FILES // len(KINDS)):
            started = time.perf_counter()
            found[outcome(name, make(chance))] += 1
            slowest = max(slowest, (time.perf_counter() - started, kind))
        crashes += sum(count for code, count in found.items() if code.startswith(("CRASH", "PROGRAM_FAULT")))
        print(f"{kind:15}" + ", ".join(f"{code} {count}" for code, count in found.most_common()))
    print(f"{FILES // len(KINDS) * len(KINDS)} files, seed {SEED}: crashes and faults of the program {crashes}, aim 0")
    print(f"slowest {slowest[0]:.2f} s ({slowest[1]})")


if __name__ == "__main__":
    main()
