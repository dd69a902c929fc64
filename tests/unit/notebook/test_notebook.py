"""The public functions: `revops.read` and `revops.assess`, as a notebook uses them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import revops
from revops.errors import ChoiceError, ContentError, UploadError
from revops.notebook import Result
from revops.vocabulary import Outcome

PIPELINE = """\
Deal ID,Stage,Amount,Create Date,Close Date,Deal Owner,Segment
D1,Won,1200,2026-01-05,2026-02-20,<b>Rep 1</b>,Small
D2,Lost,800,2026-01-09,2026-03-14,Rep 2,Large
D3,Won,1500,2026-02-02,2026-04-21,Rep 2,Small
D4,Negotiating,900,2026-05-11,,Rep 2,Large
"""


@pytest.fixture
def pipeline(tmp_path: Path) -> Path:
    path = tmp_path / "pipeline.csv"
    path.write_text(PIPELINE, encoding="utf-8")
    return path


@pytest.fixture
def result(pipeline: Path) -> Result:
    return revops.assess(pipeline, by=["month", "segment"], all_time=True)


def test_read_takes_one_path_or_several_and_the_same_choices(pipeline: Path):
    once = revops.read(pipeline, currency="eur", stages={"Negotiating": "lost"})
    assert once.fingerprint == revops.read([str(pipeline)], currency="EUR", stages={"Negotiating": "lost"}).fingerprint
    assert once.tables["deals"]["outcome"].to_pylist() == ["won", "lost", "won", "lost"]


def test_metrics_is_a_frame_by_key_with_value_or_reason(result: Result):
    frame = result.metrics
    assert (frame.index.name, frame.loc["win_rate", "value"], frame.loc["win_rate", "n"]) == ("metric", 2 / 3, 3)
    assert pd.isna(frame.loc["mrr", "value"])
    assert "subscriptions" in frame.loc["mrr", "reason"]
    assert (frame["value"].isna() == frame["reason"].notna()).all()


def test_signs_is_a_frame_by_key(result: Result):
    assert len(result.signs) == 13
    assert set(result.signs["team"]) == {"salesops", "revops"}


def test_by_gives_the_pieces_that_were_asked_for(result: Result):
    assert result.by("win_rate", "segment")["value"].to_dict() == {"Small": 1.0, "Large": 0.0}
    with pytest.raises(ChoiceError, match=r'ask for it with by=\["owner"\]'):
        result.by("win_rate", "owner")


def test_changes_is_a_frame_by_key_and_says_why_nothing_can_be_compared(pipeline: Path):
    changes = revops.assess(pipeline, since="2026-04-01", until="2026-05-31", as_of="2026-06-30").changes
    assert changes.loc["win_rate", "value"] == 0.5
    assert "takes 30 in both" in changes.loc["win_rate", "reason"]
    assert "the day the data end" in changes.loc["open_pipeline", "reason"]
    assert revops.assess(pipeline, compare=None).changes.empty


def test_rows_are_those_that_the_number_counts(result: Result):
    rows = result.rows("win_rate")
    assert sorted(rows["deal_id"]) == ["D1", "D2", "D3"]
    with pytest.raises(ChoiceError, match="did you mean win_rate"):
        result.rows("winrate")


def test_result_shows_itself_as_html_with_nothing_but_text_of_the_user(result: Result):
    html = result._repr_html_()
    assert "<td>66.7%</td>" in html
    assert "<td>few: a verdict takes 30</td>" in html
    assert "<b>" not in html


@pytest.mark.parametrize("form", ["mapping", "file"])
def test_assess_on_answers_alone_takes_a_mapping_or_a_file(form: str, tmp_path: Path):
    path = tmp_path / "answers.toml"
    path.write_text("[answers]\nearly_stage = 0\n", encoding="utf-8")
    found = revops.assess(answers={"answers": {"early_stage": 0}} if form == "mapping" else path)
    assert found.signs.loc["early_stage", "said"] == 0
    assert found.recommendation.outcome is Outcome.UNSETTLED


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"model": "sales"}, ChoiceError),
        ({"by": ["week"]}, ChoiceError),
        ({"metrics": ["winrate"]}, ChoiceError),
        ({"answers": {"answers": {"early": 0}}}, ContentError),
    ],
)
def test_assess_refuses_what_does_not_exist(given: dict, error: type[Exception]):
    with pytest.raises(error):
        revops.assess(**given)


def test_assess_takes_days_as_text_dates_or_moments(pipeline: Path):
    forms = ["2026-04-30", date(2026, 4, 30), pd.Timestamp("2026-04-30 09:00")]
    windows = [revops.assess(pipeline, until=day).assessment.window for day in forms]
    assert [window.until for window in windows] == [date(2026, 4, 30)] * 3
    with pytest.raises(ChoiceError, match=r"until: '30\.04\.2026' is no date"):
        revops.assess(pipeline, until="30.04.2026")


def test_assess_with_an_option_that_does_not_exist_names_the_known_ones(pipeline: Path):
    with pytest.raises(ChoiceError, match=r"assess has no option untill; did you mean until\?"):
        revops.assess(pipeline, untill="2026-04-30")
    known = "as_of, since, until, all_time, by, compare, metrics, seed"
    with pytest.raises(ChoiceError, match=f"no option x; known are {known}"):
        revops.assess(pipeline, x=1)


def test_assess_takes_one_breakdown_and_one_metric_as_a_word(pipeline: Path):
    found = revops.assess(pipeline, by="owner", metrics="win_rate", all_time=True)
    assert list(found.metrics.index) == ["win_rate"]
    assert len(found.by("win_rate", "owner")) == 2


def test_assess_of_files_of_which_none_can_be_used_raises(tmp_path: Path):
    with pytest.raises(UploadError, match=r"gone\.csv: There is no such file\. Check the path\.$"):
        revops.assess(tmp_path / "gone.csv")


def test_assess_of_files_of_which_one_cannot_be_used_warns(pipeline: Path, tmp_path: Path):
    with pytest.warns(UserWarning, match=r"gone\.csv: There is no such file"):
        found = revops.assess([pipeline, tmp_path / "gone.csv"], all_time=True)
    assert found.metrics.loc["win_rate", "n"] == 3


def test_assess_with_an_answers_file_that_is_not_there_says_so(tmp_path: Path):
    with pytest.raises(UploadError, match=r"There is no such answers file\. Check the path\."):
        revops.assess(answers=tmp_path / "gone.toml")


def test_read_brings_amounts_to_one_currency_and_decodes_as_told(tmp_path: Path):
    path = tmp_path / "deals.csv"
    head = "Deal ID,Account,Stage,Amount,Currency,Close Date\n"
    rows = "D1,Gıda,Won,100,EUR,2026-01-05\nD2,B,Won,50,USD,2026-02-05\n"
    path.write_bytes((head + rows).encode("cp1254"))
    deals = revops.read(path, encodings={"deals.csv": "cp1254"}, rates={"EUR": 1, "USD": 2}).tables["deals"]
    assert deals.select(["account", "amount", "currency"]).to_pylist() == [
        {"account": "Gıda", "amount": 100.0, "currency": "EUR"},
        {"account": "B", "amount": 25.0, "currency": "EUR"},
    ]


def test_disagreements_is_a_frame_of_cases_with_their_rows(tmp_path: Path):
    deals, billing = tmp_path / "deals.csv", tmp_path / "subscriptions.csv"
    deals.write_text(
        "Deal ID,Account,Stage,Amount,Created,Closed\n1,Northwind,Won,1200,2025-02-10,2025-03-01\n"
        "2,Southwind,Won,1200,2025-02-10,2025-03-01\n3,Zero,Lost,1,2025-02-10,2025-12-31\n"
    )
    billing.write_text("Subscription ID,Customer,Start date,MRR\n1,Southwind,2025-02-20,100\n")
    frame = revops.assess([deals, billing]).disagreements
    assert frame[["who", "one", "rows"]].to_numpy().tolist() == [["Northwind", 1200.0, "deals.csv, row 2"]]
