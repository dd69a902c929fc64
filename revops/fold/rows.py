"""A metric's rows with what hangs on them: segment, source, owner, and where they came from."""

# ruff: noqa: S608 - the pieces of SQL are names and texts of declarations, never a user's words

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sqlglot import exp, parse_one

from revops.fold.reads import reads
from revops.tables import TABLES
from revops.tables.table import SOURCE_COLUMNS
from revops.vocabulary import Entity, Slice

HOME: Mapping[Entity, tuple[str, str]] = {
    Entity.DEAL: ("deals", "deal_id"),
    Entity.LEAD: ("leads", "lead_id"),
    Entity.CUSTOMER: ("subscriptions", "customer"),
    Entity.ACTIVITY: ("activities", "deal_id"),
}
"""Table and id on which an entity's dimensions hang; months, periods and reps have none."""

LATEST = "row(started_on, mrr, subscription_id)"
"""Which of a customer's subscriptions speaks for it."""


def home_column(entity: Entity, name: str) -> str | None:
    """`table.column` of a dimension; a channel is the source of a deal or lead. None where there is none."""
    table = HOME.get(entity, ("", ""))[0]
    column = "source" if name == Slice.CHANNEL.value else name
    return f"{table}.{column}" if _has(table, column) else None


MADE = {"deals": ("size", "cohort"), "leads": ("cohort",), "subscriptions": ("size", "cohort")}
"""Columns that a table has only while a breakdown asks for them."""


def _has(table: str, column: str) -> bool:
    if column in MADE.get(table, ()):
        return True
    return table in TABLES and (TABLES[table].has(column) or column in SOURCE_COLUMNS)


@cache
def attached(sql: str, entity: Entity, names: tuple[str, ...], prefix: str = "by_") -> str:
    """The rows of a metric with further columns of their entity.

    Columns that the metric gives itself are taken as they are. The others are read along where the
    entity's own table is the one read, and joined otherwise, once per entity so that no row multiplies.

    Args:
        sql: The metric's SQL.
        entity: What a row is.
        names: Columns wanted; those the entity does not have are left out.
        prefix: Put before their names.

    Returns:
        SQL that gives all columns of the metric and those wanted.
    """
    own = [name for name in names if name in reads(sql).outputs]
    homes = {name: home_column(entity, name) for name in names if name not in own}
    columns = {name: home.split(".")[1] for name, home in homes.items() if home}
    with_homes = _projected(sql, entity, columns, prefix) or _joined(sql, entity, columns, prefix)
    renamed = "".join(f', "{name}" as "{prefix}{name}"' for name in own)
    return f"select *{renamed} from ({with_homes})" if own else with_homes


def _projected(sql: str, entity: Entity, columns: Mapping[str, str], prefix: str) -> str | None:
    """The SQL with the columns read along; None where its outer select does not read the entity's table."""
    if not columns:
        return sql
    tree = parse_one(sql, dialect="duckdb")
    if not isinstance(tree, exp.Select) or tree.args.get("group") or tree.args.get("distinct"):
        return None
    source = tree.args.get("from_")
    if source is None or not isinstance(source.this, exp.Table) or source.this.name != HOME[entity][0]:
        return None
    table = source.this.alias_or_name
    further = [exp.column(column, table=table).as_(f"{prefix}{name}") for name, column in columns.items()]
    return tree.select(*further).sql(dialect="duckdb")


def _joined(sql: str, entity: Entity, columns: Mapping[str, str], prefix: str) -> str:
    table, identity = HOME[entity]
    pick = f'arg_max("{{}}", {LATEST})' if entity is Entity.CUSTOMER else 'min("{}")'
    chosen = ", ".join(f'{pick.format(column)} as "{prefix}{name}"' for name, column in columns.items())
    given = ", ".join(f'home."{prefix}{name}"' for name in columns)
    return (
        f'select counted.*, {given} from ({sql}) as counted left join (select "{identity}", {chosen} '
        f'from "{table}" group by "{identity}") as home on home."{identity}" = counted."{identity}"'
    )
