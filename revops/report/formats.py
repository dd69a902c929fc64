"""The formats that a report is written in, by the ending of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from revops.assessment import Assessment
from revops.errors import ChoiceError
from revops.handing_over import Options, PartKey
from revops.report.blocks import Report
from revops.report.html import page
from revops.report.making import report_from
from revops.report.material import Material
from revops.report.pdf import MISSING, can_write, pdf, shows
from revops.report.sums import sums_of


@dataclass(frozen=True, kw_only=True)
class Format:
    """A kind of file.

    Attributes:
        label: Name on a button.
        says: What it is good for, a sentence.
        mime: Media type.
        write: Makes the bytes of a report.
        leaves_out: Parts that it never holds, since they are too long for it.
        is_there: Whether the libraries that it takes are installed.
        missing: What to install where they are not.
        shows: Whether this machine has fonts for some letters; only a document takes them from there.
    """

    label: str
    says: str
    mime: str
    write: Callable[[Report, Material], bytes]
    leaves_out: frozenset[PartKey] = frozenset()
    is_there: Callable[[], bool] = lambda: True
    missing: str = ""
    shows: Callable[[str], bool] = lambda letters: True


def _page(report: Report, material: Material) -> bytes:
    return page(report).encode()


def _book(report: Report, material: Material) -> bytes:
    from revops.report.xlsx import workbook

    return workbook(report, None if material.case is None else sums_of(material.case))


def _deck(report: Report, material: Material) -> bytes:
    from revops.report.pptx import deck

    return deck(report)


def _document(report: Report, material: Material) -> bytes:
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
            says="One message per slide, with charts and tables that can be changed; rows, segments and files "
            "stand in the workbook.",
            mime="application/vnd.openxmlformats-officedocument.presentationml.presentation",
            write=_deck,
            leaves_out=frozenset({PartKey.ROWS, PartKey.SEGMENTS, PartKey.DATA}),
        ),
        ".pdf": Format(
            label="Document (PDF)",
            says="To print and to send; tagged, so that it can be read aloud.",
            mime="application/pdf",
            write=_document,
            leaves_out=frozenset({PartKey.ROWS}),
            is_there=can_write,
            missing=MISSING,
            shows=shows,
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
    return next(written_as(found, [ending], options))


def written_as(found: Assessment, endings: Iterable[str], options: Options | None = None) -> Iterator[bytes]:
    """A report of an assessment in several formats; its content is made once.

    Args:
        found: The assessment.
        endings: Of the files, such as ".html".
        options: What to put in; None for everything.

    Raises:
        ChoiceError: If no report is written as one of them; before any is.
    """
    kinds = [format_of(ending) for ending in endings]
    material = Material(found, options or Options())
    report = report_from(material, without=frozenset.intersection(*(kind.leaves_out for kind in kinds)))
    return (kind.write(report.without(kind.leaves_out), material) for kind in kinds)
