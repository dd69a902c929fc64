"""The kinds of question, each one entry of `KINDS`: which assumptions it is about, and the answers it offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from revops.charts.figures import Figures
from revops.choices import Choices, ColumnChoice
from revops.dataset import NONE_OF_THEM, Dataset, SheetRead
from revops.intake import OpenedFile
from revops.intake.decimals import decimal_taken
from revops.intake.money import CODES
from revops.intake.names import tight
from revops.questions import effects
from revops.questions.question import Asked, Kind, Option, Question
from revops.vocabulary import DealOutcome

_ENCODING: Final = "encoding"
_ANY_CURRENCY: Final = "Which currency are the amounts in"


def questions(
    data: Dataset, opened: Sequence[OpenedFile], choices: Choices, write: Figures, *, of: SheetRead
) -> tuple[Question, ...]:
    """The questions that a sheet leaves open, those without a choice included, in the order they arose.

    Args:
        data: The tables under the choices.
        opened: The files they were read from.
        choices: What was decided so far.
        write: Writes the numbers of the reader's country.
        of: The sheet.
    """
    here = [each for each in data.assumptions if (each.file, each.sheet) == (of.file, of.sheet)]
    mine = [each for each in here if each.about.partition(".")[0] in (of.table, _ENCODING)]
    return tuple(_question(Asked(about=each, data=data, opened=opened, choices=choices, write=write)) for each in mine)


def _question(asked: Asked) -> Question:
    kind = next((kind for kind in KINDS if kind.fits(asked.about)), None)
    return kind.make(asked) if kind else Question(about=asked.about, facts=lambda data: ())


def _day_order(asked: Asked) -> Question:
    orders = (("Day first", True), ("Month first", False))
    options = tuple(asked.here(name, day_first=first, is_taken=asked.is_taken(name.lower())) for name, first in orders)
    return Question(
        about=asked.about,
        options=options,
        facts=lambda data: effects.days(asked, data),
    )


def _decimals(asked: Asked) -> Question:
    takes = decimal_taken(asked.about)
    options = tuple(asked.here(f"Decimal {sign}", decimal=sign, is_taken=sign == takes) for sign in ("comma", "point"))
    return Question(about=asked.about, options=options, facts=lambda data: effects.numbers(asked, data))


def _currency(asked: Asked) -> Question:
    """The code taken for now, those that the files or other answers name, and common ones."""
    taken = [asked.about.chose] if asked.about.chose in CODES else []
    codes = dict.fromkeys((*taken, *_currencies_chosen(asked.choices), *asked.about.options))
    options = tuple(asked.here(code, currency=code, is_taken=asked.is_taken(code)) for code in codes)
    return Question(about=asked.about, options=options, facts=lambda data: (effects.total(asked, data),))


def _currencies_chosen(choices: Choices) -> list[str]:
    """What was answered for all files, or for other sheets."""
    return [code for code in (choices.currency, *(each.currency for each in choices.sheets)) if code]


def _rates(asked: Asked) -> Question:
    base = asked.about.options[-1].removeprefix("rates to ")
    codes = {code for table in asked.data.tables.values() for code in effects.known(table, "currency")}
    rated = tuple(sorted(codes - {base}))
    return Question(about=asked.about, rated=rated, base=base, facts=partial(effects.all_money, asked))


def _stage(asked: Asked) -> Question:
    stage = asked.about.of
    others = {name: outcome for name, outcome in asked.choices.stages.items() if tight(name) != tight(stage)}

    def option(outcome: DealOutcome) -> Option:
        is_taken = outcome.value == asked.about.options[0]
        return asked.option(outcome.value.capitalize(), stages={**others, stage: outcome}, is_taken=is_taken)

    options = tuple(map(option, DealOutcome))
    return Question(about=asked.about, options=options, facts=lambda data: effects.stage(asked, data))


def _which_column(asked: Asked) -> Question:
    """Which header is the column: those offered, and none of them, of which the first is taken for now."""
    taken, *_ = asked.about.options

    def option(label: str) -> Option:
        header = None if label == NONE_OF_THEM else label
        choice = ColumnChoice(
            table=asked.table, column=asked.column, header=header, file=asked.about.file, sheet=asked.about.sheet
        )
        columns = (*asked.choices.columns, choice)
        return asked.option(label if header else label.capitalize(), columns=columns, is_taken=label == taken)

    offered = sorted(asked.about.options, key=lambda label: label == NONE_OF_THEM)
    facts = partial(effects.of_header, asked)
    return Question(about=asked.about, options=tuple(map(option, offered)), facts=facts)


def _qualified(asked: Asked) -> Question:
    return Question(about=asked.about, several=asked.about.options, facts=lambda data: effects.qualified(asked, data))


def _encoding(asked: Asked) -> Question:
    return Question(
        about=asked.about, codes=asked.about.options, facts=lambda data: effects.special_letters(asked, data)
    )


def _either(asked: Asked) -> Question:
    about = asked.about
    taken, *others = (asked.here(answer, settled={about.settling: answer}) for answer in about.options)
    options = (replace(taken, is_taken=True), *others)
    return Question(about=about, options=options, facts=lambda data: effects.of_column(asked, data))


KINDS: Final = (
    Kind(fits=lambda about: "day first" in about.options, make=_day_order),
    Kind(fits=lambda about: {"thousands", "decimals"} <= set(about.options), make=_decimals),
    Kind(fits=lambda about: about.question.startswith(_ANY_CURRENCY), make=_currency),
    Kind(fits=lambda about: "each currency on its own" in about.options, make=_rates),
    Kind(fits=lambda about: about.about == "deals.outcome" and bool(about.of), make=_stage),
    Kind(fits=lambda about: NONE_OF_THEM in about.options, make=_which_column),
    Kind(fits=lambda about: about.about == _ENCODING, make=_encoding),
    Kind(fits=lambda about: about.about == "leads.is_mql" and about.chose not in about.options, make=_qualified),
    Kind(fits=lambda about: len(about.options) > 1, make=_either),
)
"""Every kind of question; the first that fits an assumption makes it."""
