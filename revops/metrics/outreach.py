"""Which deals the company's own people went out for, as their sources tell, and what to say where none tells."""

# ruff: noqa: S608 - the pieces of SQL are the words of this package, never a user's

IS_BLANK = "source is null or source not in (select source from deal_sources)"
BY_MARKETING = "source in (select source from deal_sources where not is_direct)"
WAS_FOUND = "source in (select source from deal_sources where is_direct)"
"""Found or sold by own people; the same words tell them for direct sales and for the return on marketing."""


def unheard(told_by: str, truth: str) -> dict[str, str]:
    """A caution where no source says that own people went out: one may say so in words that are not known.

    Args:
        told_by: Column of the view of sources that the number stands on.
        truth: Which way the true number would lie off, such as "higher".
    """
    return {
        "None of the sources in your file, {n} in all, names your own people going out. If one of them means that in "
        f"other words, the true number is {truth}.": f"""
            select count(*) as n
            from deal_sources
            having count(case when {told_by} then 1 end) = 0
        """,
    }
