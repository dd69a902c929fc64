"""What the diagnostic finds; screens, JSON and reports show these objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from revops.vocabulary import EvidenceClass, Outcome, Team


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One reading seen through a sign's anchors.

    Attributes:
        metric: Key of the reading.
        value: The reading's value; None where unknown.
        strength: 0 to 1, piecewise linear through the anchors; None where unknown.
        low: Strength at the end of the interval that argues less for the sign.
        high: Strength at the other end.
        n: Rows behind the reading.
        anchors: Metric values at strength 0, 0.5 and 1.
        reason: Why there is no value.
        is_stated: Whether the value is a fact given by the user instead of read from a file.
        says: The reading in a sentence; None where unknown.
    """

    metric: str
    anchors: tuple[float, float, float]
    value: float | None = None
    strength: float | None = None
    low: float | None = None
    high: float | None = None
    n: int = 0
    reason: str | None = None
    is_stated: bool = False
    says: str | None = None


@dataclass(frozen=True, kw_only=True)
class SignResult:
    """Said and shown of one sign, joined.

    Attributes:
        said: The answer's value 0 to 1; None for unanswered, unknown, not applicable.
        shown: Mean strength of the known evidence; None without any.
        trust: Weight of shown against said, 0 to 1.
        value: trust * shown + (1 - trust) * said; None where nothing is known.
        weight: Weight within its group, after edits.
        applies: False after "does not apply"; then it leaves the denominator.
        finding: A sentence where said and shown disagree firmly.
        steps: What the answers 0 to 4 look like in a company of this kind.
    """

    key: str
    team: Team
    group: str
    evidence_class: EvidenceClass
    weight: float
    said: float | None = None
    shown: float | None = None
    trust: float = 0.0
    value: float | None = None
    applies: bool = True
    finding: str | None = None
    evidence: tuple[Evidence, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """The points a sign adds to its team's need; all of a team add up to the need."""

    sign: str
    points: float


@dataclass(frozen=True, kw_only=True)
class Need:
    """How much a company needs a team, 0 to 1.

    Attributes:
        value: From the known signs alone; None where none is known. Not to be shown unless `is_decidable`.
        low: 5% of the draws lie below; unknown signs take part in them, so that the value may lie outside.
        high: 5% of the draws lie above.
        pain: Mean of the pain signs; a team is called for only from 0.35 on.
        known_weight: Share of the applicable weight with an answer or evidence.
        called_for: Share of draws in which the team is called for, after gates.
        is_decidable: Whether enough of the weight is known to show and judge the value.
    """

    team: Team
    value: float | None
    pain: float | None
    known_weight: float
    called_for: float
    low: float | None = None
    high: float | None = None
    contributions: tuple[Contribution, ...] = ()
    is_decidable: bool = True


@dataclass(frozen=True, kw_only=True)
class GateResult:
    """A gate that acted: it changed, or would change, the outcome."""

    gate: str
    before: Outcome
    after: Outcome
    because: str
    lifted: bool = False


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A sign that would stand elsewhere than it does, 0 to 1."""

    sign: str
    start: float
    end: float


@dataclass(frozen=True, kw_only=True)
class Flip(Moved):
    """A smallest change of one sign, or of two, that changes the outcome.

    Attributes:
        outcome: What would come out most often then.
        says: What would have to be otherwise, and what would follow, a sentence.
        other: The second sign, where no single one changes the outcome.
    """

    outcome: Outcome
    says: str
    other: Moved | None = None


@dataclass(frozen=True, kw_only=True)
class Weighing:
    """Which weights make an outcome right.

    Attributes:
        rank: 1 for the outcome with the largest share of draws.
        share: Of the draws.
        weights: Mean weight of each sign in its team's need over the draws that end there; empty where too few do.
        says: In what these differ from the weights in use, a sentence.
    """

    outcome: Outcome
    rank: int
    share: float
    says: str
    weights: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class FormOf:
    """In what form to invest in a team.

    Attributes:
        form: Key of the form; None where the size of the company is not known.
        label: As it stands behind "as".
        because: Why that one, one or two sentences.
    """

    team: Team
    form: str | None
    label: str
    because: str


@dataclass(frozen=True, kw_only=True)
class FindOut:
    """Something unknown whose answer would make the outcome firmer.

    Attributes:
        what: Key of a sign, context fact or table.
        kind: "sign", "context" or "table".
        narrows: Mean gain in firmness, in share of draws.
        says: What to find out and whom to ask, a sentence.
    """

    what: str
    kind: str
    narrows: float
    says: str


@dataclass(frozen=True, kw_only=True)
class Redefinition:
    """The outcome if one metric were counted otherwise.

    Attributes:
        metric: Key of the metric.
        definition: Key of the other definition.
        label: Its name on screen.
        outcome: What would be recommended.
        is_other: Whether that differs from what is recommended.
    """

    metric: str
    definition: str
    label: str
    outcome: Outcome
    is_other: bool


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """The outcome with its firmness.

    Attributes:
        outcome: Unsettled where no outcome is firm enough or too little is known.
        leading: The outcome with the largest share of draws, also when unsettled.
        firmness: Share of draws in the leading outcome.
        word: "clear", "leaning" or "unsettled".
        then: The team that follows when budget allows one of two; None otherwise.
        first: With both called for, the team to start with; None for a toss-up.
        first_share: Share of draws in which that team's need is the larger.
        settled: What is settled although the outcome is not: sentences per team.
        published: The outcome under the published weights and anchors, where some were edited.
        published_firmness: Share of draws in the leading outcome under those.
        redefined: The outcome under each other definition of a metric that bears on a sign.
        forms: In what form to invest in each team that is recommended now.
        weighings: Which weights would make each outcome right, the most frequent outcome first.
        story: The result in three sentences that a person would say.
        says: The outcome in a sentence.
        says_redefined: Whether another definition would change it, in a sentence.
    """

    outcome: Outcome
    leading: Outcome
    firmness: float
    word: str
    shares: Mapping[Outcome, float]
    then: Team | None = None
    first: Team | None = None
    first_share: float | None = None
    settled: tuple[str, ...] = ()
    gates: tuple[GateResult, ...] = ()
    flips: tuple[Flip, ...] = ()
    find_out: tuple[FindOut, ...] = ()
    published: Outcome | None = None
    published_firmness: float | None = None
    redefined: tuple[Redefinition, ...] = ()
    forms: tuple[FormOf, ...] = ()
    weighings: tuple[Weighing, ...] = ()
    story: tuple[str, ...] = ()
    says: str = ""
    says_redefined: str = ""


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """All that follows from answers and readings."""

    signs: Mapping[str, SignResult]
    needs: Mapping[Team, Need]
    recommendation: Recommendation
    seed: int
    draws: int
    notes: tuple[str, ...] = field(default=())
