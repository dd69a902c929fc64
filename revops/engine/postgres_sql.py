"""Our queries as PostgreSQL says them: what sqlglot leaves to us, because it depends on types or has no one word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlglot import exp, parse_one
from sqlglot.errors import ErrorLevel
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify

Schema = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""Tables with their columns and the types that PostgreSQL gives them."""

DOUBLE = exp.DataType.build("double")


@dataclass(frozen=True, slots=True)
class Said:
    """A query as PostgreSQL runs it.

    Attributes:
        text: The query; `$1`, `$2` and so on stand for its parameters.
        parameters: Their names, in that order.
    """

    text: str
    parameters: tuple[str, ...]


@lru_cache(maxsize=4096)
def in_postgres(sql: str, schema: Schema) -> Said:
    """A query in DuckDB's dialect as PostgreSQL says it, with the same result.

    Args:
        sql: The query; `$name` stands for a parameter.
        schema: What it may read.

    Raises:
        sqlglot.errors.SqlglotError: If it reads what the schema does not have, or cannot be said in PostgreSQL.
    """
    known: dict[str, object] = {table: {name: _type(kind) for name, kind in columns} for table, columns in schema}
    tree = annotate_types(qualify(parse_one(sql, dialect="duckdb"), schema=known, dialect="duckdb"), schema=known)
    names = tuple(dict.fromkeys(node.name for node in tree.find_all(exp.Placeholder)))
    numbered = {name: exp.Var(this=f"${place}") for place, name in enumerate(names, start=1)}
    text = tree.transform(_said, numbered).sql(dialect="postgres", unsupported_level=ErrorLevel.RAISE)
    return Said(text, names)


@lru_cache
def _type(kind: str) -> str:
    """A type of PostgreSQL by the name that DuckDB has for it."""
    return exp.DataType.build(kind, dialect="postgres").sql(dialect="duckdb")


def _said(node: exp.Expr, numbered: Mapping[str, exp.Expr]) -> exp.Expr:
    """One part of a query in other words, where PostgreSQL has other ones."""
    if isinstance(node, exp.Placeholder):
        return numbered[node.name].copy()
    say = _SAYINGS.get(type(node))
    return say(node) if say else node


def _number_of_flag(node: exp.Expr) -> exp.Expr:
    """Yes counts 1 and no counts 0: PostgreSQL casts a boolean to no fraction."""
    if not node.is_type("double") or not node.this.is_type("boolean"):
        return node
    flag = node.this
    return exp.case().when(flag.copy(), "1e0").when(exp.not_(flag.copy()), "0e0")


def _rounded(node: exp.Expr) -> exp.Expr:
    """PostgreSQL rounds exact numbers alone to given places."""
    if isinstance(node.parent, exp.Cast) or node.args.get("decimals") is None:
        return node
    return exp.cast(exp.Round(this=exp.cast(node.this, "decimal"), decimals=node.args["decimals"]), DOUBLE)


def _largest(node: exp.Expr) -> exp.Expr:
    """The largest few as a list; of all of them the first few."""
    count = node.args.get("count")
    if count is None:
        return node
    value = node.this.sql(dialect="postgres")
    return _raw(f"(array_agg({value} order by {value} desc) filter (where {value} is not null))[1:{count.name}]")


def _of_latest(node: exp.Expr) -> exp.Expr:
    """The value beside the largest key, of those that have a value; a blank in the key counts as largest."""
    value, key = node.this.sql(dialect="postgres"), node.expression
    parts = key.expressions if isinstance(key, exp.Struct | exp.Tuple | exp.Anonymous) else [key]
    order = ", ".join(f"{_plain(part).sql(dialect='postgres')} desc" for part in parts)
    return _raw(f"(array_agg({value} order by {order}) filter (where {value} is not null))[1]")


def _plain(part: exp.Expr) -> exp.Expr:
    return part.expression if isinstance(part, exp.PropertyEQ) else part


def _steps(node: exp.Expr) -> exp.Expr:
    """A row for each step: PostgreSQL's series are rows already."""
    inner = node.expressions[0] if node.expressions else node.this
    return inner if isinstance(inner, exp.GenerateSeries) else node


def _raw(text: str) -> exp.Expr:
    return exp.Var(this=text)


_SAYINGS: Mapping[type[exp.Expr], Callable[[exp.Expr], exp.Expr]] = {
    exp.Cast: _number_of_flag,
    exp.Round: _rounded,
    exp.Max: _largest,
    exp.ArgMax: _of_latest,
    exp.Explode: _steps,
    exp.Unnest: _steps,
}
