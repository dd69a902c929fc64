"""A workshop from the open room to the recommendation: one facilitator, one wall, twelve phones, two rounds.

On SQLite one server has them all. On PostgreSQL there are two on one database, one for the screens and one for the
phones, of which there are fewer: what differs is where votes lie and who keeps them apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from serving import free_port, running
from test_accessibility import findings
from walking import expect_screen, open_screen

from revops.workshop import Move, RoomPlan, RoomStore

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "java_script_enabled": False, "locale": "en-GB"}


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a workshop is held, and how it goes there.

    Attributes:
        screens: Address of the server for facilitator and wall.
        phones: Address of the one for phones.
        votes: What each role answers in the first round; in the second, all answer 3.
        spread: How the first round is told.
        moved: How the second is.
    """

    screens: str
    phones: str
    votes: Mapping[str, Sequence[int]]
    spread: str
    moved: tuple[int, int, int]

    @property
    def people(self) -> list[tuple[str, str, int]]:
        """Name, role and first answer of everybody."""
        everybody = [(role, answer) for role, answers in self.votes.items() for answer in answers]
        return [(f"person {at}", role, answer) for at, (role, answer) in enumerate(everybody)]


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, address: str, tmp_path: Path) -> Iterator[Place]:
    if request.param == "sqlite":
        yield Place(
            screens=address,
            phones=address,
            votes={"Sales": [4] * 6, "Marketing": [4], "Finance": [3], "Leadership": [0] * 4},
            spread="Sales, Marketing and Finance 8 votes, median 4; Leadership 4 votes, median 0",
            moved=(4, 7, 1),
        )
        return
    url = request.getfixturevalue("postgres_url")
    with running(tmp_path / "one", database=url) as one, running(tmp_path / "two", database=url) as two:
        yield Place(
            screens=one,
            phones=two,
            votes={"Sales": [4] * 3, "Marketing": [3], "Leadership": [0] * 3},
            spread="Sales and Marketing 4 votes, median 4; Leadership 3 votes, median 0",
            moved=(3, 3, 1),
        )


@pytest.fixture
def wall(browser: Browser) -> Iterator[Page]:
    """The projector's window: another visitor."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, locale="en-GB")
    yield context.new_page()
    context.close()


@dataclass
class Phones:
    """The phones of everybody in one window: what makes one of another, without a script, is its cookies."""

    page: Page
    holder: str = ""
    cookies: dict[str, list[Any]] = field(default_factory=dict)

    def of(self, person: str) -> Page:
        """The window as this person's phone, a new one where nobody had it yet."""
        context = self.page.context
        self.cookies[self.holder] = context.cookies()
        context.clear_cookies()
        context.add_cookies(self.cookies.get(person, []))
        self.holder = person
        return self.page


@pytest.fixture
def phones(browser: Browser) -> Iterator[Phones]:
    context = browser.new_context(**PHONE)
    yield Phones(context.new_page())
    context.close()


def join(phone: Page, link: str, role: str) -> None:
    phone.goto(link)
    phone.get_by_label(role, exact=True).check()
    phone.get_by_role("button").click()
    expect(phone.get_by_role("status")).to_be_visible()


def vote(phone: Page, link: str, answer: int) -> None:
    """Answers the first sign of the room."""
    phone.goto(f"{link}/1")
    phone.locator(f'[name=answer][value="{answer}"]').check()
    phone.get_by_role("button").click()
    expect(phone).to_have_url(f"{link}/2")


def ours(page: Page) -> list[str]:
    """What axe finds; that an empty st.date_input has parts without a value is Streamlit's own."""
    return [line for line in findings(page) if 'role="spinbutton"' not in line]


def press(page: Page, *names: str) -> None:
    """Takes the room through its steps, one after the other."""
    for name in names:
        page.get_by_role("button", name=name).click()


def test_workshop_of_two_rounds_ends_in_the_recommendation(page: Page, place: Place, wall: Page, phones: Phones):
    up, down, same = place.moved
    people = len(place.people)
    open_screen(page, place.screens, "workshop")
    page.get_by_role("textbox", name="Title").fill("Where do we need help?")
    press(page, "Open the room")
    code = page.locator(".st-key-room_code").inner_text().strip()
    link = f"{place.phones}/join/{code}"
    wall.goto(place.screens + (page.get_by_role("link", name="Projector view").get_attribute("href") or ""))
    expect(wall.get_by_text("Nobody has joined yet.")).to_be_visible()

    for name, role, _ in place.people:
        join(phones.of(name), link, role)
    for screen in (page, wall):
        expect(screen.get_by_text(f"{people} people have joined.")).to_be_visible()
    page.get_by_text("Door and seats").click()
    press(page, "Nobody else may join")
    expect(wall.get_by_text("The door is closed: nobody else may join.")).to_be_visible()
    late = phones.of("late")
    late.goto(link)
    expect(late.get_by_role("alert")).to_contain_text("The door of this room is closed")
    press(page, "Open the vote")
    expect(wall.get_by_text("The vote is open.")).to_be_visible()
    for name, _, answer in place.people:
        vote(phones.of(name), link, answer)
    for screen in (page, wall):
        expect(screen.get_by_text(f"{people} of {13 * people} answers are in")).to_be_visible()
    press(page, "Close the vote")
    expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(0)

    press(page, "Reveal the votes")
    page.get_by_text("Sales must start from our own outreach").click()
    expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(1)
    expect(wall.get_by_role("heading", level=1)).to_contain_text("where do they come from today?")
    dots = wall.get_by_label(place.spread)
    expect(dots.first).to_be_visible()
    page.get_by_label("Note").press_sequentially("Two founders *sell*")
    expect(page.get_by_text("Kept.", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_label("Note")).to_have_value("Two founders *sell*")
    expect(wall.get_by_text("Two founders")).to_have_count(0)
    assert ours(page) == []
    assert ours(wall) == []

    press(page, "Vote a second time")
    expect(wall.get_by_text(code)).to_be_visible()
    for name, *_ in place.people:
        vote(phones.of(name), link, 3)
    press(page, "Close the vote", "Reveal the votes")
    told = page.get_by_test_id("stTable")
    expect(told).to_contain_text("Round 1: median (middle half)Round 2: median (middle half)Moved")
    expect(told).to_contain_text(f"{up} up, {down} down, {same} stayed")
    expect(wall.get_by_text(f"Since round 1: {up} up, {down} down, {same} stayed.")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert ours(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})

    press(page, "Take it into the diagnostic")
    page.get_by_role("link", name="See the recommendation").click()
    expect_screen(page, "recommendation")
    kept = f"Answers: workshop. One sign with {people} votes; the last round counts."
    expect(page.get_by_text(kept)).to_be_visible()


def test_server_that_starts_anew_in_the_middle_of_a_vote_loses_nothing(page: Page, browser: Browser, tmp_path: Path):
    port = free_port()
    phone = browser.new_context(**PHONE).new_page()
    with running(tmp_path, port) as address:
        rooms = RoomStore(f"sqlite:///{tmp_path / 'drafts.db'}")
        token = rooms.create(RoomPlan(title="Room", signs=("early_stage", "reps_reactive")))
        rooms.move(token, Move.OPEN)
        open_screen(page, address, f"workshop?room={token}")
        link = f"{address}/join/{page.locator('.st-key-room_code').inner_text().strip()}"
        phone.goto(link)
        phone.get_by_label("Sales", exact=True).check()
        phone.get_by_role("button").click()
        vote(phone, link, 3)
        expect(page.get_by_text("1 of 2 answers are in")).to_be_visible()
    with running(tmp_path, port):
        vote(phone, link, 4)
        phone.locator('[name=answer][value="1"]').check()
        phone.get_by_role("button").click()
        expect(page.get_by_text("2 of 2 answers are in")).to_be_visible()
    rooms.move(token, Move.CLOSE)
    rooms.move(token, Move.REVEAL)
    assert [ballot.answer for ballot in rooms.ballots(token)] == [4, 1]
    rooms.close()
    phone.context.close()
