"""Processor time of a full report in each format for each sample company; the aim is 1 s for a workbook and a deck.

The content is made once; a format's time is that of writing it. The first deck and workbook load their libraries
before the clock starts.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import revops
from revops.assessment import Assessment, assess
from revops.diagnostic.answers_file import answers_from_file
from revops.report import FORMATS, SLICES, Options, Report, report_of
from revops.report.material import Material
from revops.samples import SAMPLES, Sample
from revops.vocabulary import Comparison

T = TypeVar("T")


def main() -> None:
    """Print milliseconds and kilobytes for each company."""
    endings = list(FORMATS)
    print(f"{'company':<12}{'content':>10}{''.join(f'{ending:>18}' for ending in endings)}   (ms, kB)")
    for sample in SAMPLES:
        found = assessed(sample)
        report, made = milliseconds(lambda found=found: report_of(found))
        cells = [written(report, Material(found, Options()), ending) for ending in endings]
        print(f"{sample.key:<12}{made:>10.0f}{''.join(f'{cell:>18}' for cell in cells)}", flush=True)


def assessed(sample: Sample) -> Assessment:
    """A company with everything that a report can hold."""
    answers = answers_from_file(sample.answers)
    return assess(revops.read(sample.files), answers=answers, slices=SLICES, against=Comparison.PREVIOUS)


def written(report: Report, material: Material, ending: str) -> str:
    kind = FORMATS[ending]
    shown = report.without(kind.leaves_out)
    kind.write(shown, material)
    content, spent = milliseconds(lambda: kind.write(shown, material))
    return f"{spent:.0f} ms {len(content) / 1000:.0f} kB"


def milliseconds(make: Callable[[], T]) -> tuple[T, float]:
    """What was made, and the processor time that it took."""
    started = time.process_time()
    made = make()
    return made, (time.process_time() - started) * 1000


if __name__ == "__main__":
    main()
