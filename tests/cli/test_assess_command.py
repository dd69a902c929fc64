"""`assess`: numbers with their intervals, the recommendation, and every way to ask for them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from revops.cli import changes, main
from revops.reading import Change, Reading
from revops.vocabulary import Comparison, Unit, Verdict
from revops.window import Window

FIELDS = (
    "version as_of since until model compared tables assumptions metrics signs needs recommendation "
    "against plan memo investment agreement workshop"
)


def assessed(run: Callable, *words: object) -> dict:
    result = run("assess", *words, "--json")
    assert result.code == 0, result.err
    return json.loads(result.out, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))


def test_assess_gives_value_interval_and_n(run: Callable, pipeline: Path):
    document = assessed(run, pipeline, "--metric", "win_rate")
    assert list(document) == FIELDS.split()
    rate = document["metrics"]["win_rate"]
    assert (rate["value"], rate["n"], rate["reason"], rate["firm"]) == (0.6, 5, None, False)
    assert 0.2 < rate["low"] < 0.6 < rate["high"] < 0.9


def test_assess_says_why_a_value_is_unknown(run: Callable, pipeline: Path):
    (reading,) = assessed(run, pipeline, "--metric", "mrr")["metrics"].values()
    assert reading["value"] is None
    assert "subscription" in reading["reason"].lower()


def test_assess_breaks_down_by_what_was_asked(run: Callable, pipeline: Path):
    rate = assessed(run, pipeline, "--metric", "win_rate", "--by", "quarter", "--by", "owner")["metrics"]["win_rate"]
    assert list(rate["by"]) == ["quarter", "owner"]
    assert [(one["key"], one["pooled"]) for one in rate["groups"]["owner"]] == [("others", 2)]
    assert {piece["key"]: (piece["value"], piece["n"]) for piece in rate["by"]["owner"]} == {
        "Rep 1": (1.0, 3),
        "Rep 2": (0.0, 2),
    }


def test_assess_by_what_no_file_says_tells_so(run: Callable, pipeline: Path):
    out = run("assess", pipeline, "--metric", "win_rate", "--by", "segment").out
    assert "Close rate (win rate) by segment: the files do not say." in out


def test_assess_with_a_stage_that_no_file_has_names_the_nearest(run: Callable, pipeline: Path):
    result = run("assess", pipeline, "--stage", "Negotiation=open")
    assert (result.code, result.out) == (2, "")
    assert "no file has the stage Negotiation; did you mean Negotiating?" in result.err


def test_assess_by_another_definition_counts_by_it_and_says_so(run: Callable, pipeline: Path):
    asked = ("--metric", "win_rate", "--definition", "win_rate=won_over_created")
    rate = assessed(run, pipeline, *asked)["metrics"]["win_rate"]
    assert rate["definition"] == "won_over_created"
    assert "published" in rate["rivals"]
    assert "counted otherwise" in run("assess", pipeline, *asked).out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("win_rat=x", "there is no metric win_rat; did you mean win_rate?"),
        ("win_rate=won_over_create", "did you mean won_over_created?"),
        ("mrr_movements=x", "mrr_movements has no definition x; it has none."),
    ],
)
def test_assess_by_a_definition_that_there_is_not_names_the_nearest(
    run: Callable, pipeline: Path, words: str, says: str
):
    result = run("assess", pipeline, "--definition", words)
    assert result.code == 2
    assert says in result.err


def test_assess_in_a_window_counts_only_its_days(run: Callable, pipeline: Path):
    document = assessed(run, pipeline, "--metric", "win_rate", "--since", "2026-04-01", "--until", "2026-06-30")
    assert (document["since"], document["until"], document["as_of"]) == ("2026-04-01", "2026-06-30", "2026-06-30")
    assert document["metrics"]["win_rate"]["n"] == 3


def test_assess_on_answers_alone_needs_no_file(run: Callable, answers: Path):
    document = assessed(run, "--answers", answers)
    assert (document["tables"], document["recommendation"]["outcome"]) == ([], "salesops")


def test_assess_for_one_model_scores_its_team_alone(run: Callable, answers: Path):
    document = assessed(run, "--answers", answers, "--model", "revops")
    assert list(document["needs"]) == ["revops"]
    assert document["recommendation"]["outcome"] in ("neither", "unsettled")


def test_assess_with_the_same_seed_prints_the_same(run: Callable, pipeline: Path, answers: Path):
    words = ("assess", pipeline, "--answers", answers, "--seed", "11", "--json")
    assert run(*words) == run(*words)


def test_assess_as_text_shows_numbers_reasons_and_the_recommendation(run: Callable, pipeline: Path, answers: Path):
    result = run("assess", pipeline, "--answers", answers)
    assert (result.code, result.err) == (0, "")
    for part in (
        "Winning deals",
        "60.0%",
        "few: a verdict takes 30",
        "Unknown, and what would unlock it",
        "Recommendation:",
    ):
        assert part in result.out


def test_assess_by_month_of_a_state_says_that_its_past_is_not_in_the_file(run: Callable, pipeline: Path):
    out = run("assess", pipeline, "--metric", "open_pipeline", "--by", "month").out
    assert "Open pipeline by month: it stands for the day the data end" in out


def test_assess_of_several_currencies_gives_each_on_its_own(run: Callable, tmp_path: Path):
    path = tmp_path / "deals.csv"
    head = "Deal ID,Stage,Amount,Currency,Create Date,Close Date\n"
    path.write_text(head + "D1,Won,5,EUR,2026-01-05,2026-02-20\nD2,Won,7,USD,2026-01-05,2026-02-21\n", encoding="utf-8")
    out = run("assess", path, "--metric", "annual_bookings").out
    assert "By currency, not added up" in out
    assert re.search(r"Annual bookings +EUR +€5.00 +counted in full +1", out)
    assert re.search(r"Annual bookings +USD +\$7.00 +counted in full +1", out)


def test_assess_names_the_stages_of_a_distribution(run: Callable, pipeline: Path):
    out = run("assess", pipeline, "--metric", "pipeline_by_stage").out
    assert re.search(r"Deals in each stage +100.0% .* Negotiating 100.0%; few", out)


def test_assess_names_the_numbers_beside_a_headline(run: Callable, pipeline: Path):
    out = run("assess", pipeline, "--metric", "annual_bookings").out
    assert "Annual bookings, also: Share of the largest 42.6% (n 3)." in out


def test_assess_says_what_was_left_out_and_where_to_see_it(run: Callable, pipeline: Path):
    pipeline.write_text(
        pipeline.read_text(encoding="utf-8") + "D6,Negotiating,900,2026-05-11,,Rep 2\n", encoding="utf-8"
    )
    out = run("assess", pipeline).out
    assert re.search(r"1 set aside \(DUPLICATE", out)
    assert "python -m revops read FILE... names the rows" in out


def test_assess_of_a_file_of_which_no_row_is_used_ends_with_one_and_says_how_to_decide(run: Callable, tmp_path: Path):
    path = tmp_path / "deals.csv"
    path.write_text(
        "Deal ID,Stage,Amount,Create Date,Owner\nD1,,5,2026-01-05,A\nD2,,6,2026-02-05,B\n", encoding="utf-8"
    )
    result = run("assess", path)
    assert (result.code, result.err.count("\n")) == (1, 1)
    assert "All 2 rows of your deals were set aside. Nothing tells which are won, lost or open" in result.err
    assert "No row is used. Decide with --map" in result.out


@pytest.mark.parametrize(
    ("day", "word"), [("2020-01-01", "nothing in them had happened yet"), ("2999-01-01", "is still to come")]
)
def test_assess_seen_from_a_day_beside_the_data_says_a_word(run: Callable, pipeline: Path, day: str, word: str):
    assert word in run("assess", pipeline, "--as-of", day).out


def test_assess_with_little_known_shows_no_need(run: Callable, pipeline: Path):
    (need,) = re.findall(r"^  SalesOps +(.*)$", run("assess", pipeline).out, re.MULTILINE)
    assert re.match(r"\d+% known: too little", need)
    assert assessed(run, pipeline)["needs"]["salesops"]["decidable"] is False


def test_assess_with_an_outcome_that_no_single_sign_changes_names_two_together(run: Callable, answers: Path):
    out = run("assess", "--answers", answers, "--model", "salesops").out
    assert ", and if the answer to “" in " ".join(out.split())


def test_assess_when_no_file_can_be_used_ends_with_one_and_prints_nothing(run: Callable, tmp_path: Path):
    result = run("assess", tmp_path / "gone.csv")
    assert (result.code, result.out) == (1, "")
    assert result.err.count("\n") == 1


def test_assess_with_a_misspelt_sign_names_file_and_entry(run: Callable, tmp_path: Path):
    path = tmp_path / "mine.toml"
    path.write_text("[answers]\nearly_stag = 3\n", encoding="utf-8")
    result = run("assess", "--answers", path)
    assert (result.code, result.out) == (1, "")
    assert "mine.toml" in result.err
    assert "early_stag" in result.err


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
def test_assess_with_answers_that_cannot_be_read_says_so(run: Callable, tmp_path: Path, content: bytes | None):
    path = tmp_path / "mine.toml"
    if content is not None:
        path.write_bytes(content)
    result = run("assess", "--answers", path)
    said = "There is no such answers file. Check the path." if content is None else "it is no UTF-8 text."
    assert (result.code, result.err.count("\n"), said in result.err) == (1, 1, True)


@pytest.mark.skipif(os.name != "posix", reason="closes a pipe as POSIX shells do")
def test_output_into_a_closed_pipe_ends_quietly(root: Path):
    command = f"{sys.executable} -m revops definitions | head -n 1"
    done = subprocess.run(["bash", "-c", command], cwd=root, capture_output=True, text=True, check=True)
    assert (done.stdout.count("\n"), done.stderr) == (1, "")


def test_definitions_when_a_metric_warns_by_itself_say_so_and_what_its_one_number_is(capsys):
    assert main(["definitions", "mrr_movements"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "as one number The one number is the net change over the window" in said
    assert "says beside it Customers in the first month of the file, who all count as new there: n." in said


TWO_YEARS = "".join(
    f"D{year}{place},{'Won' if place % 3 < year - 2024 else 'Lost'},100,{year}-{month:02}-05,{year}-{month:02}-20,Ann\n"
    for year in (2025, 2026)
    for place, month in enumerate([1 + place % 6 for place in range(90)])
)


@pytest.fixture
def two_years(tmp_path: Path) -> Path:
    path = tmp_path / "two_years.csv"
    path.write_text("Deal ID,Stage,Amount,Create Date,Close Date,Deal Owner\n" + TWO_YEARS, encoding="utf-8")
    return path


def test_assess_holds_the_numbers_against_the_same_period_last_year(run: Callable, two_years: Path):
    days = ("--since", "2026-01-01", "--until", "2026-06-30", "--as-of", "2026-06-30", "--compare", "year")
    document = assessed(run, two_years, "--metric", "win_rate", *days)
    then = {"since": "2025-01-01", "until": "2025-06-30", "as_of": "2025-06-30"}
    assert document["compared"] == {"with": "year", **then}
    change = document["metrics"]["win_rate"]["change"]
    assert (change["value"], change["n"], change["verdict"]) == (pytest.approx(1 / 3), 90, "beyond_noise")
    assert 0 < change["low"] < change["difference"] < change["high"]
    out = run("assess", two_years, "--metric", "win_rate", *days).out
    assert "Against the same period a year before" in out
    assert "more than noise" in out


def test_assess_without_comparison_holds_the_numbers_against_nothing(run: Callable, two_years: Path):
    document = assessed(run, two_years, "--metric", "win_rate", "--compare", "none")
    assert (document["compared"], document["metrics"]["win_rate"]["change"]) == (None, None)
    assert "Against" not in run("assess", two_years, "--metric", "win_rate", "--compare", "none").out


def test_assess_of_the_whole_file_says_that_nothing_lies_before(run: Callable, two_years: Path):
    out = run("assess", two_years, "--metric", "win_rate", "--all-time").out
    assert "Close rate (win rate): The whole file is one period; nothing lies before it." in out


def test_changes_that_are_noise_only_among_the_many_are_explained():
    change = Change(
        since=date(2025, 1, 1), value=0.4, n=90, difference=0.1, low=0.02, high=0.18, verdict=Verdict.WITHIN_NOISE
    )
    found = SimpleNamespace(
        changes={"win_rate": change},
        readings={"win_rate": Reading(key="win_rate", unit=Unit.SHARE, value=0.5, n=90)},
        against=Comparison.PREVIOUS,
        window=Window(as_of=date(2026, 6, 30), since=date(2025, 7, 1), until=date(2026, 6, 30)),
        last=None,
        history=(),
    )
    assert "All numbers are weighed at once" in " ".join(changes.text(found))
