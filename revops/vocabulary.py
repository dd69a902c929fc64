"""The words everyone shares: closed sets of values that appear in files, addresses and JSON."""

from __future__ import annotations

from enum import StrEnum

TEXT_ENDINGS = (".csv", ".tsv", ".psv", ".ssv", ".txt", ".tab")
"""What the names of tables in plain text end with."""


class Team(StrEnum):
    """An operations team a company can invest in."""

    SALESOPS = "salesops"
    REVOPS = "revops"

    @property
    def label(self) -> str:
        """Name as people write it."""
        return {"salesops": "SalesOps", "revops": "RevOps"}[self.value]


class OperatingModel(StrEnum):
    """What the user wants to have assessed; "model" never means anything else here."""

    SALESOPS = "salesops"
    REVOPS = "revops"
    BOTH = "both"

    @property
    def teams(self) -> tuple[Team, ...]:
        """The teams that are scored under this choice."""
        return tuple(Team) if self is OperatingModel.BOTH else (Team(self.value),)

    @property
    def label(self) -> str:
        """Name as people write it."""
        return "Both" if self is OperatingModel.BOTH else Team(self.value).label


class Outcome(StrEnum):
    """What the diagnostic can end in."""

    SALESOPS = "salesops"
    REVOPS = "revops"
    BOTH = "both"
    NEITHER = "neither"
    UNSETTLED = "unsettled"

    @property
    def label(self) -> str:
        """Name as people write it."""
        names = {"salesops": "SalesOps", "revops": "RevOps", "both": "Both"}
        return names.get(self.value, {"neither": "Neither yet", "unsettled": "Not settled"}.get(self.value, ""))


class Unit(StrEnum):
    """What a metric's number is measured in. Shares, and points between them, are 0 to 1 everywhere but on screen."""

    SHARE = "share"
    POINTS = "points"
    MONEY = "money"
    MONEY_PER_MONTH = "money_per_month"
    MONEY_PER_DAY = "money_per_day"
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    COUNT = "count"
    RATIO = "ratio"

    @property
    def is_share(self) -> bool:
        """Whether the number is a share of one, or a distance between two."""
        return self in (Unit.SHARE, Unit.POINTS)

    @property
    def is_money(self) -> bool:
        """Whether the number needs a currency."""
        return self is Unit.MONEY or bool(self.each)

    @property
    def each(self) -> str:
        """The span of time that money is for, as words behind it; "" for everything else."""
        return {"money_per_month": "a month", "money_per_day": "a day"}.get(self.value, "")


class Better(StrEnum):
    """Which direction is good news."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Kind(StrEnum):
    """What a metric's rows carry, and so which estimate and interval they get."""

    SHARE = "share"
    RATIO = "ratio"
    ODDS = "odds"
    TOTAL = "total"
    MEAN = "mean"
    MIDDLE = "middle"
    TIME_TO_EVENT = "time_to_event"
    DISTRIBUTION = "distribution"
    SERIES = "series"
    DERIVED = "derived"


class Timing(StrEnum):
    """How the window acts on a metric's rows."""

    FLOW = "flow"
    SNAPSHOT = "snapshot"
    MONTH_END = "month_end"
    COHORT = "cohort"


class Entity(StrEnum):
    """What one row of a metric is; dimensions hang on it."""

    DEAL = "deal"
    LEAD = "lead"
    CUSTOMER = "customer"
    MONTH = "month"
    REP = "rep"
    PERIOD = "period"
    ACTIVITY = "activity"


class Fact(StrEnum):
    """A figure about the company that no file holds."""

    GROSS_MARGIN = "gross_margin"
    INFLATION = "inflation"

    @property
    def label(self) -> str:
        """Name within a sentence."""
        return {"gross_margin": "gross margin", "inflation": "rate of inflation"}[self.value]


class Slice(StrEnum):
    """A way to break a metric down (`--by`)."""

    MONTH = "month"
    QUARTER = "quarter"
    SEGMENT = "segment"
    PRODUCT = "product"
    SOURCE = "source"
    OWNER = "owner"
    CHANNEL = "channel"
    SIZE = "size"
    COHORT = "cohort"


class Comparison(StrEnum):
    """The earlier period that a number is held against."""

    PREVIOUS = "previous"
    YEAR = "year"
    LAST = "last"

    @property
    def label(self) -> str:
        """Name on a button."""
        return {"previous": "Previous period", "year": "Same period last year", "last": "Your last assessment"}[
            self.value
        ]


class Verdict(StrEnum):
    """Whether a difference is more than luck alone gives."""

    BEYOND_NOISE = "beyond_noise"
    WITHIN_NOISE = "within_noise"


class ColumnKind(StrEnum):
    """What a column of a canonical table holds."""

    ID = "id"
    TEXT = "text"
    DATE = "date"
    MONEY = "money"
    NUMBER = "number"
    SHARE = "share"
    FLAG = "flag"
    CHOICE = "choice"


class DealOutcome(StrEnum):
    """What became of a deal, told by its stage."""

    WON = "won"
    LOST = "lost"
    OPEN = "open"


class EvidenceClass(StrEnum):
    """How directly files speak about a sign."""

    DIRECT = "direct"
    PROXY = "proxy"
    JUDGEMENT = "judgement"

    @property
    def label(self) -> str:
        """What files can do about it, in a few words."""
        says = {"direct": "files can show it", "proxy": "files can only hint at it"}
        return says.get(self.value, "files say nothing about it")


class Group(StrEnum):
    """The part of the scorecard a metric stands in, in reading order."""

    WINNING = "winning"
    FILLING = "filling"
    KEEPING = "keeping"
    FORECASTING = "forecasting"
    TRUSTING = "trusting"

    @property
    def label(self) -> str:
        """Heading on the scorecard."""
        return {
            "winning": "Winning deals",
            "filling": "Filling the funnel",
            "keeping": "Keeping and growing customers",
            "forecasting": "Forecasting",
            "trusting": "Data you can trust",
        }[self.value]
