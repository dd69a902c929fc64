"""What options take: pairs, days, yes or no; what cannot be read is refused with the form that can."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from revops.errors import ChoiceError


def pair(form: str, *, last: bool = False) -> Callable[[str], tuple[str, str]]:
    """Reads two texts with an equals sign between them; the last one parts them if `last`."""

    def read(text: str) -> tuple[str, str]:
        left, sign, right = text.rpartition("=") if last else text.partition("=")
        if not sign or not left.strip():
            raise argparse.ArgumentTypeError(f"'{text}' is not of the form {form}")
        return left.strip(), right.strip()

    return read


def yes_or_no(text: str) -> bool:
    """Yes or no."""
    if text.lower() not in ("yes", "no"):
        raise argparse.ArgumentTypeError(f"'{text}' is neither yes nor no")
    return text.lower() == "yes"


def decimal(text: str) -> str:
    """The sign before decimals."""
    if text not in ("comma", "point"):
        raise argparse.ArgumentTypeError(f"'{text}' is neither comma nor point")
    return text


def saved(text: str) -> Path:
    """Where a saved assessment is to be."""
    if not text.lower().endswith(".revops"):
        raise argparse.ArgumentTypeError(f"'{text}' does not end in .revops")
    return Path(text)


def day(text: str) -> date:
    """A day such as 2026-06-30."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no date; write it as 2026-06-30") from None


def check(arguments: argparse.Namespace) -> None:
    """Refuse options that contradict each other.

    Raises:
        ChoiceError: If nothing is named to assess, or the window is given twice.
    """
    if arguments.command not in ("assess", "reconcile"):
        return
    if not arguments.files and not has_answers(arguments):
        raise ChoiceError("name at least one file, or --answers FILE.toml.")
    if arguments.all_time and (arguments.since or arguments.until):
        raise ChoiceError("--all-time is the whole file; it goes without --since and --until.")
    if arguments.since and arguments.until and arguments.since > arguments.until:
        raise ChoiceError(f"--since {arguments.since} is later than --until {arguments.until}.")


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that an option names.

    Raises:
        ChoiceError: If it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise ChoiceError(f"{path} cannot be read ({error.strerror}).") from None


def has_answers(arguments: argparse.Namespace) -> bool:
    """Whether an assessment is possible without files."""
    return any(getattr(arguments, name, None) is not None for name in ("answers", "votes"))
