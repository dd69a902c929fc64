"""What people say: context facts, answers to signs, notes, and what they overrode."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from revops.investment.figures import Figures
from revops.vocabulary import Fact


class Special(StrEnum):
    """Answers that are no step of the scale."""

    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class GtmStage(StrEnum):
    """Go-to-market maturity, after the source."""

    IDEATION = "ideation"
    TRANSITION = "transition"
    EXECUTION = "execution"


Answer = int | Special
"""0 to 4, or a special answer."""

Anchors = tuple[float, float, float]
"""A metric's values at strength 0, 0.5 and 1 of a sign."""

STEP_VALUES = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, kw_only=True)
class Context:
    """Facts asked once; None is unknown: its gate does not act.

    Attributes:
        sellers: People who sell today.
        planned_sellers: Hires into selling this year.
        gtm_stage: Maturity of the go-to-market.
        hires: Operations hires the budget allows: 0, 1, or 2 for two and more.
        keep_reps: False when moving to automated funnels.
        recurring: Whether customers pay a recurring amount; decides how answers are described.
        founded_on: For months in business, where it precedes the first win.
        gross_margin: 0 to 1.
        arr: Where no file shows it.
        inflation: Rate of a year, for growth in real terms.
    """

    sellers: int | None = None
    planned_sellers: int | None = None
    gtm_stage: GtmStage | None = None
    hires: int | None = None
    keep_reps: bool | None = None
    recurring: bool | None = None
    founded_on: date | None = None
    gross_margin: float | None = None
    arr: float | None = None
    inflation: float | None = None

    @property
    def figures(self) -> Mapping[Fact, float]:
        """Those facts that metrics calculate with, where they are known."""
        told = {fact: getattr(self, fact.value) for fact in Fact}
        return {fact: value for fact, value in told.items() if value is not None}


class Role(StrEnum):
    """Part of the company that a vote speaks for; "team" where several are too few to be told apart."""

    SALES = "sales"
    MARKETING = "marketing"
    SUCCESS = "success"
    FINANCE = "finance"
    LEADERSHIP = "leadership"
    TEAM = "team"

    @property
    def label(self) -> str:
        """As a person writes it."""
        return "Customer success" if self is Role.SUCCESS else self.value.capitalize()


ROLES = tuple(role for role in Role if role is not Role.TEAM)
"""What one person can speak for."""


@dataclass(frozen=True, kw_only=True)
class Vote:
    """What one person in a workshop answered in one round."""

    role: Role
    signs: Mapping[str, Answer]
    round: int = 1


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a workshop decided about a sign.

    Attributes:
        what: To do; "" where only who and when were written down.
        owner: Who does it; "" for nobody yet.
        due_on: By when.
    """

    what: str = ""
    owner: str = ""
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """The workshop that the votes come from.

    Attributes:
        title: As the room was called.
        client: For whom.
        held_on: The day.
        agreed: Signs on which the room agreed on an answer: that one counts, and the votes on them do not.
        decisions: By sign.
    """

    title: str = ""
    client: str = ""
    held_on: date | None = None
    agreed: tuple[str, ...] = ()
    decisions: Mapping[str, Decision] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PlannedStep:
    """A step of the plan as somebody wrote it.

    Attributes:
        by: Days from the assessment by which it is done.
        what: What to do.
        owner: Who does it; "" for nobody yet.
    """

    by: int
    what: str
    owner: str = ""


@dataclass(frozen=True, kw_only=True)
class Answers:
    """One respondent's diagnostic.

    Attributes:
        context: Facts about the company.
        signs: Current answer by sign key; an absent sign is unanswered.
        first: The answer given before the evidence was shown, where it was changed later.
        notes: Free text by sign key.
        lifted_gates: Gates lifted by hand.
        weights: Edited weights by sign key.
        anchors: Edited anchors by sign key and metric.
        definitions: Metrics that are counted by another definition than the published one: metric to rival.
        plan: The plan as edited by hand; None for the proposed one.
        tools: Tools that are in use although no file shows it, by key.
        votes: Answers of a workshop; for the signs that were voted on, they stand in place of `signs`, but for those
            that it agreed on.
        workshop: Where the votes come from, and what was decided there; None for votes without such a record.
        investment: Costs and ranges for the investment case; they change no sign.
    """

    context: Context = field(default_factory=Context)
    signs: Mapping[str, Answer] = field(default_factory=dict)
    first: Mapping[str, Answer] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    lifted_gates: tuple[str, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    anchors: Mapping[str, Mapping[str, Anchors]] = field(default_factory=dict)
    definitions: Mapping[str, str] = field(default_factory=dict)
    plan: tuple[PlannedStep, ...] | None = None
    tools: tuple[str, ...] = ()
    votes: tuple[Vote, ...] = ()
    workshop: Workshop | None = None
    investment: Figures = field(default_factory=Figures)

    @cached_property
    def counting_votes(self) -> tuple[Vote, ...]:
        """The votes that stand in place of an answer."""
        agreed = self.workshop.agreed if self.workshop else ()
        if not agreed:
            return self.votes
        left = ({key: vote.signs[key] for key in vote.signs if key not in agreed} for vote in self.votes)
        return tuple(replace(vote, signs=signs) for vote, signs in zip(self.votes, left, strict=True) if signs)
