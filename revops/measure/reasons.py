"""Why a metric has no value, and what would unlock it, in words a founder understands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from revops.dataset import Dataset
from revops.fold import Fold, Query, Reads, reads
from revops.fold.reads import VIEWS
from revops.measure.ending import ended_before, ended_within
from revops.measure.lacking import all_set_aside, unreadable
from revops.measure.naming import names_of_rows, thing
from revops.measure.source import Source
from revops.measure.windows import first_event, why_undated
from revops.metric import Metric
from revops.tables import TABLES
from revops.tables.table import Table
from revops.vocabulary import ColumnKind, Fact, Kind, Timing, Unit

WITHOUT_A_DAY = (
    "Nothing in the files tells when they were made. Add a date on which something happened, such as the opening or "
    "closing date of your deals."
)


def missing(source: Source, metric: Metric, read: Reads) -> str | None:
    """What is absent or blank that the metric's SQL needs; None where nothing is."""
    lacking = [column for column in _needed(source, metric, read) if not source.knows(column)]
    tables = [*_needed_tables(metric, read), *(column.split(".")[0] for column in lacking)]
    absent = [table for table in dict.fromkeys(tables) if table not in source.dataset.tables]
    if absent:
        return _add_tables(absent)
    grouped = [column for group in metric.one_of for column in group]
    if emptied := all_set_aside(source.dataset, [*tables, *(column.split(".")[0] for column in grouped)]):
        return emptied
    if lacking:
        return _mend_columns(source.dataset, lacking)
    for group in metric.one_of:
        if not any(source.knows(column) for column in group):
            return _mend_one_of(source, group)
    return ended_before(source, metric, read)


def _needed(source: Source, metric: Metric, read: Reads) -> list[str]:
    """Columns without which the SQL gives nothing; the date of a row only where a window asks for it."""
    spared = {*metric.optional, *(column for group in metric.one_of for column in group)}
    dated = metric.timing is not Timing.SNAPSHOT and not (source.window.is_undated or source.window.all_time)
    wanted = read.columns | read.dates if dated else read.columns
    return sorted(column for column in wanted - spared if not _is_identity(column))


def _needed_tables(metric: Metric, read: Reads) -> list[str]:
    """Tables behind the views: each view lives on the first it names, unless another may stand in for it."""
    from_groups = {column.split(".")[0] for group in metric.one_of for column in group}
    firsts = [origin for origin in read.origins if origin not in from_groups]
    return list(dict.fromkeys(firsts))


def _is_identity(column: str) -> bool:
    """Whether the column tells rows apart; intake makes one where the file has none."""
    table, name = column.split(".")
    declared = TABLES[table].column(name)
    return declared.kind is ColumnKind.ID and name in TABLES[table].identity and not declared.required


def _mend_columns(dataset: Dataset, columns: list[str]) -> str:
    """What to do about columns without a value: mend those that a file has, add the others."""
    unread = {column: says for column in columns if (says := unreadable(dataset, column))}
    added = [column for column in columns if column not in unread]
    return " ".join([*dict.fromkeys(unread.values()), *([_add_columns(added)] if added else [])])


def _mend_one_of(source: Source, group: tuple[str, ...]) -> str:
    unread = (unreadable(source.dataset, column) for column in group)
    return next(filter(None, unread), None) or _add_one_of(source, group)


def _add_tables(keys: Iterable[str]) -> str:
    tables = [TABLES[key] for key in keys]
    names = " and ".join(f"a file of {table.label.lower()} ({_shape(table)})" for table in tables)
    return f"Add {names}."


def _shape(table: Table) -> str:
    """What a row is and which columns it has to have."""
    required = [thing(f"{table.key}.{name}") for name in table.required if not table.column(name).made]
    return f"each row {table.one_row}" + (f", with {_and(required)}" if required else "")


def _add_columns(columns: list[str]) -> str:
    """All columns lacking, by table."""
    sentences = []
    for table in dict.fromkeys(column.split(".")[0] for column in columns):
        own = [column for column in columns if column.startswith(f"{table}.")]
        what = _and([f"{_article(thing(column))} ({column.split('.')[1]})" for column in own])
        says = TABLES[table].column(own[0].split(".")[1]).says
        hint = f": {says[0].lower()}{says[1:]}" if len(own) == 1 else "."
        sentences.append(f"Add {what} to your {TABLES[table].label.lower()}{hint}")
    return " ".join(sentences)


def _add_one_of(source: Source, group: tuple[str, ...]) -> str:
    tables = list(dict.fromkeys(column.split(".")[0] for column in group))
    if not any(table in source.dataset.tables for table in tables):
        return f"Add a file of {' or '.join(TABLES[table].label.lower() for table in tables)}."
    options = [_option(table, group) for table in tables if table in source.dataset.tables]
    return f"Add {', or '.join(options)}."


def _option(table: str, group: tuple[str, ...]) -> str:
    things = [_article(thing(column)) for column in group if column.startswith(f"{table}.")]
    return f"{' or '.join(things)} to your {TABLES[table].label.lower()}"


def all_blank(metric: Metric, read: Reads, rows: int) -> str:
    """Rows are there, and none of them carries the number."""
    one, many = names_of_rows(metric)
    whose = f"All {rows:,} {many}" if rows > 1 else f"The one {one}"
    return f"{whose} counted here {'have' if rows > 1 else 'has'} no {_blank_thing(metric, read)}."


def left_out(dataset: Dataset, query: Query, folded: Fold, n: int) -> Iterator[str]:
    """Some rows carry no number and take no part in it; rows that stand for nothing in the files are none."""
    metric, read, rows = query.metric, reads(query.rows), folded.whole.rows
    if any(VIEWS[view].has_gaps for view in read.views):
        return
    backwards = _backwards(metric, folded)
    blank, of = rows - n - backwards, f"of {rows:,} {names_of_rows(metric)[1]}"
    if blank:
        verbs = ("has", "is") if blank == 1 else ("have", "are")
        what = _blank_thing(metric, read)
        yield f"{blank:,} {of} {verbs[0]} no {what}{_below_zero(dataset, read)} and {verbs[1]} left out."
    if backwards:
        way = "ends before it begins" if backwards == 1 else "end before they begin"
        yield f"{backwards:,} {of} {way} ({_between(metric, read)}) and {'is' if backwards == 1 else 'are'} left out."


def _backwards(metric: Metric, folded: Fold) -> int:
    """Rows whose days run backwards."""
    if metric.kind is not Kind.MIDDLE or metric.unit is not Unit.DAYS:
        return 0
    return sum(int(sums[0] or 0) for (days, *_), sums in folded.whole.counts if days is not None and days < 0)


def _between(metric: Metric, read: Reads) -> str:
    """The days between which a duration runs."""
    days = [thing(column) for column in sorted(read.values - set(metric.optional))]
    return f"by {_and(days)}" if days else "by their dates"


def _below_zero(dataset: Dataset, read: Reads) -> str:
    """A word where amounts below zero are among the blank ones, since they are left blank on purpose."""
    found = any(
        problem.code == "NEGATIVE_AMOUNT" and problem.blanks and f"{sheet.table}.{problem.column}" in read.values
        for sheet in dataset.sheets
        for problem in sheet.problems
    )
    return ", or one below zero," if found else ""


def about_time(metric: Metric, source: Source) -> Iterator[str]:
    """What the window does to a number that people read as of today, or of a year."""
    window = source.window
    if window.is_undated:
        yield why_undated(source.dataset, source.today)
    elif metric.kind is Kind.TOTAL and metric.timing is Timing.SNAPSHOT and metric.unit is Unit.MONTHS:
        yield "At least this long: the files may begin later than the company did."
    elif metric.timing is Timing.SNAPSHOT and source.last and window.as_of and window.as_of < source.last:
        yield f"The file shows how things stood on {source.last}; earlier days cannot be rebuilt from it."
    if quiet := ended_within(source, metric, reads(metric.rows)):
        yield quiet
    days = (window.until - window.since).days + 1 if window.until and window.since else 365
    if metric.kind is Kind.TOTAL and metric.timing is Timing.FLOW and metric.unit.is_money and days < 365:
        yield f"Adds up {days} days, not a year."


def beside_the_data(source: Source) -> str:
    """Nothing can be counted in a window that the files do not reach into."""
    window = source.window
    span = f"from {window.since} to {window.until}" if window.since else f"up to {window.until}"
    first, last = first_event(source.dataset, source.today), source.last
    covered = f"; they cover {first} to {last}" if first and last else ""
    return f"The files hold nothing {span}{covered}. Choose days among these."


def undated(metric: Metric, read: Reads, rows: int) -> str:
    """Rows that belong to no day stay outside a window."""
    what = " or ".join(thing(column) for column in sorted(read.dates)) or "date"
    one, many = names_of_rows(metric)
    which = f"{rows:,} {many}" if rows > 1 else f"1 {one}"
    return f"{which} without {_article(what)} {'are' if rows > 1 else 'is'} left out; the whole file counts all."


def mixed(codes: tuple[str, ...]) -> str:
    """Amounts of several currencies are never added."""
    return f"The amounts are in {_and(list(codes))} and are not added up; each currency is given on its own."


def without_facts(facts: Sequence[Fact]) -> str:
    """Which of the user's own figures is missing."""
    names = _and([fact.label for fact in facts])
    return f"It needs your {names}, which no file holds: give it among the facts about your company."


def _blank_thing(metric: Metric, read: Reads) -> str:
    """What the rows lack; columns that may be blank are not to blame."""
    return " or ".join(thing(column) for column in sorted(read.values - set(metric.optional))) or (
        "amount" if read.money else "value"
    )


def _article(phrase: str) -> str:
    return f"{'an' if phrase[0] in 'aeiou' else 'a'} {phrase}"


def _and(phrases: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(phrases[:-1]), *phrases[-1:]]))
