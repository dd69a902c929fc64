"""Deck and workbook opened by a program that people use: without repair, and with every slide and word."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from pptx import Presentation
from pypdf import PdfReader

from revops.assessment import Assessment
from revops.report import Options, PartKey, written

OFFICE = shutil.which("soffice")
PARTS = (PartKey.SUMMARY, PartKey.FIRMNESS, PartKey.SCORECARD, PartKey.MONTHS, PartKey.INVESTMENT)

BOOK = Options(parts=(PartKey.SCORECARD, PartKey.INVESTMENT, PartKey.ROWS))
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed (soffice)")


def printed(content: bytes, ending: str, folder: Path) -> PdfReader:
    """The file as LibreOffice prints it."""
    given = folder / f"report{ending}"
    given.write_bytes(content)
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    asked = [str(OFFICE), own, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(given)]
    subprocess.run(asked, check=True, capture_output=True, timeout=120)
    return PdfReader(given.with_suffix(".pdf"))


@needs_office
def test_deck_then_a_page_for_each_slide_with_its_message(found: Assessment, tmp_path: Path):
    content = written(found, ".pptx", Options(client="北京科技有限公司", parts=PARTS))
    titles = [slide.shapes.title.text for slide in Presentation(io.BytesIO(content)).slides]
    pages = ["".join(page.extract_text().split()) for page in printed(content, ".pptx", tmp_path).pages]
    assert len(pages) == len(titles)
    assert not [title for title, page in zip(titles, pages, strict=True) if "".join(title.split())[:30] not in page]


@needs_office
def test_workbook_then_its_sheets_with_their_numbers(found: Assessment, tmp_path: Path):
    text = "".join(page.extract_text() for page in printed(written(found, ".xlsx", BOOK), ".xlsx", tmp_path).pages)
    assert "Rows behind: Close rate (win rate)" in text
    assert "75.0%" in text
    assert "Investment case that calculates" in text
    assert not [error for error in ("#NAME?", "#REF!", "#VALUE!", "Err:5") if error in text]
