"""Reports to hand over: one content, drawn from an assessment, and the formats it is written in."""

from revops.report.blocks import Report
from revops.report.making import report_of
from revops.report.options import Detail, Options, PartKey

__all__ = ["Detail", "Options", "PartKey", "Report", "report_of"]
