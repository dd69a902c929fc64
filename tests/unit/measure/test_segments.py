"""Segments from the list of companies, for deals and subscriptions that name none."""

from __future__ import annotations

from datetime import date

from builders import Row, dataset

from revops.measure import measure
from revops.measure.segments import with_segments
from revops.reading import Reading
from revops.vocabulary import Slice
from revops.window import Window

AS_OF = date(2026, 6, 30)
YEAR = Window(as_of=AS_OF, since=date(2025, 7, 1), until=AS_OF)
LIST = [
    {"customer": "C1", "name": "Northwind", "industry": "Trade"},
    {"customer": "C2", "name": "Southwind", "industry": "Health"},
    {"customer": "C3", "name": "Twice", "industry": "Health"},
    {"customer": "C4", "name": "Twice", "industry": "Trade"},
]


def deal(account: str | None, outcome: str, segment: str | None = None) -> Row:
    return {"account": account, "outcome": outcome, "segment": segment, "closed_on": "2026-03-31", "amount": 10.0}


def by_segment(key: str, **tables: list[Row]) -> tuple[Reading, dict[str, int]]:
    data = dataset(**tables)
    reading = measure(data, keys=[key], window=YEAR, slices=(Slice.SEGMENT,), today=AS_OF)[key]
    return reading, {piece.key: piece.n for piece in reading.by[Slice.SEGMENT]}


def segments(table: str, **tables: list[Row]) -> list[str | None]:
    return with_segments(dataset(**tables)).dataset.tables[table]["segment"].to_pylist()


def test_deals_without_segment_take_the_industry_of_their_company_by_id_or_name():
    deals = [deal("C1", "won"), deal("NORTHWIND", "lost"), deal("Southwind", "won"), deal(None, "lost")]
    reading, found = by_segment("win_rate", deals=deals, customers=LIST)
    assert found == {"Trade": 2, "Health": 1, "": 1}
    assert reading.notes[-1] == (
        "Segments are the industries in customers.csv, for 3 of 4 deals; the others have their own or none."
    )


def test_segment_of_the_list_goes_before_its_industry():
    listed = [{**LIST[0], "segment": "Mid-market"}, LIST[1]]
    assert segments("deals", deals=[deal("C1", "won"), deal("C1", "lost")], customers=listed) == ["Mid-market"] * 2
    assert segments("deals", deals=[deal("C2", "won")], customers=listed) == [None]


def test_own_segment_stays_and_industries_are_not_mixed_with_it():
    deals = [deal("C1", "won", "Enterprise"), deal("C2", "won")]
    assert segments("deals", deals=deals, customers=LIST) == ["Enterprise", None]
    listed = [{**LIST[1], "segment": "Small"}]
    assert segments("deals", deals=deals, customers=listed) == ["Enterprise", "Small"]


def test_name_of_two_companies_of_different_kinds_says_nothing():
    assert segments("deals", deals=[deal("Twice", "won"), deal("Elsewhere", "won")], customers=LIST) == [None, None]


def test_list_that_knows_won_deals_alone_then_no_segments_and_told_why():
    deals = [deal("C1", "won"), deal("C2", "won"), deal("Lost one", "lost"), deal("Lost two", "lost")]
    reading, found = by_segment("win_rate", deals=deals, customers=LIST)
    assert found == {}
    assert reading.notes[-1] == (
        "The industries in customers.csv are not used as segments: they are known of 100% of the won deals and 0% of "
        "the lost deals, so that rates by segment would be wrong."
    )


def test_recurring_revenue_has_the_industry_of_its_customer():
    paid = [{"customer": "C1", "mrr": 70.0}, {"customer": "Southwind", "mrr": 30.0}]
    reading, _ = by_segment("mrr", subscriptions=paid, customers=LIST)
    assert {piece.key: piece.value for piece in reading.by[Slice.SEGMENT]} == {"Trade": 70.0, "Health": 30.0}


def test_without_a_list_nothing_is_made():
    data = dataset(deals=[deal("C1", "won")])
    assert with_segments(data).dataset is data


def test_leads_take_the_segment_of_their_company():
    companies = ({"account": "C1", "is_converted": True}, {"account": "southwind"}, {"account": "C2"}, {})
    leads = [{**one, "created_on": "2026-03-31", "is_mql": place > 0} for place, one in enumerate(companies)]
    reading, found = by_segment("mql_rate", leads=leads, customers=LIST)
    assert found == {"Health": 2, "": 1, "Trade": 1}
    assert "for 3 of 4 leads" in reading.notes[-1]


def test_list_that_knows_converted_leads_alone_then_no_segments():
    leads = [{"account": "C1", "is_converted": True}, {"account": "Elsewhere"}, {"account": "Nowhere"}]
    assert segments("leads", leads=leads, customers=LIST) == [None] * 3
