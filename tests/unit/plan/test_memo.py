"""The page for the board: its parts in order, each with something to say."""

from __future__ import annotations

from dataclasses import replace

from plan_builders import SIGNS_OF_REVOPS, SIGNS_OF_SALESOPS, assessed, said

from revops.diagnostic.answers import PlannedStep
from revops.diagnostic.content import SIGNS
from revops.investing import investment_of
from revops.investment.figures import Figures, RoleCost
from revops.memo import memo_of
from revops.memo.page import memo_page
from revops.memo.result import Memo, Part
from revops.vocabulary import OperatingModel

TITLES = [
    "Recommendation",
    "How firm it is",
    "Why",
    "The strongest argument against it",
    "What would change it",
    "What it costs and must earn",
    "The next ninety days",
    "When to look again",
]


def test_memo_has_its_parts_in_order_each_with_something_to_say():
    for answers in (said(SIGNS_OF_SALESOPS), said(SIGNS_OF_REVOPS), said(()), said(tuple(SIGNS))):
        memo = memo_of(assessed(answers))
        assert [part.title for part in memo.parts] == TITLES
        assert all(part.sentences and all(part.sentences) for part in memo.parts)


def test_memo_of_an_open_outcome_says_what_to_find_out_instead_of_what_would_change_it():
    answers = said(())
    found = assessed(replace(answers, signs={}))
    memo = {part.title: part.sentences for part in memo_of(found).parts}
    assert memo["What would change it"] == tuple(item.says for item in found.diagnosis.recommendation.find_out[:3])


def test_memo_of_one_model_asks_about_that_team():
    assert memo_of(assessed(said(SIGNS_OF_REVOPS), OperatingModel.REVOPS)).title == "Whether to invest in RevOps now"


def test_memo_tells_the_first_step_of_each_month_of_a_plan_written_by_hand():
    own = (PlannedStep(by=10, what="Ask."), PlannedStep(by=20, what="Look."), PlannedStep(by=75, what="Train."))
    memo = {part.title: part.sentences for part in memo_of(assessed(replace(said(SIGNS_OF_SALESOPS), plan=own))).parts}
    assert memo["The next ninety days"] == ("By day 10: Ask.", "By day 75: Train.")


def costs(figures: Figures, signs: tuple[str, ...] = SIGNS_OF_SALESOPS) -> tuple[str, ...]:
    found = assessed(replace(said(signs), investment=figures))
    return {part.title: part.sentences for part in memo_of(found, investment_of(found)).parts}[
        "What it costs and must earn"
    ]


def test_memo_without_costs_asks_for_them():
    assert costs(Figures()) == (
        "No cost was given, so what it must earn is not worked out: give what a role would be paid.",
    )


def test_memo_with_costs_tells_them_and_how_seldom_such_efforts_last():
    paid = Figures(currency="EUR", roles={"sales_operations_manager": RoleCost(pay=60_000)})
    first, *rest, last = costs(paid)
    assert first == "SalesOps costs €75,000 a year."
    assert rest == ["None of its numbers can be shown to pay for it alone within twelve months."]
    assert last.startswith("For scale: Of 1,254 public B2B firms, 5%")


def test_memo_of_no_team_spends_nothing():
    assert costs(Figures(), signs=()) == ("Nothing is to be spent on a team now.",)


def test_page_shows_words_of_a_user_as_words():
    page = memo_page(Memo(title="A & B", day=None, parts=(Part(title="Why", sentences=("<script>x</script>",)),)))
    assert "<script>" not in page
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<title>A &amp; B</title>" in page
