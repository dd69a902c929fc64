from __future__ import annotations

import pytest

from revops.content import parse
from revops.errors import ContentError
from revops.investment.figures import Figures, Lift, Paid, RoleCost
from revops.investment.figures_file import figures_document, figures_from
from revops.toml_text import to_toml
from revops.vocabulary import Team

FULL = Figures(
    currency="EUR",
    paid=Paid.MONTHLY,
    roles={"sales_operations_manager": RoleCost(pay=70_000.0, people=0.5)},
    tools={Team.SALESOPS: 6_000.0},
    assumptions={"loading": 1.3},
    lifts={"win_rate": Lift(low=-0.01, likely=0.02, high=0.05)},
)


def test_figures_when_written_and_read_again_are_the_same():
    text = to_toml({"investment": figures_document(FULL)})
    assert figures_from(parse(text, "answers.toml")["investment"], "answers.toml") == FULL


def test_figures_when_nothing_was_given_write_nothing():
    assert figures_document(Figures()) == {}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("pay = 3", "investment: unknown field 'pay'"),
        ("currency = 'euro'", "investment.currency: is 'euro'; it can be three capitals, such as 'EUR'."),
        ("paid = 'weekly'", "investment.paid: is 'weekly'; it can be monthly, at_once."),
        ("roles.founder = {pay = 3}", "investment.roles: unknown field 'founder'"),
        ("roles.revenue_analyst = {people = 1}", "investment.roles.revenue_analyst: the field 'pay' is missing."),
        (
            "roles.revenue_analyst = {pay = -1}",
            "investment.roles.revenue_analyst.pay: is -1; it can be a number from 0 to 10,000,000,000.",
        ),
        ("roles.revenue_analyst = 3", "investment.roles.revenue_analyst: is 3; a table"),
        ("tools.salesops = inf", "investment.tools.salesops: is inf; it can be a number from 0 to 10,000,000,000."),
        ("tools.salesops = nan", "investment.tools.salesops: is nan"),
        ("tools.salesops = true", "investment.tools.salesops: is True"),
        ("assumptions.loading = 9", "investment.assumptions.loading: is 9; it can be a number from 1 to 3."),
        ("lifts.win_rate = {low = 0.1, likely = 0.0, high = 0.2}", "investment.lifts.win_rate: does not rise"),
        ("lifts.win_rate = {low = 0.1, high = 0.2}", "investment.lifts.win_rate: the field 'likely' is missing."),
        ("lifts.mrr = {low = 0, likely = 0, high = 0}", "investment.lifts: unknown field 'mrr'"),
    ],
)
def test_figures_when_something_cannot_be_are_refused_with_its_place(text: str, says: str):
    with pytest.raises(ContentError) as refused:
        figures_from(parse(text, "answers.toml"), "answers.toml")
    assert says in str(refused.value)


def test_figures_when_the_section_is_no_table_are_refused():
    with pytest.raises(ContentError, match="a table"):
        figures_from(3, "answers.toml")
