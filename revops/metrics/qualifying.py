"""Qualified leads: how many there are, how many sales takes, and how fast."""

from revops.metric import Metric
from revops.vocabulary import Better, Entity, Group, Kind, Team, Timing, Unit

REVOPS = (Team.REVOPS,)

_QUALIFIED = ("leads.is_mql", "leads.mql_on")
_ACCEPTED = ("leads.is_sql", "leads.sql_on")

mql_rate = Metric(
    label="Marketing-qualified share",
    says="Out of a hundred leads, how many meet your own rule for being worth the attention of sales.",
    counts="Every lead that came in within the window; qualified by the mark or the day in your own file.",
    leaves_out="Qualifications after the day the data end. There is no standard rule, so compare only with yourself.",
    belongs_to="The day the lead came in, so each month follows its own leads.",
    unknown_when="No lead came in within the window.",
    formula="marketing-qualified leads / leads, of those that came in together",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    better=Better.NEITHER,
    models=REVOPS,
    group=Group.FILLING,
    source="article-table",
    of=Entity.LEAD,
    timing=Timing.COHORT,
    minimum=50,
    rows="""
        select lead_id, created_on as on_date, is_qualified as part
        from worked_leads
    """,
    one_of=(_QUALIFIED,),
    unless={
        "Every lead in your file is marked as marketing-qualified, {n} in all: it seems to hold no others. Export all "
        "leads to see what share of them qualifies.": """
            select count(*) as n
            from worked_leads
            having count(case when is_qualified then 1 end) = count(*)
        """,
    },
)

sql_rate = Metric(
    label="Sales-accepted share",
    says="Out of a hundred marketing-qualified leads, how many sales accepts as worth working.",
    counts="Marketing-qualified leads old enough to judge: older than nine of ten acceptances take, but at least 14 "
    "and at most 90 days.",
    leaves_out="Younger ones, and leads that sales accepted without a mark of marketing qualification.",
    belongs_to="The day the lead became qualified, or came in where that day is not known.",
    unknown_when="No marketing-qualified lead of the window is old enough to judge.",
    formula="accepted by sales / marketing-qualified leads of the same time",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    models=(Team.SALESOPS, Team.REVOPS),
    group=Group.FILLING,
    source="article-table",
    of=Entity.LEAD,
    timing=Timing.COHORT,
    minimum=50,
    rows="""
        select worked_leads.lead_id, worked_leads.qualified_on as on_date, worked_leads.is_accepted as part
        from worked_leads
        cross join acceptance_ripeness
        cross join clock
        where worked_leads.is_qualified
          and (
              worked_leads.qualified_on is null
              or date_diff('day', worked_leads.qualified_on, clock.as_of) >= acceptance_ripeness.ripe_days
          )
    """,
    rivals={
        "all_qualified": """
            select lead_id, qualified_on as on_date, is_accepted as part
            from worked_leads
            where is_qualified
        """,
    },
    rival_labels={"all_qualified": "Of all qualified leads, also those too young to judge"},
    one_of=(_QUALIFIED, _ACCEPTED),
    cautions={
        "Qualified leads of the window that are too young to judge and are left out: {n}.": """
            select count(*) as n
            from worked_leads
            cross join acceptance_ripeness
            cross join clock
            where worked_leads.is_qualified
              and date_diff('day', worked_leads.qualified_on, clock.as_of) < acceptance_ripeness.ripe_days
              and worked_leads.qualified_on between coalesce(clock.since, worked_leads.qualified_on) and clock.until
        """,
    },
)

unworked_mql_share = Metric(
    label="Qualified leads nobody touched",
    says="Out of a hundred marketing-qualified leads, how many sales has never touched.",
    counts="Marketing-qualified leads that were qualified at least seven days before the data end. An acceptance, a "
    "conversion or a deal counts as a touch.",
    leaves_out="Leads that were qualified in the last seven days.",
    belongs_to="The day the lead became qualified, or came in where that day is not known.",
    unknown_when="No lead of the window was marketing-qualified at least seven days before the data end.",
    formula="qualified leads never touched / qualified leads older than seven days",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    better=Better.LOWER,
    models=REVOPS,
    group=Group.FILLING,
    source="own",
    of=Entity.LEAD,
    timing=Timing.COHORT,
    minimum=30,
    rows="""
        select lead_id, qualified_on as on_date, not is_touched as part
        from worked_leads
        cross join clock
        where is_qualified and (qualified_on is null or date_diff('day', qualified_on, clock.as_of) >= 7)
    """,
    one_of=(_QUALIFIED, ("leads.first_touch_on",)),
)

mqls_per_rep = Metric(
    label="Qualified leads per rep",
    says="How many marketing-qualified leads each rep is handed in a month.",
    counts="The marketing-qualified leads of every whole month, and the reps who own a deal or lead of that month.",
    leaves_out="Months that the file or the window cuts off, and months in which no rep is named.",
    belongs_to="The month the lead became qualified, or came in where that day is not known.",
    unknown_when="No whole month of the window has a lead and names a rep.",
    formula="marketing-qualified leads of a month / reps of that month",
    kind=Kind.RATIO,
    unit=Unit.COUNT,
    better=Better.NEITHER,
    models=REVOPS,
    group=Group.FILLING,
    source="own",
    of=Entity.MONTH,
    timing=Timing.FLOW,
    minimum=6,
    rows="""
        select month, month as on_date, qualified as numerator, reps as denominator
        from rep_months
        where reps > 0
    """,
    one_of=(_QUALIFIED, ("leads.owner", "deals.owner")),
    undivided="Leads are not handed to reps when marketing qualifies them, so it is not broken down.",
)
