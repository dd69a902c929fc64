from __future__ import annotations

from datetime import date

import pyarrow as pa
from diagnostic_builders import answered

from revops.assessment import assess
from revops.dataset import Dataset
from revops.diagnostic.answers import Answers, Context
from revops.tables import TABLES
from revops.vocabulary import OperatingModel, Outcome

TODAY = date(2026, 6, 30)


def deals(rows: int) -> Dataset:
    """Won deals of one month, of which every second has a source."""
    schema = TABLES["deals"].schema
    columns = {
        "deal_id": [f"D{number}" for number in range(rows)],
        "stage": ["Won"] * rows,
        "outcome": ["won"] * rows,
        "opened_on": [date(2026, 1, 1)] * rows,
        "closed_on": [date(2026, 5, 31)] * rows,
        "source": ["Referral", None] * (rows // 2),
    }
    arrays = [pa.array(columns.get(field.name, [None] * rows), field.type) for field in schema]
    return Dataset(tables={"deals": pa.table(arrays, schema=schema)}, fingerprint="deals")


def test_assessment_runs_on_answers_alone():
    assessment = assess(answers=answered(salesops=3, revops=1), today=TODAY)

    assert assessment.diagnosis.recommendation.outcome is Outcome.SALESOPS
    assert all(reading.value is None and reading.reason for reading in assessment.readings.values())


def test_assessment_of_nothing_is_unsettled():
    assert assess(today=TODAY).diagnosis.recommendation.outcome is Outcome.UNSETTLED


def test_evidence_is_read_whether_shown_or_not():
    assessment = assess(deals(60), keys=["win_rate"], answers=Answers(), today=TODAY)

    sign = assessment.diagnosis.signs["unknown_what_works"]
    assert list(assessment.readings) == ["win_rate"]
    assert (sign.evidence[0].value, sign.evidence[0].n, sign.shown) == (0.5, 60, 1.0)


def test_model_chooses_metrics_and_signs():
    assessment = assess(deals(60), model=OperatingModel.REVOPS, today=TODAY)

    assert "time_to_close_days" not in assessment.readings
    assert "complex_or_costly_product" not in assessment.diagnosis.signs
    assert assessment.diagnosis.signs["unknown_what_works"].shown == 1.0


def test_age_is_seen_from_the_windows_day():
    stated = Answers(context=Context(founded_on=date(2025, 5, 31)))

    assessment = assess(deals(60), answers=stated, today=TODAY)

    [months, _] = assessment.diagnosis.signs["early_stage"].evidence
    assert months.is_stated
    assert round(months.value or 0) == 12
