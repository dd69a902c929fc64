"""The way of leads and deals through their stages."""

from revops.metric import Metric
from revops.vocabulary import Better, Entity, Group, Kind, Team, Timing, Unit

stage_conversion = Metric(
    label="Funnel conversion",
    says="Of a hundred deals that enter your pipeline, how many are won, and at which step the others are lost.",
    counts="Every deal opened in the window that has a stage history and is as old as 95 of 100 decided deals were; a "
    "stage that was skipped counts as reached, a won deal has reached all. Leads, as old as nine of ten conversions "
    "take, from lead to MQL, SQL, deal and, where deals are linked to leads, won. Still open is not got on yet.",
    leaves_out="Younger deals and leads; stages that fewer than one deal in twenty entered, and those that most enter "
    "on the day they close, which are endings.",
    belongs_to="The month the deal was opened or the lead came in.",
    unknown_when="No deal or lead of the window is old enough, or none has a stage history.",
    formula="deals that reached the next stage / deals that reached this one",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    models=(Team.SALESOPS, Team.REVOPS),
    group=Group.WINNING,
    source="persian-glossary",
    of=Entity.DEAL,
    timing=Timing.COHORT,
    minimum=50,
    estimate="steps",
    rows="""
        select
            deal_steps.deal_id,
            deal_steps.opened_on as on_date,
            case when deal_steps.place > 0 then 10 + deal_steps.place else 0 end as place,
            deal_steps.step,
            deal_steps.got_on as part
        from deal_steps
        union all
        select
            lead_steps.lead_id as deal_id,
            lead_steps.created_on as on_date,
            lead_steps.place,
            lead_steps.step,
            lead_steps.got_on as part
        from lead_steps
        cross join (select count(*) as deals from deal_steps) as history
        where lead_steps.place > 0 or history.deals = 0
    """,
    one_of=(("stage_changes.entered_on", "leads.created_on"),),
    stands_for="The one number is the whole way: {category}.",
)
