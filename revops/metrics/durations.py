"""How long deals take, and what becomes of those that were opened."""

from revops.metric import Derived, Ingredient, Metric
from revops.metrics.deals import FAST_ONES, ONE_SIDED
from revops.vocabulary import Better, Entity, Group, Kind, Team, Timing, Unit

SALESOPS = (Team.SALESOPS,)

_FOLLOWED = """
    select
        deal_id,
        opened_on as on_date,
        date_diff('day', opened_on, case when outcome <> 'open' and closed_on <= as_of then closed_on else as_of end)
            as days,
        case when outcome <> 'open' and closed_on <= as_of then outcome end as outcome
    from deals
    cross join clock
    where opened_on <= as_of and (outcome = 'open' or closed_on is not null)
"""
"""Deals from the day they were opened to the day they closed, or to the day the data end."""

cohort_win_rate = Metric(
    label="Win rate of deals opened",
    says="The chance that a deal you open is won, once it has had the time to be decided.",
    counts="Every deal opened in the window, followed to its end or to the day the data end.",
    leaves_out="Deals without an opening date, and decided deals without a closing date.",
    belongs_to="The month the deal was opened.",
    unknown_when="No deal opened in the window was decided, or none was opened long enough ago.",
    formula="chance of being won by the age at which 95 of 100 decided deals were decided, the open ones followed",
    kind=Kind.TIME_TO_EVENT,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    models=SALESOPS,
    group=Group.WINNING,
    source="research-simulation",
    of=Entity.DEAL,
    timing=Timing.COHORT,
    estimate="incidence",
    rows=_FOLLOWED,
    unless=ONE_SIDED,
)

time_to_close_days = Metric(
    label="Time to close",
    says="How many days a deal that you win is open; half of them take longer.",
    counts="Every deal opened in the window; those still open count for as long as they have been followed.",
    leaves_out="Deals without an opening date, and decided deals without a closing date or closed before they opened.",
    belongs_to="The month the deal was opened.",
    unknown_when="No deal opened in the window was won.",
    formula="median days from opening to won, each won deal weighted for the equally old ones still open",
    kind=Kind.TIME_TO_EVENT,
    unit=Unit.DAYS,
    better=Better.LOWER,
    models=SALESOPS,
    group=Group.WINNING,
    source="article-table",
    of=Entity.DEAL,
    timing=Timing.COHORT,
    minimum=20,
    is_headline=True,
    rows=_FOLLOWED,
    rivals={
        "won_only": """
            select deal_id, opened_on as on_date, date_diff('day', opened_on, closed_on) as days, 'won' as outcome
            from deals
            cross join clock
            where opened_on <= as_of and outcome = 'won' and closed_on <= as_of
        """,
        "all_decided": """
            select deal_id, opened_on as on_date, date_diff('day', opened_on, closed_on) as days, 'won' as outcome
            from deals
            cross join clock
            where opened_on <= as_of and outcome <> 'open' and closed_on <= as_of
        """,
        "won_or_lost": """
            select
                deal_id,
                opened_on as on_date,
                date_diff(
                    'day', opened_on, case when outcome <> 'open' and closed_on <= as_of then closed_on else as_of end
                ) as days,
                case when outcome <> 'open' and closed_on <= as_of then 'won' end as outcome
            from deals
            cross join clock
            where opened_on <= as_of and (outcome = 'open' or closed_on is not null)
        """,
    },
    rival_labels={
        "won_only": "Median of the deals won so far, the open ones forgotten",
        "all_decided": "Median of the deals won or lost so far, the open ones forgotten",
        "won_or_lost": "Median until a deal is won or lost, the open ones followed",
    },
)

_CYCLE_FOLLOWED = Ingredient(
    label="Days from first contact to won, the deals not decided yet followed",
    kind=Kind.TIME_TO_EVENT,
    unit=Unit.DAYS,
    of=Entity.DEAL,
    timing=Timing.COHORT,
    minimum=20,
    rows="""
        select
            deals.deal_id,
            coalesce(deals.first_contact_on, deal_leads.created_on) as on_date,
            date_diff(
                'day',
                coalesce(deals.first_contact_on, deal_leads.created_on),
                case
                    when deals.outcome <> 'open' and deals.closed_on <= clock.as_of then deals.closed_on
                    else clock.as_of
                end
            ) as days,
            case when deals.outcome <> 'open' and deals.closed_on <= clock.as_of then deals.outcome end as outcome
        from deals
        left join deal_leads on deal_leads.deal_id = deals.deal_id
        cross join clock
        where coalesce(deals.first_contact_on, deal_leads.created_on) <= clock.as_of
          and (deals.outcome = 'open' or deals.closed_on is not null)
    """,
    one_of=(("deals.first_contact_on", "deals.lead_id", "leads.deal_id"),),
)

sales_cycle_days = Metric(
    label="Average sales cycle",
    says="How many days pass from the first contact to a won deal; half of them take longer.",
    counts="Every deal won in the window whose first contact is known, from the deal or from the lead it came from.",
    leaves_out="Deals without a first contact (the opening date never stands in for it) or won before it.",
    belongs_to="The month the deal was won.",
    unknown_when="No deal was won in the window.",
    formula="median days from first contact to won",
    kind=Kind.MIDDLE,
    unit=Unit.DAYS,
    better=Better.LOWER,
    models=SALESOPS,
    group=Group.WINNING,
    by_cohort=FAST_ONES,
    source="article-table",
    of=Entity.DEAL,
    timing=Timing.FLOW,
    minimum=20,
    rows="""
        select
            deals.deal_id,
            deals.closed_on as on_date,
            date_diff('day', coalesce(deals.first_contact_on, deal_leads.created_on), deals.closed_on) as value
        from deals
        left join deal_leads on deal_leads.deal_id = deals.deal_id
        where deals.outcome = 'won'
    """,
    rivals={
        "all_decided": """
            select
                deals.deal_id,
                deals.closed_on as on_date,
                date_diff('day', coalesce(deals.first_contact_on, deal_leads.created_on), deals.closed_on) as value
            from deals
            left join deal_leads on deal_leads.deal_id = deals.deal_id
            where deals.outcome in ('won', 'lost')
        """,
        "open_followed": Derived(of={"days": _CYCLE_FOLLOWED}, formula=lambda days: days),
    },
    rival_labels={
        "all_decided": "Of all deals that were won or lost",
        "open_followed": "Of the deals begun in the window, those not decided yet followed",
    },
    one_of=(("deals.first_contact_on", "deals.lead_id", "leads.deal_id"),),
)
"""Of the deals won in the window, as the sources and the benchmarks count; short where a company grows.

Then the slow deals of the many begun lately are not won yet. The last rival follows them, as the time to close does.
"""
