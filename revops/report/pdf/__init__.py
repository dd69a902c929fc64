"""The report as a tagged document to print and to read aloud."""

from revops.report.pdf.document import MISSING, can_write, pdf, shows

__all__ = ["MISSING", "can_write", "pdf", "shows"]
