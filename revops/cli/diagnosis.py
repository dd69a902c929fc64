"""The diagnosis as text: signs, needs, the recommendation, what would change it, what to find out."""

from __future__ import annotations

from collections.abc import Mapping

from revops.cli.layout import heading, plain, points, prose, table
from revops.cli.metrics import FIGURES
from revops.diagnostic.content import SETTINGS, SIGNS
from revops.diagnostic.result import Diagnosis, FormOf, Need, Recommendation, SignResult
from revops.metrics import METRICS
from revops.vocabulary import Outcome, Team

MOST = 5
"""What would change the answer, and what to find out, are in order of worth; nobody acts on more at once."""


def text(diagnosis: Diagnosis) -> list[str]:
    """Everything the diagnosis says, as lines, the recommendation last."""
    return [
        *_signs(diagnosis.signs),
        *_needs(diagnosis.needs),
        *_recommendation(diagnosis.recommendation),
        *[line for note in diagnosis.notes for line in prose(plain(note), indent=2)],
    ]


def _signs(signs: Mapping[str, SignResult]) -> list[str]:
    lines: list[str] = []
    for team in Team:
        own = [sign for sign in signs.values() if sign.team is team]
        if own:
            head = ("sign", "said", "shown", "value", "")
            lines += [*heading(f"Signs for {team.label}"), *table([_sign(sign) for sign in own], head=head)]
    findings = [plain(sign.finding) for sign in signs.values() if sign.finding]
    return [*lines, *([*heading("Said and shown disagree"), *points(findings)] if findings else [])]


def _sign(sign: SignResult) -> tuple[str, str, str, str, str]:
    said, shown, value = (_hundredth(number) for number in (sign.said, sign.shown, sign.value))
    return (SIGNS[sign.key].title, said, shown, value, _remark(sign))


def _remark(sign: SignResult) -> str:
    if not sign.applies:
        return "does not apply"
    seen = [METRICS[evidence.metric].label for evidence in sign.evidence if evidence.strength is not None]
    return f"shown by: {', '.join(seen)}" if seen else ""


def _needs(needs: Mapping[Team, Need]) -> list[str]:
    rows = [
        (
            team.label,
            _need(need),
            "" if need.low is None or need.high is None else f"{need.low:.2f} to {need.high:.2f}",
            FIGURES.percent(need.called_for),
            FIGURES.percent(need.known_weight),
        )
        for team, need in needs.items()
    ]
    head = ("team", "need", "90% of draws", "called for in", "known")
    title = f"Need, 0 to 1; a team is called for from {SETTINGS.need_threshold:g}"
    return [*heading(title), *table(rows, head=head)]


def _need(need: Need) -> str:
    """The number where enough is known for one; what a few signs alone say would read as an answer."""
    if need.is_decidable or need.value is None:
        return _hundredth(need.value)
    return f"{FIGURES.percent(need.known_weight)} known: too little"


def _recommendation(recommendation: Recommendation) -> list[str]:
    lines = [*heading(f"Recommendation: {recommendation.outcome.label}"), *prose(plain(recommendation.says), indent=2)]
    lines += [line for says in recommendation.story[1:] for line in prose(plain(says), indent=2)]
    lines += points([*recommendation.settled, *_published(recommendation)])
    happened = [(outcome, share) for outcome, share in recommendation.shares.items() if share]
    shares = sorted(happened, key=lambda item: -item[1])
    lines += prose(
        "In simulated readings: " + ", ".join(f"{outcome.label} {_share(share)}" for outcome, share in shares),
        indent=2,
    )
    lines += _list("Gates that acted", [gate.because for gate in recommendation.gates])
    lines += _list("In what form", [_form(form) for form in recommendation.forms])
    lines += _list(
        "Weights under which each outcome comes out", [weighing.says for weighing in recommendation.weighings]
    )
    lines += _list("What would change it", _changes(recommendation))
    lines += _list("What to find out next", [item.says for item in recommendation.find_out])
    return lines


def _published(recommendation: Recommendation) -> list[str]:
    """The published answer, where weights or anchors were edited."""
    if recommendation.published is None or recommendation.published_firmness is None:
        return []
    share = _share(recommendation.published_firmness)
    return [f"With the published weights and anchors: {recommendation.published.label}, {share}."]


def _form(form: FormOf) -> str:
    return f"{form.team.label}: {form.label}. {form.because}"


def _changes(recommendation: Recommendation) -> list[str]:
    redefined = [recommendation.says_redefined] if recommendation.says_redefined else []
    if recommendation.outcome is Outcome.UNSETTLED or recommendation.flips:
        return [*(flip.says for flip in recommendation.flips), *redefined]
    return ["No sign, and no two signs together, change the outcome.", *redefined]


def _share(share: float) -> str:
    """Whole per cent; what came out a few times is not 0."""
    return FIGURES.percent(share) if share >= 0.005 else f"under {FIGURES.percent(0.01)}"


def _list(title: str, items: list[str]) -> list[str]:
    if not items:
        return []
    rest = len(items) - MOST
    more = [f"… and {rest} more; --json has them all"] if rest > 0 else []
    return [*heading(title), *points([plain(item) for item in [*items[:MOST], *more]])]


def _hundredth(number: float | None) -> str:
    return "unknown" if number is None else f"{number:.2f}"
