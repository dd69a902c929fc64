"""What was won against what was asked for."""

from revops.metric import Derived, Ingredient, Metric
from revops.metrics.deals import ONE_SIDED
from revops.vocabulary import Better, Entity, Group, Kind, Team, Timing, Unit

SALESOPS = (Team.SALESOPS,)

_SPLIT_OFF = {
    "Quotas of reps in their first three months: {n}. They are split off, because nobody fills a quota at once.": """
        select count(*) as n
        from rep_quotas
        cross join clock
        where is_new
          and won_amount is not null
          and (clock.since is null or least(period_end, clock.as_of) between clock.since and clock.until)
    """,
    "Last quotas of reps who get none later on, while others do: {n}. They are split off.": """
        select count(*) as n
        from rep_quotas
        cross join clock
        where has_left
          and not is_new
          and won_amount is not null
          and (clock.since is null or least(period_end, clock.as_of) between clock.since and clock.until)
    """,
    "Quotas of names that own no deal, or of days before the first deal: {n}. They are left out; a team's quota cannot "
    "be held against the deals of its reps.": """
        select count(*) as n
        from rep_quotas
        cross join clock
        where won_amount is null
          and (clock.since is null or least(period_end, clock.as_of) between clock.since and clock.until)
    """,
}

_LEFT_OUT = (
    "Periods that still run, reps in their first three months, the last quota of a rep who has left, quotas of names "
    "that own no deal, and days before the first deal of the file."
)

quota_attainment = Metric(
    label="Quota attainment",
    says="How much of what your reps were asked to sell they sold.",
    counts="Every quota of a rep whose period ended in the window, against the amounts that this rep won in it; where "
    "no rep has a quota, that of the company against all that was won.",
    leaves_out=_LEFT_OUT,
    belongs_to="The last day of the period.",
    unknown_when="No period that ended in the window has a quota and deals of the same rep.",
    formula="amount won / quota",
    kind=Kind.RATIO,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    models=SALESOPS,
    group=Group.WINNING,
    source="persian-glossary",
    of=Entity.REP,
    timing=Timing.FLOW,
    minimum=10,
    rows="""
        select
            owner,
            least(period_end, as_of) as on_date,
            period_start,
            period_end,
            rep as cluster,
            won_amount as numerator,
            quota as denominator
        from rep_quotas
        cross join clock
        where won_amount is not null and not is_new and not has_left
    """,
    rivals={
        "everyone": """
            select
                owner,
                least(period_end, as_of) as on_date,
                period_start,
                period_end,
                rep as cluster,
                won_amount as numerator,
                quota as denominator
            from rep_quotas
            cross join clock
            where won_amount is not null
        """,
    },
    rival_labels={"everyone": "New reps and those who left included"},
    one_of=(("deals.closed_on",), ("deals.amount",)),
    cautions=_SPLIT_OFF,
)

reps_at_quota_share = Metric(
    label="Reps at quota",
    says="How often a rep reaches the quota of a period.",
    counts="Every quota of a rep whose period ended in the window; reached, if the amounts that this rep won in the "
    "period come to all of it.",
    leaves_out=_LEFT_OUT,
    belongs_to="The last day of the period.",
    unknown_when="No period that ended in the window has a quota and deals of the same rep.",
    formula="quotas reached in full / quotas of reps",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    models=SALESOPS,
    group=Group.WINNING,
    source="own",
    of=Entity.REP,
    timing=Timing.FLOW,
    minimum=10,
    rows="""
        select
            owner,
            least(period_end, as_of) as on_date,
            period_start,
            period_end,
            rep as cluster,
            won_amount >= quota as part
        from rep_quotas
        cross join clock
        where rep <> '' and won_amount is not null and not is_new and not has_left
    """,
    rivals={
        "everyone": """
            select
                owner,
                least(period_end, as_of) as on_date,
                period_start,
                period_end,
                rep as cluster,
                won_amount >= quota as part
            from rep_quotas
            cross join clock
            where rep <> '' and won_amount is not null
        """,
    },
    rival_labels={"everyone": "New reps and those who left included"},
    one_of=(("deals.owner",), ("deals.closed_on",), ("deals.amount",)),
    cautions=_SPLIT_OFF,
)

pipeline_coverage = Metric(
    label="Pipeline coverage",
    says="How many times over the open deals due in the running period would fill what is left of its target.",
    counts="The full amount of every open deal expected to close from the day the data end to the end of the shortest "
    "period with a quota that still runs; its target is the quota of the company, else those of all reps added up.",
    leaves_out="Open deals without an amount or an expected closing date, overdue ones, and those due later.",
    belongs_to="The day the data end; the file does not tell how things stood before.",
    unknown_when="No quota runs on after the day the data end.",
    formula="amount of open deals due in the period / (target - won in the period so far)",
    kind=Kind.TOTAL,
    unit=Unit.RATIO,
    better=Better.HIGHER,
    models=(Team.SALESOPS, Team.REVOPS),
    group=Group.FORECASTING,
    source="greek-text",
    of=Entity.DEAL,
    timing=Timing.SNAPSHOT,
    minimum=20,
    rows="""
        select
            deals.deal_id,
            deals.expected_close_on as on_date,
            case when running_target.target_left > 0 then deals.amount / running_target.target_left end as value
        from deals
        cross join running_target
        cross join clock
        where deals.outcome = 'open' and deals.expected_close_on between clock.as_of and running_target.period_end
    """,
    rivals={
        "with_overdue": """
            select
                deals.deal_id,
                deals.expected_close_on as on_date,
                case when running_target.target_left > 0 then deals.amount / running_target.target_left end as value
            from deals
            cross join running_target
            where deals.outcome = 'open' and deals.expected_close_on <= running_target.period_end
        """,
        "weighted": """
            select
                deals.deal_id,
                deals.expected_close_on as on_date,
                case
                    when running_target.target_left > 0
                    then deals.amount * deals.probability / running_target.target_left
                end as value
            from deals
            cross join running_target
            cross join clock
            where deals.outcome = 'open' and deals.expected_close_on between clock.as_of and running_target.period_end
        """,
    },
    rival_labels={
        "with_overdue": "Overdue deals included",
        "weighted": "Each deal weighted with the chance that the CRM gives it",
    },
    unless={
        "None of your quotas ({n}) runs on after the day the data end, so there is no target to cover.": """
            select count(*) as n
            from quotas
            cross join (select count(*) as targets from running_target) as running
            where running.targets = 0
        """,
        "The target of the running period is filled already (deals won in it: {n}), so nothing is left to cover.": """
            select count(*) as n
            from running_target
            join deals on deals.closed_on between running_target.period_start and running_target.period_end
            where deals.outcome = 'won' and running_target.target_left <= 0
        """,
    },
)

_WON_OF_NEW = Ingredient(
    label="Close rate of new business",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    of=Entity.DEAL,
    timing=Timing.FLOW,
    minimum=30,
    rows="""
        select deal_id, closed_on as on_date, outcome = 'won' as part
        from deals
        where outcome in ('won', 'lost') and coalesce(kind, 'new') = 'new'
    """,
    optional=("deals.kind",),
)

coverage_at_win_rate = Metric(
    label="Coverage at your close rate",
    says="How much of what is left of the target the open deals fill if you win as many of them as of those before.",
    counts="The pipeline coverage of the running period, and the close rate of new business in the window.",
    leaves_out="Deals still to be opened in the period, and that large deals may close less often than small ones.",
    belongs_to="The day the data end; the file does not tell how things stood before.",
    unknown_when="Pipeline coverage or close rate is not known.",
    formula="pipeline coverage x close rate of new business",
    kind=Kind.DERIVED,
    unit=Unit.RATIO,
    better=Better.HIGHER,
    models=(Team.SALESOPS, Team.REVOPS),
    group=Group.FORECASTING,
    source="own",
    of=Entity.DEAL,
    timing=Timing.SNAPSHOT,
    minimum=20,
    made_of=Derived(
        of={"coverage": "pipeline_coverage", "won": _WON_OF_NEW},
        formula=lambda coverage, won: coverage * won,
    ),
    unless=ONE_SIDED,
)
