"""Opened files to a dataset: recognise, match, fill, check, and account for every row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from threading import Event

import pyarrow as pa

from revops.choices import Choices
from revops.dataset import Dataset, Refusal
from revops.intake.account import account
from revops.intake.across import check_across
from revops.intake.alike import count_alike_once
from revops.intake.arrow import Cells
from revops.intake.below_totals import ask_about_rows_below_totals
from revops.intake.blocks import Block, OpenedFile
from revops.intake.checks import check
from revops.intake.day_order import decide_day_orders
from revops.intake.decided import check_choices, fixed_columns
from revops.intake.draft import Draft
from revops.intake.duplicates import drop_duplicates, drop_repeated_lines, tell_repeated_lines
from revops.intake.export_rules import apply_after, apply_before
from revops.intake.filling import filling_of
from revops.intake.groups import fill_groups
from revops.intake.guessed import ask_about_unsure_matches, asked_once, guessed_encodings
from revops.intake.hidden_sheets import ask_about_hidden
from revops.intake.matrices import SHAPE as MATRIX
from revops.intake.matrices import melt, read_months
from revops.intake.months_apart import finish_together
from revops.intake.name_lists import NameList, lists_in
from revops.intake.rates import apply_rates
from revops.intake.recognised_exports import RecognisedExport, recognise_export
from revops.intake.recognition import Recognised, period_headers, recognise_as, recognise_table
from revops.intake.refusing import refuse_without_table
from revops.intake.same_names import propose, use_one_name
from revops.intake.still_active import CODE as STILL_ACTIVE
from revops.tables import TABLES


def interpret(
    opened: Iterable[OpenedFile],
    choices: Choices = Choices(),  # noqa: B008 (frozen)
    *,
    today: date | None = None,
    stop: Event | None = None,
) -> Dataset:
    """One company's tables from opened files.

    Args:
        opened: Files as `open_files` gave them.
        choices: What the user decided; everything else is found in the data.
        today: Day that dates are held against; the real one by default.
        stop: Ends the work at the next column or sheet once it is set.

    Returns:
        A dataset in which every row is used, or set aside with a reason.

    Raises:
        ChoiceError: If a choice names a file, sheet, table, column or header that is not there.
        StoppedError: If `stop` was set before it was done.
    """
    files = tuple(opened)
    day = today or date.today()
    refusals = [refusal for file in files for refusal in file.refusals]
    drafts: list[Draft] = []
    lists: list[NameList] = []
    check_choices(files, choices)
    for file in files:
        for block in file.blocks:
            found = _recognise(block, file.name, choices)
            if isinstance(found, Refusal):
                refusals.append(found)
                lists += lists_in(block, file.name) if found.code == "NOT_OUR_TABLE" else []
            else:
                drafts.append(_draft(block, file.name, found, choices, day))
    for draft in drafts:
        draft.stop = stop
    _fill(drafts)
    apply_rates(drafts, choices)
    finished = finish_together(drafts, [_used_rows(draft) for draft in drafts])
    tables = list(zip(drafts, finished, strict=True))
    together = _with_stand_ins(drafts, _together(tables))
    return Dataset(
        tables=together,
        fingerprint=_fingerprint(files, choices, drafts),
        sheets=tuple(account(draft, table) for draft, table in tables),
        assumptions=(
            *guessed_encodings(files, [draft.file for draft in drafts]),
            *asked_once(assumption for draft in drafts for assumption in draft.assumptions),
        ),
        refusals=tuple(refusals),
        proposals=propose(drafts, lists),
    )


def _recognise(block: Block, file: str, choices: Choices) -> Recognised | Refusal:
    without_table = refuse_without_table(block, file)
    if without_table:
        return without_table
    fixed = fixed_columns(choices, file, block)
    for choice in reversed(choices.tables):
        if choice.file == file and choice.sheet in (None, block.sheet):
            if choice.table is None:
                return Refusal(file=file, sheet=block.sheet, code="LEFT_OUT", reason="You left this sheet out.")
            known = recognise_export(block, fixed, choice.table)
            return known or recognise_as(block, file, choice.table, fixed)
    return recognise_export(block, fixed) or recognise_table(block, file, fixed)


def _draft(block: Block, file: str, found: Recognised, choices: Choices, today: date) -> Draft:
    return Draft(
        file=file,
        block=block,
        table=TABLES[found.table],
        shape=found.shape,
        matches=dict(found.matches),
        choices=choices.of(file, block.sheet),
        today=today,
        export=found.export if isinstance(found, RecognisedExport) else None,
    )


def _fill(drafts: Sequence[Draft]) -> None:
    for file in dict.fromkeys(draft.file for draft in drafts):
        decide_day_orders([draft for draft in drafts if draft.file == file])
    for draft in drafts:
        draft.used.clear()
        ask_about_unsure_matches(draft)
        fill_groups(draft)
        apply_before(draft)
        if draft.shape == MATRIX:
            read_months(draft, period_headers(draft.block.headers))
            ask_about_rows_below_totals(draft)
        filling_of(draft.table.key).fill(draft)
        apply_after(draft)
        use_one_name(draft)
        check(draft)
    ask_about_hidden(drafts)
    for key in TABLES:
        records = [draft for draft in drafts if draft.table.key == key and draft.shape == "rows"]
        drop_duplicates(records)
        count_alike_once(records)
    for copied in _lines_of_one_kind(drafts):
        drop_repeated_lines(copied)
    for alike in _lines_compared(drafts):
        tell_repeated_lines(alike)
    check_across(drafts)


def _lines_compared(drafts: Sequence[Draft]) -> list[list[Draft]]:
    """Sheets in which a line may repeat one of another; what matrices share is told month by month."""
    told = [draft for draft in drafts if not _repeats_nothing(draft)]
    matrices = [[draft] for draft in told if draft.shape == MATRIX]
    return [[draft for draft in told if draft.table.key == key and draft.shape != MATRIX] for key in TABLES] + matrices


def _lines_of_one_kind(drafts: Sequence[Draft]) -> list[list[Draft]]:
    """Sheets in which a line that is alike is a copy; months that lists of months share are asked about later."""
    known = [draft for draft in drafts if _repeats_nothing(draft)]
    alone = [[draft] for draft in known if draft.shape in (MATRIX, "ledger")]
    kinds = dict.fromkeys((draft.table.key, draft.shape) for draft in known if [draft] not in alone)
    return [[draft for draft in known if (draft.table.key, draft.shape) == kind] for kind in kinds] + alone


def _repeats_nothing(draft: Draft) -> bool:
    """Whether two lines that are alike are one, as in the lines of a ledger or an invoice."""
    return draft.shape in ("ledger", "movements") or draft.table.has_no_id


def _used_rows(draft: Draft) -> pa.Table:
    """The used rows of a draft under the canonical schema, one per month where months stand side by side."""
    used = draft.in_use & ~draft.merged
    rows = _rows(draft) if used.all() else _rows(draft).filter(pa.array(used))
    return melt(draft, rows, used) if draft.shape == MATRIX else rows


def _rows(draft: Draft) -> pa.Table:
    source: dict[str, Cells] = {
        "source_file": pa.repeat(pa.scalar(draft.file, pa.string()), draft.height),
        "source_sheet": pa.repeat(pa.scalar(draft.block.sheet, pa.string()), draft.height),
        "source_row": pa.array(draft.block.rows, pa.int64()),
    }
    arrays = [source[field.name] if field.name in source else draft.value(field.name) for field in draft.table.schema]
    return pa.table(arrays, schema=draft.table.schema)


def _together(tables: Sequence[tuple[Draft, pa.Table]]) -> dict[str, pa.Table]:
    """One table per kind that any sheet was taken for, in the order of the declarations."""
    found: dict[str, list[pa.Table]] = {}
    for draft, table in tables:
        found.setdefault(draft.table.key, []).append(table)
    return {key: pa.concat_tables(found[key]).combine_chunks() for key in TABLES if key in found}


def _with_stand_ins(drafts: Sequence[Draft], tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """The tables, with those made from another that no file gives."""
    for key, rows in tuple(tables.items()):
        stand_in, wanted = filling_of(key).stand_in, TABLES[key].stands_in_for
        if stand_in is None or any(draft.table.key == wanted for draft in drafts):
            continue
        made = stand_in([draft for draft in drafts if draft.table.key == key], rows)
        if made.num_rows:
            tables[wanted] = made
    return {key: tables[key] for key in TABLES if key in tables}


def _fingerprint(files: Sequence[OpenedFile], choices: Choices, drafts: Sequence[Draft]) -> str:
    """A hash of all that went in; of the day, only what it decided."""
    hashed = sha256()
    by_day = tuple(
        (draft.latest_year, draft.day_first, draft.count("FUTURE_DATE"), draft.count(STILL_ACTIVE)) for draft in drafts
    )
    for part in (*((file.name, file.sha256) for file in files), repr(asdict(choices)), by_day):
        hashed.update(repr(part).encode())
    return hashed.hexdigest()
