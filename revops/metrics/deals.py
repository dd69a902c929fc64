"""Deals: what is won, how long it takes, how much it brings, what is still open."""

from revops.metric import Metric
from revops.vocabulary import Better, Entity, Group, Kind, Team, Timing, Unit

BOTH = (Team.SALESOPS, Team.REVOPS)
SALESOPS = (Team.SALESOPS,)

win_rate = Metric(
    label="Close rate (win rate)",
    says="Out of a hundred deals that were decided, how many you won.",
    counts="Every deal won or lost in the window, once.",
    leaves_out="Open deals, and rows that repeat the id of a deal.",
    belongs_to="The month the deal closed.",
    unknown_when="No deal was decided in the window.",
    formula="won / (won + lost)",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    models=SALESOPS,
    group=Group.WINNING,
    source="article-table",
    of=Entity.DEAL,
    timing=Timing.FLOW,
    is_headline=True,
    rows="""
        select deal_id, closed_on as on_date, outcome = 'won' as part
        from deals
        where outcome in ('won', 'lost')
    """,
    rivals={
        "won_over_created": """
            select deal_id, opened_on as on_date, outcome = 'won' as part
            from deals
        """,
        "new_business": """
            select deal_id, closed_on as on_date, outcome = 'won' as part
            from deals
            where outcome in ('won', 'lost') and kind = 'new'
        """,
    },
    rival_labels={
        "won_over_created": "Won out of all deals opened, the open ones included",
        "new_business": "New business only",
    },
)
