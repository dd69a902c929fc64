from __future__ import annotations

import pytest

from revops.definitions import definitions
from revops.diagnostic.phrases import FORMS, LIKELIHOODS


@pytest.mark.parametrize("key", [*FORMS, *LIKELIHOODS])
def test_form_and_word_stand_among_the_definitions(key: str):
    [entry] = definitions([key])

    assert entry.kind == "threshold"
    assert "Our own judgement" in entry.source


def test_form_says_from_which_size_and_need_it_holds():
    [hire] = definitions(["hire"])

    assert hire.facts == (("from", "8 people who sell or are planned to"), ("and from", "a need of 60 of 100"))
