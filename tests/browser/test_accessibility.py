"""axe finds nothing of ours on any screen, in light and dark; what Streamlit itself does is listed here."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from walking import SCREENS, drawn, drop_file, open_screen, resize, settle, step_to, too_narrow

AXE = resources.files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
ALLOWED = {
    "empty-table-header": "the grid of st.dataframe draws its tick column without a name",
    "list": "the drawer of the navigation on phones",
    "listitem": "the drawer of the navigation on phones",
    "aria-allowed-role": "the drop zone of st.file_uploader",
    "presentation-role-conflict": "the drop zone of st.file_uploader",
}


def findings(page: Page) -> list[str]:
    """What axe finds; that two grids of st.dataframe on one page number their cells alike is Streamlit's own."""
    settle(page)
    page.evaluate("typeof axe") == "object" or page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for rule in found["violations"]
        if rule["id"] not in ALLOWED
        for node in rule["nodes"]
        if not (rule["id"] == "duplicate-id-active" and 'id="glide-cell-' in node["html"])
    ]


def with_draft(path: str, draft: str) -> str:
    """The address of a screen for a draft."""
    return f"{path}{'&' if '?' in path else '?'}{draft}"


@pytest.mark.parametrize(
    ("width", "dark", "widths"),
    [(390, True, [390]), (1280, False, [768, 1280])],
    ids=["phone-dark", "tablet-and-desktop-light"],
)
def test_no_screen_keeps_anybody_out_and_all_fit_the_window(
    page: Page, address: str, sample: Callable[[str], str], widths: list[int]
):
    found: list[str] = []
    draft = sample("orbisquill")
    open_screen(page, address, f"method?{draft}")
    for name, path in SCREENS.items():
        step_to(page, address, with_draft(path, draft))
        assert too_narrow(page, *widths) == [], name
        drawn(page)
        if name == "question":
            page.get_by_role("button", name="Compare with your files").or_(
                page.get_by_text("What your files show")
            ).click()
            expect(page.get_by_text("What your files show")).to_be_visible()
        found += [f"{name}: {line}" for line in findings(page)]
    assert found == [], "\n".join(found)


DOUBTFUL = """Deal ID,Account,Stage,Price,Opened,Closed,Owner
D1,GTX Pro,Handover,1.234,03/04/2025,05/06/2025,Rep 1
D2,GTXPro,Lost,2.345,02/03/2025,04/05/2025,Rep 2
D3,Eastwind,Won,3.456,02/03/2025,04/05/2025,Rep 1
D4,Westwind,,3.456,02/03/2025,04/05/2025,Rep 1
D4,Westwind,Won,x,99/03/2025,04/05/2025,Rep 1
"""
CUT_OFF = """() => [...document.querySelectorAll('[data-testid="stMainBlockContainer"] *')]
  .filter(each => !each.closest('[data-testid="stDataFrame"]') && each.innerText?.trim() && each.clientWidth > 1)
  .filter(each => getComputedStyle(each).overflowX !== 'visible' && each.scrollWidth > each.clientWidth + 1)
  .map(each => each.innerText.slice(0, 60))"""
TOO_SMALL = """() => [...document.querySelectorAll('[data-testid="stMainBlockContainer"] button')]
  .map(each => [each.ariaLabel || each.innerText, each.getBoundingClientRect()])
  .filter(([_, box]) => box.width > 0 && (box.width < 24 || box.height < 24))
  .map(([name]) => name)"""


@pytest.mark.parametrize(
    ("width", "dark", "widths"),
    [(390, False, [390]), (768, True, [768, 1280])],
    ids=["phone-light", "tablet-and-desktop-dark"],
)
def test_data_screen_with_everything_open_keeps_nobody_out(page: Page, address: str, tmp_path: Path, widths: list[int]):
    open_screen(page, address, "data")
    drop_file(page, tmp_path, "deals.csv", DOUBTFUL)
    closed = page.locator("details:not([open]) > summary")
    while closed.count():
        closed.first.click()
        settle(page)
    assert page.get_by_test_id("stExpander").count() > 5
    for each in widths:
        resize(page, each)
        assert findings(page) == [], each
        assert page.evaluate(CUT_OFF) == [], each
        assert page.evaluate(TOO_SMALL) == [], each
