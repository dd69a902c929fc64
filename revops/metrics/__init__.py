"""Everything that can be measured: each metric is one declaration in one of these modules."""

from revops.catalogue import find
from revops.metric import Metric

METRICS = find("revops.metrics", Metric)

__all__ = ["METRICS"]
