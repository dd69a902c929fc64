"""Where two files of one company tell different stories, row by row."""

from revops.reconciliation.reconcile import reconcile
from revops.reconciliation.result import Comparison, Difference, Finding, Place, listed

__all__ = ["Comparison", "Difference", "Finding", "Place", "listed", "reconcile"]
