"""A report to hand over: chosen, without names, taken away in each format, opened, and as chosen after a reload."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pptx import Presentation
from walking import click_screen, drop_file, open_screen, settle

CSV = "Deal ID,Account,Owner,Stage,Amount,Currency,Created,Closed\n" + "".join(
    f"D{n},Northwind {n % 7},Ada Lovelace,{'Won' if n % 4 else 'Lost'},100,EUR,2026-0{1 + n % 3}-02,"
    f"2026-0{1 + n % 3}-{10 + n % 18}\n"
    for n in range(60)
)


def taken(page: Page, button: str, folder: Path) -> Path:
    """The file that a button gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def choose(page: Page, *parts: str) -> None:
    """Picks parts of the report, one after the other."""
    field = page.get_by_role("combobox", name="Parts, in the order in which you pick them")
    for part in parts:
        field.fill(part)
        page.get_by_role("option", name=part, exact=True).click()
        settle(page)
    field.press("Escape")


def test_report_is_chosen_taken_away_and_opened(page: Page, address: str, tmp_path: Path):
    open_screen(page, address, "data")
    drop_file(page, tmp_path, "deals.csv", CSV)
    click_screen(page, "report")
    page.get_by_label("Client").fill("Fabrikam & Söhne")
    page.get_by_label("Client").press("Enter")
    settle(page)
    choose(page, "Rows behind the numbers", "Scorecard")
    page.get_by_text("Leave out names of customers, reps and deals").click()
    settle(page)
    deck = Presentation(str(taken(page, "Deck (PowerPoint)", tmp_path)))
    assert "Fabrikam & Söhne" in deck.slides[0].shapes[1].text_frame.text
    book = load_workbook(taken(page, "Workbook (Excel)", tmp_path))
    texts = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    assert "Customer 1" in texts
    assert not [text for text in texts if "Lovelace" in text or "Northwind" in text]
    shown = taken(page, "Page (HTML)", tmp_path)
    page.reload()
    settle(page)
    expect(page.get_by_label("Client")).to_have_value("Fabrikam & Söhne")
    expect(page.get_by_role("switch", name="Leave out names")).to_be_checked()
    page.set_content(shown.read_text(encoding="utf-8"))
    expect(page).to_have_title("Fabrikam & Söhne: Which operations team to invest in")
    assert page.locator("main > section").evaluate_all("all => all.map(one => one.id)") == ["rows", "scorecard"]
    expect(page.get_by_role("cell", name="Close rate (win rate)")).to_be_visible()
