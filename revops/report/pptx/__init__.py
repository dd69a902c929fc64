"""The report as a deck: native charts and tables, one message per slide."""

from revops.report.pptx.deck import deck

__all__ = ["deck"]
