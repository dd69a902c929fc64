"""axe finds nothing of ours on any screen, in light and dark; what Streamlit itself does is listed here."""

from __future__ import annotations

from importlib import resources
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from walking import SCREENS, expect_screen, open_screen, settle

pytestmark = pytest.mark.browser

AXE = resources.files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
ALLOWED = {
    "empty-table-header": "the grid of st.dataframe draws its tick column without a name",
    "list": "the drawer of the navigation on phones",
    "listitem": "the drawer of the navigation on phones",
    "aria-allowed-role": "the drop zone of st.file_uploader",
    "presentation-role-conflict": "the drop zone of st.file_uploader",
}


def findings(page: Page) -> list[str]:
    settle(page)
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for rule in found["violations"]
        if rule["id"] not in ALLOWED
        for node in rule["nodes"]
    ]


@pytest.fixture
def sample(page: Page, address: str) -> str:
    """Address of a sample company's draft."""
    open_screen(page, address)
    page.get_by_role("button", name="Try it").nth(1).click()
    expect_screen(page, "data")
    return page.url.partition("?")[2]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_screen_keeps_anybody_out(page: Page, address: str, sample: str):
    found: list[str] = []
    for name, path in SCREENS.items():
        open_screen(page, address, f"{path}{'&' if '?' in path else '?'}{sample}")
        expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
        if name == "question":
            page.get_by_role("button", name="Compare with your files").or_(
                page.get_by_text("What your files show")
            ).click()
            expect(page.get_by_text("What your files show")).to_be_visible()
        found += [f"{name}: {line}" for line in findings(page)]
    assert found == [], "\n".join(found)
