"""What a view is: a table made from the canonical ones by SQL, once per dataset."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class View:
    """Rows that several metrics share, made from the canonical tables.

    Attributes:
        sql: Static SQL in DuckDB's dialect; names its columns one by one.
        says: One sentence: what one row is.
        needs: Canonical tables that it is made from. Without the first it says nothing; the others may be absent and
            count as empty.
        has_gaps: Whether some of its rows stand for what is not there, such as a month without customers: that these
            are blank says nothing of the files.
        key: Filled in by the catalogue: the variable's name, which is also its name in SQL.
    """

    sql: str
    says: str
    needs: tuple[str, ...]
    has_gaps: bool = False
    key: str = field(default="")
