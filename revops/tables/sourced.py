"""The tables made by us of what free columns tell: who went out for a deal, and what reps did with their time."""

# ruff: noqa: S608 - the words are content of this package, never a user's

from revops.tables.heard import UNUSABLE, names, spelled
from revops.tables.view import View

deal_sources = View(
    says="A usable source as deals name it, with whether reps went out for these deals, and whether the company's own "
    "people sold them.",
    needs=("deals",),
    sql=f"""
        with usable as (
            select distinct source, {spelled("source")} as spelled
            from deals
            where lower(trim(source)) not in {UNUSABLE}
        ),
        heard as (
            select
                source,
                ({names("outreach.toml", "came_in")}) as came_in,
                ({names("outreach.toml", "outreach")}) as outreach,
                ({names("outreach.toml", "direct")}) as direct
            from usable
        )
        select source, outreach and not came_in as is_outreach, (outreach or direct) and not came_in as is_direct
        from heard
    """,
)
"""Each source is looked at once, however many deals name it."""

activity_kinds = View(
    says="A kind as activities name it, with whether it is selling or other work; neither where no word tells.",
    needs=("activities",),
    sql=f"""
        with kinds as (
            select distinct kind, {spelled("kind")} as spelled
            from activities
            where kind is not null
        )
        select
            kind,
            ({names("work.toml", "other")}) as is_other,
            ({names("work.toml", "selling")}) as is_selling
        from kinds
    """,
)
