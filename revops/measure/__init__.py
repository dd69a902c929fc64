"""What the metrics say about one company in one window."""

from revops.measure.comparison import compare
from revops.measure.drilldown import rows_behind
from revops.measure.readings import measure
from revops.measure.then_and_now import compare_last, dated
from revops.measure.windows import default_window

__all__ = ["compare", "compare_last", "dated", "default_window", "measure", "rows_behind"]
