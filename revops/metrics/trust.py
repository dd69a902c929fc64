"""Whether the data can be trusted: what is filled in, and what is only filled up."""

# ruff: noqa: S608 - the pieces of SQL are the words of this package, never a user's

from revops.metric import Metric
from revops.tables.heard import UNFILLED, UNUSABLE
from revops.vocabulary import Better, Entity, Group, Kind, Team, Timing, Unit

BOTH = (Team.SALESOPS, Team.REVOPS)
REVOPS = (Team.REVOPS,)

record_completeness = Metric(
    label="Complete records",
    says="How much of what you should know about your deals has been filled in.",
    counts="Account, owner, stage, amount, opening date and source of every deal that is open or closed in the last "
    "twelve months; of open deals also the expected closing date.",
    leaves_out="Fields that no deal has, because the export may lack them; a dash or None counts as blank.",
    belongs_to="The day the data end.",
    unknown_when="No deal is open or was closed in the last twelve months.",
    formula="key fields filled in / key fields",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    models=BOTH,
    group=Group.TRUSTING,
    source="own",
    of=Entity.DEAL,
    timing=Timing.SNAPSHOT,
    is_headline=True,
    rows=f"""
        with known as (
            select
                case when count(account) > 0 then 1 else 0 end as account,
                case when count(owner) > 0 then 1 else 0 end as owner,
                case when count(stage) > 0 then 1 else 0 end as stage,
                case when count(source) > 0 then 1 else 0 end as source,
                case when count(amount) > 0 then 1 else 0 end as amount,
                case when count(opened_on) > 0 then 1 else 0 end as opening,
                case when count(expected_close_on) > 0 then 1 else 0 end as closing
            from deals
        )
        select
            deals.deal_id,
            deals.opened_on as on_date,
            case when lower(trim(deals.account)) not in {UNFILLED} then 1 else 0 end
                + case when lower(trim(deals.owner)) not in {UNFILLED} then 1 else 0 end
                + case when lower(trim(deals.stage)) not in {UNFILLED} then 1 else 0 end
                + case when lower(trim(deals.source)) not in {UNFILLED} then 1 else 0 end
                + case when deals.amount is not null then 1 else 0 end
                + case when deals.opened_on is not null then 1 else 0 end
                + case when deals.outcome = 'open' and deals.expected_close_on is not null then 1 else 0 end as part,
            known.account + known.owner + known.stage + known.source + known.amount + known.opening
                + case when deals.outcome = 'open' then known.closing else 0 end as whole
        from deals
        cross join known
        cross join clock
        where deals.outcome = 'open' or deals.closed_on is null or deals.closed_on > clock.as_of - interval '1' year
    """,
    optional=(
        "deals.account",
        "deals.owner",
        "deals.source",
        "deals.amount",
        "deals.opened_on",
        "deals.closed_on",
        "deals.expected_close_on",
    ),
)

known_source_share = Metric(
    label="Deals with a known source",
    says="The share of your deals of which you know where they came from.",
    counts="Every deal opened in the window.",
    leaves_out="Nothing; a dash, None, unknown or other counts as not known.",
    belongs_to="The month the deal was opened.",
    unknown_when="No deal was opened in the window.",
    formula="deals with a usable source / deals",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    models=REVOPS,
    group=Group.TRUSTING,
    source="own",
    of=Entity.DEAL,
    timing=Timing.FLOW,
    rows=f"""
        select
            deal_id,
            opened_on as on_date,
            coalesce(lower(trim(source)), '') not in {UNUSABLE} as part
        from deals
    """,
    rivals={
        "leads": f"""
            select
                lead_id as deal_id,
                created_on as on_date,
                coalesce(lower(trim(source)), '') not in {UNUSABLE} as part
            from leads
        """,
    },
    rival_labels={"leads": "Of leads instead of deals"},
)

known_loss_reason_share = Metric(
    label="Lost deals with a reason",
    says="The share of your lost deals of which you know why you lost them.",
    counts="Every deal lost in the window.",
    leaves_out="Won and open deals; a dash, None, unknown or other counts as not known.",
    belongs_to="The month the deal was lost.",
    unknown_when="No deal was lost in the window.",
    formula="lost deals with a usable reason / lost deals",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    models=REVOPS,
    group=Group.TRUSTING,
    source="own",
    of=Entity.DEAL,
    timing=Timing.FLOW,
    rows=f"""
        select
            deal_id,
            closed_on as on_date,
            coalesce(lower(trim(loss_reason)), '') not in {UNUSABLE} as part
        from deals
        where outcome = 'lost'
    """,
)
