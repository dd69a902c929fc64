"""Whether marketing's file and the CRM count the same leads."""

from revops.metric import Metric
from revops.vocabulary import Better, Entity, Group, Kind, Team, Timing, Unit

lead_count_mismatch = Metric(
    label="Files of leads disagree",
    says="How far the counts of leads lie apart between marketing's file and the CRM.",
    counts="Leads of the two files that hold most of them, by month and source, on the days that both cover. A lead "
    "that stands in both counts once in each.",
    leaves_out="Days before the first and after the last lead of either file, and any third file.",
    belongs_to="The month the lead came in.",
    unknown_when="Only one file holds leads, or two cover no common day. Add the leads as the other department keeps "
    "them.",
    formula="sum of the differences of each month and source / sum of the larger counts",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    better=Better.LOWER,
    models=(Team.REVOPS,),
    group=Group.TRUSTING,
    source="own",
    of=Entity.MONTH,
    timing=Timing.FLOW,
    minimum=12,
    rows="""
        select
            month,
            month as on_date,
            source,
            abs(in_first - in_second) as part,
            greatest(in_first, in_second) as whole
        from leads_of_two_files
    """,
    rivals={
        "whatever_the_source": """
            select
                month,
                month as on_date,
                abs(sum(in_first) - sum(in_second)) as part,
                greatest(sum(in_first), sum(in_second)) as whole
            from leads_of_two_files
            group by month
        """,
    },
    rival_labels={"whatever_the_source": "By month alone, whatever the source is called"},
    one_of=(("leads.created_on",),),
    cautions={
        "Files that hold leads: {n}. Only the two with most of them are held against each other.": """
            select files as n from (select max(files) as files from leads_of_two_files) as counted where files > 2
        """,
    },
)
