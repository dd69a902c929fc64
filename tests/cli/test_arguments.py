"""The command line: wrong usage is said in one line, help is true."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from revops.cli import main
from revops.cli.arguments import parser
from revops.cli.placed import placed_answer


def subcommands() -> dict:
    (action,) = [each for each in parser()._subparsers._group_actions if each.choices]
    return dict(action.choices)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "required: COMMAND"),
        (["reed"], "invalid choice: 'reed'"),
        (["read"], "required: FILE"),
        (["read", "a.csv", "--day-first", "maybe"], "'maybe' is neither yes nor no"),
        (["read", "a.csv", "--map", "deals.amount"], "is not of the form TABLE.FIELD=HEADER"),
        (["read", "a.csv", "--stage", "=won"], "is not of the form STAGE=OUTCOME"),
        (["assess", "a.csv", "--since", "31.12.2025"], "is no date; write it as 2026-06-30"),
        (["assess", "a.csv", "--model", "marketing"], "invalid choice: 'marketing'"),
        (["assess", "a.csv", "--by", "week"], "invalid choice: 'week'"),
        (["assess", "a.csv", "--all"], "unrecognized arguments: --all"),
    ],
)
def test_wrong_usage_when_parsed_ends_with_two(words: list[str], said: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["assess"], "name at least one file, or --answers FILE.toml."),
        (["assess", "a.csv", "--all-time", "--since", "2026-01-01"], "--all-time is the whole file"),
        (["assess", "a.csv", "--since", "2026-02-01", "--until", "2026-01-01"], "is later than --until 2026-01-01"),
        (["assess", "a.csv", "--metric", "win_rat"], "there is no metric win_rat; did you mean win_rate?"),
        (["read", "a.csv", "--map", "deal.amount=x"], "there is no table deal; did you mean deals?"),
        (["read", "a.csv", "--stage", "Engaging=maybe"], "won, lost or open, not maybe"),
        (["definitions", "win_rat"], "has the key win_rat"),
    ],
)
def test_wrong_usage_when_run_ends_with_two_and_one_line(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
):
    assert main(words) == 2
    output = capsys.readouterr()
    assert said in output.err
    assert (output.out, output.err.count("\n")) == ("", 1)


@pytest.mark.parametrize("command", ["read", "assess", "definitions"])
def test_help_explains_every_option_and_gives_examples_that_parse(command: str):
    text = subcommands()[command].format_help()
    options = [action for action in subcommands()[command]._actions if action.option_strings]
    assert all(action.help for action in options)
    for line in re.findall(r"^  python -m revops (.+)$", text, re.MULTILINE):
        parser().parse_args([word.strip('"') for word in re.findall(r'(?:[^\s"]|"[^"]*")+', line)])


def test_help_is_quick_because_it_loads_no_library():
    code = (
        "import sys; from revops.cli.arguments import parser; parser().format_help();"
        "print({'pandas', 'duckdb', 'numpy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_command_line_never_loads_streamlit(root: Path):
    code = (
        "import sys, revops.cli, revops.cli.read, revops.cli.assess, revops.cli.definitions, revops.notebook;"
        "print([name for name in sys.modules if name.split('.')[0] == 'streamlit'])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("deals.amount=decimals", ("", "deals.amount", "decimals")),
        ("us.csv:deals.amount=a=b", ("us.csv", "deals.amount", "a=b")),
        ("C:/in/b.xlsx#EU:deals.amount=x", ("C:/in/b.xlsx#EU", "deals.amount", "x")),
        ("subscriptions.mrr[A=B: C]=per year", ("", "subscriptions.mrr[A=B: C]", "per year")),
    ],
)
def test_answer_names_its_file_its_field_and_what_of_it(text: str, read: tuple[str, str, str]):
    assert placed_answer(text) == read
