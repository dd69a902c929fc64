"""Server time of a warm rerun of each screen on each sample company; the aim is below 100 ms on the scorecard.

A rerun is what every click costs. It is timed as Streamlit's test harness runs the script, so that the
figures include some work of the harness and none of the browser or the network. The aim is held against
processor time, which other programs on the machine do not lengthen.
"""

from __future__ import annotations

import logging
import statistics
import tempfile
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from revops.drafts import DraftStore
from revops.samples import SAMPLES
from revops.ui import state

ROOT = Path(__file__).resolve().parents[2]
SCREENS = ("data", "scorecard", "diagnostic", "recommendation")
RERUNS = 30
AIM = 100


def opened(sample: str, screen: str) -> AppTest:
    """A session that tries a sample company and goes to a screen."""
    app = AppTest.from_file(ROOT / "revops" / "ui" / "main.py", default_timeout=120).run()
    app.button(key=f"try_{sample}").click().run()
    app.switch_page(str(ROOT / "pages" / f"{screen}.py")).run()
    if app.exception:
        raise RuntimeError(f"{sample}, {screen}: {app.exception[0].message}")
    return app


def milliseconds(app: AppTest) -> tuple[float, float]:
    """Elapsed and processor time of one rerun."""
    started, worked = time.perf_counter(), time.process_time()
    app.run()
    return (time.perf_counter() - started) * 1000, (time.process_time() - worked) * 1000


def main() -> None:
    """Print first and warm times for each company and screen."""
    logging.disable(logging.WARNING)
    columns = ("first", "median", "p95", "processor")
    print(f"{'company':<12}{'screen':<16}{''.join(f'{name:>11}' for name in columns)}   ({RERUNS} warm reruns, ms)")
    with tempfile.TemporaryDirectory() as folder:
        kept = DraftStore(f"sqlite:///{folder}/drafts.db")
        state.store = lambda: kept
        for sample in SAMPLES:
            for screen in SCREENS:
                print_row(sample.key, screen)
        kept.close()


def print_row(sample: str, screen: str) -> None:
    started = time.perf_counter()
    app = opened(sample, screen)
    first = (time.perf_counter() - started) * 1000
    elapsed, worked = zip(*(milliseconds(app) for _ in range(RERUNS)), strict=True)
    late = sorted(elapsed)[int(RERUNS * 0.95)]
    median, processor = statistics.median(elapsed), statistics.median(worked)
    mark = "" if screen != "scorecard" else "  as aimed" if processor < AIM else f"  above {AIM} ms"
    numbers = "".join(f"{number:>11.0f}" for number in (first, median, late, processor))
    print(f"{sample:<12}{screen:<16}{numbers}{mark}", flush=True)


if __name__ == "__main__":
    main()
