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
            deal_id,
            done_on as on_date,
            coalesce(lower(trim(owner)), '') as cluster,
            case
                when lower(kind) like '%intern%' or lower(kind) like '%admin%' or lower(kind) like '%paper%'
                then 0e0
                when lower(kind) like '%crm%' or lower(kind) like '%data%' or lower(kind) like '%report%'
                then 0e0
                when lower(kind) like '%training%' or lower(kind) like '%travel%' or lower(kind) like '%plan%'
                then 0e0
                when lower(kind) like '%schulung%' or lower(kind) like '%reise%' or lower(kind) like '%bericht%'
                then 0e0
                when lower(kind) like '%call%' or lower(kind) like '%demo%' or lower(kind) like '%mail%'
                then minutes
                when lower(kind) like '%meet%' or lower(kind) like '%visit%' or lower(kind) like '%present%'
                then minutes
                when lower(kind) like '%propos%' or lower(kind) like '%offer%' or lower(kind) like '%quot%'
                then minutes
                when lower(kind) like '%negoti%' or lower(kind) like '%prospect%' or lower(kind) like '%outreach%'
                then minutes
                when lower(kind) like '%follow%up%' or lower(kind) like '%anruf%' or lower(kind) like '%termin%'
                then minutes
                when lower(kind) like '%besuch%' or lower(kind) like '%angebot%' or lower(kind) like '%llamada%'
                then minutes
                when lower(kind) like '%appel%' or lower(kind) like '%reuni%' or lower(kind) like '%réunion%'
                then minutes
                when deal_id is not null then minutes
            end as numerator,
            minutes as denominator
        from activities
        where minutes > 0
    """,
    optional=("activities.deal_id", "activities.owner"),
)
