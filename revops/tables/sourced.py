"""The table made by us of what the sources of deals tell: who went out for a deal, or how it came."""

# ruff: noqa: S608 - the words are content of this package, never a user's

from revops.content import load
from revops.tables.view import View


def _named(kind: str) -> str:
    """Whether a source names one of the words of a kind."""
    return " or ".join(f"spelled like '%{word}%'" for word in load("outreach.toml")[kind]["words"])


deal_sources = View(
    says="A usable source as deals name it, with whether reps went out for these deals, and whether the company's own "
    "people sold them.",
    needs=("deals",),
    sql=f"""
        with usable as (
            select distinct
                source,
                '| ' || replace(replace(replace(lower(trim(source)), '-', ' '), '_', ' '), '/', ' ') || ' |' as spelled
            from deals
            where trim(lower(source)) not in ('', '-', 'none', 'n/a', 'select', 'unknown', 'other')
        ),
        heard as (
            select source, ({_named("came_in")}) as came_in, ({_named("outreach")}) as outreach, ({_named("direct")})
                as direct
            from usable
        )
        select source, outreach and not came_in as is_outreach, (outreach or direct) and not came_in as is_direct
        from heard
    """,
)
"""Each source is looked at once, however many deals name it."""
