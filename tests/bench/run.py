"""All benches, one after another: `make bench`, or `make bench ARGS=scorecard` for those whose name holds a word.

A bench is a module `bench_*.py` beside this one; run as a program, it prints its table.
"""

from __future__ import annotations

import ast
import runpy
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(words: list[str]) -> int:
    """Run the benches; one that fails is named and does not stop the others."""
    sys.path[:0] = [str(HERE), str(HERE.parent.parent)]
    failed = [path.stem for path in sorted(HERE.glob("bench_*.py")) if fits(path, words) and not has_run(path)]
    if failed:
        print(f"\nFailed: {', '.join(failed)}")
    return 1 if failed else 0


def fits(path: Path, words: list[str]) -> bool:
    return not words or any(word in path.stem for word in words)


def has_run(path: Path) -> bool:
    """Whether the bench ran to its end; its table is printed on the way."""
    title = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or path.stem).splitlines()[0]
    print(f"\n{title}\n{'=' * len(title)}", flush=True)
    started = time.perf_counter()
    sys.argv = [str(path)]
    try:
        runpy.run_path(str(path), run_name="__main__")
    except Exception as error:
        print(f"{path.stem} stopped: {type(error).__name__}: {error}")
        return False
    print(f"({time.perf_counter() - started:.0f} s)", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
