"""What the metrics say about one company in one window."""

from revops.measure.comparison import compare
from revops.measure.drilldown import Behind, rows_behind, rows_behind_each
from revops.measure.readings import measure
from revops.measure.then_and_now import compare_last, dated
from revops.measure.windows import default_window

__all__ = [
    "Behind",
    "compare",
    "compare_last",
    "dated",
    "default_window",
    "measure",
    "rows_behind",
    "rows_behind_each",
]
