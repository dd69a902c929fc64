"""The report as a tagged document to print and to read aloud."""

from revops.report.pdf.document import can_write, pdf

__all__ = ["can_write", "pdf"]
