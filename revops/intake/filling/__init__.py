"""How canonical tables are filled; a table whose declaration says everything has no module here."""

from revops.catalogue import find
from revops.intake.filling.filling import Filling

FILLINGS = find("revops.intake.filling", Filling)


def filling_of(table: str) -> Filling:
    """How a table is filled: its own way, else column by column."""
    return FILLINGS.get(table, Filling())


__all__ = ["FILLINGS", "Filling", "filling_of"]
