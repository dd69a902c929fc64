"""What a metric's SQL reads: tables, views and columns, found by parsing it against the canonical schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import traverse_scope

from revops.catalogue import find
from revops.errors import DefinitionError
from revops.tables import TABLES
from revops.tables.view import View
from revops.vocabulary import ColumnKind

VIEWS = find("revops.tables", View)
"""Views made from the canonical tables, by name."""

CONTEXT: Mapping[str, Mapping[str, str]] = {
    "clock": {"as_of": "DATE", "since": "DATE", "until": "DATE"},
    "months": {"month_start": "DATE", "month_end": "DATE", "is_partial": "BOOLEAN"},
    "same_companies": {"account": "TEXT", "customer": "TEXT"},
    "left_companies": {"customer": "TEXT", "left_on": "DATE"},
    "lead_files": {"file": "TEXT", "lead_id": "TEXT", "created_on": "DATE", "source": "TEXT"},
}
"""Tables that are in no file: the time the data are seen from, which account of the CRM is which customer, which
customers the lists of companies and of cancellations call lost, and which file has which lead."""

SQL_TYPE: Mapping[ColumnKind, str] = {
    ColumnKind.DATE: "DATE",
    ColumnKind.MONEY: "DOUBLE",
    ColumnKind.NUMBER: "DOUBLE",
    ColumnKind.SHARE: "DOUBLE",
    ColumnKind.FLAG: "BOOLEAN",
}


@dataclass(frozen=True, slots=True)
class Reads:
    """What one SQL text reads and gives.

    Attributes:
        tables: Canonical tables, also those behind views.
        views: Views, each after those it is made from.
        origins: The first table of each view that the SQL itself names.
        columns: `table.column` of all that decide more than the date of a row.
        dates: `table.column` of those that only date a row.
        dating: `table.column` of all that date a row, also those that decide more.
        values: `table.column` of those from which the counted number is made.
        money: Canonical tables whose amounts are added up, so that one currency is needed.
        outputs: Names of the columns that come out.
        uses_clock: Whether it asks for the day the data are seen from.
        is_capped: Whether no numerator can exceed its denominator, so that their ratio is a share.
    """

    tables: frozenset[str]
    views: tuple[str, ...]
    origins: tuple[str, ...]
    columns: frozenset[str]
    dates: frozenset[str]
    dating: frozenset[str]
    values: frozenset[str]
    money: frozenset[str]
    outputs: tuple[str, ...]
    uses_clock: bool = False
    is_capped: bool = False


@cache
def reads(sql: str) -> Reads:
    """What a metric's or view's SQL reads.

    Raises:
        DefinitionError: If it is no SQL, or names a column that the canonical schema does not have.
    """
    tree = qualified(sql)
    used = list(_columns(tree))
    dating = _inside(tree, {"on_date"})
    counted = _inside(tree, {"part", "whole", "numerator", "denominator", "value"})
    needed = {name for node, name in used if id(node) not in dating}
    named = _named(tree)
    views = _with_origins(tuple(name for name in named if name in VIEWS))
    behind = {table for view in views for table in VIEWS[view].needs}
    return Reads(
        tables=frozenset(name for name in named if name in TABLES) | behind,
        views=views,
        origins=tuple(VIEWS[name].needs[0] for name in named if name in VIEWS),
        columns=frozenset(needed),
        dates=frozenset(name for node, name in used if id(node) in dating) - needed,
        dating=frozenset(name for node, name in used if id(node) in dating),
        values=frozenset(name for node, name in used if id(node) in counted),
        money=frozenset(_money_tables(used)).union(*(_money_of_view(view) for view in views)),
        outputs=tuple(tree.named_selects),
        uses_clock="clock" in named,
        is_capped=_is_capped(tree),
    )


def qualified(sql: str) -> exp.Query:
    """The parsed SQL with every column bound to its table.

    Raises:
        DefinitionError: If it cannot be bound.
    """
    try:
        tree = qualify(parse_one(sql, dialect="duckdb"), schema=schema(), dialect="duckdb")
    except SqlglotError as error:
        raise DefinitionError(f"{error}\n{sql}") from None
    if not isinstance(tree, exp.Query):
        raise DefinitionError(f"this is no query:\n{sql}")
    return tree


@cache
def schema() -> dict[str, object]:
    """Names and types of everything that a metric may read."""
    tables = {
        key: {column.name: SQL_TYPE.get(column.kind, "TEXT") for column in table.columns}
        for key, table in TABLES.items()
    }
    views = {key: dict.fromkeys(_outputs_of_view(view.sql), "UNKNOWN") for key, view in VIEWS.items()}
    return {**tables, **{key: dict(columns) for key, columns in CONTEXT.items()}, **views}


def _outputs_of_view(sql: str) -> list[str]:
    tree = parse_one(sql, dialect="duckdb")
    if not isinstance(tree, exp.Query) or "*" in tree.named_selects:
        raise DefinitionError(f"a view names its columns one by one:\n{sql}")
    return tree.named_selects


def _columns(tree: exp.Expr) -> Iterator[tuple[exp.Column, str]]:
    """Every column of a canonical table that is read, wherever in the query."""
    for scope in traverse_scope(tree):
        for column in scope.columns:
            source = scope.sources.get(column.table)
            if isinstance(source, exp.Table) and source.name in TABLES:
                yield column, f"{source.name}.{column.name}"


def _inside(tree: exp.Query, outputs: set[str]) -> set[int]:
    """The column nodes from which these output columns are made."""
    selects = tree.find_all(exp.Select) if isinstance(tree, exp.SetOperation) else [tree]
    chosen = [item for select in selects for item in select.selects if item.alias_or_name in outputs]
    return {id(column) for item in chosen for column in item.find_all(exp.Column)}


def _named(tree: exp.Expr) -> list[str]:
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    return list(dict.fromkeys(table.name for table in tree.find_all(exp.Table) if table.name not in own))


def _with_origins(views: tuple[str, ...]) -> tuple[str, ...]:
    """Views preceded by the views that they are made from."""
    ordered: dict[str, None] = {}
    for view in views:
        origins = [name for name in _named(parse_one(VIEWS[view].sql, dialect="duckdb")) if name in VIEWS]
        ordered |= dict.fromkeys((*_with_origins(tuple(origins)), view))
    return tuple(ordered)


@cache
def _money_of_view(view: str) -> frozenset[str]:
    """Tables whose amounts a view itself adds up."""
    return frozenset(_money_tables(list(_columns(qualified(VIEWS[view].sql)))))


def _money_tables(used: list[tuple[exp.Column, str]]) -> set[str]:
    """Tables of which an amount is used as a number, not only asked whether it is there, how often, or above 0."""
    amounts = (name.split(".") for node, name in used if not _is_only_asked(node.parent))
    return {table for table, column in amounts if TABLES[table].column(column).kind is ColumnKind.MONEY}


def _is_only_asked(asking: exp.Expr | None) -> bool:
    """Whether an amount stands where its currency does not matter."""
    compares_with_nothing = isinstance(asking, (exp.GT, exp.NEQ)) and asking.expression.sql() == "0"
    return compares_with_nothing or isinstance(asking, (exp.Is, exp.Count))


def _is_capped(tree: exp.Query) -> bool:
    """Whether the numerator is the least of the denominator and something else."""
    made = {item.alias: item.unalias() for item in tree.selects if isinstance(item, exp.Alias)}
    numerator = made.get("numerator")
    return isinstance(numerator, exp.Least) and made.get("denominator") in list(numerator.iter_expressions())
