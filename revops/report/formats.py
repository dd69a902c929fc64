"""The formats that a report is written in, by the ending of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from revops.assessment import Assessment
from revops.errors import ChoiceError
from revops.investing import investment_of
from revops.report.blocks import Report
from revops.report.html import page
from revops.report.making import report_of
from revops.report.options import Options
from revops.report.pdf import can_write, pdf
from revops.report.sums import sums_of


@dataclass(frozen=True, kw_only=True)
class Format:
    """A kind of file.

    Attributes:
        label: Name on a button.
        says: What it is good for, a sentence.
        mime: Media type.
        write: Makes the bytes of a report.
        is_there: Whether the libraries that it takes are installed.
    """

    label: str
    says: str
    mime: str
    write: Callable[[Report, Assessment], bytes]
    is_there: Callable[[], bool] = lambda: True


def _page(report: Report, found: Assessment) -> bytes:
    return page(report).encode()


def _book(report: Report, found: Assessment) -> bytes:
    from revops.report.xlsx import workbook

    case = investment_of(found)
    return workbook(report, None if case is None else sums_of(case))


def _deck(report: Report, found: Assessment) -> bytes:
    from revops.report.pptx import deck

    return deck(report)


def _document(report: Report, found: Assessment) -> bytes:
    return pdf(report)


FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        ".html": Format(
            label="Page (HTML)",
            says="One file that any browser opens and prints; nothing is fetched.",
            mime="text/html",
            write=_page,
        ),
        ".xlsx": Format(
            label="Workbook (Excel)",
            says="All numbers with the rows behind them, charts, and an investment case that calculates.",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            write=_book,
        ),
        ".pptx": Format(
            label="Deck (PowerPoint)",
            says="One message per slide, with charts and tables that can be changed.",
            mime="application/vnd.openxmlformats-officedocument.presentationml.presentation",
            write=_deck,
        ),
        ".pdf": Format(
            label="Document (PDF)",
            says="To print and to send; tagged, so that it can be read aloud.",
            mime="application/pdf",
            write=_document,
            is_there=can_write,
        ),
    }
)


def formats() -> dict[str, Format]:
    """The formats that can be written here, by ending."""
    return {ending: kind for ending, kind in FORMATS.items() if kind.is_there()}


def format_of(ending: str) -> Format:
    """The format of a file's ending, such as ".xlsx".

    Raises:
        ChoiceError: If no report is written so.
    """
    if ending.lower() not in FORMATS:
        raise ChoiceError(f"no report is written as “{ending}”; its file ends in {' or '.join(FORMATS)}.")
    return FORMATS[ending.lower()]


def written(found: Assessment, ending: str, options: Options | None = None) -> bytes:
    """A report of an assessment in one format.

    Args:
        found: The assessment.
        ending: Of the file, such as ".html".
        options: What to put in; None for everything.

    Raises:
        ChoiceError: If no report is written so.
    """
    return format_of(ending).write(report_of(found, options), found)
