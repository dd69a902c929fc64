"""What reps spend their time on, as far as it is logged."""

from revops.metric import Metric
from revops.vocabulary import Better, Entity, Group, Kind, Team, Timing, Unit

selling_time_share = Metric(
    label="Selling time",
    says="How much of the time that your reps log goes to buyers instead of paperwork.",
    counts="The minutes of every activity done in the window. Calls, meetings, demos, visits, mails, presentations, "
    "proposals, negotiations and prospecting are selling, and anything else that was done for a deal.",
    leaves_out="Activities without minutes, and those of a kind that tells neither selling nor other work. Internal "
    "meetings, reports, data entry, administration, training and travel are no selling, for a deal or not.",
    belongs_to="The month the activity was done.",
    unknown_when="No activity in the window tells how long it took and what it was.",
    formula="minutes of selling activities / logged minutes",
    kind=Kind.RATIO,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    models=(Team.SALESOPS,),
    group=Group.WINNING,
    source="own",
    of=Entity.ACTIVITY,
    timing=Timing.FLOW,
    minimum=100,
    ceiling=1.0,
    rows="""
        select
            activities.deal_id,
            activities.done_on as on_date,
            coalesce(lower(trim(activities.owner)), '') as cluster,
            case
                when activities.kind is not null and activity_kinds.is_other then 0e0
                when activity_kinds.is_selling or activities.deal_id is not null then activities.minutes
            end as numerator,
            activities.minutes as denominator
        from activities
        left join activity_kinds on activity_kinds.kind = activities.kind
        where activities.minutes > 0
    """,
    optional=("activities.deal_id", "activities.owner"),
)
