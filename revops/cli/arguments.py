"""The command line: its commands, options and the words that explain them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from revops.cli.option_values import day, decimal, pair, saved, yes_or_no
from revops.cli.placed import placed, placed_answer
from revops.cli.report_options import add_report_options
from revops.vocabulary import Comparison, OperatingModel, Slice

ABOUT = """\
From your spreadsheets and a guided diagnostic to SalesOps, RevOps, both, or neither yet.
The same code as the app; nothing leaves this machine."""

READ_ABOUT = """\
Says what each file and sheet is, how its columns were matched, and which rows were set aside and why."""

ASSESS_ABOUT = """\
Metrics with their 95% intervals, signs, and the recommendation with what would change it.
With --answers the files may be none: the diagnostic runs on answers alone.
A saved assessment alone gives back the same; with new files it gives answers, profile and history."""

RECONCILE_ABOUT = """\
Where two files tell different stories: CRM and billing, leads of two files, forecast and actual, cancellations;
with the rows in your files and the money at stake."""

TEMPLATE_ABOUT = """\
Writes a workbook to fill in: one sheet per table, with notes, lists to pick from and example rows."""

KIT_ABOUT = """\
Writes what a workshop needs on paper: agenda and script, invitation and words (OUT.html), question sheets with
--questions, or the workbook that their answers are typed into (OUT.xlsx), to be read by assess --votes."""

DEFINITIONS_ABOUT = """\
Every metric and sign with its formula, what counts and what does not, and its source."""

EXAMPLES = """\
examples:
  python -m revops read deals.csv subscriptions.xlsx
  python -m revops assess deals.csv --model salesops --since 2026-01-01 --until 2026-06-30
  python -m revops assess deals.csv --metric win_rate --by quarter --by owner
  python -m revops assess --answers answers.toml
  python -m revops template template.xlsx deals spend
  python -m revops kit questions.html --questions
  python -m revops definitions win_rate

exit codes:
  0  done
  1  a file cannot be used; standard error says which, why, and what to do
  2  wrong usage
  3  --strict, and something that the data cannot decide; standard error lists the questions"""

READ_EXAMPLES = """\
examples:
  python -m revops read pipeline.csv
  python -m revops read pipeline.csv --map deals.amount="Deal value" --stage "Engaging=open"
  python -m revops read books.xlsx --table "books.xlsx#Contracts=subscriptions"
  python -m revops read us.csv eu.csv --day-first us.csv=no --day-first eu.csv=yes --currency us.csv=USD
  python -m revops read may.csv --day-first yes --currency EUR --save-profile profile.toml
  python -m revops read june.csv --profile profile.toml
  python -m revops read *.csv --json"""

ASSESS_EXAMPLES = """\
examples:
  python -m revops assess pipeline.csv
  python -m revops assess pipeline.csv billing.xlsx --all-time --by segment
  python -m revops assess pipeline.csv --answers answers.toml --model both --json
  python -m revops assess pipeline.csv --votes votes.xlsx
  python -m revops assess march.csv --answers answers.toml --save march.revops
  python -m revops assess march.revops
  python -m revops assess march.revops april.csv --save april.revops
  python -m revops assess march.revops april.csv --report april.html --report april.xlsx --client Northwind"""


def parser() -> argparse.ArgumentParser:
    """The parser of `python -m revops`."""
    root = argparse.ArgumentParser(prog="python -m revops", **_prose(ABOUT, EXAMPLES))
    commands = root.add_subparsers(dest="command", metavar="COMMAND", required=True)
    read = commands.add_parser("read", help="say how files are understood", **_prose(READ_ABOUT, READ_EXAMPLES))
    read.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a CSV or Excel file")
    _add_reading_options(read)
    _add_profile_options(read)
    assess = commands.add_parser("assess", help="metrics and recommendation", **_prose(ASSESS_ABOUT, ASSESS_EXAMPLES))
    assess.add_argument(
        "files", metavar="FILE", nargs="*", type=Path, help="a CSV or Excel file, or a saved assessment (.revops)"
    )
    _add_reading_options(assess)
    _add_profile_options(assess)
    _add_window_options(assess)
    _add_assessing_options(assess)
    add_report_options(assess)
    held = commands.add_parser("reconcile", help="where two files disagree", **_prose(RECONCILE_ABOUT))
    held.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a CSV or Excel file")
    _add_reading_options(held)
    _add_profile_options(held)
    _add_days(held)
    _add_template(commands.add_parser("template", help="a workbook to fill in", **_prose(TEMPLATE_ABOUT)))
    _add_kit(commands.add_parser("kit", help="a workshop on paper", **_prose(KIT_ABOUT)))
    known = commands.add_parser("definitions", help="every metric, benchmark and sign", **_prose(DEFINITIONS_ABOUT))
    known.add_argument("keys", metavar="KEY", nargs="*", help="only these metrics and signs, such as win_rate")
    _add_json(known)
    return root


def _prose(about: str, examples: str | None = None) -> dict[str, Any]:
    layout = argparse.RawDescriptionHelpFormatter
    return {"description": about, "epilog": examples, "formatter_class": layout, "allow_abbrev": False}


def _add_reading_options(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("how to read the files")
    _add_each(
        group,
        "--map",
        "TABLE.FIELD=HEADER",
        pair("TABLE.FIELD=HEADER"),
        "take the column HEADER for FIELD; an empty HEADER leaves FIELD unmatched",
    )
    _add_each(
        group,
        "--table",
        "FILE=TABLE",
        pair("FILE=TABLE", last=True),
        "take a file for TABLE, such as deals; FILE#SHEET=TABLE names a sheet; empty leaves it out",
    )
    _add_each(
        group,
        "--stage",
        "STAGE=OUTCOME",
        pair("STAGE=OUTCOME", last=True),
        'what a stage means: won, lost or open, such as "Engaging=open"',
    )
    _add_writing(group)
    _add_meanings(group)
    group.add_argument("--strict", action="store_true", help="stop with exit code 3 instead of assuming anything")
    _add_json(command)


def _add_each(group: argparse._ArgumentGroup, option: str, metavar: str, kind: Callable[[str], Any], text: str) -> None:
    """An option that may be given several times."""
    group.add_argument(option, metavar=metavar, type=kind, action="append", default=[], help=f"{text} (repeatable)")


def _add_writing(group: argparse._ArgumentGroup) -> None:
    """How dates, amounts and letters are written."""
    _add_each(
        group,
        "--day-first",
        "yes|no",
        placed(yes_or_no),
        "whether 03/04/2026 is the third of April, where the data leave it open; "
        "FILE=yes or FILE#SHEET=yes for one file or sheet",
    )
    _add_each(
        group,
        "--currency",
        "EUR",
        placed(str),
        "currency of amounts that carry none; FILE=EUR or FILE#SHEET=EUR for one file or sheet",
    )
    _add_each(
        group,
        "--decimal",
        "comma|point",
        placed(decimal),
        'the sign before decimals in numbers such as "1.234", where the data leave it open; FILE=comma or '
        "FILE#SHEET=comma for one file or sheet",
    )
    _add_each(
        group,
        "--encoding",
        "FILE=NAME",
        pair("FILE=NAME", last=True),
        "encoding of a text file, such as deals.csv=cp1252, where the bytes leave it open",
    )


def _add_meanings(group: argparse._ArgumentGroup) -> None:
    """What names, currencies and statuses in the cells mean."""
    _add_each(
        group,
        "--same",
        "NAME=MEANT",
        pair("NAME=MEANT"),
        'two spellings of one company, person or plan, such as "GTXPro=GTX Pro"; NAME=NAME keeps it apart',
    )
    _add_each(
        group,
        "--rate",
        "CODE=UNITS",
        pair("CODE=UNITS", last=True),
        "units of a currency for one of the base currency, such as USD=1.08",
    )
    _add_each(
        group,
        "--settle",
        "FIELD=ANSWER",
        placed_answer,
        "one of the answers that an assumption about FIELD, such as subscriptions.ended_on, offers; "
        "FILE:FIELD=ANSWER or FILE#SHEET:FIELD=ANSWER for one file or sheet",
    )
    group.add_argument(
        "--mql",
        metavar="STATUS",
        action="append",
        default=None,
        help="a status of leads that marketing has qualified, where no column says so (repeatable)",
    )


def _add_profile_options(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("answers of last time")
    group.add_argument(
        "--profile",
        metavar="FILE.toml",
        type=Path,
        help="answers of last time; files with the same headers need no others (options here come first)",
    )
    group.add_argument(
        "--save-profile",
        metavar="FILE.toml",
        type=Path,
        help="keep the answers for next time, those of --profile included",
    )


def _add_days(command: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    group = command.add_argument_group("which days count (default: the twelve months up to the last event)")
    group.add_argument("--as-of", metavar="DATE", type=day, help="the day the data are seen from, as 2026-06-30")
    group.add_argument("--since", metavar="DATE", type=day, help="first day of the window")
    group.add_argument("--until", metavar="DATE", type=day, help="last day of the window")
    group.add_argument("--all-time", action="store_true", help="the whole file, undated rows included")
    return group


def _add_window_options(command: argparse.ArgumentParser) -> None:
    group = _add_days(command)
    group.add_argument(
        "--compare",
        choices=[*(against.value for against in Comparison), "none"],
        help="hold the metrics against the period before, the same a year earlier, or your last assessment (default: "
        "previous; last where a saved assessment is named with new files)",
    )


def _add_assessing_options(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("what to assess")
    group.add_argument(
        "--model",
        choices=[model.value for model in OperatingModel],
        help="the operating model to assess (default: both, or as saved)",
    )
    group.add_argument(
        "--metric", metavar="KEY", action="append", default=[], help="only this metric (repeatable; default: all)"
    )
    group.add_argument(
        "--by",
        choices=[slice_.value for slice_ in Slice],
        action="append",
        default=[],
        help="break the metrics down (repeatable)",
    )
    _add_each(
        group,
        "--definition",
        "METRIC=RIVAL",
        pair("METRIC=RIVAL"),
        "count a metric by another definition, such as win_rate=won_over_created",
    )
    group.add_argument("--answers", metavar="FILE.toml", type=Path, help="answers to the diagnostic")
    group.add_argument(
        "--votes", metavar="FILE", type=Path, help="votes of a workshop, typed into the workbook that `kit` writes"
    )
    group.add_argument("--seed", metavar="N", type=int, help="start of the simulation (default: 7, or as saved)")
    group.add_argument(
        "--save", metavar="OUT.revops", type=saved, help="keep the assessment, to open it again or with the next files"
    )


def _add_template(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "names",
        metavar="OUT.xlsx|TABLE",
        nargs="*",
        help="where to write it; and the tables to write, such as deals (default: all)",
    )
    command.add_argument("--filled", action="store_true", help="with a fictional company in it, to look at")
    command.add_argument("--out", metavar="FILE.xlsx", type=Path, help="where to write it, as OUT.xlsx does")


def _add_kit(command: argparse.ArgumentParser) -> None:
    command.add_argument("out", metavar="OUT.html|OUT.xlsx", type=Path, help="where to write it")
    command.add_argument("--questions", action="store_true", help="the question sheet, instead of the agenda")
    command.add_argument("--title", metavar="TEXT", default="", help="of the workshop, such as the client's name")
    command.add_argument(
        "--model",
        choices=[model.value for model in OperatingModel],
        default=OperatingModel.BOTH.value,
        help="the operating model whose signs are asked (default: both)",
    )
    command.add_argument(
        "--answers", metavar="FILE.toml", type=Path, help="an answers file; its facts decide which signs are asked"
    )


def _add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON instead of text")
