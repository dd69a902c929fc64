"""An assessment saved from the app."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from acting import drop, show
from streamlit.testing.v1 import AppTest

from revops.intake import Upload
from revops.interchange import assess_document
from revops.saved import open_saved, pack
from revops.ui import cache
from revops.ui.parts.saving import saved

Visit = Callable[..., AppTest]


def test_assessment_when_saved_from_the_app_gives_the_same_when_opened(visit: Visit):
    app = drop(visit("data"))
    for screen in ("scorecard", "recommendation"):
        show(app, screen)
        labels = [button.proto.label for button in app.get("download_button")]
        assert "Save this assessment" in labels
    state = app.session_state["revops_state"]
    found = cache.assessment(state)
    again = open_saved(Upload("march.revops", pack(saved(state, found))))
    assert without_rivals(assess_document(again.assess())) == without_rivals(assess_document(found))
    assert again.profile.sheets


def without_rivals(document: dict[str, Any]) -> dict[str, Any]:
    """The document without other definitions, of which the scorecard reads those alone that bear on a sign."""
    plain = {key: {**metric, "rivals": None} for key, metric in document["metrics"].items()}
    return {**document, "metrics": plain}
