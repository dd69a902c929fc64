"""Answers as a TOML file that people can write by hand; read strictly, written readably."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any

from revops.content import load, parse
from revops.diagnostic.answers import (
    STEP_VALUES,
    Anchors,
    Answer,
    Answers,
    Context,
    GtmStage,
    PlannedStep,
    Role,
    Special,
    Vote,
)
from revops.diagnostic.content import GATES, MOST_WEIGHT, SIGNS
from revops.diagnostic.edited import published_anchors, wrong_anchors
from revops.diagnostic.workshop_file import workshop_document, workshop_from
from revops.errors import ContentError, UploadError
from revops.investment.figures_file import figures_document, figures_from
from revops.metrics import METRICS
from revops.toml_text import to_toml

SECTIONS = ("context", "answers", "first", "notes", "overrides", "plan", "tools", "investment", "workshop", "votes")
MOST_DAYS = 366
"""A plan looks no further ahead than a year."""


def answers_from_file(path: str | PathLike[str]) -> Answers:
    """Answers from an answers file.

    Raises:
        UploadError: If there is no such file, or it cannot be read as text.
        ContentError: As for `answers_from_toml`.
    """
    place = Path(path)
    try:
        text = place.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UploadError(str(path), "NOT_FOUND", "There is no such answers file.", "Check the path.") from None
    except UnicodeDecodeError:
        found, way_out = "The answers file cannot be read: it is no UTF-8 text.", "Save it as plain text (TOML)."
        raise UploadError(str(path), "UNREADABLE", found, way_out) from None
    except OSError as error:
        found = f"The answers file cannot be read ({error.strerror})."
        raise UploadError(str(path), "UNREADABLE", found, "Name a text file that you may read.") from None
    return answers_from_toml(text, file=place.name)


def answers_from_toml(text: str, file: str = "answers.toml") -> Answers:
    """Answers from the text of an answers file.

    Args:
        text: TOML.
        file: Its name, for messages.

    Raises:
        ContentError: If it is no TOML, names something unknown, or gives a value that cannot be; the message
            names file and entry.
    """
    return answers_from(parse(text, file), file)


def answers_from(content: Mapping[str, Any], file: str = "answers") -> Answers:
    """Answers from a mapping of the same shape as an answers file.

    Args:
        content: `context`, `answers`, `first`, `notes`, `overrides`, `plan`, `tools`, `investment`, `workshop`,
            `votes`; all optional.
        file: What to call it in messages.

    Raises:
        ContentError: As for `answers_from_toml`.
    """
    _known(content, SECTIONS, file, "the file")
    overrides = _section(content, "overrides", file)
    _known(overrides, ("gates", "weights", "anchors", "definitions"), file, "overrides")
    return Answers(
        context=_context(_section(content, "context", file), file),
        signs=_answers(_section(content, "answers", file), file, "answers"),
        first=_answers(_section(content, "first", file), file, "first"),
        notes=_notes(_section(content, "notes", file), file),
        lifted_gates=_gates(overrides.get("gates", []), file),
        weights=_weights(overrides.get("weights", {}), file),
        anchors=_anchors(overrides.get("anchors", {}), file),
        definitions=_definitions(overrides.get("definitions", {}), file),
        plan=_plan(content["plan"], file) if "plan" in content else None,
        tools=_tools(_section(content, "tools", file), file),
        investment=figures_from(content.get("investment", {}), file),
        votes=_votes(content.get("votes", []), file),
        workshop=workshop_from(content["workshop"], file) if "workshop" in content else None,
    )


def answers_to_toml(answers: Answers) -> str:
    """The text of an answers file; reading it gives the same answers back."""
    sections = {
        "context": {field.name: getattr(answers.context, field.name) for field in fields(Context)},
        "answers": answers.signs,
        "first": answers.first,
        "notes": answers.notes,
        "overrides": {
            "gates": list(answers.lifted_gates) or None,
            "weights": dict(answers.weights) or None,
            "anchors": {sign: dict(own) for sign, own in answers.anchors.items()} or None,
            "definitions": dict(answers.definitions) or None,
        },
        "tools": {"in_use": list(answers.tools) or None},
        "investment": figures_document(answers.investment),
        "workshop": {} if answers.workshop is None else workshop_document(answers.workshop),
    }
    told = {name: _known_only(section) for name, section in sections.items()}
    document: dict[str, Any] = {name: section for name, section in told.items() if section}
    if answers.plan is not None:
        document["plan"] = [asdict(step) for step in answers.plan]
    if answers.votes:
        document["votes"] = [{"role": vote.role, "round": vote.round, **vote.signs} for vote in answers.votes]
    return to_toml(document) if document else ""


def _known_only(section: Mapping[str, Any]) -> dict[str, Any]:
    """The section without what is not known: TOML has no null."""
    return {key: value for key, value in section.items() if value is not None}


def _section(content: Mapping[str, Any], name: str, file: str) -> Mapping[str, Any]:
    section = content.get(name, {})
    if not isinstance(section, dict):
        raise ContentError(file, name, f"is a single value; a table [{name}] is expected.")
    return section


def _known(values: Mapping[str, Any], known: tuple[str, ...], file: str, entry: str) -> None:
    for name in values:
        if name not in known:
            raise ContentError.unknown_field(file, entry, name, known)


def _context(values: Mapping[str, Any], file: str) -> Context:
    _known(values, tuple(field.name for field in fields(Context)), file, "context")
    return Context(**{name: _fact(name, value, file) for name, value in values.items()})


def _fact(name: str, value: Any, file: str) -> Any:
    entry = f"context.{name}"
    if name == "gtm_stage":
        return _member(GtmStage, value, file, entry)
    if name in ("keep_reps", "recurring"):
        return _expect(isinstance(value, bool), value, file, entry, "true or false")
    if name == "founded_on":
        return _expect(type(value) is date, value, file, entry, "a date such as 2021-04-30")
    if name in ("sellers", "planned_sellers"):
        return _expect(type(value) is int and value >= 0, value, file, entry, "a whole number from 0 up")
    if name == "hires":
        return _expect(type(value) is int and value in (0, 1, 2), value, file, entry, "0, 1 or 2 (two or more)")
    if name == "gross_margin":
        return float(_expect(_is_number(value) and -1 <= value <= 1, value, file, entry, "a share such as 0.8"))
    if name == "inflation":
        return float(_expect(_is_number(value) and -0.5 <= value <= 10, value, file, entry, "a rate such as 0.03"))
    return float(_expect(_is_number(value) and value >= 0, value, file, entry, "an amount from 0 up"))


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and abs(value) < float("inf")


def _expect(holds: bool, value: Any, file: str, entry: str, expected: str) -> Any:
    if not holds:
        raise ContentError(file, entry, f"is {value!r}; it can be {expected}.")
    return value


def _member(kind: type[GtmStage] | type[Role], value: Any, file: str, entry: str) -> GtmStage | Role:
    _expect(isinstance(value, str) and value in list(kind), value, file, entry, ", ".join(kind))
    return kind(value)


def _answers(values: Mapping[str, Any], file: str, section: str) -> dict[str, Answer]:
    _known(values, tuple(SIGNS), file, section)
    return {key: _answer(value, file, f"{section}.{key}") for key, value in values.items()}


def _answer(value: Any, file: str, entry: str) -> Answer:
    is_step = type(value) is int and 0 <= value < len(STEP_VALUES)
    is_special = isinstance(value, str) and value in list(Special)
    _expect(is_step or is_special, value, file, entry, "0, 1, 2, 3, 4, 'unknown' or 'not_applicable'")
    return Special(value) if is_special else int(value)


def _notes(values: Mapping[str, Any], file: str) -> dict[str, str]:
    _known(values, tuple(SIGNS), file, "notes")
    return {key: _expect(isinstance(note, str), note, file, f"notes.{key}", "text") for key, note in values.items()}


def _gates(values: Any, file: str) -> tuple[str, ...]:
    _expect(isinstance(values, list), values, file, "overrides.gates", "a list of gates")
    for gate in values:
        _expect(isinstance(gate, str) and gate in GATES, gate, file, "overrides.gates", ", ".join(GATES))
    return tuple(dict.fromkeys(values))


def _tools(values: Mapping[str, Any], file: str) -> tuple[str, ...]:
    _known(values, ("in_use",), file, "tools")
    in_use, known = values.get("in_use", []), tuple(load("plan.toml")["tools"])
    _expect(isinstance(in_use, list), in_use, file, "tools.in_use", "a list of tools")
    for tool in in_use:
        _expect(isinstance(tool, str) and tool in known, tool, file, "tools.in_use", ", ".join(known))
    return tuple(dict.fromkeys(in_use))


def _weights(values: Any, file: str) -> dict[str, float]:
    _expect(isinstance(values, dict), values, file, "overrides.weights", "a table of weights by sign")
    _known(values, tuple(SIGNS), file, "overrides.weights")
    return {key: _weight(weight, file, f"overrides.weights.{key}") for key, weight in values.items()}


def _weight(value: Any, file: str, entry: str) -> float:
    fits = _is_number(value) and 0 <= value <= MOST_WEIGHT
    return float(_expect(fits, value, file, entry, f"a number from 0 to {MOST_WEIGHT}"))


def _anchors(values: Any, file: str) -> dict[str, dict[str, Anchors]]:
    entry = "overrides.anchors"
    _expect(isinstance(values, dict), values, file, entry, "a table of anchors by sign and metric")
    _known(values, tuple(SIGNS), file, entry)
    return {sign: _anchors_of(sign, own, file, f"{entry}.{sign}") for sign, own in values.items()}


def _anchors_of(sign: str, values: Any, file: str, entry: str) -> dict[str, Anchors]:
    _expect(isinstance(values, dict), values, file, entry, "a table of anchors by metric")
    _known(values, tuple(rule.metric for rule in SIGNS[sign].evidence), file, entry)
    return {metric: _anchor(sign, metric, numbers, file, f"{entry}.{metric}") for metric, numbers in values.items()}


def _anchor(sign: str, metric: str, numbers: Any, file: str, entry: str) -> Anchors:
    published = published_anchors(sign, metric)
    are_numbers = isinstance(numbers, list) and all(map(_is_number, numbers)) and published is not None
    _expect(are_numbers, numbers, file, entry, "three numbers: the metric at strength 0, 0.5 and 1")
    wrong = published and wrong_anchors(published, numbers)
    if wrong:
        raise ContentError(file, entry, wrong)
    return float(numbers[0]), float(numbers[1]), float(numbers[2])


def _definitions(values: Any, file: str) -> dict[str, str]:
    entry = "overrides.definitions"
    _expect(isinstance(values, dict), values, file, entry, "a table of definitions by metric")
    _known(values, tuple(METRICS), file, entry)
    return {key: _definition(key, name, file, f"{entry}.{key}") for key, name in values.items()}


def _definition(metric: str, name: Any, file: str, entry: str) -> str:
    rivals = METRICS[metric].rivals
    expected = ", ".join(rivals) or "left out: the metric has no other definition"
    return str(_expect(isinstance(name, str) and name in rivals, name, file, entry, expected))


def _plan(values: Any, file: str) -> tuple[PlannedStep, ...]:
    _expect(isinstance(values, list), values, file, "plan", "a list of [[plan]]")
    return tuple(_planned(value, file, f"plan {number}") for number, value in enumerate(values, 1))


def _planned(values: Any, file: str, entry: str) -> PlannedStep:
    _expect(isinstance(values, dict), values, file, entry, "a table with by and what")
    _known(values, tuple(field.name for field in fields(PlannedStep)), file, entry)
    for name in ("by", "what"):
        if name not in values:
            raise ContentError.missing_field(file, entry, name)
    by, what, owner = values["by"], values["what"], values.get("owner", "")
    _expect(type(by) is int and 0 < by <= MOST_DAYS, by, file, f"{entry}.by", f"a number of days from 1 to {MOST_DAYS}")
    for name, text in (("what", what), ("owner", owner)):
        _expect(isinstance(text, str), text, file, f"{entry}.{name}", "text")
    return PlannedStep(by=by, what=what, owner=owner)


def _votes(values: Any, file: str) -> tuple[Vote, ...]:
    _expect(isinstance(values, list), values, file, "votes", "a list of [[votes]]")
    return tuple(_vote(value, file, f"votes {number}") for number, value in enumerate(values, 1))


def _vote(values: Any, file: str, entry: str) -> Vote:
    _expect(isinstance(values, dict), values, file, entry, "a table with a role")
    if "role" not in values:
        raise ContentError.missing_field(file, entry, "role")
    role = _member(Role, values["role"], file, f"{entry}.role")
    number = values.get("round", 1)
    _expect(type(number) is int and number >= 1, number, file, f"{entry}.round", "1, 2, 3 …")
    signs = {key: value for key, value in values.items() if key not in ("role", "round")}
    return Vote(role=Role(role), round=number, signs=_answers(signs, file, entry))
