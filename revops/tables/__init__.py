"""The canonical tables; other packages read `TABLES` and never name a table's columns twice."""

from revops.catalogue import find
from revops.tables.table import Column, Matrix, Span, Table

TABLES = find("revops.tables", Table)

__all__ = ["TABLES", "Column", "Matrix", "Span", "Table"]
