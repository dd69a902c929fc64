"""Forty-eight metrics against hand-written DuckDB SQL, with four changes of stage for every deal.

To the queries of `bench_metrics` come those of an analyst for the funnel, the forecast's counts, velocity, contract
values, leads, forecasts and revenue kept. Each of these gives the number too, which has to be ours to nine digits.
Elapsed time counts beside processor time, which other programs on the machine lengthen less.

`NOT_BY_HAND` says of every other metric why it is not here.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench_catalogue import with_the_rest
from bench_metrics import (
    BY_HAND,
    INSIDE,
    POWERS,
    RIVALS,
    SLICES,
    WINDOW,
    company,
    deals,
    grouped,
    hand_written,
    pairs,
)

from revops.dataset import Dataset
from revops.measure import measure
from revops.metrics import METRICS

SIZES = (1_000, 100_000, 1_000_000)
RUNS = 3
AS_OF = "date '2026-06-30'"
WON = "outcome = 'won'"
SQUARES = "sum(p * p), sum(p * w), sum(w * w)"
CONTRACT = "(amount - coalesce(one_time_fees, 0)) * 12 / greatest(term_months, 12)"
DIRECT = """
    case when lower(trim(source)) in ('', '-', 'none', 'n/a', 'select', 'unknown', 'other') then null
    when lower(source) like '%outbound%' or lower(source) like '%cold %' then amount when source is not null then 0 end
"""
MQL = f"coalesce(is_mql, mql_on is not null) and coalesce(mql_on <= {AS_OF}, true)"
SQL = f"coalesce(is_sql, sql_on is not null) and coalesce(sql_on <= {AS_OF}, true)"
MQLS = f"select coalesce(mql_on, created_on) as d, segment, sql_on, {SQL} as is_sql from leads where {MQL}"
WAIT = f"date_diff('day', d, {AS_OF})"
RIPE = f"""(
    select greatest(14, least(90, quantile_disc(date_diff('day', d, sql_on), 0.9)))
    from ({MQLS}) where is_sql and sql_on >= d
)"""
MONTHS = f"select * from ({pairs(1)}) where d {INSIDE}"
GROWN = "v > b and (is_first or b > 0) and d > last_day(date '2023-07-01')"
SHRUNK = "(v < b or (is_first and v > 0)) and d > last_day(date '2023-07-01')"

ENTERED = f"""
    create or replace temp table entered as
    select deal_id, lower(trim(stage)) as stage, min(stage) as name, min(entered_on) as entered_on
    from stage_changes where entered_on <= {AS_OF} group by deal_id, lower(trim(stage))
"""
LADDER = """
    create or replace temp table ladder as
    with ending as (
        select e.stage from entered as e join deals using (deal_id) where closed_on is not null
        group by e.stage having avg((entered_on >= closed_on)::int) > 0.5
    ),
    used as (
        select stage, min(name) as name from entered where stage not in (from ending)
        group by stage having count(*) >= (select count(distinct deal_id) from entered) / 20
    ),
    pair as (
        select a.stage, b.stage as later, count(*) as n from entered as a join entered as b using (deal_id)
        where a.entered_on < b.entered_on group by all
    ),
    ahead as (
        select pair.stage, count(*) as n
        from pair left join pair as back on back.stage = pair.later and back.later = pair.stage
        where pair.stage in (select stage from used) and pair.later in (select stage from used)
          and pair.n > coalesce(back.n, 0)
        group by pair.stage
    )
    select stage, name, row_number() over (order by coalesce(ahead.n, 0) desc, stage) as place
    from used left join ahead using (stage)
"""
REACHED = f"""
    select opened_on as d, segment, outcome = 'won' and closed_on <= {AS_OF} as won, max(coalesce(place, 1)) as place
    from deals join entered using (deal_id) left join ladder on ladder.stage = entered.stage
    where opened_on {INSIDE} and (outcome = 'open' or closed_on is not null)
      and date_diff('day', opened_on, {AS_OF}) >= (
          select quantile_disc(date_diff('day', opened_on, closed_on), 0.95) from deals
          where outcome <> 'open' and closed_on between opened_on and {AS_OF}
      )
    group by deal_id, opened_on, segment, outcome, closed_on
"""
FUNNEL = f"""
    with reached as ({REACHED}),
    steps as (
        select d, segment, step.place, won or reached.place > step.place as got_on
        from reached join ladder as step on step.place <= reached.place or won
        union all select d, segment, 0 as place, won as got_on from reached
    )
    select date_trunc('month', d) as m, segment, place, count(*), sum(got_on::int) from steps
    group by grouping sets ((place), (m, place), (segment, place))
    order by place
"""
HALF_MONTHS = "floor(32 * date_diff('day', opened_on, {}) / 487)"
FORECAST = f"""
    select stage, age, ended, since, count(*), count(v), sum(v), sum(v * v)
    from (
        select
            case when is_open then lower(trim(stage)) end as stage,
            {HALF_MONTHS.format(f"case when is_open then {AS_OF} else closed_on end")} as age,
            case when not is_open then outcome end as ended,
            case when date_diff('day', opened_on, {AS_OF}) < 365 then {HALF_MONTHS.format(AS_OF)} end as since,
            case when outcome <> 'lost' then amount end as v
        from (select *, outcome = 'open' or closed_on > {AS_OF} as is_open from deals)
        where opened_on <= {AS_OF} and (is_open or date_diff('day', opened_on, {AS_OF}) <= 1096)
    )
    group by all
"""
BY_STAGE = f"""
    select entered.stage, outcome, count(*) from entered join deals using (deal_id)
    where outcome <> 'open' and closed_on between opened_on and {AS_OF} group by all
"""
VELOCITY = f"""
    select null as m, segment, count(*), sum(p), sum(w), sum(is_open), {SQUARES}
    from (
        select
            segment,
            case when {WON} and closed_on <= {AS_OF} then amount else 0 end as p,
            date_diff('day', greatest(opened_on, date '2025-07-01'), least(coalesce(closed_on, {AS_OF}), {AS_OF})) as w,
            (outcome = 'open' or closed_on > {AS_OF})::int as is_open
        from deals
        where opened_on <= {AS_OF} and (outcome = 'open' or closed_on >= greatest(opened_on, date '2025-07-01'))
    )
    where p is not null
    group by grouping sets ((), (segment))
"""

GROWTH = f"""
    select null as m, null as segment, count(*),
        sum(v) filter (d = {AS_OF}), sum(v) filter (d = last_day({AS_OF} - interval 1 year))
    from customer_month
"""
FORECASTS = f"select period_end as d, null as segment, amount, actual from forecasts where period_end {INSIDE}"
LOGGED = f"select done_on as d, null as segment, kind, minutes from activities where done_on {INSIDE} and minutes > 0"
OUTREACH = f"""
    select null as m, null as segment, count(*),
        count(*) filter (is_own and {WON}), count(*) filter (is_own),
        count(*) filter (not is_own and {WON}), count(*) filter (not is_own)
    from (select *, source = 'Outbound' as is_own from deals where source <> '-' and kind = 'new')
    where outcome <> 'open' and closed_on {INSIDE}
"""

Line = Sequence[float]


@dataclass(frozen=True)
class Written:
    """One metric by hand.

    Attributes:
        queries: In their order; the last gives a line for the whole, whose first two columns are blank.
        value: The number made of the line's further columns; None where statistics follow.
    """

    queries: tuple[str, ...]
    value: Callable[[Line], float] | None = field(default=lambda line: line[1] / line[2])


def share(part: str, whole: str, rows: str) -> str:
    """Part of whole by month and segment, with what their interval needs."""
    pair = f"select *, {part} as p, {whole} as w from ({rows})"
    return grouped(f"sum(p), sum(w), {SQUARES}", f"select * from ({pair}) where p is not null and w is not null")


def won(columns: str) -> str:
    return f"select closed_on as d, segment, {columns} from deals where {WON} and closed_on {INSIDE}"


MORE: Mapping[str, Written] = {
    "stage_conversion": Written((ENTERED, LADDER, FUNNEL), lambda line: line[2] / line[1]),
    "sales_forecast": Written((FORECAST, BY_STAGE), None),
    "pipeline_velocity": Written((VELOCITY,), lambda line: line[3] * line[1] / line[2]),
    "average_contract_value": Written(
        (
            f"select quantile_disc(v, [0.498, 0.5, 0.502]) from ({deals(CONTRACT, 'closed_on', WON)})",
            grouped(f"sum(v), count(v), {POWERS}", deals(CONTRACT, "closed_on", WON)),
        )
    ),
    "in_period_bookings_share": Written(
        (share("p0", "amount", won("amount, (opened_on >= date_trunc('quarter', closed_on))::int * amount as p0")),)
    ),
    "direct_sales_share": Written((share("p0", "amount", won(f"amount, {DIRECT} as p0")),)),
    "mql_rate": Written(
        (grouped("sum(v::int), count(*)", f"select created_on as d, segment, {MQL} as v from leads where d {INSIDE}"),)
    ),
    "sql_rate": Written(
        (grouped("sum(is_sql::int), count(*)", f"select * from ({MQLS}) where d {INSIDE} and {WAIT} >= {RIPE}"),),
    ),
    "revenue_churn_rate": Written((share("b - least(v, b)", "b", f"select * from ({MONTHS}) where b > 0"),)),
    "upsell_rate": Written((share("greatest(v, b) - b", "b", f"select * from ({MONTHS}) where b > 0"),)),
    "lost_revenue_share": Written(
        (share("greatest(b - v, 0)", "abs(v - b)", f"select * from ({MONTHS}) where {SHRUNK}"),)
    ),
    "expansion_share_of_growth": Written(
        (share("case when b > 0 then v - b else 0 end", "v - b", f"select * from ({MONTHS}) where {GROWN}"),)
    ),
    "revenue_growth": Written((GROWTH,), lambda line: line[1] / line[2] - 1),
    "forecast_accuracy": Written((share("actual - abs(amount - actual)", "actual", FORECASTS),)),
    "forecast_bias": Written((share("amount - actual", "actual", FORECASTS),)),
    "selling_time_share": Written((share("minutes * (kind <> 'Paperwork')::int", "minutes", LOGGED),)),
    "lead_inflow_trend": Written(
        (grouped("sum(1)", f"select created_on as d, segment from leads where created_on {INSIDE}"),), None
    ),
    "direct_win_rate_ratio": Written((OUTREACH,), lambda line: line[1] / line[2] / (line[3] / line[4])),
    "top_customer_share": Written(
        (
            "select null as m, segment, count(*), max(v), sum(v), max(v, 5) from customer_month "
            f"where d = {AS_OF} group by grouping sets ((), (segment))",
        )
    ),
}
KEYS = (*BY_HAND, *MORE)
MADE = "made of other numbers by arithmetic, which costs no query of its own; its parts stand here or in this list"
NO_COLUMN = "needs columns that this company does not have"
NOT_BY_HAND: Mapping[str, str] = {
    "cac_payback_months": MADE,
    "customer_lifetime_value": MADE,
    "ltv_to_cac": MADE,
    "marketing_roi": MADE,
    "outbound_payback_months": MADE,
    "lead_runway_months": MADE,
    "real_revenue_growth": MADE,
    "coverage_at_win_rate": MADE,
    "customer_acquisition_cost": "lagged by medians of three tables, which an analyst would do in several steps",
    "crm_billing_mismatch": "companies are matched by name, which no SQL of one query does",
    "quarterly_drift": "one scan of counts like those here, and then statistics",
    "revenue_predictability": "one scan of months like that of MRR, and then statistics",
    "mqls_per_rep": "reps are counted over the owners of two tables month by month, in several steps",
    "mql_follow_up_hours": f"{NO_COLUMN}: first touches",
    "unworked_mql_share": f"{NO_COLUMN}: first touches",
    "lead_count_mismatch": f"{NO_COLUMN}: a second file of leads",
    "renewal_rate": f"{NO_COLUMN}: ends of contracts that still run",
    "quota_attainment": "reps who ramp up or leave are told from those who stay first, in several steps",
    "reps_at_quota_share": "reps who ramp up or leave are told from those who stay first, in several steps",
    "pipeline_coverage": f"{NO_COLUMN}: a quota of a period that still runs",
}


def by_hand(dataset: Dataset) -> dict[str, float | None]:
    """All hand-written queries, on a fresh connection with the tables registered, and their numbers."""
    connection = duckdb.connect(config={"memory_limit": "2GB", "threads": 2})
    for name, table in dataset.tables.items():
        connection.register(name, table)
    for query in hand_written():
        connection.execute(query).fetchall()
    found: dict[str, float | None] = {}
    for key, written in MORE.items():
        for query in written.queries:
            lines = connection.execute(query).fetchall()
        if written.value:
            found[key] = written.value(next(line[2:] for line in lines if line[:2] == (None, None)))
    connection.close()
    return found


def ours(dataset: Dataset) -> dict[str, float | None]:
    """The same metrics and rivals."""
    found = measure(dataset, keys=KEYS, window=WINDOW, slices=SLICES, rivals=RIVALS)
    return {key: reading.value for key, reading in found.items()}


@dataclass(frozen=True)
class Run:
    """What one pass over all metrics gave, in elapsed and in processor time."""

    numbers: Mapping[str, float | None]
    elapsed: float
    worked: float


def run_of(read: Callable[[Dataset], Mapping[str, float | None]], dataset: Dataset) -> Run:
    started, worked = time.perf_counter(), time.process_time()
    numbers = read(dataset)
    return Run(numbers, time.perf_counter() - started, time.process_time() - worked)


def compared(first: Run, second: Run) -> Iterator[tuple[str, bool]]:
    """Every number that both know, and whether it is the same to nine digits."""
    for key, other in second.numbers.items():
        one = first.numbers[key]
        if one is not None and other is not None:
            yield key, math.isclose(one, other, rel_tol=1e-9)


def main() -> None:
    """Print the table, and which numbers differ."""
    names = ("ours s", "by hand s", "ratio", "processor s", "by hand s", "ratio", "the same")
    print(f"{'deals':>12}" + "".join(f"{name:>13}" for name in names))
    for size in SIZES:
        data = with_the_rest(company(size), size)
        runs = [(run_of(ours, data), run_of(by_hand, data)) for _ in range(RUNS if size < 10**6 else 1)]
        alike = dict(compared(*runs[0]))
        print(f"{size:>12,}{times(runs)}{sum(alike.values()):>10} of {len(alike)}", flush=True)
        print("".join(f"  {key} differs\n" for key, is_same in alike.items() if not is_same), end="")
    print(f"{len(KEYS)} metrics. Aim: a ratio below 1.5 at a million deals.")
    for key in sorted(METRICS.keys() - set(KEYS)):
        print(f"  {key}: {NOT_BY_HAND[key]}")


def times(runs: Sequence[tuple[Run, Run]]) -> str:
    """Ours, by hand and their ratio: elapsed, then processor time; the shortest of all runs."""
    elapsed = [min(pair[side].elapsed for pair in runs) for side in (0, 1)]
    worked = [min(pair[side].worked for pair in runs) for side in (0, 1)]
    return "".join(f"{one:>13.2f}{other:>13.2f}{one / other:>13.2f}" for one, other in (elapsed, worked))


if __name__ == "__main__":
    main()
