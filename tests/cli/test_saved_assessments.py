"""Saved assessments on the command line: the same again, and last time's beside new files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

OLD = "Deal ID,Stage,Amount,Created,Closed\n" + "".join(
    f"A{n},{'Won' if n % 4 else 'Lost'},100,2026-0{1 + n % 3}-02,2026-0{1 + n % 3}-{10 + n % 18}\n" for n in range(60)
)
NEW = OLD + "".join(f"B{n},{'Lost' if n % 4 else 'Won'},100,2026-04-02,2026-04-{10 + n % 18}\n" for n in range(40))
ANSWERS = "[context]\nsellers = 3\n\n[answers]\nearly_stage = 4\n"


@pytest.fixture
def march(run: Callable, tmp_path: Path) -> Path:
    (tmp_path / "march.csv").write_text(OLD, encoding="utf-8")
    (tmp_path / "answers.toml").write_text(ANSWERS, encoding="utf-8")
    asked = ("--answers", tmp_path / "answers.toml", "--model", "salesops", "--by", "quarter", "--currency", "EUR")
    done = run("assess", tmp_path / "march.csv", *asked, "--save", tmp_path / "march.revops", "--json")
    assert done.code == 0
    (tmp_path / "march.json").write_text(done.out, encoding="utf-8")
    return tmp_path / "march.revops"


def with_april(run: Callable, march: Path, *more: object) -> dict:
    (march.parent / "april.csv").write_text(NEW, encoding="utf-8")
    done = run("assess", march, march.parent / "april.csv", *more, "--json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_saved_assessment_alone_then_the_same_output(run: Callable, march: Path):
    assert run("assess", march, "--json").out == (march.parent / "march.json").read_text(encoding="utf-8")


def test_saved_assessment_with_options_then_looked_at_otherwise(run: Callable, march: Path):
    document = json.loads(run("assess", march, "--since", "2026-02-01", "--metric", "win_rate", "--json").out)
    assert (document["since"], list(document["metrics"])) == ("2026-02-01", ["win_rate"])


def test_new_files_then_answers_profile_and_history_of_the_saved_one(run: Callable, march: Path):
    document = with_april(run, march)
    assert (document["model"], document["as_of"], document["signs"]["early_stage"]["said"]) == (
        "salesops",
        "2026-04-27",
        1.0,
    )
    assert document["metrics"]["average_deal_size"]["currency"] == "EUR"
    assert document["compared"] == {
        "with": "last",
        "since": "2025-03-28",
        "until": "2026-03-27",
        "as_of": "2026-03-27",
    }


def test_new_files_then_the_days_since_are_held_against_what_was_found(run: Callable, march: Path):
    change = with_april(run, march)["metrics"]["win_rate"]["change"]
    assert (change["value"], change["n"]) == (0.75, 60)
    assert (change["fresh"]["value"], change["fresh"]["n"], change["verdict"]) == (0.25, 40, "beyond_noise")


def test_new_files_as_text_then_what_the_days_since_say(run: Callable, march: Path):
    with_april(run, march)
    done = run("assess", march, march.parent / "april.csv", "--metric", "win_rate")
    assert "Against your last assessment" in done.out
    assert "in the days since: 25.0%" in done.out


def test_saved_again_then_both_in_the_history_and_the_same_when_opened(run: Callable, march: Path):
    april = march.parent / "april.revops"
    document = with_april(run, march, "--save", april)
    assert json.loads(run("assess", april, "--json").out) == document


def test_another_comparison_asked_for_then_that(run: Callable, march: Path):
    assert with_april(run, march, "--compare", "year")["compared"]["with"] == "year"


def test_reading_option_without_a_file_then_refused(run: Callable, march: Path):
    done = run("assess", march, "--currency", "USD")
    assert done.code == 2
    assert "name the files as well" in done.err


def test_two_saved_assessments_then_refused(run: Callable, march: Path):
    done = run("assess", march, march)
    assert (done.code, "name one saved assessment" in done.err) == (2, True)


def test_saved_assessment_that_is_damaged_or_absent_then_one_line_and_exit_code_1(run: Callable, march: Path):
    march.write_bytes(march.read_bytes()[:500])
    damaged, absent = run("assess", march), run("assess", march.parent / "none.revops")
    assert (damaged.code, absent.code) == (1, 1)
    assert damaged.err.startswith("march.revops: The saved assessment cannot be opened")
    assert absent.err.startswith("none.revops: The file cannot be opened (No such file or directory).")


def test_saving_where_nothing_can_be_written_or_under_another_name_then_refused(run: Callable, march: Path):
    nowhere = run("assess", march, "--save", march.parent / "none" / "x.revops")
    assert (nowhere.code, "cannot be written" in nowhere.err) == (2, True)
    with pytest.raises(SystemExit):
        run("assess", march, "--save", march.parent / "x.zip")


def test_failed_saving_then_the_file_there_stays_whole(run: Callable, march: Path):
    before = march.read_bytes()
    assert run("assess", march, march.parent / "none.csv", "--save", march).code == 1
    assert march.read_bytes() == before


def test_strict_then_what_was_assumed_is_asked(run: Callable, march: Path):
    document = json.loads((march.parent / "march.json").read_text(encoding="utf-8"))
    assert run("assess", march, "--strict").code == (3 if document["assumptions"] else 0)


def test_read_of_a_saved_assessment_says_where_to_open_it(run: Callable, march: Path):
    done = run("read", march)
    assert (done.code, "Name it after `python -m revops assess`" in done.err) == (1, True)


@pytest.mark.parametrize("asked", [(), ("--compare", "last")])
def test_files_older_than_the_saved_assessment_then_told_that_it_lies_not_before_them(
    run: Callable, march: Path, asked: tuple[str, ...]
):
    older = march.parent / "february.csv"
    older.write_text("\n".join(line for line in OLD.splitlines() if "2026-03" not in line), encoding="utf-8")
    done = run("assess", march, older, *asked, "--metric", "win_rate")
    words = " ".join(done.out.split())
    assert "The saved assessment is seen from 2026-03-27 and these files from 2026-02-" in words
    assert "save this one" not in words
