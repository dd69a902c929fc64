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
class EvidenceRule:
    """How a metric speaks about a sign.

    Attributes:
        metric: Key of the metric.
        anchors: Its values at strength 0, 0.5 and 1; rising or falling.
        table: The file that would give it, where it is missing.
        says: A sentence with `{value}`, or `{points}` for a difference of shares ("3 points"), in it.
        trust: Ceiling of the trust, where it differs from that of the sign's class.
        currencies: For money: the currencies whose amounts the anchors fit.
    """

    metric: str
    anchors: tuple[float, float, float]
    table: str
    says: str
    trust: float | None = None
    currencies: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Sign:
    """One of the thirteen signs: what is asked, how it may be answered, what bears on it.

    Attributes:
        title: The sign as a short statement.
        question: What the founder is asked.
        steps: What answers 0 to 4 look like in a company.
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
