"""What was answered about reading, remembered by the headers of a sheet, whatever its file is called next week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from revops.choices import Choices, ColumnChoice, SheetChoice, TableChoice
from revops.dataset import Dataset, Refusal, SheetRead
from revops.intake import Block, OpenedFile
from revops.intake.dates import FEWEST_MONTHS
from revops.intake.decided import fixed_columns
from revops.intake.gone_headers import ask_for_gone
from revops.intake.last_matches import with_last_matches
from revops.intake.names import tight
from revops.intake.recognition import period_headers, recognise_table
from revops.tables import TABLES

MOST_SHEETS: Final = 200
"""Sheets that a profile remembers; the oldest go first."""
ALIKE: Final = 0.55
"""Part of all headers that two exports share at least if one is the next version of the other."""


@dataclass(frozen=True, kw_only=True)
class KnownSheet:
    """What is remembered of a sheet with certain headers.

    Attributes:
        headers: All of them, as written.
        table: The table it was taken for; empty where it was left out.
        matches: Header of each column that had one.
        columns: What the user picked: header by column, None for "not in this file".
        is_chosen: Whether the user said which table it is, or that it is left out.
        answers: Every other answer that stood when it was read; what is about single files is always empty.
        encoding: How its text is encoded, where the user said so; empty otherwise.
    """

    headers: tuple[str, ...]
    table: str = ""
    matches: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str | None] = field(default_factory=dict)
    is_chosen: bool = False
    answers: Choices = field(default_factory=Choices)
    encoding: str = ""

    @property
    def fingerprint(self) -> str:
        """Names the set of headers; order, capitals and signs do not matter."""
        return fingerprint_of(self.headers)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """Everything remembered about one company's exports, the latest last."""

    sheets: tuple[KnownSheet, ...] = ()

    def with_newer(self, other: Profile) -> Profile:
        """Both together; of sheets with equal headers, the other's counts."""
        newer = {sheet.fingerprint for sheet in other.sheets}
        kept = [sheet for sheet in self.sheets if sheet.fingerprint not in newer]
        return Profile(sheets=(*kept, *other.sheets)[-MOST_SHEETS:])

    def like(self, headers: Sequence[str]) -> KnownSheet | None:
        """The sheet with these headers, else the one that shares most of them, else None."""
        names = _names(headers)
        shared = [(_alike(names, _names(sheet.headers)), at, sheet) for at, sheet in enumerate(self.sheets)]
        share, _, sheet = max(shared, key=lambda entry: entry[:2], default=(0.0, 0, None))
        return sheet if share >= ALIKE else None


@dataclass(frozen=True, kw_only=True)
class Recalled:
    """A sheet that the profile knows, and what about its headers is another than last time.

    Attributes:
        file: Name of the file.
        sheet: Sheet of a workbook.
        new: Headers that were not there.
        gone: Headers that are there no more, with the column each was taken for; "" for none.
    """

    file: str
    sheet: str | None
    new: tuple[str, ...] = ()
    gone: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_same(self) -> bool:
        """Whether nothing about the headers differs."""
        return not self.new and not self.gone

    def phrases(self, read: SheetRead) -> tuple[str, ...]:
        """What to tell about the sheet once it is read: what is renamed, new and gone since last time."""
        if self.is_same:
            return ("headers as last time, read the same way",)
        now = {column: read.columns[column].header for column in self.gone.values() if column in read.columns}
        renamed = {old: now[column] for old, column in self.gone.items() if now.get(column) in self.new}
        told = [f"“{old}” is now “{name}”" for old, name in renamed.items()]
        told += [f"“{name}” is new" for name in self.new if name not in renamed.values()]
        told += [_gone(old, column) for old, column in self.gone.items() if old not in renamed]
        return (f"since last time: {', '.join(told)}",)


@dataclass(frozen=True, kw_only=True)
class Applied:
    """Choices with those of a profile added, and the sheets that they were remembered for."""

    choices: Choices
    recalled: tuple[Recalled, ...] = ()

    def opened_otherwise(self, before: Choices) -> frozenset[str]:
        """Files that have to be opened once more, since the profile knows another encoding."""
        return frozenset(dict(self.choices.encodings.items() - before.encodings.items()))


def fingerprint_of(headers: Iterable[str]) -> str:
    """A hash of the set of headers, folded; months side by side count as one, since each export has others."""
    return sha256("\x1f".join(sorted(_names(tuple(headers)))).encode()).hexdigest()


def profile_of(opened: Iterable[OpenedFile], dataset: Dataset, choices: Choices) -> Profile:
    """What can be remembered of files as they were read.

    Args:
        opened: The files.
        dataset: What they gave under the choices.
        choices: What the user decided, that of a profile included.
    """
    found = [_known(file, block, dataset, choices) for file in opened for block in file.blocks]
    return Profile().with_newer(Profile(sheets=tuple(sheet for sheet in found if sheet is not None)))


def apply(profile: Profile, opened: Iterable[OpenedFile], choices: Choices) -> Applied:
    """The choices, completed by what the profile remembers of these files; what the choices say already stands.

    Args:
        profile: What was answered before.
        opened: The files at hand.
        choices: What the user decided about them so far.
    """
    recalled = []
    for file in opened:
        for block in file.blocks:
            known = profile.like(block.headers)
            if known is not None:
                choices = _completed(choices, known, file.name, block)
                choices = _as_last_time(choices, known, file.name, block)
                choices = with_last_matches(choices, known.table, known.matches, file.name, block)
                recalled.append(_compared(known, file.name, block))
    return Applied(choices=choices, recalled=tuple(recalled))


def tell(dataset: Dataset, recalled: Iterable[Recalled], choices: Choices) -> Dataset:
    """The dataset with notes on the sheets that were known, and with questions about headers that are gone."""
    places = {(each.file, each.sheet): each for each in recalled}
    known = [(sheet, places.get((sheet.file, sheet.sheet))) for sheet in dataset.sheets]
    return replace(
        dataset,
        sheets=tuple(
            replace(sheet, notes=(*sheet.notes, *found.phrases(sheet))) if found else sheet for sheet, found in known
        ),
        assumptions=(
            *dataset.assumptions,
            *(asked for sheet, it in known if it for asked in ask_for_gone(sheet, it.gone, it.new, choices)),
        ),
    )


def _names(headers: Sequence[str]) -> frozenset[str]:
    months = period_headers(headers)
    named = [header for header in headers if header not in months] if len(months) >= FEWEST_MONTHS else headers
    return frozenset(tight(header) for header in named) | ({"\x1emonths"} if len(named) < len(headers) else set())


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return shared / len(one | other) if shared > 1 or one == other else 0.0


def _gone(header: str, column: str) -> str:
    return f"“{header}” ({column}) is gone" if column else f"“{header}” is gone"


def _known(file: OpenedFile, block: Block, dataset: Dataset, choices: Choices) -> KnownSheet | None:
    """What to remember of a block; None where it was not used and nobody said that it should not be."""
    place = (file.name, block.sheet, block.headers)
    read = next((each for each in dataset.sheets if (each.file, each.sheet, each.headers) == place), None)
    said = [each for each in choices.tables if each.file == file.name and each.sheet in (None, block.sheet)]
    if read is None:
        return KnownSheet(headers=block.headers, is_chosen=True) if said and said[-1].table is None else None
    return KnownSheet(
        headers=block.headers,
        table=read.table,
        matches={column: match.header for column, match in read.columns.items()},
        columns=_picked(choices, read),
        is_chosen=bool(said),
        answers=_answers(choices, read, dataset),
        encoding=choices.encodings.get(file.name, ""),
    )


def _picked(choices: Choices, read: SheetRead) -> dict[str, str | None]:
    """The headers picked by hand for a sheet, the last choice first in rank."""
    return {
        each.column: each.header
        for each in choices.columns
        if each.table == read.table
        and each.file in (None, read.file)
        and each.sheet in (None, read.sheet)
        and (each.header is None or each.header in read.headers)
    }


def _answers(choices: Choices, read: SheetRead, dataset: Dataset) -> Choices:
    """The answers that are about no single file; of stages, those that the sheet has."""
    names = {tight(stage) for stage in read.stages}
    stages = {stage: outcome for stage, outcome in choices.stages.items() if tight(stage) in names}
    here = choices.of(read.file, read.sheet)
    rates = _rates(choices, dataset)
    return replace(here, columns=(), tables=(), sheets=(), encodings={}, stages=stages, rates=rates)


def _rates(choices: Choices, dataset: Dataset) -> dict[str, float]:
    """The rates, the currency they lead to among them, so that a new currency leaves no doubt which it is."""
    rates = dict(choices.rates)
    if rates and 1 not in rates.values() and not choices.currency:
        tables = [table["currency"] for table in dataset.tables.values() if "currency" in table.column_names]
        left = {code for codes in tables for code in codes.unique().to_pylist() if code and code not in rates}
        rates.update({code: 1.0 for code in left} if len(left) == 1 else {})
    return rates


def _completed(choices: Choices, known: KnownSheet, file: str, block: Block) -> Choices:
    """The choices with what is remembered of one block, where they leave it open."""
    said = choices.tables
    if known.is_chosen and not any(each.file == file and each.sheet in (None, block.sheet) for each in said):
        said = (*said, TableChoice(file=file, sheet=block.sheet, table=known.table or None))
    columns = [*choices.columns, *_remembered(choices, known, file, block)]
    answers = known.answers
    return replace(
        choices,
        columns=tuple(columns),
        tables=said,
        stages={**answers.stages, **choices.stages},
        same_names={**answers.same_names, **choices.same_names},
        rates={**answers.rates, **choices.rates},
        mql_statuses=answers.mql_statuses if choices.mql_statuses is None else choices.mql_statuses,
        sheets=(_about_sheet(choices, answers, file, block), *choices.sheets),
        encodings={**({file: known.encoding} if known.encoding else {}), **choices.encodings},
    )


def _as_last_time(choices: Choices, known: KnownSheet, file: str, block: Block) -> Choices:
    """The choices with the table of last time for a sheet that is none of ours without it, since headers changed."""
    said = any(each.file == file and each.sheet in (None, block.sheet) for each in choices.tables)
    if said or not known.table or not block.header_row:
        return choices
    if not isinstance(recognise_table(block, file, fixed_columns(choices, file, block)), Refusal):
        return choices
    again = TableChoice(file=file, sheet=block.sheet, table=known.table)
    return replace(choices, tables=(*choices.tables, again))


def _about_sheet(choices: Choices, answers: Choices, file: str, block: Block) -> SheetChoice:
    """What is remembered about one sheet alone, where nothing is said for all."""
    return SheetChoice(
        file=file,
        sheet=block.sheet,
        day_first=answers.day_first if choices.day_first is None else None,
        currency=None if choices.currency else answers.currency,
        decimal=None if choices.decimal else answers.decimal,
        settled={about: answer for about, answer in answers.settled.items() if about not in choices.settled},
    )


def _remembered(choices: Choices, known: KnownSheet, file: str, block: Block) -> Iterable[ColumnChoice]:
    """The headers picked last time that are still there and are not picked anew."""
    headers = {tight(header): header for header in block.headers}
    for column, header in known.columns.items():
        here = None if header is None else headers.get(tight(header))
        is_gone = header is not None and here is None
        if not is_gone and not any(_is_about(each, known.table, column, file, block) for each in choices.columns):
            yield ColumnChoice(table=known.table, column=column, header=here, file=file, sheet=block.sheet)


def _is_about(choice: ColumnChoice, table: str, column: str, file: str, block: Block) -> bool:
    is_here = choice.file in (None, file) and choice.sheet in (None, block.sheet)
    return is_here and (choice.table, choice.column) == (table, column)


def _compared(known: KnownSheet, file: str, block: Block) -> Recalled:
    if known.fingerprint == fingerprint_of(block.headers):
        return Recalled(file=file, sheet=block.sheet)
    before, now = _names(known.headers), _names(block.headers)
    columns = {header: column for column, header in known.matches.items() if column in _columns(known.table)}
    return Recalled(
        file=file,
        sheet=block.sheet,
        new=tuple(header for header in block.headers if tight(header) in now - before),
        gone={header: columns.get(header, "") for header in known.headers if tight(header) in before - now},
    )


def _columns(table: str) -> frozenset[str]:
    return frozenset(column.name for column in TABLES[table].columns) if table in TABLES else frozenset()
