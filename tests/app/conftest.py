"""The screens through their inner script, each test with its own store of drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from acting import ROOT, show
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from revops.drafts import DraftStore
from revops.ui import state


@pytest.fixture(scope="session", autouse=True)
def components() -> Iterator[None]:
    """Installed packages are looked through for components of Streamlit once, not by every visitor of every test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DraftStore:
    """A store of its own, in place of the one in the user's data folder."""
    store = DraftStore(f"sqlite:///{tmp_path / 'drafts.db'}")
    monkeypatch.setattr(state, "store", lambda: store)
    yield store
    store.close()


@pytest.fixture
def visit() -> Callable[..., AppTest]:
    """Opens a screen as a new visitor."""

    def visit(screen: str = "start", **address: str) -> AppTest:
        app = AppTest.from_file(ROOT / "revops" / "ui" / "main.py", default_timeout=60)
        for name, value in address.items():
            app.query_params[name] = value
        app.run()
        return show(app, screen) if screen != "start" else app

    return visit
