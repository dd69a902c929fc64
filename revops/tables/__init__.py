"""The canonical tables; other packages read `TABLES` and never name a table's columns twice."""

from revops.catalogue import find
from revops.tables.table import Column, Table

TABLES = find("revops.tables", Table)

__all__ = ["TABLES", "Column", "Table"]
