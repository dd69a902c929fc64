"""What a visitor does in the app tests, and what the screen then says."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
DEALS = """deal_id,account,stage,amount,currency,opened_on,closed_on,source,owner
D1,Northwind,Won,1000,EUR,2026-01-05,2026-02-05,Referral,Ann
D2,Southwind,Lost,2000,EUR,2026-01-15,2026-03-05,Website,Ben
D3,Eastwind,Won,3000,EUR,2026-02-01,2026-03-15,Referral,Ann
D4,Westwind,Open,4000,EUR,2026-03-01,,Website,Ben
D4,Westwind,Open,4000,EUR,2026-03-01,,Website,Ben
"""


def show(app: AppTest, screen: str) -> AppTest:
    """Goes to a screen of the same session."""
    app.switch_page(str(ROOT / "pages" / f"{screen}.py")).run()
    assert not app.exception, app.exception
    return app


def said(app: AppTest) -> str:
    """Everything the screen says in words, without the marks that keep it plain."""
    parts = [*app.markdown, *app.caption, *app.text, *app.subheader, *app.header, *app.info]
    return "\n".join(part.value for part in parts).replace("\\", "").replace("\u2060", "")


def drop(app: AppTest, name: str = "deals.csv", content: str = DEALS) -> AppTest:
    """Drops a file on the data screen."""
    app.file_uploader[0].upload(name, content.encode(), "text/csv").run()
    assert not app.exception, app.exception
    return app
