"""Matching of columns: how much of what is there is found, and how much of what is found is right.

The made sheets carry decoys, such as a customer's own revenue. The real files, with a truth made by hand, are read
from the folder that REVOPS_FIELD_DATA names.
"""

from __future__ import annotations

import os
from pathlib import Path

from tests.field.test_intake_field import FIELDS, MAPPED
from tests.matching_cases import Score, made_cases, real_cases, score


def main() -> None:
    """Prints precision and recall, and names what is wrong."""
    cases = {"made sheets": made_cases()}
    folder = os.environ.get("REVOPS_FIELD_DATA")
    if folder:
        cases["real files"] = real_cases(Path(folder), MAPPED, FIELDS)
    else:
        print("REVOPS_FIELD_DATA is not set: real files are left out.")
    print(f"{'':44} {'columns':>8} {'precision':>10} {'recall':>8}")
    for name, sheets in cases.items():
        line(f"{name} ({len(sheets)}), all columns", score(sheets))
        line(f"{name} ({len(sheets)}), what numbers rest on", score(sheets, required=True))


def line(name: str, found: Score) -> None:
    """One row of the table, and below it what was matched wrongly."""
    print(f"{name:44} {found.wanted:8} {found.precision:10.3f} {found.recall:8.3f}")
    for wrong in found.wrong:
        print(f"    wrong: {wrong}")


if __name__ == "__main__":
    main()
