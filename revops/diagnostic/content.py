"""Signs, context facts, gates and thresholds, as people edit them in `revops/content/`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeVar

from revops.content import build, load
from revops.diagnostic.answers import STEP_VALUES, Context
from revops.diagnostic.entry import (
    Condition,
    ContextFact,
    EvidenceRule,
    Export,
    Gate,
    OutcomeText,
    Setting,
    Sign,
    Source,
)
from revops.errors import ContentError
from revops.metrics import METRICS
from revops.tables import TABLES
from revops.vocabulary import EvidenceClass, Outcome, Team

__all__ = [
    "CONTEXT",
    "EXPORTS",
    "GATES",
    "MOST_WEIGHT",
    "NUMBERS",
    "OUTCOMES",
    "SETTINGS",
    "SIGNS",
    "SIGN_GROUPS",
    "SOURCES",
    "Condition",
    "ContextFact",
    "EvidenceRule",
    "Export",
    "Gate",
    "OutcomeText",
    "Setting",
    "Settings",
    "Sign",
    "Source",
    "entries",
    "signs_from",
    "signs_of",
]

K = TypeVar("K")
E = TypeVar("E", bound=StrEnum)

SIGN_GROUPS = ("context", "pain")
MOST_WEIGHT = 100
"""An edited weight may be 0 to this; published weights are around 1."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The numbers behind the diagnostic; `content/settings.toml` says why each is what it is."""

    context_share: float
    need_threshold: float
    pain_threshold: float
    ideation_need: float
    clear_share: float
    leaning_share: float
    known_weight: float
    settled_share: float
    order_share: float
    trust_direct: float
    trust_proxy: float
    half_trust_rows: float
    stated_rows: float
    answer_sd: float
    respondent_sd: float
    weight_total: float
    finding_gap: float
    finding_sure_gap: float
    finding_share: float
    many_unknown: float

    def trust_ceiling(self, sign: Sign, rule: EvidenceRule) -> float:
        """How much a reading may count against what was said, before its size is looked at."""
        if rule.trust is not None:
            return rule.trust
        by_class = {EvidenceClass.DIRECT: self.trust_direct, EvidenceClass.PROXY: self.trust_proxy}
        return by_class.get(sign.evidence_class, 0.0)


def entries(kind: type[K], file: str, content: Mapping[str, Any], **given: Any) -> Mapping[str, K]:
    """All entries of a content file by key.

    Raises:
        ContentError: If a field is unknown, missing, or the entry is no table.
    """
    found: dict[str, K] = {}
    for key, values in content.items():
        if not isinstance(values, Mapping):
            raise ContentError(file, key, "is a single value; a table [" + key + "] is expected.")
        found[key] = build(kind, values, file, key, key=key, **given)
    return MappingProxyType(found)


def signs_from(content: Mapping[str, Any], file: str, sources: Iterable[str]) -> Mapping[str, Sign]:
    """Signs of a parsed file, checked against everything they name.

    Args:
        content: The file as parsed.
        file: Its name, for messages.
        sources: Keys of the known sources.

    Raises:
        ContentError: If a sign names an unknown team, class, group, source or table, has not five steps,
            or anchors that neither rise nor fall.
    """
    known_sources = frozenset(sources)
    prepared = {key: _prepared(dict(values), file, key) for key, values in content.items()}
    signs = entries(Sign, file, prepared)
    for sign in signs.values():
        _check_sign(sign, file, known_sources, signs)
    return signs


def _prepared(values: dict[str, Any], file: str, key: str) -> dict[str, Any]:
    for name, kind in (("team", Team), ("evidence_class", EvidenceClass)):
        if name in values:
            values[name] = _member(kind, values[name], file, key, name)
    rules = [
        _rule(rule, file, f"{key}, evidence {number}") for number, rule in enumerate(values.get("evidence", ()), 1)
    ]
    return values | {"evidence": rules}


def _rule(values: Mapping[str, Any], file: str, entry: str) -> EvidenceRule:
    rule = build(EvidenceRule, {**values, **_condition(values, file, entry)}, file, entry)
    rises = list(rule.anchors) == sorted(set(rule.anchors))
    falls = list(rule.anchors) == sorted(set(rule.anchors), reverse=True)
    _expect(rises or falls, file, entry, "'anchors' needs three numbers that rise or fall.")
    _expect(rule.metric in METRICS, file, entry, f"'metric' names no metric: {rule.metric}.")
    _expect(rule.table in TABLES, file, entry, f"'table' names no table: {rule.table}.")
    has_place = "{value}" in rule.says or "{points}" in rule.says
    _expect(has_place, file, entry, "'says' needs {value} where the number goes.")
    _expect(rule.trust is None or 0 <= rule.trust <= 1, file, entry, "'trust' lies between 0 and 1.")
    is_said = not rule.never or any(text.startswith(rule.never) for text in METRICS[rule.metric].unless)
    _expect(is_said, file, entry, f"'never' begins no sentence that can stand in place of {rule.metric}.")
    return rule


def _condition(values: Mapping[str, Any], file: str, entry: str) -> dict[str, Condition]:
    if "only_if" not in values:
        return {}
    found = build(Condition, values["only_if"], file, f"{entry}, only_if")
    _expect(bool(found.metric) != bool(found.sign), file, entry, "'only_if' looks at a 'metric' or at a 'sign'.")
    _expect(not found.metric or found.metric in METRICS, file, entry, f"'only_if' names no metric: {found.metric}.")
    has_end = found.at_least is not None or found.at_most is not None
    _expect(has_end, file, entry, "'only_if' needs 'at_least' or 'at_most'.")
    return {"only_if": found}


def _check_sign(sign: Sign, file: str, sources: frozenset[str], keys: Iterable[str]) -> None:
    _expect(len(sign.steps) == len(STEP_VALUES), file, sign.key, f"'steps' needs {len(STEP_VALUES)} sentences.")
    _expect(len(set(sign.steps)) == len(sign.steps), file, sign.key, "'steps' repeats a sentence.")
    steps_other = len(set(sign.steps_other)) in (0, len(STEP_VALUES))
    _expect(steps_other, file, sign.key, f"'steps_other' needs {len(STEP_VALUES)} different sentences, or none.")
    _expect(sign.group in SIGN_GROUPS, file, sign.key, f"'group' is {' or '.join(SIGN_GROUPS)}.")
    _expect(0 < sign.weight <= MOST_WEIGHT, file, sign.key, f"'weight' is above 0, up to {MOST_WEIGHT}.")
    _expect(sign.source in sources, file, sign.key, f"'source' is not in sources.toml: {sign.source}.")
    for rule in sign.evidence:
        _expect(rule.source in sources, file, sign.key, f"evidence has a 'source' not in sources.toml: {rule.source}.")
    judged = sign.evidence_class is EvidenceClass.JUDGEMENT
    _expect(not (judged and sign.evidence), file, sign.key, "a sign of judgement has no evidence.")
    for number, rule in enumerate(sign.evidence, 1):
        about = rule.only_if.sign if rule.only_if else ""
        _expect(
            not about or about in keys, file, f"{sign.key}, evidence {number}", f"'only_if' names no sign: {about}."
        )


def _member(kind: type[E], value: Any, file: str, entry: str, name: str) -> E:
    try:
        return kind(value)
    except ValueError:
        allowed = ", ".join(kind)
        raise ContentError(file, entry, f"'{name}' is {value!r}; it can be {allowed}.") from None


def _expect(holds: bool, file: str, entry: str, found: str) -> None:
    if not holds:
        raise ContentError(file, entry, found)


def _settings(numbers: Mapping[str, Setting], file: str) -> Settings:
    values = {key: float(setting.value) for key, setting in numbers.items()}
    return build(Settings, values, file, "settings")


def _same_keys(found: Iterable[str], expected: Iterable[str], file: str) -> None:
    missing, extra = sorted(set(expected) - set(found)), sorted(set(found) - set(expected))
    _expect(not missing, file, ", ".join(missing), "is missing.")
    _expect(not extra, file, ", ".join(extra), "is not known.")


SOURCES = entries(Source, "sources.toml", load("sources.toml"))
SIGNS = signs_from(load("signs.toml"), "signs.toml", SOURCES)
CONTEXT = entries(ContextFact, "context.toml", load("context.toml"))
GATES = entries(Gate, "gates.toml", load("gates.toml"))
OUTCOMES = entries(OutcomeText, "outcomes.toml", load("outcomes.toml"))
EXPORTS = entries(Export, "exports.toml", load("exports.toml"))
NUMBERS = entries(Setting, "settings.toml", load("settings.toml"))
SETTINGS = _settings(NUMBERS, "settings.toml")

_same_keys(CONTEXT, [field.name for field in fields(Context)], "context.toml")
_same_keys(OUTCOMES, list(Outcome), "outcomes.toml")
_same_keys(EXPORTS, TABLES, "exports.toml")
for _gate in GATES.values():
    _expect(set(_gate.facts) <= set(CONTEXT), "gates.toml", _gate.key, "'facts' names an unknown context fact.")
    _expect(_gate.source in SOURCES, "gates.toml", _gate.key, f"'source' is not in sources.toml: {_gate.source}.")


def signs_of(teams: Iterable[Team]) -> tuple[Sign, ...]:
    """The signs of these teams, in the order they are asked."""
    wanted = frozenset(teams)
    return tuple(sign for sign in SIGNS.values() if sign.team in wanted)
