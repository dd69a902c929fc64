"""Every sample company, saved and opened, gives the same assessment to the last digit."""

from __future__ import annotations

import pytest

from revops.assessment import assess
from revops.diagnostic.answers_file import answers_from_file
from revops.files import read_remembering
from revops.intake import Upload
from revops.interchange import assess_document
from revops.measure import default_window
from revops.profiles import Profile
from revops.samples import SAMPLES, Sample
from revops.saved import Saved, open_saved, pack
from revops.saved.assessed import View
from revops.vocabulary import Comparison


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.key)
def test_sample_saved_and_opened_then_the_same_document(sample: Sample):
    data, profile = read_remembering(sample.files, Profile())
    answers, window = answers_from_file(sample.answers), default_window(data)
    view = View(window=window, seen_on=window.until, against=Comparison.PREVIOUS)
    found = assess(data, window=window, answers=answers, against=view.against, today=view.seen_on)
    saved = Saved(dataset=data, view=view, answers=answers, profile=profile).with_readings(found)
    again = open_saved(Upload("saved.revops", pack(saved)))
    assert assess_document(again.assess()) == assess_document(found)
    assert (again.dataset.sheets, again.profile, again.history) == (data.sheets, profile, saved.history)
