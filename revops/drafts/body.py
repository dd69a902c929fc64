"""A draft as the text that is kept of it, and back."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from revops.choices import Choices, ColumnChoice, SheetChoice, TableChoice
from revops.diagnostic.answers import Answers
from revops.diagnostic.answers_file import answers_to_toml
from revops.diagnostic.outdated import kept_answers
from revops.drafts.draft import Draft, Earlier, Span
from revops.errors import ChoiceError, ContentError
from revops.handing_over import Options, from_plain, to_plain
from revops.intake.upload import Upload
from revops.profile_file import profile_from_toml, profile_to_toml
from revops.profiles import Profile
from revops.vocabulary import Comparison, DealOutcome, OperatingModel


def body_of(draft: Draft) -> str:
    """The draft as text, but for its uploads."""
    return json.dumps(
        {
            "model": draft.model,
            "sample": draft.sample,
            "span": _filled(draft.span),
            "against": draft.against,
            "choices": _plain(draft.choices),
            "answers": answers_to_toml(draft.answers),
            "compared": list(draft.compared),
            "profile": profile_to_toml(draft.profile),
            "fresh": list(draft.fresh),
            "report": None if draft.report is None else to_plain(draft.report),
            "earlier": [{"says": each.says, "choices": _plain(each.choices)} for each in draft.earlier],
        }
    )


def _plain(choices: Choices) -> dict[str, Any]:
    return {
        "columns": [_filled(choice) for choice in choices.columns],
        "tables": [_filled(choice) for choice in choices.tables],
        "stages": dict(choices.stages),
        "day_first": choices.day_first,
        "currency": choices.currency,
        "decimal": choices.decimal,
        "same_names": dict(choices.same_names),
        "encodings": dict(choices.encodings),
        "rates": dict(choices.rates),
        "mql_statuses": choices.mql_statuses,
        "settled": dict(choices.settled),
        "sheets": [_filled(choice) for choice in choices.sheets],
    }


def _filled(record: Any) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in vars(record).items()
        if value is not None
    }


def draft_from(body: str, files: tuple[Upload, ...], saved: Upload | None) -> Draft:
    """The draft of a text that was written here, by this version or an earlier one.

    Args:
        body: As `body_of` made it.
        files: The uploads in their order.
        saved: The assessment that was opened.
    """
    found = json.loads(body)
    answers, recounted = _answers(found["answers"])
    return Draft(
        files=files,
        saved=saved,
        model=OperatingModel(found["model"]),
        sample=found["sample"],
        span=Span(**_dated(found["span"], "since", "until")),
        against=Comparison(found.get("against", Comparison.PREVIOUS)),
        choices=_choices(found["choices"]),
        answers=answers,
        recounted=recounted,
        compared=tuple(found["compared"]),
        profile=_profile(found.get("profile")),
        fresh=tuple(found.get("fresh", ())),
        report=_report(found.get("report")),
        earlier=tuple(
            Earlier(says=each["says"], choices=_choices(each["choices"])) for each in found.get("earlier", ())
        ),
    )


def _choices(found: dict[str, Any]) -> Choices:
    return Choices(
        # A header decided to fit nothing was left out above, since it is None.
        columns=tuple(ColumnChoice(**{"header": None, **choice}) for choice in found["columns"]),
        tables=tuple(TableChoice(**{"sheet": None, "table": None, **choice}) for choice in found["tables"]),
        stages={stage: DealOutcome(outcome) for stage, outcome in found["stages"].items()},
        day_first=found["day_first"],
        currency=found["currency"],
        decimal=found.get("decimal"),
        same_names=found.get("same_names", {}),
        encodings=found.get("encodings", {}),
        rates=found.get("rates", {}),
        mql_statuses=None if found.get("mql_statuses") is None else tuple(found["mql_statuses"]),
        settled=found.get("settled", {}),
        sheets=tuple(SheetChoice(**{"sheet": None, **choice}) for choice in found.get("sheets", ())),
    )


def _answers(text: str) -> tuple[Answers, tuple[str, ...]]:
    try:
        return kept_answers(text, "draft")
    except ContentError:
        # Written by a version with other signs: the files and choices are still good.
        return Answers(), ()


def _profile(text: str | None) -> Profile:
    try:
        return Profile() if text is None else profile_from_toml(text, "draft")
    except ContentError:
        # Written by a version with other tables: it can be learned anew.
        return Profile()


def _report(found: dict[str, Any] | None) -> Options | None:
    try:
        return None if found is None else from_plain(found)
    except ChoiceError:
        # Written by a version with other parts: they are chosen anew.
        return None


def _dated(found: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: date.fromisoformat(value) if name in names else value for name, value in found.items()}
