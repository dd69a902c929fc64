"""What the numbers rest on: files, rows set aside, assumptions, disagreements, the rows themselves, the method."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from revops.dataset import SheetRead
from revops.definitions import KINDS, Definition, definitions
from revops.diagnostic.content import SIGNS
from revops.diagnostic.wording import counted
from revops.handing_over import PartKey
from revops.measure import Behind, rows_behind_each
from revops.metrics import METRICS
from revops.reconciliation.result import Comparison, Finding
from revops.report.blocks import Block, Cell, Column, Heading, Named, Number, Paragraph, Part, Points, Table
from revops.report.material import Material
from revops.tables import TABLES
from revops.vocabulary import Entity, Group, Unit

MOST_ROWS: Final = 500
"""Rows behind a headline number; the table says how many there are where there are more."""
MOST_OTHER_ROWS: Final = 50
"""Rows behind any other number."""
MOST_CASES: Final = 100
_SHEETS: Final = {group: f"Rows, {group.label.lower()}" for group in Group}
"""Where the rows behind numbers stand that are no headline numbers."""
_NAMES: Final = {
    "customer": Named.CUSTOMER,
    "account": Named.CUSTOMER,
    "lead_id": Named.CUSTOMER,
    "owner": Named.REP,
    "cluster": Named.REP,
}


def data(material: Material) -> Part | None:
    """Every file with what was used, set aside and assumed."""
    dataset = material.found.dataset
    if not dataset.sheets and not dataset.refusals:
        return None
    aside = sum(sheet.rows_set_aside for sheet in dataset.sheets)
    used = sum(sheet.rows_used for sheet in dataset.sheets)
    write = material.figures
    message = f"{write.count(used)} rows are used and {write.count(aside)} set aside, each for a reason that is named."
    blocks: list[Block] = [_files(dataset.sheets)]
    if problems := tuple(row for place, sheet in enumerate(dataset.sheets) for row in _problems(place, sheet)):
        blocks.append(
            _table("problems", "Problems", ("File", "Column", "What", "Rows", "Set aside?"), problems, "Way out")
        )
    if assumed := tuple((one.about, one.chose, one.file or "", one.because) for one in dataset.assumptions):
        blocks.append(_table("assumed", "What was assumed", ("About", "Taken", "File"), assumed, "Because"))
    if refused := tuple((one.file, one.sheet or "", one.reason) for one in dataset.refusals):
        blocks.append(_table("refused", "Files that are not used", ("File", "Sheet"), refused, "Why"))
    return Part(key=PartKey.DATA, title=PartKey.DATA.label, message=message, blocks=tuple(blocks))


def reconciliation(material: Material) -> Part | None:
    """Where two files tell different stories, case by case."""
    found = [(place, one) for place, one in enumerate(material.compared) if one.findings or one.reason is None]
    if not found:
        return None
    cases = sum(one.differences for _, one in found)
    message = f"{counted(cases, 'case', 'cases')} in which two files tell different stories."
    blocks = tuple(block for place, one in found for block in _comparison(place, one, material))
    return Part(key=PartKey.RECONCILIATION, title=PartKey.RECONCILIATION.label, message=message, blocks=blocks)


def rows(material: Material) -> Part | None:
    """The rows behind every known number, each with its place in the user's own file."""
    headline = {reading.key for reading in material.headline}
    limits = {one.key: MOST_ROWS if one.key in headline else MOST_OTHER_ROWS for one in material.known}
    definitions = {one.key: one.definition for one in material.known}
    found = rows_behind_each(material.found.dataset, limits, material.found.window, definitions)
    tables = sorted((_rows(behind, is_headline=behind.key in headline) for behind in found), key=_sheet_place)
    if not tables:
        return None
    message = (
        f"Each number with the rows it counted, the latest first: at most {MOST_ROWS} of each headline number and "
        f"{MOST_OTHER_ROWS} of every other, which stand in the workbook."
    )
    return Part(key=PartKey.ROWS, title=PartKey.ROWS.label, message=message, blocks=tuple(tables))


def method(material: Material) -> Part:
    """How every number of the report is defined, and where that comes from."""
    diagnosis = material.found.diagnosis
    entries = definitions()
    shown = {*material.found.readings, *diagnosis.signs}
    tables = tuple(
        _definitions(kind, title, [entry for entry in entries if entry.kind == kind])
        for kind, title in KINDS.items()
        if kind not in ("metric", "sign")
    )
    own = [entry for entry in entries if entry.key in shown]
    first = tuple(
        _definitions(kind, KINDS[kind], [entry for entry in own if entry.kind == kind]) for kind in ("metric", "sign")
    )
    seed = f"The simulation drew {diagnosis.draws:,} times from seed {diagnosis.seed}; the same seed gives the same."
    message = "Every number has one definition, and a source with how far to trust it."
    blocks: tuple[Block, ...] = (Paragraph(text=seed), *(table for table in (*first, *tables) if table.rows))
    return Part(key=PartKey.METHOD, title=PartKey.METHOD.label, message=message, blocks=blocks)


def _table(key: str, title: str, titles: tuple[str, ...], body: tuple[tuple[Cell, ...], ...], last: str) -> Table:
    columns = (*(Column(title=each) for each in titles), Column(title=last, is_wide=True))
    return Table(key=key, title=title, columns=columns, rows=body)


def _files(sheets: tuple[SheetRead, ...]) -> Table:
    titles = ("File", "Sheet", "Taken for", "From", "To", "Rows read", "Used", "Set aside")
    body = tuple(
        (
            sheet.file,
            sheet.sheet or "",
            TABLES[sheet.table].label,
            sheet.since,
            sheet.until,
            *(
                Number(at=f"tables/{place}/{name}", unit=Unit.COUNT, value=getattr(sheet, name))
                for name in ("rows_read", "rows_used", "rows_set_aside")
            ),
        )
        for place, sheet in enumerate(sheets)
    )
    columns = tuple(Column(title=title) for title in titles)
    return Table(key="files", title="Files", columns=columns, rows=body)


def _problems(place: int, sheet: SheetRead) -> Iterator[tuple[Cell, ...]]:
    for number, problem in enumerate(sheet.problems):
        count = Number(at=f"tables/{place}/problems/{number}/count", unit=Unit.COUNT, value=problem.count)
        aside = "yes" if problem.sets_aside else "no"
        yield sheet.file, problem.column or "", problem.code, count, aside, problem.hint


def _comparison(place: int, found: Comparison, material: Material) -> Iterator[Block]:
    yield Heading(text=found.title)
    says = (found.says, *found.notes) if material.options.is_full else (found.says,)
    yield Points(items=tuple(filter(None, says)))
    for number, finding in enumerate(found.findings):
        yield _finding(f"reconcile/comparisons/{place}/findings/{number}", found, finding)


def _finding(at: str, found: Comparison, finding: Finding) -> Table:
    body = tuple(
        (
            each.called,
            each.on,
            Number(at=f"{at}/cases/{place}/one", unit=finding.unit, value=each.one, currency=each.currency),
            Number(at=f"{at}/cases/{place}/other", unit=finding.unit, value=each.other, currency=each.currency),
            Number(at=f"{at}/cases/{place}/at_stake", unit=Unit.MONEY, value=each.at_stake, currency=each.currency),
            "; ".join(map(str, each.places)),
        )
        for place, each in enumerate(finding.differences[:MOST_CASES])
    )
    left = len(finding.differences) - MOST_CASES
    columns = (
        Column(title="Who", holds=Named.CUSTOMER),
        *(Column(title=title) for title in ("On", finding.one or "One", finding.other or "Other", "At stake")),
        Column(title="Rows", is_wide=True),
    )
    return Table(
        key=f"{found.key}_{finding.key}",
        title=finding.title,
        columns=columns,
        rows=body,
        note=finding.says + (f" {left:,} more cases are left out." if left > 0 else ""),
    )


def _rows(behind: Behind, *, is_headline: bool) -> Table:
    metric = METRICS[behind.key]
    names = behind.rows.column_names
    columns = tuple(Column(title=name.replace("_", " "), holds=_holds(name, metric.of)) for name in names)
    cells = (map(_cell, column.to_pylist()) for column in behind.rows.columns)
    return Table(
        key=f"rows_{behind.key}",
        title=f"Rows behind: {metric.label}",
        columns=columns,
        rows=tuple(zip(*cells, strict=True)),
        note=_left_out(behind),
        sheet="" if is_headline else _SHEETS[metric.group],
    )


def _sheet_place(table: Table) -> int:
    """Tables that stand alone first, then sheet by sheet."""
    return list(_SHEETS.values()).index(table.sheet) if table.sheet else -1


def _left_out(behind: Behind) -> str:
    left = behind.count - behind.rows.num_rows
    return f"{left:,} older rows are left out; the scorecard downloads all of them." if left > 0 else ""


def _holds(name: str, of: Entity) -> Named | None:
    if name == "name":
        return Named.DEAL if of is Entity.DEAL else Named.CUSTOMER
    return _NAMES.get(name)


def _cell(value: Any) -> Cell:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date()
    return value if value is None or isinstance(value, str | int | float | date) else str(value)


def _definitions(kind: str, title: str, entries: list[Definition]) -> Table:
    body = tuple(
        (
            entry.title,
            entry.says,
            *(_fact(entry, name) for name in ("formula", "counts", "leaves out")),
            entry.source,
        )
        if kind == "metric"
        else (entry.title, entry.says, _told(entry), entry.source)
        for entry in entries
    )
    middle = ("How it is counted", "Counts", "Leaves out") if kind == "metric" else ("How",)
    titles = ("Name", "What it says", *middle, "Source")
    columns = tuple(Column(title=each, is_wide=each != "Name") for each in titles)
    return Table(key=f"method_{kind}", title=title, columns=columns, rows=body)


def _fact(entry: Definition, name: str) -> str:
    return dict(entry.facts).get(name, "")


def _told(entry: Definition) -> str:
    """Everything else that is said of an entry; of signs what the answers mean stands in the question sheet."""
    facts = [(name, text) for name, text in entry.facts if entry.key not in SIGNS or not name.startswith("answer")]
    return "; ".join(f"{name}: {text}" for name, text in facts)
