from __future__ import annotations

from revops.diagnostic.answers import Answers
from revops.diagnostic.answers_file import answers_from_toml, answers_to_toml
from revops.investment.figures import Figures, Lift, Paid, RoleCost
from revops.vocabulary import Team

WHOLE = """
[investment]
currency = "EUR"
paid = "at_once"
roles.revenue_analyst = {pay = 60000, people = 0.2}
tools.revops = 5000
assumptions = {ramp_months = 4}
lifts.upsell_rate = {low = 0.0, likely = 0.001, high = 0.002}
"""
FIGURES = Figures(
    currency="EUR",
    paid=Paid.AT_ONCE,
    roles={"revenue_analyst": RoleCost(pay=60_000.0, people=0.2)},
    tools={Team.REVOPS: 5_000.0},
    assumptions={"ramp_months": 4.0},
    lifts={"upsell_rate": Lift(low=0.0, likely=0.001, high=0.002)},
)


def test_section_of_an_answers_file_is_read():
    assert answers_from_toml(WHOLE).investment == FIGURES


def test_answers_with_figures_when_written_and_read_again_are_the_same():
    answers = Answers(investment=FIGURES)
    assert answers_from_toml(answers_to_toml(answers)) == answers


def test_answers_without_figures_have_no_section():
    assert "investment" not in answers_to_toml(Answers(signs={"early_stage": 2}))
