"""The kit adds up to ninety minutes, asks every sign, and shows a title as text."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from revops.content import load
from revops.diagnostic.answers import ROLES, Context
from revops.diagnostic.content import SIGNS
from revops.diagnostic.signs import asked_signs
from revops.errors import ContentError
from revops.kit import KIT, kit_page, question_sheet
from revops.kit.content import kit_from
from revops.vocabulary import OperatingModel

HOSTILE = '<script>alert(1)</script> **bold** "'


class Text(HTMLParser):
    """What a reader sees of a page, and which elements it is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.seen.append(data)

    @property
    def text(self) -> str:
        return "".join(self.seen)


def test_agenda_says_when_each_part_begins_and_ends():
    page = Text(kit_page()).text

    assert "0:00 to 0:05: Welcome (5 minutes)" in page
    assert "1:25 to 1:30: Who does what (5 minutes)" in page
    assert all(item.says in page for item in KIT.agenda)
    assert all(text in page for text in KIT.invitation.paragraphs)


def test_question_sheet_has_a_box_for_every_role_and_answer():
    signs = asked_signs(OperatingModel.BOTH, Context(recurring=False))

    page = question_sheet(signs)

    assert page.count('class="box"') == len(ROLES) + len(SIGNS) * (5 + 2)
    assert all(step in Text(page).text for sign in signs for step in sign.steps)


@pytest.mark.parametrize("page", [kit_page(HOSTILE), question_sheet(list(SIGNS.values()), HOSTILE)])
def test_title_is_shown_as_text(page: str):
    assert HOSTILE in Text(page).text
    assert "script" not in Text(page).tags


def test_agenda_that_takes_longer_is_no_kit():
    content = {**load("kit.toml"), "agenda": [*load("kit.toml")["agenda"], load("kit.toml")["agenda"][0]]}

    with pytest.raises(ContentError, match="takes 95 minutes"):
        kit_from(content)
