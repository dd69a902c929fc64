"""The JSON of `read` and `assess` from literal objects."""

from __future__ import annotations

import json
from datetime import date

import pyarrow as pa
import pytest

from revops.assessment import Assessment
from revops.dataset import EMPTY, Assumption, Dataset, Match, Problem, Refusal, SheetRead
from revops.diagnostic.answers import Answers
from revops.diagnostic.result import (
    Contribution,
    Diagnosis,
    Evidence,
    FindOut,
    Flip,
    FormOf,
    GateResult,
    Moved,
    Need,
    Recommendation,
    SignResult,
    Weighing,
)
from revops.history import DatedReadings
from revops.interchange import assess_document, read_document, reading_document, to_json
from revops.reading import Change, Piece, Reading
from revops.vocabulary import Comparison, EvidenceClass, OperatingModel, Outcome, Slice, Team, Unit, Verdict
from revops.window import Window

SHEET = SheetRead(
    file="pipeline.csv",
    sheet=None,
    table="deals",
    rows_read=3,
    rows_used=2,
    headers=("id", "Wert"),
    header_row=1,
    columns={"amount": Match(header="Wert", confidence=0.97, because="known other name")},
    set_aside=pa.table({}),
    stages={"Abgeschlossen": "won"},
    problems=(Problem(code="UNPARSED_DATE", column="closed_on", count=1, rows=(17,), value="31/31/2017", hint="Fix."),),
    since=date(2016, 10, 20),
    until=date(2017, 12, 31),
)
DATASET = Dataset(
    tables={},
    fingerprint="f",
    sheets=(SHEET,),
    assumptions=(
        Assumption(about="deals.closed_on", chose="month first", because="All fit.", question="Which?", file="p.csv"),
    ),
    refusals=(Refusal(file="notes.pdf", code="NOT_A_SPREADSHEET", reason="This is a PDF."),),
)
SIGN = SignResult(
    key="reps_reactive",
    team=Team.SALESOPS,
    group="pain",
    evidence_class=EvidenceClass.PROXY,
    weight=1.5,
    said=0.75,
    shown=0.4,
    value=0.61,
    steps=("Never", "Seldom", "At times", "Often", "Always"),
    evidence=(Evidence(metric="overdue_deal_share", anchors=(0.1, 0.3, 0.6), value=0.4, strength=0.4),),
)
DIAGNOSIS = Diagnosis(
    signs={"reps_reactive": SIGN},
    needs={
        Team.SALESOPS: Need(
            team=Team.SALESOPS,
            value=0.61,
            pain=0.5,
            known_weight=0.93,
            called_for=0.91,
            contributions=(Contribution(sign="reps_reactive", points=0.1),),
        )
    },
    recommendation=Recommendation(
        outcome=Outcome.SALESOPS,
        leading=Outcome.SALESOPS,
        firmness=0.71,
        word="leaning",
        shares={Outcome.SALESOPS: 0.71, Outcome.NEITHER: 0.29},
        gates=(GateResult(gate="one_hire", before=Outcome.BOTH, after=Outcome.SALESOPS, because="One hire."),),
        flips=(
            Flip(sign="reps_reactive", start=0.61, end=0.12, outcome=Outcome.NEITHER, says="If …"),
            Flip(
                sign="reps_reactive",
                start=0.61,
                end=0.25,
                outcome=Outcome.NEITHER,
                says="If … and …",
                other=Moved(sign="early_stage", start=1.0, end=0.5),
            ),
        ),
        forms=(FormOf(team=Team.SALESOPS, form="part_time", label="a part-time person", because="4 people sell."),),
        weighings=(
            Weighing(outcome=Outcome.SALESOPS, rank=1, share=0.71, says="It is right.", weights={"early_stage": 0.1}),
            Weighing(outcome=Outcome.NEITHER, rank=2, share=0.29, says="It is not."),
        ),
        story=("You need SalesOps.", "It hurts.", "Ask finance."),
        published=Outcome.NEITHER,
        published_firmness=0.64,
        find_out=(FindOut(what="spend", kind="table", narrows=0.12, says="Ask finance."),),
        says="Build SalesOps.",
    ),
    seed=7,
    draws=4000,
)
CLOSE_RATE = Reading(
    key="win_rate",
    unit=Unit.SHARE,
    n=5,
    value=0.6,
    low=0.23,
    high=0.88,
    by={Slice.MONTH: (Piece(key="2017-03", value=None, low=None, high=None, n=0, partial=True),)},
    rivals={"won_over_created": Reading(key="won_over_created", unit=Unit.SHARE, n=6, value=0.5, low=0.2, high=0.8)},
)


def assessment(**changes: object) -> Assessment:
    given = {
        "dataset": DATASET,
        "window": Window(as_of=date(2017, 12, 31), since=date(2017, 1, 1), until=date(2017, 12, 31)),
        "model": OperatingModel.BOTH,
        "readings": {"win_rate": CLOSE_RATE},
        "answers": Answers(),
        "diagnosis": DIAGNOSIS,
    }
    return Assessment(**{**given, **changes})


def test_read_document_of_a_sheet_says_how_it_was_understood():
    (table,) = read_document(DATASET)["tables"]
    assert table["columns"] == {"amount": {"header": "Wert", "confidence": 0.97, "because": "known other name"}}
    assert (table["rows_read"], table["rows_used"], table["rows_set_aside"]) == (3, 2, 1)
    assert (table["from"], table["to"], table["sheet"]) == ("2016-10-20", "2017-12-31", None)
    assert table["problems"][0] == {
        "code": "UNPARSED_DATE",
        "column": "closed_on",
        "count": 1,
        "rows": [17],
        "value": "31/31/2017",
        "hint": "Fix.",
        "metrics": table["problems"][0]["metrics"],
    }
    assert "win_rate" in table["problems"][0]["metrics"]


def test_read_document_lists_what_was_refused():
    assert read_document(DATASET)["refused"] == [
        {"file": "notes.pdf", "sheet": None, "code": "NOT_A_SPREADSHEET", "reason": "This is a PDF."}
    ]


def test_assess_document_has_the_fields_of_the_contract_in_order():
    assert list(assess_document(assessment())) == (
        [
            "version",
            "as_of",
            "since",
            "until",
            "model",
            "compared",
            "tables",
            "assumptions",
            "metrics",
            "signs",
            "needs",
            "recommendation",
            "against",
            "plan",
            "memo",
            "investment",
            "agreement",
            "workshop",
        ]
    )


def test_reading_document_of_a_known_value_has_its_months_and_rivals():
    document = reading_document(CLOSE_RATE)
    assert (document["value"], document["low"], document["n"], document["reason"]) == (0.6, 0.23, 5, None)
    assert document["by"]["month"] == [
        {"key": "2017-03", "value": None, "low": None, "high": None, "n": 0, "partial": True}
    ]
    assert document["rivals"]["won_over_created"]["value"] == 0.5


def test_reading_document_of_a_known_value_has_twelve_significant_digits():
    added_up, other_order = 0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1
    assert added_up != other_order

    documents = [
        reading_document(Reading(key="share", unit=Unit.SHARE, n=3, value=value, low=1 / 3, high=0.75))
        for value in (added_up, other_order)
    ]

    assert documents[0] == documents[1]
    assert (documents[0]["value"], documents[0]["low"], documents[0]["high"]) == (0.6, 0.333333333333, 0.75)


def test_reading_document_of_an_unknown_value_is_null_with_its_reason():
    document = reading_document(Reading(key="mrr", unit=Unit.MONEY_PER_MONTH, reason="Needs subscriptions."))
    assert (document["value"], document["reason"], document["parts"]) == (None, "Needs subscriptions.", None)


def test_reading_document_of_an_open_upper_end_is_null_not_infinite():
    document = reading_document(Reading(key="odds", unit=Unit.RATIO, n=3, value=3.0, low=1.0, high=float("inf")))
    assert (document["value"], document["low"], document["high"]) == (3.0, 1.0, None)


def test_recommendation_names_gates_flips_and_what_to_find_out():
    found = assess_document(assessment())["recommendation"]
    assert (found["outcome"], found["then"], found["shares"]) == ("salesops", None, {"salesops": 0.71, "neither": 0.29})
    assert found["flips"] == [
        {"sign": "reps_reactive", "from": 0.61, "to": 0.12, "outcome": "neither", "with": None, "says": "If …"},
        {
            "sign": "reps_reactive",
            "from": 0.61,
            "to": 0.25,
            "outcome": "neither",
            "with": {"sign": "early_stage", "from": 1.0, "to": 0.5},
            "says": "If … and …",
        },
    ]
    assert found["find_out"] == [{"what": "spend", "kind": "table", "narrows": 0.12, "says": "Ask finance."}]
    assert found["gates"][0]["from"] == "both"


def test_recommendation_tells_form_weights_story_and_what_is_published():
    found = assess_document(assessment())["recommendation"]
    assert found["forms"] == [{"team": "salesops", "form": "part_time", "because": "4 people sell."}]
    assert found["weighings"][0]["weights"] == {"early_stage": 0.1}
    assert [one["rank"] for one in found["weighings"]] == [1, 2]
    assert found["story"] == ["You need SalesOps.", "It hurts.", "Ask finance."]
    assert (found["published"], found["published_firmness"]) == ("neither", 0.64)


def test_sign_shows_said_shown_and_its_evidence():
    sign = assess_document(assessment())["signs"]["reps_reactive"]
    assert (sign["said"], sign["shown"], sign["value"], sign["class"]) == (0.75, 0.4, 0.61, "proxy")
    assert sign["evidence"][0] == {"metric": "overdue_deal_share", "value": 0.4, "strength": 0.4, "reason": None}


def test_window_without_dates_is_null():
    undated = assess_document(assessment(window=Window(as_of=None, since=None, until=None), dataset=EMPTY))
    assert (undated["as_of"], undated["since"], undated["tables"]) == (None, None, [])


def test_text_of_a_document_keeps_every_script_and_reads_back():
    text = to_json({"file": "Pipeline – späť 売上.csv"})
    assert "späť 売上" in text
    assert json.loads(text) == {"file": "Pipeline – späť 売上.csv"}


def test_text_of_a_document_refuses_what_json_cannot_hold():
    with pytest.raises(ValueError, match="JSON"):
        to_json({"value": float("nan")})


def test_assess_document_holds_a_number_against_the_period_before():
    change = Change(value=0.5, n=40, difference=0.1, low=-0.1, high=float("inf"), p_value=0.3, reason="Few.")
    document = assess_document(assessment(against=Comparison.PREVIOUS, changes={"win_rate": change}))
    seen = {"since": "2016-01-01", "until": "2016-12-31", "as_of": "2016-12-31"}
    assert document["compared"] == {"with": "previous", **seen}
    assert document["metrics"]["win_rate"]["change"] == {
        "value": 0.5,
        "n": 40,
        "difference": 0.1,
        "relative": None,
        "low": -0.1,
        "high": None,
        "p_value": 0.3,
        "verdict": None,
        "reason": "Few.",
        "fresh": None,
    }


def test_assess_document_holds_a_number_against_an_earlier_assessment():
    fresh = Piece(key="since", value=0.6, low=0.4, high=0.7, n=31)
    change = Change(value=0.5, n=40, difference=0.1, p_value=0.3, verdict=Verdict.WITHIN_NOISE, fresh=fresh)
    last = DatedReadings(as_of=date(2017, 9, 30), since=None, until=date(2017, 9, 30))
    document = assess_document(assessment(against=Comparison.LAST, changes={"win_rate": change}, last=last))
    assert document["compared"] == {"with": "last", "since": None, "until": "2017-09-30", "as_of": "2017-09-30"}
    assert document["metrics"]["win_rate"]["change"]["fresh"] == {"value": 0.6, "low": 0.4, "high": 0.7, "n": 31}


def test_assess_document_without_comparison_says_so():
    document = assess_document(assessment())
    assert (document["compared"], document["metrics"]["win_rate"]["change"]) == (None, None)
