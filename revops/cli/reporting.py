"""Reports of `assess`, with the line that says what came out; what writes them is imported when one is asked for."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import replace
from typing import Any

from revops.assessment import Assessment
from revops.cli.layout import plain
from revops.cli.option_values import read_bytes
from revops.handing_over import Detail, Options, parts_of
from revops.saved.files import put
from revops.vocabulary import Slice


def slices(given: Namespace) -> tuple[Slice, ...]:
    """Breakdowns of an assessment that asks for none itself."""
    if not given.report:
        return (Slice.MONTH,)
    from revops.report import SLICES

    return SLICES


def write(found: Assessment, given: Namespace, asked: Options | None) -> list[str]:
    """Writes the reports that were asked for.

    Args:
        found: What they are about.
        given: The options.
        asked: What goes into them; None for everything.

    Returns:
        One line for each; nothing where none was asked for. With `--json` they go to standard error.

    Raises:
        ChoiceError: If a file cannot be written.
    """
    if not given.report:
        return []
    from revops.report import written_as

    contents = written_as(found, [path.suffix for path in given.report], asked)
    for path, content in zip(given.report, contents, strict=True):
        put(content, path)
    names = " and ".join(str(path) for path in given.report)
    line = plain(f"{names} {'is' if len(given.report) == 1 else 'are'} written. {summary(found)}")
    if given.json:
        print(line, file=sys.stderr)
    return [line]


def summary(found: Assessment) -> str:
    """What came out, in one line."""
    diagnosis = found.diagnosis.recommendation
    known = sum(reading.is_known for reading in found.readings.values())
    beyond = found.beyond_noise
    moved = f"; {len(beyond)} moved by more than noise{': ' if beyond else ''}{', '.join(beyond)}"
    share = f"{100 * diagnosis.firmness:.0f}% of simulated readings at {diagnosis.leading.label}"
    return (
        f"{diagnosis.outcome.label} ({share}); {known} of {len(found.readings)} numbers known"
        f"{moved if found.against else ''}."
    )


def options(given: Namespace, before: Options | None) -> Options | None:
    """What goes into the reports: as the options say, else as it was saved; None where neither says anything.

    Args:
        given: The options.
        before: As they were saved.

    Raises:
        ChoiceError: If one cannot be used.
    """
    asked = {
        "title": given.title,
        "client": given.client,
        "accent": given.accent,
        "logo": None if given.logo is None else read_bytes(given.logo),
        "template": None if given.template is None else read_bytes(given.template),
        "parts": None if given.part is None else parts_of(given.part),
        "detail": None if given.detail is None else Detail(given.detail),
        "hides_names": given.hide_names,
        "language": given.language,
    }
    chosen: dict[str, Any] = {name: value for name, value in asked.items() if value is not None}
    return replace(before or Options(), **chosen) if chosen else before
