"""The diagnosis as plain values, for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from revops.diagnostic.result import Diagnosis, Evidence, Moved, Need, Recommendation, SignResult, Weighing
from revops.digits import exact

Document = dict[str, Any]


def diagnosis_document(diagnosis: Diagnosis) -> Document:
    """Fields `signs`, `needs` and `recommendation` of an assessment's document."""
    return {
        "signs": {key: _sign(sign) for key, sign in diagnosis.signs.items()},
        "needs": {team.value: _need(need) for team, need in diagnosis.needs.items()},
        "recommendation": _recommendation(diagnosis.recommendation),
    }


def _sign(sign: SignResult) -> Document:
    return {
        "said": exact(sign.said),
        "shown": exact(sign.shown),
        "value": exact(sign.value),
        "weight": exact(sign.weight),
        "class": sign.evidence_class.value,
        "finding": sign.finding,
        "evidence": [_evidence(evidence) for evidence in sign.evidence],
        "applies": sign.applies,
    }


def _evidence(evidence: Evidence) -> Document:
    return {
        "metric": evidence.metric,
        "value": exact(evidence.value),
        "strength": exact(evidence.strength),
        "reason": evidence.reason,
    }


def _need(need: Need) -> Document:
    return {
        "value": exact(need.value),
        "known_weight": exact(need.known_weight),
        "contributions": [
            {"sign": contribution.sign, "points": exact(contribution.points)} for contribution in need.contributions
        ],
        "low": exact(need.low),
        "high": exact(need.high),
        "decidable": need.is_decidable,
    }


def _recommendation(recommendation: Recommendation) -> Document:
    return {
        "outcome": recommendation.outcome.value,
        "then": None if recommendation.then is None else recommendation.then.value,
        "gates": [
            {
                "gate": gate.gate,
                "from": gate.before.value,
                "to": gate.after.value,
                "because": gate.because,
                "lifted": gate.lifted,
            }
            for gate in recommendation.gates
        ],
        "shares": _shares({outcome.value: share for outcome, share in recommendation.shares.items()}),
        "flips": [
            {
                **_moved(flip),
                "outcome": flip.outcome.value,
                "with": flip.other and _moved(flip.other),
                "says": flip.says,
            }
            for flip in recommendation.flips
        ],
        "find_out": [
            {"what": item.what, "kind": item.kind, "narrows": exact(item.narrows), "says": item.says}
            for item in recommendation.find_out
        ],
        "leading": recommendation.leading.value,
        "firmness": exact(recommendation.firmness),
        "word": recommendation.word,
        "first": None if recommendation.first is None else recommendation.first.value,
        "first_share": exact(recommendation.first_share),
        "says": recommendation.says,
        "story": list(recommendation.story),
        "forms": [{"team": one.team.value, "form": one.form, "because": one.because} for one in recommendation.forms],
        "weighings": [_weighing(weighing) for weighing in recommendation.weighings],
        "settled": list(recommendation.settled),
        "published": None if recommendation.published is None else recommendation.published.value,
        "published_firmness": exact(recommendation.published_firmness),
        "redefined": [
            {"metric": item.metric, "definition": item.definition, "outcome": item.outcome.value}
            for item in recommendation.redefined
        ],
    }


def _weighing(weighing: Weighing) -> Document:
    return {
        "outcome": weighing.outcome.value,
        "rank": weighing.rank,
        "share": exact(weighing.share),
        "weights": {sign: exact(weight) for sign, weight in weighing.weights.items()},
        "says": weighing.says,
    }


def _moved(moved: Moved) -> Document:
    return {"sign": moved.sign, "from": exact(moved.start), "to": exact(moved.end)}


def _shares(shares: Mapping[str, float]) -> Document:
    return {outcome: exact(share) for outcome, share in shares.items()}
