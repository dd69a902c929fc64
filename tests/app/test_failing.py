"""A failure is told in a sentence and logged whole."""

from __future__ import annotations

import logging

import pytest
from streamlit.testing.v1 import AppTest

from revops.ui.failing import tell


def failing() -> None:
    from revops.errors import ChoiceError
    from revops.ui.failing import tell

    tell(ChoiceError("The window ends before it begins: ![x](http://127.0.0.1:9/x.png)"))
    tell(ValueError("a secret"))


def test_failure_is_a_sentence_without_its_secrets():
    app = AppTest.from_function(failing).run()
    known, unknown = (error.value for error in app.error)
    assert known.startswith("The window ends before it begins: !\\[x\\]")
    assert "a secret" not in unknown
    assert "Your files and answers are kept" in unknown


def test_failure_is_logged(caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.ERROR, logger="revops"):
        assert tell(ValueError("what went wrong")) is True
    assert "what went wrong" in caplog.text
