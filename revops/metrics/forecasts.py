"""Forecasts against what came of them."""

from revops.metric import Metric
from revops.vocabulary import Better, Entity, Group, Kind, Team, Timing, Unit

REVOPS = (Team.REVOPS,)

_TOO_FEW_PERIODS = {
    "Periods in the window with a forecast made by their start and a result: {n}. It takes four to tell skill from "
    "chance.": """
        select count(*) as n
        from locked_forecasts
        cross join clock
        where actual is not null
          and (clock.since is null or least(period_end, clock.as_of) between clock.since and clock.until)
        having count(*) < 4
    """
}

_LEFT_OUT = (
    "Periods that still run, forecasts made or changed later than a tenth of the period after its start, earlier "
    "versions of a forecast, and periods that no deal and no actual covers."
)

forecast_accuracy = Metric(
    label="Forecast accuracy",
    says="How close the forecasts made at the start of a period come to what is sold in it; 100% is exact.",
    counts="Every period that ended in the window with a forecast made by its start. What was sold is the actual of "
    "the file, else the amount won in the period. Several amounts forecast on one day are parts of one forecast.",
    leaves_out=_LEFT_OUT,
    belongs_to="The last day of the period.",
    unknown_when="No period that ended in the window has a forecast made by its start and a result.",
    formula="1 - sum of |forecast - actual| / sum of actual",
    kind=Kind.RATIO,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    models=REVOPS,
    group=Group.FORECASTING,
    source="greek-text",
    of=Entity.PERIOD,
    timing=Timing.FLOW,
    minimum=8,
    floor=None,
    ceiling=1.0,
    is_headline=True,
    rows="""
        select
            period_start,
            period_end,
            made_on,
            least(period_end, as_of) as on_date,
            actual - abs(forecast - actual) as numerator,
            actual as denominator
        from locked_forecasts
        cross join clock
    """,
    one_of=(("forecasts.made_on",),),
    unless=_TOO_FEW_PERIODS,
    undivided="Forecasts are made for the whole company, so it is not broken down.",
)

forecast_bias = Metric(
    label="Forecast bias",
    says="How far forecasts made at the start of a period lie above what is sold in it; below 0% they lie under it.",
    counts="Every period that ended in the window with a forecast made by its start. What was sold is the actual of "
    "the file, else the amount won in the period. Several amounts forecast on one day are parts of one forecast.",
    leaves_out=_LEFT_OUT,
    belongs_to="The last day of the period.",
    unknown_when="No period that ended in the window has a forecast made by its start and a result.",
    formula="sum of (forecast - actual) / sum of actual",
    kind=Kind.RATIO,
    unit=Unit.SHARE,
    better=Better.NEITHER,
    models=REVOPS,
    group=Group.FORECASTING,
    source="own",
    of=Entity.PERIOD,
    timing=Timing.FLOW,
    minimum=8,
    floor=None,
    rows="""
        select
            period_start,
            period_end,
            made_on,
            least(period_end, as_of) as on_date,
            forecast - actual as numerator,
            actual as denominator
        from locked_forecasts
        cross join clock
    """,
    one_of=(("forecasts.made_on",),),
    unless=_TOO_FEW_PERIODS,
    undivided="Forecasts are made for the whole company, so it is not broken down.",
)
