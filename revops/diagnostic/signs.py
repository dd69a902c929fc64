"""Said and shown of each sign, joined."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from revops.diagnostic.answers import STEP_VALUES, Answers, Context, Special
from revops.diagnostic.content import CONTEXT, ContextFact, Sign, signs_of
from revops.diagnostic.edited import with_anchors
from revops.diagnostic.evidence import Facts, read_evidence, size, trust_in
from revops.diagnostic.result import Evidence, SignResult
from revops.diagnostic.votes import is_ruled_out, is_voted_on, said_in_votes
from revops.vocabulary import OperatingModel


def has_no_seller(context: Context) -> bool:
    """Whether it is known that nobody sells and nobody is planned to."""
    return context.sellers == 0 and context.planned_sellers == 0


def is_asked(sign: Sign, context: Context) -> bool:
    """Whether the sign can apply: signs about reps need somebody who sells today."""
    return not (sign.needs_sellers and context.sellers == 0)


def asked_signs(model: OperatingModel, context: Context) -> tuple[Sign, ...]:
    """The signs to ask about under this model and these facts, in order, answers described for the kind of business."""
    return tuple(described(sign, context) for sign in signs_of(model.teams) if is_asked(sign, context))


def described(sign: Sign, context: Context) -> Sign:
    """The sign with answers as they look in a company of this kind; as for recurring revenue where it is not known."""
    is_other = context.recurring is False and sign.steps_other
    return replace(sign, steps=sign.steps_other) if is_other else sign


def asked_facts(context: Context) -> tuple[ContextFact, ...]:
    """The context facts to ask for, in order; pointless ones are skipped."""
    no_seller = has_no_seller(context)
    return tuple(fact for fact in CONTEXT.values() if fact.is_asked and not (fact.skip_without_sellers and no_seller))


def read_signs(answers: Answers, facts: Facts, model: OperatingModel) -> tuple[SignResult, ...]:
    """Every sign of the model's teams with what was said, what the files show, and both joined."""
    return tuple(_read_sign(with_anchors(sign, answers), answers, facts) for sign in signs_of(model.teams))


def _read_sign(sign: Sign, answers: Answers, facts: Facts) -> SignResult:
    said = said_about(sign.key, answers)
    evidence = tuple(read_evidence(rule, facts, partial(said_about, answers=answers)) for rule in sign.evidence)
    shown = mean_strength(evidence)
    trust = _trust(sign, evidence, said, shown)
    applies = _applies(sign, answers)
    return SignResult(
        key=sign.key,
        team=sign.team,
        group=sign.group,
        evidence_class=sign.evidence_class,
        weight=answers.weights.get(sign.key, sign.weight),
        said=said,
        shown=shown,
        trust=trust,
        value=_joined(said, shown, trust) if applies else None,
        applies=applies,
        evidence=evidence,
        steps=described(sign, answers.context).steps,
    )


def said_about(key: str, answers: Answers) -> float | None:
    """Value 0 to 1 of what was said about a sign; None for unanswered and for both special answers."""
    if is_voted_on(key, answers.counting_votes):
        return said_in_votes(key, answers.counting_votes)
    answer = answers.signs.get(key)
    return STEP_VALUES[answer] if isinstance(answer, int) else None


def _applies(sign: Sign, answers: Answers) -> bool:
    if said_about(sign.key, answers) is not None:
        return True
    ruled_out = (
        is_ruled_out(sign.key, answers.counting_votes)
        if is_voted_on(sign.key, answers.counting_votes)
        else answers.signs.get(sign.key) is Special.NOT_APPLICABLE
    )
    return not ruled_out and is_asked(sign, answers.context)


def mean_strength(evidence: tuple[Evidence, ...]) -> float | None:
    """Mean strength of the known evidence, weighted by size; None without any."""
    known = [(size(item), item.strength) for item in evidence if item.strength is not None and size(item) > 0]
    if not known:
        return None
    return sum(weight * value for weight, value in known) / sum(weight for weight, _ in known)


def _trust(sign: Sign, evidence: tuple[Evidence, ...], said: float | None, shown: float | None) -> float:
    if shown is None:
        return 0.0
    return 1.0 if said is None else trust_in(sign, evidence)


def _joined(said: float | None, shown: float | None, trust: float) -> float | None:
    if shown is None:
        return said
    return shown if said is None else trust * shown + (1 - trust) * said


def is_known(sign: SignResult) -> bool:
    """Whether the sign applies and something is said or shown about it."""
    return sign.applies and sign.value is not None
