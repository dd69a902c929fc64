"""What a report holds: the numbers of the JSON, the parts that were chosen, and no names where none are wanted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from revops.assessment import Assessment, assess
from revops.diagnostic.content import SIGNS
from revops.digits import exact
from revops.errors import ChoiceError
from revops.metrics import METRICS
from revops.report import Detail, Options, PartKey, Report, report_of
from revops.report.blocks import Number, Points, Table
from revops.report.parts.plan import _measured
from revops.report.wording import joined
from revops.vocabulary import OperatingModel


def standing_at(documents: dict[str, Any], path: str) -> dict[str, Any]:
    found: Any = documents
    for word in path.split("/"):
        found = found[int(word)] if isinstance(found, list) else found[word]
    return found if isinstance(found, dict) else {"value": found}


def test_every_number_of_a_report_is_that_of_the_json(report: Report, documents: dict[str, Any]):
    numbers = list(report.numbers)
    wrong = []
    for number in numbers:
        told = standing_at(documents, number.at)
        have = {name: exact(getattr(number, name)) for name in ("value", "low", "high") if name in told}
        if have != {name: told[name] for name in have} or (number.n is not None and number.n != told["n"]):
            wrong.append((number, told))
    assert not wrong
    assert len(numbers) > 500


def test_every_known_metric_stands_on_the_scorecard_and_every_other_says_why(report: Report, found: Assessment):
    tables = [block for block in report.part("scorecard").blocks if isinstance(block, Table)]
    numbers = {cell.at: cell for table in tables for row in table.rows for cell in row if isinstance(cell, Number)}
    assert {f"metrics/{key}" for key in found.readings} <= set(numbers)
    not_known = next(table for table in tables if table.key == "unknown")
    # Each reason is told once: in a column of its own, or at the number.
    assert all(number.reason is None and why for _, number, why in not_known.rows)
    apart = {number.at for _, number, _ in not_known.rows}
    assert all(number.value is not None or number.reason or number.at in apart for number in numbers.values())


def test_both_teams_assessed_then_their_numbers_side_by_side(report: Report, found: Assessment):
    part = report.part("readings")
    table = part.blocks[0]
    numbers = {
        team: [row[place] for row in table.rows[1:] if row[place]] for team, place in (("salesops", 2), ("revops", 4))
    }
    for team, cells in numbers.items():
        known = {key for key, one in found.readings.items() if one.is_known and team in METRICS[key].models}
        assert {cell.at.removeprefix("metrics/") for cell in cells} == known
    assert [row[1] == row[3] for row in table.rows].count(True) == sum(
        one.is_known and len(METRICS[key].models) > 1 for key, one in found.readings.items()
    )
    assert [cell.at for cell in table.rows[0][2::2]] == ["needs/salesops", "needs/revops"]


def test_one_team_assessed_then_no_two_readings(found: Assessment):
    assert report_of(replace(found, model=OperatingModel.REVOPS)).part("readings") is None


def test_parts_chosen_and_ordered_then_only_those_in_that_order(found: Assessment):
    options = Options(parts=(PartKey.PLAN, PartKey.SUMMARY, PartKey.PLAN))
    assert [part.key for part in report_of(found, options).parts] == ["plan", "summary"]


def test_summary_then_fewer_parts_without_what_is_unknown(found: Assessment):
    short = report_of(found, Options(detail=Detail.SUMMARY))
    assert [part.key for part in short.parts] == ["summary", "firmness", "scorecard", "plan"]
    assert [table.key for table in short.tables if table.key == "unknown"] == []


def test_answers_alone_then_a_report_without_numbers_of_files(found: Assessment):
    alone = report_of(assess(answers=replace(found.answers, votes=()), keys=()))
    keys = {part.key for part in alone.parts}
    assert keys == {"summary", "firmness", "reasons", "changes", "signs", "investment", "plan", "method"}


def test_nothing_known_then_a_report_that_says_so():
    assert "Not settled" in report_of(assess(keys=())).part("summary").message


def test_votes_then_where_the_room_stands_in_two_camps(report: Report):
    part = report.part("workshop")
    assert part.message.startswith("The room stands in two camps on 1 of 2 signs: ")
    row = next(block for block in part.blocks if isinstance(block, Table)).rows[0]
    assert [cell.value for cell in row[1:6]] == [6, 2.0, 0.0, 4.0, 1.0]
    assert [cell.value for cell in row[7:]] == [2.0, 1.0]


def test_workshop_settled_a_sign_then_its_decision_and_the_answer_that_counts(found: Assessment, report: Report):
    decisions = next(table for table in report.tables if table.key == "decisions")
    assert [row[2:] for row in decisions.rows] == [("Call ten customers", "Rosa", date(2025, 11, 3))]
    assert decisions.rows[0][1] == SIGNS["early_stage"].steps[3]
    assert found.diagnosis.signs["early_stage"].said == 0.75
    assert found.diagnosis.signs["fast_moving_market"].said == 0.5


def test_names_hidden_then_the_same_alias_everywhere_and_no_name_left(found: Assessment):
    hidden = report_of(found, Options(hides_names=True))
    text = repr(hidden)
    assert not [
        name for name in ("cmd|", "<script>", "شركة", "北京", "Wagner", "Öberg", "SUM(1", "@example") if name in text
    ]
    notes = [row[-1] for table in hidden.tables if table.key == "signs" for row in table.rows if row[-1]]
    assert notes == ["Rep 1 knows Customer 4; will write to (address)"]
    rows = next(table for table in hidden.tables if table.key == "rows_win_rate").rows
    accounts = {row[4] for row in rows}
    assert accounts == {f"Customer {n}" for n in range(1, 6)}


def test_names_hidden_then_every_number_stays(report: Report, found: Assessment):
    hidden = report_of(found, Options(hides_names=True))
    assert [(one.at, one.value) for one in hidden.numbers] == [(one.at, one.value) for one in report.numbers]


def test_language_of_the_report_then_its_sentences_write_numbers_so(found: Assessment):
    part = report_of(found, Options(language="de-DE", parts=(PartKey.INVESTMENT,))).part("investment")
    assert "€" in part.message
    assert "." in part.message.partition("€")[0]
    assert any(isinstance(block, Points) for block in part.blocks)


@pytest.mark.parametrize("wrong", [{"accent": "red;}"}, {"logo": b"<svg onload=alert(1)>"}])
def test_colour_or_logo_that_is_none_then_refused(wrong: dict[str, Any]):
    with pytest.raises(ChoiceError):
        Options(**wrong)


@pytest.mark.parametrize(
    ("numbers", "told"), [(0, "no sign that they act on"), (1, "1 number tells"), (2, "2 numbers")]
)
def test_numbers_that_tell_whether_steps_work_are_counted_in_words(numbers: int, told: str):
    assert _measured(numbers).startswith(told)


def test_remarks_then_a_blank_after_sentences_and_a_semicolon_after_words():
    assert joined(("at least", "", "Two are left out.", "The file begins late.")) == (
        "at least; Two are left out. The file begins late."
    )
