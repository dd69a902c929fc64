"""The document opened again: tagged, titled, its text whole, and nothing of a user read as markup."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

import revops
from revops.assessment import assess
from revops.charts.figures import Figures
from revops.diagnostic.answers_file import answers_from_file
from revops.errors import ChoiceError
from revops.report import FORMATS, Detail, Options, PartKey, Report, report_of
from revops.report.blocks import Number
from revops.report.fitting import columns, width
from revops.report.letters import beyond_latin
from revops.report.pdf import document, pdf
from revops.report.wording import told
from revops.samples import SAMPLES
from revops.vocabulary import Comparison

LONG = "Gesellschaft für die Verwaltung außergewöhnlich langer Firmennamen mbH & Co. KG " * 2
HOSTILE = "#panic() $x$ *Northwind* <label> \\u{0}"


def opened(report: Report) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(report.without(FORMATS[".pdf"].leaves_out))))


def test_document_then_tagged_and_titled():
    reader = opened(report_of(assess(keys=()), Options(client=HOSTILE)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert (root["/Lang"], reader.metadata.title) == ("en", "Which operations team to invest in")
    assert "#panic() $x$ *Northwind* <label> \\u{0}" in reader.pages[0].extract_text()


def test_document_of_a_company_then_its_numbers_and_names(found, report: Report):
    chosen = Options(
        parts=tuple(part for part in PartKey if part not in (PartKey.ROWS, PartKey.MONTHS, PartKey.METHOD))
    )
    made = report_of(found, chosen)
    text = "".join("".join(page.extract_text().split()) for page in opened(made).pages)
    figures = Figures.of("en")
    cells = [cell for table in made.tables for row in table.rows for cell in row if isinstance(cell, Number)]
    wanted = {"".join(told(cell, figures).split()) for cell in cells}
    assert len(wanted) > 80
    assert not {number for number in wanted if number not in text}


@pytest.mark.parametrize("client", ["Northwind", LONG])
def test_short_form_then_two_pages_whatever_the_names(found, client: str):
    assert len(opened(report_of(found, Options(detail=Detail.SUMMARY, client=client, title=client))).pages) == 2


def test_short_form_of_the_sample_company_with_the_most_to_say_then_two_pages():
    sample = next(sample for sample in SAMPLES if sample.key == "orbisquill")
    asked = assess(revops.read(sample.files), answers=answers_from_file(sample.answers), against=Comparison.PREVIOUS)
    assert len(opened(report_of(asked, Options(detail=Detail.SUMMARY, client=LONG))).pages) == 2


def test_letters_without_a_font_then_told_instead_of_failing(caplog: pytest.LogCaptureFixture):
    reader = opened(report_of(assess(keys=()), Options(client="\U000f0000")))
    assert "Some letters have no font" in reader.pages[0].extract_text()
    assert "Install fonts that hold them there, such as Noto Sans CJK" in caplog.text


def test_letters_of_files_then_known_beforehand_whether_they_are_shown():
    assert beyond_latin(["Åsa", "Zürich", "ж\x00Ω", "ж"]) == "Ωж"
    assert document.shows(beyond_latin(["Åsa", "жΩ"]))
    assert not document.shows("\U000f0000")


def test_library_that_is_missing_then_what_to_install(monkeypatch: pytest.MonkeyPatch, report: Report):
    monkeypatch.setattr(document, "find_spec", lambda name: None)
    with pytest.raises(ChoiceError, match="pip install typst"):
        pdf(report)


def test_columns_of_a_table_then_no_word_breaks_and_long_texts_get_the_room():
    rows = [
        ("What", "On", "To know beside it"),
        ("UNDECIDED_OUTCOME", "Dec 31, 2025", "A sentence of some length. " * 9),
    ]
    code, day, told_beside = columns(rows, 7.5, 493.0, 4.0)
    assert code - 8 >= width("UNDECIDED_OUTCOME", 7.5)
    assert day - 8 >= width("2025", 7.5)
    assert told_beside > code + day
    assert sum((code, day, told_beside)) == pytest.approx(493.0)
