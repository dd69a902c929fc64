"""Numbers that bear on a sign a second time: plain loops, sharing no code with the metrics."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta

import pytest
from builders import dataset
from subscribing import ALL, draw_subscriptions, month_ends, mrr_by_customer

from revops.measure import measure
from revops.vocabulary import Fact
from revops.window import Window

AS_OF = date(2026, 4, 10)
WINDOW = Window(as_of=AS_OF, since=date(2025, 4, 11), until=AS_OF)
OUTREACH = {"Outbound", "Cold call"}
MARGIN = 0.7
Row = dict[str, object]


def draw_deals(chance: random.Random) -> list[Row]:
    """Short deals, so that their selling is paid for in the month they close; every month has some."""
    rows: list[Row] = []
    for number in range(500):
        opened = date(2025, 1, 1) + timedelta(days=chance.randrange(450))
        outcome = chance.choice(["won", "lost", "open"])
        rows.append(
            {
                "outcome": outcome,
                "account": f"A{number}",
                "owner": chance.choice(["Ada", "ada ", "Bo", "Cy"]),
                "kind": chance.choice(["new", "new", None, "renewal"]),
                "opened_on": opened,
                "closed_on": None if outcome == "open" else opened + timedelta(days=chance.randrange(1, 10)),
                "expected_close_on": opened + timedelta(days=chance.choice([30, 200, 400])),
                "amount": chance.choice([None, 1000.0, 6000.0]),
                "term_months": chance.choice([6.0, 12.0, 24.0]),
                "source": chance.choice(["Outbound", "Cold call", "Webinar", "Partner", "N/A", None]),
            }
        )
    return rows


def draw_leads(chance: random.Random) -> list[Row]:
    rows: list[Row] = []
    for number in range(400):
        came = date(2025, 1, 1) + timedelta(days=chance.randrange(460))
        qualified = came + timedelta(days=chance.randrange(20)) if chance.random() < 0.6 else None
        rows.append(
            {"lead_id": f"L{number}", "created_on": came, "mql_on": qualified, "owner": chance.choice(["Bo", "Di"])}
        )
    return rows


@pytest.fixture(params=[1, 2, 3], ids="seed {}".format)
def company(request):
    chance = random.Random(request.param)
    deals, leads = draw_deals(chance), draw_leads(chance)
    months = [date(2025 + place // 12, place % 12 + 1, 15) for place in range(16)]
    spend = [
        {"spent_on": day, "amount": chance.randrange(1, 9) * 500.0, "department": "sales"}
        for day in months
        if day <= AS_OF.replace(day=30)
    ]
    quotas = [{"period_start": date(2026, 4, 1), "period_end": date(2026, 6, 30), "amount": 1e6}]
    data = dataset(deals=deals, leads=leads, spend=spend, quotas=quotas)
    keys = ("direct_win_rate_ratio", "outbound_payback_months", "mqls_per_rep", "coverage_at_win_rate")
    found = measure(data, keys=keys, window=WINDOW, today=AS_OF, facts={Fact.GROSS_MARGIN: MARGIN})
    return deals, leads, spend, found


def decided(deals: list[Row]) -> list[Row]:
    new = [deal for deal in deals if deal["kind"] != "renewal" and deal["outcome"] != "open"]
    return [deal for deal in new if WINDOW.since <= deal["closed_on"] <= AS_OF]


def won_share(deals: list[Row]) -> float:
    return sum(deal["outcome"] == "won" for deal in deals) / len(deals)


def month(day: date) -> tuple[int, int]:
    return day.year, day.month


def test_own_outreach_against_inbound(company):
    deals, _, _, readings = company
    known = [deal for deal in decided(deals) if deal["source"] not in (None, "N/A")]
    went_out = [deal for deal in known if deal["source"] in OUTREACH]
    came_in = [deal for deal in known if deal["source"] not in OUTREACH]
    found = readings["direct_win_rate_ratio"]
    assert found.value == pytest.approx(won_share(went_out) / won_share(came_in))
    assert found.n == min(len(went_out), len(came_in))
    assert found.low < found.value < found.high


def year_amount(deal: Row) -> float | None:
    if deal["outcome"] == "lost":
        return 0.0
    return None if deal["amount"] is None else deal["amount"] / max(deal["term_months"] / 12, 1)


def test_payback_of_own_outreach(company):
    deals, _, spend, readings = company
    inside = [(2025, number) for number in range(4, 13)] + [(2026, number) for number in range(1, 4)]
    cost = sum(row["amount"] for row in spend if month(row["spent_on"]) in inside)
    selling = [deal for deal in deals if deal["kind"] != "renewal" and deal["outcome"] != "open"]
    per_deal = cost / sum(month(deal["closed_on"]) in inside for deal in selling)
    gains = [year_amount(deal) for deal in decided(deals) if deal["source"] in OUTREACH]
    known = [gain for gain in gains if gain is not None]
    gain = sum(known) / len(known)
    assert readings["outbound_payback_months"].value == pytest.approx(12 * per_deal / (gain * MARGIN))


def test_qualified_leads_per_rep(company):
    deals, leads, _, readings = company
    inside = [(2025, number) for number in range(5, 13)] + [(2026, number) for number in range(1, 4)]
    reps, qualified = defaultdict(set), defaultdict(int)
    for lead in leads:
        reps[month(lead["created_on"])].add(lead["owner"].strip().lower())
        if lead["mql_on"] is not None and lead["mql_on"] <= AS_OF:
            qualified[month(lead["mql_on"])] += 1
    for deal in deals:
        for day in filter(None, (deal["opened_on"], deal["closed_on"])):
            reps[month(day)].add(deal["owner"].strip().lower())
    found = readings["mqls_per_rep"]
    assert found.n == len(inside)
    assert found.value == pytest.approx(sum(qualified[at] for at in inside) / sum(len(reps[at]) for at in inside))


def test_coverage_at_the_close_rate_of_new_business(company):
    deals, _, _, readings = company
    running = (date(2026, 4, 1), date(2026, 6, 30))
    won = sum(d["amount"] or 0 for d in deals if d["outcome"] == "won" and running[0] <= d["closed_on"] <= AS_OF)
    due = [d for d in deals if d["outcome"] == "open" and AS_OF <= d["expected_close_on"] <= running[1]]
    coverage = sum(deal["amount"] or 0 for deal in due) / (1e6 - won)
    found = readings["coverage_at_win_rate"]
    assert found.value == pytest.approx(coverage * won_share(decided(deals)))
    assert found.low <= found.value <= found.high


@pytest.mark.parametrize("seed", [4, 5, 6])
def test_revenue_lost_for_revenue_won(seed: int):
    rows = draw_subscriptions(seed)
    lost = new = 0.0
    before: dict[str, float] = {}
    seen: set[str] = set()
    for end in month_ends():
        now = mrr_by_customer(rows, end)
        if seen:
            new += sum(paid for customer, paid in now.items() if customer not in seen)
            lost += sum(max(0.0, paid - now.get(customer, 0.0)) for customer, paid in before.items())
        seen |= {customer for customer, paid in now.items() if paid > 0}
        before = now
    found = measure(dataset(subscriptions=rows), keys=["lost_revenue_share"], window=ALL, today=ALL.as_of)
    assert found["lost_revenue_share"].value == pytest.approx(lost / (lost + new))


def draw_lists(seed: int) -> list[Row]:
    """Marketing's leads, the CRM's, which misses some and calls others otherwise, and a short list of a fair."""
    chance = random.Random(seed)
    rows: list[Row] = []
    for number in range(400):
        came = date(2025, 5, 1) + timedelta(days=chance.randrange(300))
        source = chance.choice(["Search", "Event", None])
        rows.append({"lead_id": f"M{number}", "created_on": came, "source": source, "source_file": "marketing.csv"})
        if chance.random() < 0.8:
            known = chance.choice([source, source, "event "])
            seen = came + timedelta(days=chance.choice([0, 0, 12]))
            rows.append({"lead_id": f"S{number}", "created_on": seen, "source": known, "source_file": "crm.csv"})
    fair = [{"lead_id": f"F{n}", "created_on": date(2025, 6, n + 1), "source_file": "fair.csv"} for n in range(9)]
    return [*rows, *fair]


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_leads_of_two_files(seed: int):
    rows = draw_lists(seed)
    days = {
        name: [row["created_on"] for row in rows if row["source_file"] == name] for name in ("marketing.csv", "crm.csv")
    }
    since, until = max(map(min, days.values())), min(map(max, days.values()))
    counts: dict[object, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    months: dict[object, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        if row["source_file"] in days and since <= row["created_on"] <= until:
            source = row["source"].strip().lower() if row["source"] else None
            counts[month(row["created_on"]), source][row["source_file"]] += 1
            months[month(row["created_on"])][row["source_file"]] += 1
    data = dataset(leads=rows)
    found = measure(data, keys=["lead_count_mismatch"], window=WINDOW, today=AS_OF)["lead_count_mismatch"]
    assert found.value == pytest.approx(apart(counts))
    assert found.rivals["whatever_the_source"].value == pytest.approx(apart(months))
    assert found.n == len(counts)
    assert any("Files that hold leads: 3" in note for note in found.notes)


def apart(counts: dict[object, dict[str, int]]) -> float:
    pairs = [(files["marketing.csv"], files["crm.csv"]) for files in counts.values()]
    return sum(abs(first - second) for first, second in pairs) / sum(max(pair) for pair in pairs)
