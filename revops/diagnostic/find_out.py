"""What is unknown, how much firmer its answer would make the outcome, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from revops.diagnostic.answers import STEP_VALUES, Context
from revops.diagnostic.case import Case
from revops.diagnostic.content import CONTEXT, EXPORTS, GATES, SETTINGS, SIGNS, EvidenceRule
from revops.diagnostic.entry import ContextFact
from revops.diagnostic.evidence import Facts
from revops.diagnostic.gates import VETOES, holds, is_off
from revops.diagnostic.outcome import Readings
from revops.diagnostic.result import FindOut, SignResult
from revops.diagnostic.signs import asked_facts
from revops.diagnostic.simulation import PLACE, luck
from revops.vocabulary import Outcome

Floats = npt.NDArray[np.float64]
Shares = Mapping[Outcome, float]
Listening = tuple[SignResult, EvidenceRule]
"""A sign and a metric that bears on it."""

ROWS_EXPECTED = 100
"""A file that is still missing is taken to have this many rows (our own judgement)."""
WHOLE_FILE = "Add a file of "
"""So begins the reason where a whole file is missing; whom to ask for which file is said anyhow."""
READINGS_IMAGINED = 12
"""So many possible contents of a missing file, or values of a missing fact, are tried."""


def worth_finding_out(case: Case, seed: int) -> tuple[FindOut, ...]:
    """Everything unknown that bears on the outcome, the most worthwhile first.

    Args:
        case: The case as it stands.
        seed: Its seed.
    """
    signs = tuple(sign for sign in case.signs if sign.applies and not is_off(sign.team, case.readings.gates))
    found = [
        *_unknown_signs(case.readings, signs, seed),
        *_unknown_facts(case, signs, seed),
        *_missing_tables(case, signs, seed),
    ]
    return tuple(sorted(found, key=lambda item: -item.narrows))


def gain(possible: Sequence[Shares], chances: Sequence[float] | None = None) -> float:
    """How much the share of the leading outcome would rise on average, if one knew.

    Args:
        possible: Shares of the outcomes under each possible answer.
        chances: Of each answer; None for equally likely ones.

    Returns:
        The mean of the best shares less the best of the mean shares; never below 0.
    """
    weights = np.full(len(possible), 1 / len(possible)) if chances is None else np.asarray(chances)
    table = np.array([list(shares.values()) for shares in possible])
    return max(0.0, float(weights @ table.max(axis=1) - (weights @ table).max()))


def _unknown_signs(readings: Readings, signs: Sequence[SignResult], seed: int) -> Iterable[FindOut]:
    for sign in signs:
        drawn = readings.values_of(sign.key)
        if drawn is None or sign.value is not None:
            continue
        noise = SETTINGS.answer_sd * luck(seed, drawn.size).said[PLACE[sign.key]]
        possible = [readings.shares({sign.key: np.clip(step + noise, 0.0, 1.0)}) for step in STEP_VALUES]
        about = SIGNS[sign.key]
        yield FindOut(what=sign.key, kind="sign", narrows=gain(possible), says=f"{about.question} Ask {about.ask}.")


def _unknown_facts(case: Case, signs: Sequence[SignResult], seed: int) -> Iterable[FindOut]:
    for key in unknown_facts(case.answers.context):
        gates = [gate for gate in GATES if key in GATES[gate].facts and _bears(gate, case)]
        rules = _open_rules(CONTEXT[key].feeds, signs, case.facts)
        if gates or rules:
            gains = [_gain_of_gate(gate, case.readings) for gate in gates]
            gains += [_gain_of_evidence(case.readings, rules, SETTINGS.stated_rows, seed)] if rules else []
            yield FindOut(what=key, kind="context", narrows=max(gains), says=_ask_about(CONTEXT[key]))


def _ask_about(fact: ContextFact) -> str:
    """The question with whom to ask; where one chooses, the title, for the choices do not stand beside it."""
    about = f"{fact.title}." if fact.options else fact.question
    return f"{about} Ask {fact.ask}."


def unknown_facts(context: Context) -> tuple[str, ...]:
    """Context facts that are asked, bear on the outcome, and have no answer."""
    asked = (fact.key for fact in asked_facts(context))
    return tuple(key for key in asked if getattr(context, key) is None)


def _bears(gate: str, case: Case) -> bool:
    """Whether a gate that is not known to hold or not could act on an assessed team."""
    teams = case.readings.teams
    could_act = VETOES[gate] in teams if gate in VETOES else len(teams) > 1
    return could_act and holds(gate, case.answers.context) is None and gate not in case.answers.lifted_gates


def _open_rules(metric: str | None, signs: Sequence[SignResult], facts: Facts) -> list[Listening]:
    """Evidence that a stated fact would give or complete."""
    reading = facts.readings.get(metric or "")
    is_open = reading is None or reading.value is None or (reading.high is None and not reading.is_census)
    return [(sign, rule) for sign in signs for rule in SIGNS[sign.key].evidence if is_open and rule.metric == metric]


def _gain_of_gate(gate: str, readings: Readings) -> float:
    chance = GATES[gate].chance
    return gain([readings.shares(gates=readings.gates | {gate}), readings.shares()], [chance, 1 - chance])


def _gain_of_evidence(readings: Readings, rules: Sequence[Listening], rows: float, seed: int) -> float:
    generators = (np.random.default_rng((seed, number)) for number in range(READINGS_IMAGINED))
    return gain([readings.shares(_imagined(readings, rules, rows, generator)) for generator in generators])


def _missing_tables(case: Case, signs: Sequence[SignResult], seed: int) -> Iterable[FindOut]:
    for table, rules in _silent_rules(signs, case.facts).items():
        narrows = _gain_of_evidence(case.readings, rules, ROWS_EXPECTED, seed)
        yield FindOut(what=table, kind="table", narrows=narrows, says=_ask_for(table, rules, case.facts))


def _silent_rules(signs: Sequence[SignResult], facts: Facts) -> dict[str, list[Listening]]:
    silent: dict[str, list[Listening]] = {}
    for sign in signs:
        for rule in SIGNS[sign.key].evidence:
            if rule.metric not in facts.in_files:
                silent.setdefault(rule.table, []).append((sign, rule))
    return silent


def _imagined(
    readings: Readings, rules: Sequence[Listening], rows: float, generator: np.random.Generator
) -> dict[str, Floats]:
    """Strengths of the signs if this many missing rows showed something, anything, about them."""
    values: dict[str, Floats] = {}
    for sign, rule in rules:
        drawn = readings.values_of(sign.key)
        shown = generator.random()
        if drawn is None or sign.key in values:
            continue
        ceiling = SETTINGS.trust_ceiling(SIGNS[sign.key], rule)
        trust = 1.0 if sign.said is None else ceiling * rows / (rows + SETTINGS.half_trust_rows)
        values[sign.key] = np.where(generator.random(drawn.size) < trust, shown, drawn)
    return values


def _ask_for(table: str, rules: Sequence[Listening], facts: Facts) -> str:
    export = EXPORTS[table]
    *titles, last = dict.fromkeys(f"“{SIGNS[sign.key].title}”" for sign, _ in rules)
    about = f"{', '.join(titles)} and {last}" if titles else last
    reasons = dict.fromkeys(
        reading.reason for _, rule in rules if (reading := facts.readings.get(rule.metric)) and reading.reason
    )
    why = "".join(f" {reason}" for reason in reasons if not reason.startswith(WHOLE_FILE))
    return f"Files can say more about {about}.{why} Ask {export.ask} for {export.export}."
