"""The command line: the same product as the app, without a browser."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence

from revops.cli import arguments, option_values
from revops.errors import ChoiceError, RevopsError, UndecidedError

DONE, UNUSABLE, WRONG_USAGE, UNDECIDED, INTERRUPTED = 0, 1, 2, 3, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: Words after `python -m revops`; None takes those of the process.

    Returns:
        Exit code: 0 done, 1 a file cannot be used, 2 wrong usage, 3 undecided with `--strict`.
    """
    given = arguments.parser().parse_args(argv)
    try:
        code = _run(given)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except UndecidedError as error:
        return _stop(UNDECIDED, "Not decided by the data:", *(f"- {question}" for question in error.questions))
    except ChoiceError as error:
        return _stop(WRONG_USAGE, f"revops {given.command}: {error}")
    except RevopsError as error:
        return _stop(UNUSABLE, str(error))
    return code


def _run(given: Namespace) -> int:
    """The command; each is loaded only when it is asked for, so that --help is quick."""
    option_values.check(given)
    if given.command == "definitions":
        from revops.cli.definitions import run
    elif given.command == "template":
        from revops.cli.template import run
    elif given.command == "read":
        from revops.cli.read import run
    elif given.command == "kit":
        from revops.cli.kit import run
    elif given.command == "reconcile":
        from revops.cli.reconcile import run
    else:
        from revops.cli.assess import run
    return run(given)


def _stop(code: int, *lines: str) -> int:
    print(*lines, sep="\n", file=sys.stderr)
    return code
