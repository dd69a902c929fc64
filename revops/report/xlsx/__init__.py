"""The report as a workbook: native tables, charts and formulas."""

from revops.report.xlsx.book import workbook

__all__ = ["workbook"]
