"""Numbers made from other numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import from_csv

from revops.measure import default_window
from revops.measure.asking import definitions
from revops.measure.derived import counted_in
from revops.measure.readings import reading
from revops.measure.source import Source, opened
from revops.metric import Derived, Ingredient, Metric
from revops.metrics import METRICS
from revops.reading import Reading
from revops.vocabulary import Entity, Fact, Kind, Slice, Timing, Unit

LOST = Ingredient(
    label="Lost deals",
    kind=Kind.TOTAL,
    unit=Unit.COUNT,
    of=Entity.DEAL,
    timing=Timing.FLOW,
    rows="select deal_id, closed_on as on_date, 1e0 as value from deals where outcome = 'lost'",
)
DEALS = """
deal_id,opened_on,closed_on,outcome,amount,owner,currency
1,2025-01-01,2025-02-01,won,100,Ann,EUR
2,2025-01-01,2025-02-03,won,300,Ben,EUR
3,2025-01-01,2025-03-03,lost,300,Ben,EUR
4,2025-01-01,2025-03-05,won,200,Ben,EUR
"""


def made(formula: Derived, unit: Unit = Unit.MONEY, **other: Derived) -> Metric:
    metric = METRICS["average_deal_size"]
    return replace(
        metric, kind=Kind.DERIVED, unit=unit, rows="", made_of=formula, rivals=other, rival_labels={}, cautions={}
    )


def read(metric: Metric, deals: str = DEALS, facts: dict[Fact, float] | None = None, *slices: Slice) -> Reading:
    data = from_csv(deals=deals)
    window = default_window(data)
    with opened(data, window, window.as_of) as source:
        source.facts = facts or {}
        return read_from(source, metric, slices)


def read_from(source: Source, metric: Metric, slices: tuple[Slice, ...]) -> Reading:
    return reading(source, metric, definitions(metric, slices), None)


PER_LOST = Derived(of={"won": "annual_bookings", "lost": LOST}, formula=lambda won, lost: won / lost)


def test_value_is_the_formula_of_its_parts():
    found = read(made(PER_LOST))
    assert found.value == pytest.approx(600)
    assert found.currency == "EUR"
    assert found.is_census
    assert {name: part.value for name, part in found.made_of.items()} == {"won": 600, "lost": 1}


def test_breakdowns_hold_what_every_part_has():
    found = read(made(PER_LOST), DEALS, None, Slice.OWNER, Slice.MONTH)
    assert {piece.key: piece.value for piece in found.by[Slice.OWNER]} == {"Ben": 500}
    assert {piece.key: piece.value for piece in found.by[Slice.MONTH]} == {"2025-03": 200}


def test_a_result_that_is_not_finite_is_unknown():
    only_won = "\n".join(line for line in DEALS.splitlines() if "lost" not in line)
    found = read(made(Derived(of={"lost": LOST}, formula=lambda lost: 1 / lost)), only_won)
    assert found.value is None
    assert found.reason == METRICS["average_deal_size"].unknown_when


def test_a_part_that_is_unknown_says_what_unlocks_it():
    needs_leads = Derived(of={"leads": "marketing_qualified_leads", "lost": LOST}, formula=lambda leads, lost: leads)
    found = read(made(needs_leads))
    assert "leads" in (found.reason or "").lower()


def test_a_figure_that_no_file_holds_is_asked_for():
    margin = Derived(
        of={"won": "annual_bookings"}, formula=lambda won, gross_margin: won * gross_margin, facts=(Fact.GROSS_MARGIN,)
    )
    assert "gross margin" in (read(made(margin)).reason or "")
    assert read(made(margin), facts={Fact.GROSS_MARGIN: 0.5}).value == pytest.approx(300)


def test_the_range_comes_from_the_parts_and_holds_the_value():
    rate = Derived(of={"rate": "win_rate", "size": "average_deal_size"}, formula=lambda rate, size: rate * size)
    found = read(made(rate))
    assert found.low is not None
    assert found.high is not None
    assert found.low <= (found.value or 0) <= found.high
    assert not found.is_census
    assert not found.firm


def test_a_rival_may_be_made_of_other_numbers():
    other = Derived(of={"size": "average_deal_size:as_signed"}, formula=lambda size: 2 * size)
    found = read(made(PER_LOST, twice=other))
    assert found.rivals["twice"].value == pytest.approx(400)


def test_texts_of_a_formula_are_those_of_all_its_parts():
    texts = [sql for _, sql in counted_in(made(PER_LOST))]
    assert texts == [METRICS["annual_bookings"].rows, LOST.rows]
