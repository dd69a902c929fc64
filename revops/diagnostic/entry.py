"""What an entry of a content file holds: a sign, a context fact, a gate, a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from revops.vocabulary import EvidenceClass, Team

FactKind = Literal["count", "choice", "date", "money", "share"]


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a definition or judgement comes from, and how far to trust it."""

    title: str
    what: str
    provenance: str
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What has to hold for a metric to bear on a sign: another number, or what was answered about another sign.

    Attributes:
        metric: Key of the number looked at; empty where an answer is.
        sign: Key of the sign whose answer, 0 to 1, is looked at; empty where a number is.
        at_least: Lowest value with which it holds; None for no lower end.
        at_most: Highest one.
        otherwise: Why the evidence does not count where it does not hold, a sentence; `{value}` for the number.
        unknown: Why it does not count where nobody can tell; empty where it counts all the same.
    """

    otherwise: str
    metric: str = ""
    sign: str = ""
    at_least: float | None = None
    at_most: float | None = None
    unknown: str = ""

    def holds(self, value: float) -> bool:
        """Whether the value lies where it should."""
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)


@dataclass(frozen=True, kw_only=True)
class EvidenceRule:
    """How a metric speaks about a sign.

    Attributes:
        metric: Key of the metric.
        anchors: Its values at strength 0, 0.5 and 1; rising or falling.
        table: The file that would give it, where it is missing.
        says: A sentence with `{value}`, or `{points}` for a difference of shares ("3 points"), in it.
        trust: Ceiling of the trust, where it differs from that of the sign's class.
        currencies: For money: the currencies whose amounts the anchors fit.
        new_business: Whether renewals and expansions among the deals are left out first.
        never: How the sentence begins that stands in the number's place where there is none of it, so that it speaks
            against the sign.
        only_if: What has to hold for it to count.
        source: Where the anchors come from, a key in `content/sources.toml`.
    """

    metric: str
    anchors: tuple[float, float, float]
    table: str
    says: str
    trust: float | None = None
    currencies: tuple[str, ...] = ()
    new_business: bool = False
    never: str = ""
    only_if: Condition | None = None
    source: str = "own"


@dataclass(frozen=True, kw_only=True)
class Sign:
    """One of the thirteen signs: what is asked, how it may be answered, what bears on it.

    Attributes:
        title: The sign as a short statement.
        question: What the founder is asked.
        steps: What answers 0 to 4 look like in a company.
        steps_other: The same where customers pay nothing that recurs; empty where `steps` fits such a company as well.
        group: "context" for what the company is like, "pain" for what hurts.
        weight: Published weight within the group.
        source: Key in `content/sources.toml`.
        help: How to arrive at an answer.
        cannot_show: What files cannot tell about it.
        ask: Who knows.
        first_action: What to do first where the sign is present.
        evidence: Metrics that bear on it.
        needs_sellers: Whether it does not apply where nobody sells.
        about_what_works: Whether "don't know" here hints that nobody knows what works.
    """

    title: str
    question: str
    steps: tuple[str, ...]
    team: Team
    group: str
    evidence_class: EvidenceClass
    weight: float
    source: str
    help: str
    cannot_show: str
    ask: str
    first_action: str
    evidence: tuple[EvidenceRule, ...] = ()
    needs_sellers: bool = False
    steps_other: tuple[str, ...] = ()
    about_what_works: bool = False
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class ContextFact:
    """A fact about the company that is asked once.

    Attributes:
        kind: What is typed or chosen.
        values: For a choice: the answers as an answers file writes them.
        options: For a choice: what each means, in the same order.
        skip_without_sellers: Whether the question is pointless where nobody sells or will.
        feeds: Metric that the fact stands in for where no file shows it.
        is_asked: Whether a screen asks for it; otherwise it is only kept.
    """

    kind: FactKind
    title: str
    question: str
    help: str
    ask: str
    values: tuple[str | int | bool, ...] = ()
    options: tuple[str, ...] = ()
    skip_without_sellers: bool = False
    feeds: str | None = None
    is_asked: bool = True
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Gate:
    """A rule that overrules the scores.

    Attributes:
        because: Why it acts, a sentence.
        lifted: What lifting it by hand means, a sentence.
        facts: Context facts it looks at.
        chance: How often its fact is thought to hold where it is not known.
    """

    title: str
    because: str
    lifted: str
    facts: tuple[str, ...]
    chance: float
    source: str
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class OutcomeText:
    """What an outcome means and what to do with it."""

    means: str
    next: tuple[str, ...]
    look_again: str
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Export:
    """Whom to ask for a file, and what it should hold."""

    label: str
    ask: str
    export: str
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A number people argue about, and why it is what it is."""

    value: float
    why: str
    key: str = ""
