from __future__ import annotations

import pytest

from revops.diagnostic.content import SETTINGS, SIGNS, entries
from revops.diagnostic.phrases import LIKELIHOODS, SUPPOSE, Form, Likelihood, down_to_zero, last_fits_all
from revops.errors import ContentError


@pytest.mark.parametrize("metric", sorted({rule.metric for sign in SIGNS.values() for rule in sign.evidence}))
def test_every_metric_that_bears_on_a_sign_can_be_supposed(metric: str):
    words = SUPPOSE[metric]

    for text in filter(None, (words.says, words.nothing)):
        assert "{to}" in text
        assert "{now}" in text
        assert not text.endswith(".")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"a": {"word": "surely", "least": 0.5}}, "falls from word to word, down to 0"),
        ({"a": {"word": "surely", "least": 0.2}, "b": {"word": "hardly", "least": 0.6}}, "falls from word to word"),
    ],
)
def test_scale_of_words_that_is_no_scale_is_refused(content: dict, message: str):
    with pytest.raises(ContentError, match=message):
        down_to_zero(entries(Likelihood, "likelihood.toml", content))


def test_scale_of_words_follows_the_thresholds_of_an_outcome():
    ends = [entry.least for entry in LIKELIHOODS.values()]
    assert SETTINGS.clear_share in ends
    assert SETTINGS.leaning_share in ends


def test_last_form_must_fit_every_company():
    form = {"label": "a hire", "means": "A job.", "least_sellers": 8, "least_need": 0.6, "source": "own"}
    with pytest.raises(ContentError, match="must fit every company"):
        last_fits_all(entries(Form, "forms.toml", {"hire": form}))
    with pytest.raises(ContentError, match=r"'source' is not in sources\.toml: hearsay"):
        last_fits_all(
            entries(Form, "forms.toml", {"any": form | {"least_sellers": 0, "least_need": 0.0, "source": "hearsay"}})
        )
