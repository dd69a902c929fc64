from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from revops.diagnostic.answers import Answers, Context, Decision, GtmStage, PlannedStep, Role, Special, Vote, Workshop
from revops.diagnostic.answers_file import SECTIONS, answers_from_toml, answers_to_toml
from revops.errors import ContentError

WHOLE = """
[context]
sellers = 4
planned_sellers = 0           # hires into selling this year
gtm_stage = "transition"
hires = 1
keep_reps = true
founded_on = 2021-04-30
gross_margin = 0.8
arr = 1200000

[answers]
early_stage = 3
reps_reactive = "unknown"
audience_too_small = "not_applicable"

[first]
early_stage = 1

[notes]
early_stage = "two founders sell"

[overrides]
gates = ["ideation"]
weights = {reps_reactive = 2.0}
definitions = {win_rate = "won_over_created"}

[overrides.anchors.reps_reactive]
overdue_deal_share = [0.05, 0.2, 1]
"""


def test_every_section_is_read():
    assert answers_from_toml(WHOLE) == Answers(
        context=Context(
            sellers=4,
            planned_sellers=0,
            gtm_stage=GtmStage.TRANSITION,
            hires=1,
            keep_reps=True,
            founded_on=date(2021, 4, 30),
            gross_margin=0.8,
            arr=1_200_000.0,
        ),
        signs={"early_stage": 3, "reps_reactive": Special.UNKNOWN, "audience_too_small": Special.NOT_APPLICABLE},
        first={"early_stage": 1},
        notes={"early_stage": "two founders sell"},
        lifted_gates=("ideation",),
        weights={"reps_reactive": 2.0},
        anchors={"reps_reactive": {"overdue_deal_share": (0.05, 0.2, 1.0)}},
        definitions={"win_rate": "won_over_created"},
    )


def test_empty_file_leaves_everything_unknown():
    assert answers_from_toml("") == Answers()


def test_votes_are_read_with_role_and_round():
    text = '[[votes]]\nrole = "sales"\nround = 2\nearly_stage = 4\nreps_reactive = "unknown"\n'

    assert answers_from_toml(text).votes == (
        Vote(role=Role.SALES, round=2, signs={"early_stage": 4, "reps_reactive": Special.UNKNOWN}),
    )


@pytest.mark.parametrize(
    "answers",
    [
        Answers(),
        answers_from_toml(WHOLE),
        Answers(notes={"early_stage": "He said \"no\"\nand\\left\t\x7f\x00 ü 漢 # [x] '''"}),
        Answers(votes=(Vote(role=Role.FINANCE, signs={"early_stage": 2}), Vote(role=Role.SALES, signs={}, round=3))),
        Answers(plan=(PlannedStep(by=30, what="Count | leads", owner="Head"), PlannedStep(by=90, what="=x"))),
        Answers(plan=()),
        Answers(tools=("website_analytics", "crm")),
        Answers(
            workshop=Workshop(
                title='Where "to" [invest]',
                held_on=date(2026, 5, 4),
                agreed=("early_stage",),
                decisions={"early_stage": Decision(what="Call", due_on=date(2026, 6, 30))},
            )
        ),
        Answers(context=Context(arr=0.0, keep_reps=False, recurring=False, sellers=0), weights={"early_stage": 0.1}),
    ],
)
def test_writing_and_reading_gives_the_same_answers(answers: Answers):
    assert answers_from_toml(answers_to_toml(answers)) == answers


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("answers = 3", "mine.toml, answers: is a single value; a table [answers] is expected."),
        ("[answer]\nearly_stage = 3", "mine.toml, the file: unknown field 'answer'"),
        ("[answers]\nearly = 3", "mine.toml, answers: unknown field 'early'"),
        ("[answers]\nearly_stage = 5", "mine.toml, answers.early_stage: is 5; it can be 0, 1, 2, 3, 4,"),
        ("[answers]\nearly_stage = -1", "mine.toml, answers.early_stage: is -1"),
        ("[answers]\nearly_stage = 2.0", "mine.toml, answers.early_stage: is 2.0"),
        ("[answers]\nearly_stage = true", "mine.toml, answers.early_stage: is True"),
        ('[answers]\nearly_stage = "maybe"', "mine.toml, answers.early_stage: is 'maybe'"),
        ("[answers]\nearly_stage = [1]", "mine.toml, answers.early_stage: is [1]"),
        ("[context]\nseller = 1", "mine.toml, context: unknown field 'seller'"),
        ("[context]\nsellers = -1", "mine.toml, context.sellers: is -1; it can be a whole number from 0 up."),
        ("[context]\nsellers = true", "mine.toml, context.sellers: is True"),
        ("[context]\nhires = 3", "mine.toml, context.hires: is 3; it can be 0, 1 or 2 (two or more)."),
        ('[context]\ngtm_stage = "late"', "mine.toml, context.gtm_stage: is 'late'; it can be ideation, transition"),
        ("[context]\nkeep_reps = 1", "mine.toml, context.keep_reps: is 1; it can be true or false."),
        ('[context]\nrecurring = "yes"', "mine.toml, context.recurring: is 'yes'; it can be true or false."),
        ("[context]\nfounded_on = 2021", "mine.toml, context.founded_on: is 2021; it can be a date"),
        ("[context]\nfounded_on = 2021-01-01T00:00:00", "mine.toml, context.founded_on: is datetime"),
        ("[context]\narr = nan", "mine.toml, context.arr: is nan"),
        ("[context]\narr = -5", "mine.toml, context.arr: is -5"),
        ("[context]\ngross_margin = 80", "mine.toml, context.gross_margin: is 80"),
        ("[notes]\nearly_stage = 3", "mine.toml, notes.early_stage: is 3; it can be text."),
        ('[overrides]\ngates = ["door"]', "mine.toml, overrides.gates: is 'door'; it can be no_seller"),
        ('[overrides]\ngates = "ideation"', "mine.toml, overrides.gates: is 'ideation'"),
        ("[overrides]\nweights = {early_stage = -1}", "mine.toml, overrides.weights.early_stage: is -1"),
        ("[overrides]\ndefinitions = {win_rat = 'x'}", "mine.toml, overrides.definitions: unknown field 'win_rat'"),
        ("[overrides]\ndefinitions = {win_rate = 'x'}", "mine.toml, overrides.definitions.win_rate: is 'x'"),
        (
            "[overrides]\ndefinitions = {months_in_business = 'x'}",
            "mine.toml, overrides.definitions.months_in_business: is 'x'; it can be left out",
        ),
        ("[overrides]\nweights = {early_stage = inf}", "mine.toml, overrides.weights.early_stage: is inf"),
        (
            "[overrides]\nweights = {early_stage = 101}",
            "mine.toml, overrides.weights.early_stage: is 101",
        ),
        ("[overrides]\nanchors = 3", "mine.toml, overrides.anchors: is 3; it can be a table of anchors"),
        ("[overrides.anchors]\nearly = {}", "mine.toml, overrides.anchors: unknown field 'early'"),
        ("[overrides.anchors]\nearly_stage = 3", "mine.toml, overrides.anchors.early_stage: is 3; it can be a table"),
        (
            "[overrides.anchors]\nearly_stage = {win_rate = [0, 0.5, 1]}",
            "mine.toml, overrides.anchors.early_stage: unknown field 'win_rate'",
        ),
        (
            "[overrides.anchors]\nearly_stage = {arr = [1, 2, 3]}",
            "mine.toml, overrides.anchors.early_stage.arr: is [1, 2, 3]; the three numbers must fall, as the published",
        ),
        (
            "[overrides.anchors]\nreps_reactive = {overdue_deal_share = [0.1, 0.1, 0.6]}",
            "mine.toml, overrides.anchors.reps_reactive.overdue_deal_share: is [0.1, 0.1, 0.6]; the three",
        ),
        (
            "[overrides.anchors]\nreps_reactive = {overdue_deal_share = [0.1, 0.6]}",
            "mine.toml, overrides.anchors.reps_reactive.overdue_deal_share: is [0.1, 0.6]; it can be three numbers",
        ),
        (
            "[overrides.anchors]\nreps_reactive = {overdue_deal_share = ['a', 0.6, 1]}",
            "mine.toml, overrides.anchors.reps_reactive.overdue_deal_share: is ['a', 0.6, 1]; it can be three numbers",
        ),
        ("[overrides]\nweight = 1", "mine.toml, overrides: unknown field 'weight'"),
        ("[[votes]]\nearly_stage = 1", "mine.toml, votes 1: the field 'role' is missing."),
        ('[[votes]]\nrole = "chef"', "mine.toml, votes 1.role: is 'chef'; it can be sales, marketing"),
        ('[[votes]]\nrole = "sales"\nround = 0', "mine.toml, votes 1.round: is 0"),
        ("votes = 3", "mine.toml, votes: is 3"),
        ("workshop = 3", "mine.toml, workshop: is 3; a table [workshop] is expected."),
        ('[workshop]\nplace = "x"', "mine.toml, workshop: unknown field 'place'"),
        ("[workshop]\ntitle = 3", "mine.toml, workshop: 'title' is 3; expected is text."),
        (
            '[workshop]\nheld_on = "May"',
            "mine.toml, workshop: 'held_on' is 'May'; expected is a date such as 2026-04-30.",
        ),
        ('[workshop]\nagreed = ["early"]', "mine.toml, workshop.agreed: unknown field 'early'"),
        ("[workshop]\nagreed = [[1]]", "mine.toml, workshop: 'agreed' is [[1]]; expected is a list of text."),
        (
            '[workshop.decisions.early_stage]\nwho = "x"',
            "mine.toml, workshop.decisions.early_stage: unknown field 'who'",
        ),
        (
            "[tools]\nin_use = ['fax']",
            "mine.toml, tools.in_use: is 'fax'; it can be crm, customer_orders, marketing_automation, "
            "website_analytics, partner_management, communication_tracking.",
        ),
        ("plan = 3", "mine.toml, plan: is 3; it can be a list of [[plan]]."),
        ("[[plan]]\nby = 30", "mine.toml, plan 1: the field 'what' is missing."),
        ("[[plan]]\nby = 0\nwhat = 'x'", "mine.toml, plan 1.by: is 0; it can be a number of days from 1 to 366."),
        ("[[plan]]\nby = 30\nwhat = 4", "mine.toml, plan 1.what: is 4; it can be text."),
        ("[[plan]]\nby = 30\nwhat = 'x'\nwho = 'y'", "mine.toml, plan 1: unknown field 'who'"),
        ("[answers", "mine.toml, syntax: is not valid TOML"),
    ],
)
def test_file_that_is_wrong_is_refused_with_file_and_entry(text: str, message: str):
    with pytest.raises(ContentError) as refused:
        answers_from_toml(text, "mine.toml")

    assert str(refused.value).startswith(message)


def test_documented_file_names_every_section_and_fact():
    page = Path(__file__).parents[3] / "docs" / "answers.md"
    (text,) = re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    answers = answers_from_toml(text)
    assert set(tomllib.loads(text)) == set(SECTIONS)
    assert None not in vars(answers.context).values()
    assert (answers.signs["reps_reactive"], answers.first["reps_reactive"]) == (3, 1)
