"""Drafts come back whole, go when they should, and leave nothing behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from revops.choices import Choices, ColumnChoice, SheetChoice, TableChoice
from revops.diagnostic.answers import Answers, Context, GtmStage, Special
from revops.drafts import Draft, DraftStore, Earlier, Span, new_token
from revops.drafts.body import body_of, draft_from
from revops.handing_over import Options, PartKey
from revops.intake.upload import Upload
from revops.profiles import KnownSheet, Profile
from revops.vocabulary import Comparison, DealOutcome, OperatingModel

START = datetime(2026, 6, 1)
LOGO = b"\x89PNG\r\n\x1a\n" + bytes(8)
SECRET = b"deal_id,stage\nD-17,a word that stands nowhere else\n"


class Clock:
    now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock):
    store = DraftStore(f"sqlite:///{tmp_path / 'drafts.db'}", now=clock)
    yield store
    store.close()


def full_draft() -> Draft:
    return Draft(
        files=(Upload("deals.csv", SECRET), Upload("leads.csv", b"lead_id\nL-1\n")),
        choices=Choices(
            columns=(ColumnChoice(table="deals", column="amount", header=None, file="deals.csv"),),
            tables=(TableChoice(file="leads.csv", sheet=None, table=None),),
            stages={"Signed": DealOutcome.WON},
            day_first=True,
            currency="EUR",
            mql_statuses=("Working",),
            sheets=(SheetChoice(file="deals.csv", sheet=None, day_first=False, settled={"deals.amount": "decimals"}),),
        ),
        model=OperatingModel.REVOPS,
        span=Span(since=date(2025, 1, 1), until=date(2025, 6, 30)),
        against=Comparison.YEAR,
        answers=Answers(
            context=Context(sellers=2, gtm_stage=GtmStage.TRANSITION, founded_on=date(2021, 5, 4)),
            signs={"early_stage": 3, "reps_reactive": Special.UNKNOWN},
            first={"early_stage": 1},
            notes={"early_stage": 'two "founders"\nsell'},
            lifted_gates=("ideation",),
        ),
        compared=("early_stage",),
        sample="tallybrook",
        profile=Profile(sheets=(KnownSheet(headers=("Deal ID", "Stage"), table="deals"),)),
        fresh=("leads.csv",),
        earlier=(Earlier(says="answer “USD”", choices=Choices(currency="USD", stages={"Signed": DealOutcome.LOST})),),
        report=Options(client="Northwind", logo=LOGO, parts=(PartKey.PLAN, PartKey.SUMMARY), hides_names=True),
        saved=Upload("march.revops", b"PK saved"),
    )


def bytes_kept(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_draft_when_loaded_is_the_one_saved(store: DraftStore):
    token = new_token()
    store.save(token, full_draft())
    assert store.load(token) == full_draft()


def test_draft_when_saved_again_is_replaced(store: DraftStore):
    token = new_token()
    store.save(token, full_draft())
    store.save(token, Draft(sample="orbisquill"))
    assert store.load(token) == Draft(sample="orbisquill")


def test_opened_assessment_when_removed_or_alone_comes_back_so(store: DraftStore):
    token, saved = new_token(), Upload("march.revops", b"PK saved")
    for draft in (full_draft(), replace(full_draft(), saved=None), Draft(saved=saved)):
        store.save(token, draft)
        assert store.load(token) == draft
    assert Draft(saved=saved).is_as_saved
    assert not full_draft().is_as_saved


def test_draft_under_another_token_is_not_found(store: DraftStore):
    store.save(new_token(), full_draft())
    assert store.load(new_token()) is None


def test_token_is_long_and_not_stored(store: DraftStore, tmp_path: Path):
    token = new_token()
    store.save(token, full_draft())
    assert len(token) >= 32
    assert token.encode() not in bytes_kept(tmp_path)


def test_draft_when_deleted_leaves_no_bytes(store: DraftStore, tmp_path: Path):
    token = new_token()
    store.save(token, full_draft())
    assert SECRET in bytes_kept(tmp_path)
    store.delete(token)
    assert store.load(token) is None
    assert SECRET not in bytes_kept(tmp_path)


def test_draft_after_thirty_days_is_gone(store: DraftStore, clock: Clock, tmp_path: Path):
    token = new_token()
    store.save(token, full_draft())
    clock.now = START + timedelta(days=30, seconds=1)
    assert store.load(token) is None
    assert SECRET not in bytes_kept(tmp_path)


def test_draft_when_changed_starts_its_days_anew(store: DraftStore, clock: Clock):
    token = new_token()
    store.save(token, full_draft())
    clock.now = START + timedelta(days=29)
    store.save(token, full_draft())
    clock.now = START + timedelta(days=58)
    assert store.load(token) == full_draft()


def test_choice_of_a_model_alone_is_not_worth_keeping():
    assert not Draft(model=OperatingModel.REVOPS).is_worth_keeping
    assert Draft(sample="tallybrook").is_worth_keeping


def test_definition_of_another_version_is_named_and_the_other_answers_stay():
    body = body_of(Draft(answers=Answers(signs={"early_stage": 3}, definitions={"win_rate": "won_over_created"})))
    found = draft_from(body.replace("won_over_created", "by_moon"), (), None)
    assert found.answers == Answers(signs={"early_stage": 3})
    assert found.recounted == ("win_rate counted as by_moon",)
