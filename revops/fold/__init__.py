"""The only code that groups and sums: one scan per metric, from which sufficient statistics come out."""

from revops.fold.groups import Fold, Group, fold
from revops.fold.query import Query
from revops.fold.ranked import middles
from revops.fold.reads import VIEWS, Reads, reads
from revops.fold.rows import HOME, home_column

__all__ = ["HOME", "VIEWS", "Fold", "Group", "Query", "Reads", "fold", "home_column", "middles", "reads"]
