from __future__ import annotations

from dataclasses import fields

import pytest

from revops.content import load
from revops.diagnostic.answers import Context
from revops.diagnostic.content import (
    CONTEXT,
    GATES,
    NUMBERS,
    OUTCOMES,
    SIGNS,
    SOURCES,
    Settings,
    Sign,
    entries,
    signs_from,
)
from revops.diagnostic.signs import asked_signs
from revops.errors import ContentError
from revops.metrics import METRICS
from revops.vocabulary import OperatingModel, Team

VALID = load("signs.toml")


def test_signs_are_the_thirteen_of_the_sources():
    by_team = {team: [key for key, sign in SIGNS.items() if sign.team is team] for team in Team}

    assert by_team[Team.SALESOPS] == [
        "early_stage",
        "direct_sales_industry",
        "direct_sales_works",
        "complex_or_costly_product",
        "reps_buried_in_paperwork",
        "reps_need_training",
        "reps_reactive",
    ]
    assert by_team[Team.REVOPS] == [
        "beyond_sales_optimisation",
        "fast_moving_market",
        "poor_team_communication",
        "audience_too_small",
        "no_long_term_strategy",
        "unknown_what_works",
    ]


@pytest.mark.parametrize("sign", SIGNS.values(), ids=list(SIGNS))
def test_sign_is_written_in_whole_sentences(sign: Sign):
    assert sign.question.endswith("?")
    assert all(text.endswith((".", "?")) for text in (sign.help, sign.cannot_show, sign.first_action, *sign.steps))
    assert not sign.title.endswith(".")
    assert not sign.ask.endswith(".")
    assert all(len(step) <= 160 for step in sign.steps), "an answer is read at a glance"


def test_all_answers_of_all_signs_differ():
    steps = [step for sign in SIGNS.values() for step in sign.steps]

    assert len(set(steps)) == 5 * len(SIGNS)


def test_money_evidence_says_which_currencies_its_anchors_fit():
    rules = [rule for sign in SIGNS.values() for rule in sign.evidence if METRICS[rule.metric].unit.is_money]

    assert all(rule.currencies for rule in rules)


@pytest.mark.parametrize("key", METRICS)
def test_source_of_every_metric_is_known(key: str):
    assert METRICS[key].source in SOURCES


def test_choices_have_an_option_for_every_value():
    choices = [fact for fact in CONTEXT.values() if fact.kind == "choice"]

    assert [len(fact.values) for fact in choices] == [len(fact.options) for fact in choices] == [3, 3, 2, 2]


def test_numbers_gates_and_outcomes_say_why():
    assert all(number.why.endswith(".") or number.key.startswith("finding") for number in NUMBERS.values())
    assert all(gate.because.endswith(".") and gate.lifted.endswith(".") for gate in GATES.values())
    assert all(text.means.endswith(".") and text.next for text in OUTCOMES.values())
    assert set(NUMBERS) == {field.name for field in fields(Settings)}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"titel": "x"}, "signs.toml, early_stage: unknown field 'titel'"),
        ({"team": "sales"}, "signs.toml, early_stage: 'team' is 'sales'; it can be salesops, revops."),
        ({"evidence_class": "firm"}, "signs.toml, early_stage: 'evidence_class' is 'firm'"),
        ({"group": "hope"}, "signs.toml, early_stage: 'group' is context or pain."),
        ({"steps": ["a", "b"]}, "signs.toml, early_stage: 'steps' needs 5 sentences."),
        ({"steps": ["a", "b", "c", "d", "a"]}, "signs.toml, early_stage: 'steps' repeats a sentence."),
        ({"steps_other": ["a"]}, "signs.toml, early_stage: 'steps_other' needs 5 different sentences, or none."),
        ({"weight": 0.0}, "signs.toml, early_stage: 'weight' is above 0"),
        ({"weight": "much"}, "signs.toml, early_stage: 'weight' is 'much'; expected is a number."),
        ({"source": "hearsay"}, "signs.toml, early_stage: 'source' is not in sources.toml: hearsay."),
        ({"evidence_class": "judgement"}, "signs.toml, early_stage: a sign of judgement has no evidence."),
    ],
)
def test_sign_that_is_wrong_is_refused_with_file_and_entry(change: dict[str, object], message: str):
    content = {"early_stage": VALID["early_stage"] | change}

    with pytest.raises(ContentError) as refused:
        signs_from(content, "signs.toml", SOURCES)

    assert str(refused.value).startswith(message)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"anchors": [1, 3, 2]}, "'anchors' needs three numbers that rise or fall."),
        ({"anchors": [1, 2]}, "'anchors' is [1, 2]; expected is a list of 3: a number, a number, a number."),
        ({"metric": "win_rat"}, "'metric' names no metric: win_rat."),
        ({"table": "deels"}, "'table' names no table: deels."),
        ({"says": "Much."}, "'says' needs {value} where the number goes."),
        ({"trust": 1.5}, "'trust' lies between 0 and 1."),
        ({"anchor": 1}, "unknown field 'anchor'"),
    ],
)
def test_evidence_that_is_wrong_is_refused_with_file_and_entry(change: dict[str, object], message: str):
    rule = VALID["early_stage"]["evidence"][0] | change
    content = {"early_stage": VALID["early_stage"] | {"evidence": [rule]}}

    with pytest.raises(ContentError) as refused:
        signs_from(content, "signs.toml", SOURCES)

    assert str(refused.value).startswith(f"signs.toml, early_stage, evidence 1: {message}")


def test_missing_field_is_refused():
    content = {key: value for key, value in VALID["early_stage"].items() if key != "first_action"}

    with pytest.raises(ContentError, match=r"early_stage: the field 'first_action' is missing"):
        signs_from({"early_stage": content}, "signs.toml", SOURCES)


def test_entry_that_is_no_table_is_refused():
    with pytest.raises(ContentError, match=r"settings\.toml, clear_share: is a single value"):
        entries(Sign, "settings.toml", {"clear_share": 0.8})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"never": "Never"}, "signs.toml, early_stage, evidence 1: 'never' begins no sentence"),
        ({"only_if": {"otherwise": "No."}}, "signs.toml, early_stage, evidence 1: 'only_if' looks at a 'metric' or"),
        ({"only_if": {"otherwise": "No.", "metric": "arr"}}, "signs.toml, early_stage, evidence 1: 'only_if' needs"),
        (
            {"only_if": {"otherwise": "No.", "metric": "arrr", "at_most": 1.0}},
            "signs.toml, early_stage, evidence 1: 'only_if' names no metric: arrr.",
        ),
        (
            {"only_if": {"otherwise": "No.", "sign": "rainy", "at_most": 1.0}},
            "signs.toml, early_stage, evidence 1: 'only_if' names no sign: rainy.",
        ),
    ],
)
def test_evidence_under_a_wrong_condition_is_refused(change: dict[str, object], message: str):
    rule = VALID["early_stage"]["evidence"][0] | change

    with pytest.raises(ContentError) as refused:
        signs_from({"early_stage": VALID["early_stage"] | {"evidence": [rule]}}, "signs.toml", SOURCES)

    assert str(refused.value).startswith(message)


def test_answers_are_described_for_the_kind_of_business():
    def first(recurring: bool | None) -> dict[str, str]:
        signs = asked_signs(OperatingModel.BOTH, Context(recurring=recurring))
        return {sign.key: sign.steps[0] for sign in signs}

    usual = {key: sign.steps[0] for key, sign in SIGNS.items()}
    other = {key: sign.steps_other[0] for key, sign in SIGNS.items() if sign.steps_other}
    assert (first(None), first(True), first(False)) == (usual, usual, usual | other)
    assert {"complex_or_costly_product", "beyond_sales_optimisation", "poor_team_communication"} <= set(other)


def test_answers_where_nothing_recurs_speak_of_no_subscription():
    words = " ".join(step for sign in SIGNS.values() for step in sign.steps_other).lower()

    assert not [word for word in ("subscri", "renewal", "trial", "upgrade", "saas", "sign up") if word in words]
