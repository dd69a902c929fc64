"""Real exports, saved and opened, give the same tables, sentences and numbers.

The tables are equal; sums over many rows may differ in their last bit even between two runs on one table, since the
engine adds them up side by side.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from revops.assessment import assess
from revops.files import read_files
from revops.intake import Upload
from revops.interchange import assess_document, read_document
from revops.measure import default_window
from revops.saved import Saved, open_saved, pack
from revops.saved.assessed import View
from revops.vocabulary import Comparison

pytestmark = pytest.mark.field


def rounded(value: Any) -> Any:
    """The document with numbers to twelve digits."""
    if isinstance(value, dict):
        return {key: rounded(each) for key, each in value.items()}
    if isinstance(value, list):
        return [rounded(each) for each in value]
    return float(f"{value:.12g}") if isinstance(value, float) else value


@pytest.mark.parametrize("folder", ["maven_crm", "ravenstack_saas", "non_english", "olist_funnel"])
def test_real_files_saved_and_opened_then_the_same_document(field_data: Path, folder: str):
    data = read_files(sorted((field_data / folder).glob("*.csv")))
    today = date.today()
    window = default_window(data, today=today)
    found = assess(data, window=window, against=Comparison.PREVIOUS, today=today)
    view = View(window=window, seen_on=today, against=Comparison.PREVIOUS)
    again = open_saved(Upload("saved.revops", pack(Saved(dataset=data, view=view))))
    assert rounded(assess_document(again.assess())) == rounded(assess_document(found))
    assert read_document(again.dataset) == read_document(data)
    assert again.dataset.tables == data.tables
    assert again.dataset.sheets == data.sheets
