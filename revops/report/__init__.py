"""Reports to hand over: one content, drawn from an assessment, and the formats it is written in."""

from revops.handing_over import SLICES, Detail, Options, PartKey, parts_of
from revops.report.blocks import Report
from revops.report.formats import FORMATS, format_of, formats, written, written_as
from revops.report.making import report_of

__all__ = [
    "FORMATS",
    "SLICES",
    "Detail",
    "Options",
    "PartKey",
    "Report",
    "format_of",
    "formats",
    "parts_of",
    "report_of",
    "written",
    "written_as",
]
