"""Whether another definition of a metric, as other tools count it, would change the outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from revops.diagnostic.answers import Answers
from revops.diagnostic.case import Case, make_case
from revops.diagnostic.evidence import evidence_metrics
from revops.diagnostic.result import Redefinition
from revops.measure.naming import rival_label
from revops.metrics import METRICS
from revops.reading import Reading
from revops.vocabulary import OperatingModel


def redefinitions(case: Case, model: OperatingModel, seed: int, draws: int) -> tuple[Redefinition, ...]:
    """The outcome under every other definition of a metric that bears on a sign, one at a time.

    Args:
        case: What was found under the definitions in use.
        model: Which teams are assessed.
        seed: Of the simulation, the same as the case's, so that nothing but the definition differs.
        draws: How many readings are simulated.
    """
    return tuple(_redefined(case, model, seed, draws))


def _redefined(case: Case, model: OperatingModel, seed: int, draws: int) -> Iterator[Redefinition]:
    for metric, name, reading in _others(case.facts.readings):
        facts = replace(case.facts, readings={**case.facts.readings, metric: reading})
        other = make_case(case.answers, facts, model, seed, draws)
        yield Redefinition(
            metric=metric,
            definition=name,
            label=rival_label(metric, name),
            outcome=other.outcome,
            is_other=other.outcome is not case.outcome,
        )


def _others(readings: Mapping[str, Reading]) -> Iterator[tuple[str, str, Reading]]:
    for metric in evidence_metrics():
        own = readings.get(metric)
        for name, rival in own.rivals.items() if own is not None and own.is_known else ():
            if rival.is_known:
                yield metric, name, replace(rival, key=metric)


def in_words(found: tuple[Redefinition, ...], answers: Answers) -> str:
    """What other definitions would do to the outcome, one or two sentences; "" where none could be tried.

    Args:
        found: What came out under each.
        answers: What was said; definitions chosen by hand are named.
    """
    chosen = [
        f"{METRICS[key].label} counted as “{rival_label(key, name)}”" for key, name in answers.definitions.items()
    ]
    used = f"You chose {', '.join(chosen)}. " if chosen else ""
    changing = [item for item in found if item.is_other]
    if changing:
        told = "; ".join(f"{METRICS[item.metric].label} as “{item.label}”: {item.outcome.label}" for item in changing)
        return f"{used}The way a number is counted matters here. {told}."
    if not found:
        return used.strip()
    labels = ", ".join(dict.fromkeys(METRICS[item.metric].label for item in found))
    return f"{used}Counting otherwise, as other tools do, changes nothing: tried for {labels}."
