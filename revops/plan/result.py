"""What a plan and a memo hold; screens, documents and the command line show these objects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from revops.reading import Reading
from revops.vocabulary import Team


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something to do within the next ninety days.

    Attributes:
        by: Days from now: 30, 60 or 90.
        what: What to do, a sentence.
        owner: Who does it; "" where nobody is named.
        sign: The sign it follows from; None for what every plan has.
    """

    by: int
    what: str
    owner: str
    sign: str | None = None


@dataclass(frozen=True, kw_only=True)
class OwnedMetric:
    """A number that somebody watches from now on.

    Attributes:
        metric: Its key.
        team: Whose number it is.
        sign: The sign that it speaks about.
        today: Its reading; None where it was not measured.
        target: The value at which the sign is no more than half present, in the unit of the metric; a mark to
            steer by, no promise.
        is_lower: Whether the target is reached from above.
        is_reached: Whether today's value is there already; None where it is unknown.
    """

    metric: str
    team: Team
    sign: str
    today: Reading | None
    target: float
    is_lower: bool
    is_reached: bool | None


@dataclass(frozen=True, kw_only=True)
class RoleStep:
    """A role to fill, in order.

    Attributes:
        from_sellers: People who sell, from which the role is worth thinking of; None for a role to fill now.
        source: Key of the source.
    """

    team: Team
    title: str
    does: str
    reports_to: str
    from_sellers: int | None
    source: str


@dataclass(frozen=True, kw_only=True)
class ToolState:
    """A part of the technology stack; no file proves that it is missing.

    Attributes:
        is_shown: Whether a file shows it in use.
        is_said: Whether somebody says so where no file does.
    """

    key: str
    title: str
    what: str
    is_shown: bool
    is_said: bool = False

    @property
    def is_in_use(self) -> bool:
        """Whether a file or a person says so."""
        return self.is_shown or self.is_said


@dataclass(frozen=True, kw_only=True)
class LookAgain:
    """When to make the recommendation again.

    Attributes:
        says: When, a sentence.
        on: The day; None where it hangs on what is found out.
        different: What would then be different, sentences.
    """

    says: str
    on: date | None
    different: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The next ninety days after a recommendation.

    Attributes:
        steps: In the order of days; those written by hand where there are any.
        proposed: The steps that follow from the signs, whatever was written by hand.
        is_edited: Whether `steps` were written by hand.
    """

    steps: tuple[Step, ...]
    proposed: tuple[Step, ...]
    is_edited: bool
    roles: tuple[RoleStep, ...]
    metrics: tuple[OwnedMetric, ...]
    tools: tuple[ToolState, ...]
    look_again: LookAgain


@dataclass(frozen=True, kw_only=True)
class Against:
    """What speaks against a recommendation.

    Attributes:
        strongest: The strongest argument, a sentence or two.
        also: The others, in order.
    """

    strongest: str
    also: tuple[str, ...] = ()
