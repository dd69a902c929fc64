"""Reports of real exports: the short document keeps to its pages, long names in every place."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from revops.assessment import assess
from revops.diagnostic.answers import Answers
from revops.diagnostic.content import SIGNS
from revops.files import read_files
from revops.report import Detail, Options, written
from revops.vocabulary import Comparison

pytestmark = pytest.mark.field

LONG = "Gesellschaft für die Verwaltung außergewöhnlich langer Firmennamen mbH & Co. KG " * 2


@pytest.mark.parametrize("folder", ["maven_crm", "ravenstack_saas"])
def test_short_document_of_real_exports_then_two_pages(field_data: Path, folder: str):
    data = read_files(sorted((field_data / folder).glob("*.csv")))
    answers = Answers(signs={sign: place % 5 for place, sign in enumerate(SIGNS)})
    found = assess(data, answers=answers, against=Comparison.PREVIOUS)
    options = Options(detail=Detail.SUMMARY, client=LONG, title=LONG)
    assert len(PdfReader(io.BytesIO(written(found, ".pdf", options))).pages) == 2
