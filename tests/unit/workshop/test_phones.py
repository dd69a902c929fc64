"""Phones join, vote and change their minds without script, and cannot be made to by anybody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from workshop_builders import SIGNS, Clock, Workshop, plan_of

from revops.diagnostic.answers import ROLES, Role, Special
from revops.diagnostic.content import SIGNS as ALL_SIGNS
from revops.errors import ContentError
from revops.workshop import BallotBox, Move, RoomStore, Seat
from revops.workshop.phones import Phones
from revops.workshop.phones.languages import language_for, language_from, languages
from revops.workshop.phones.routes import COOKIE, WRONG_CODES

LIMIT = 20_000
WORDS = vars(languages()["en"].words)


@dataclass
class Hall(Workshop):
    """A workshop with phones."""

    app: Starlette

    def phone(self, language: str = "en") -> TestClient:
        """A phone that follows no redirect by itself."""
        return TestClient(
            self.app, base_url="https://hall", headers={"Accept-Language": language}, follow_redirects=False
        )

    def seated(self, code: str, role: Role = Role.SALES) -> TestClient:
        """A phone that joined by its form."""
        phone = self.phone()
        assert phone.post(f"/join/{code}", data={**fields(phone, f"/join/{code}"), "role": role}).status_code == 303
        return phone

    def seat(self, phone: TestClient, code: str) -> Seat | None:
        return self.box.seat(code, phone.cookies[COOKIE])


@pytest.fixture
def hall(tmp_path: Path, clock: Clock) -> Iterator[Hall]:
    url = f"sqlite:///{tmp_path / 'rooms.db'}"
    box, rooms = BallotBox(url, now=clock), RoomStore(url, now=clock)
    app = Starlette(routes=Phones(lambda: box).routes)
    yield Hall(url=url, rooms=rooms, box=box, clock=clock, app=app)
    box.close()


def fields(phone: TestClient, path: str) -> dict[str, str]:
    """The hidden fields of the form on a page."""
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', phone.get(path).text))


def vote(phone: TestClient, code: str, at: int, answer: str, **changed: str) -> tuple[int, str]:
    """Status of a vote, and where it leads."""
    path = f"/join/{code}/{at}"
    sent = phone.post(path, data={**fields(phone, path), "answer": answer, **changed})
    return sent.status_code, sent.headers.get("location", "")


def test_phone_from_the_code_to_the_last_answer(hall: Hall):
    token, code = hall.opened(roles=(Role.SALES, Role.FINANCE))
    phone = hall.phone()
    assert "Code of the room" in phone.get("/join").text
    assert phone.get(f"/join?code={code.lower()}").headers["location"] == f"/join/{code}"
    door = phone.get(f"/join/{code}").text
    assert re.findall(r'name="role" value="(\w+)"', door) == ["sales", "finance"]
    assert 'name="name"' not in door
    joined = phone.post(f"/join/{code}", data={**fields(phone, f"/join/{code}"), "role": "finance"})
    assert (joined.status_code, joined.headers["location"]) == (303, f"/join/{code}")
    assert "has not begun" in phone.get(f"/join/{code}").text
    hall.rooms.move(token, Move.OPEN)
    assert phone.get(f"/join/{code}").headers["location"] == f"/join/{code}/1"
    first = unescape(phone.get(f"/join/{code}/1").text)
    assert ALL_SIGNS[SIGNS[0]].question in first
    assert all(step in first for step in ALL_SIGNS[SIGNS[0]].steps)
    assert vote(phone, code, 1, "3") == (303, f"/join/{code}/2")
    assert vote(phone, code, 2, "unknown") == (303, f"/join/{code}/3")
    assert phone.get(f"/join/{code}").headers["location"] == f"/join/{code}/3"
    assert vote(phone, code, 3, "not_applicable") == (303, f"/join/{code}/all")
    assert phone.get(f"/join/{code}/all").text.count("(answered)") == 3
    assert 'value="3" checked' in phone.get(f"/join/{code}/1").text
    assert vote(phone, code, 1, "0")[0] == 303
    seat = hall.seat(phone, code)
    assert seat is not None
    assert seat.participant.role is Role.FINANCE
    assert seat.answers == {1: {SIGNS[0]: 0, SIGNS[1]: Special.UNKNOWN, SIGNS[2]: Special.NOT_APPLICABLE}}


def test_phone_when_the_server_starts_anew_finds_its_seat_and_answers(hall: Hall):
    _, code = hall.opened(Move.OPEN)
    phone = hall.seated(code)
    vote(phone, code, 1, "3")
    box = BallotBox(hall.url, now=hall.clock)
    anew = TestClient(Starlette(routes=Phones(lambda: box).routes), base_url="https://hall", cookies=phone.cookies)
    assert 'value="3" checked' in anew.get(f"/join/{code}/1").text


def test_several_servers_on_one_database_serve_one_room(postgres_url: str, clock: Clock):
    rooms = RoomStore(postgres_url, now=clock)
    boxes = [BallotBox(f"{postgres_url}&application_name={name}", now=clock) for name in ("first", "second")]
    first, second = (
        TestClient(
            Starlette(routes=Phones(lambda box=box: box).routes), base_url="https://hall", follow_redirects=False
        )
        for box in boxes
    )
    token = rooms.create(plan_of())
    code = rooms.move(token, Move.OPEN).code
    first.post(f"/join/{code}", data={**fields(first, f"/join/{code}"), "role": "sales"})
    second.cookies = first.cookies
    assert vote(second, code, 1, "3") == (303, f"/join/{code}/2")
    assert 'value="3" checked' in first.get(f"/join/{code}/1").text
    rooms.move(token, Move.CLOSE)
    assert [phone.get(f"/join/{code}/1").headers["location"] for phone in (first, second)] == [f"/join/{code}"] * 2
    for store in (rooms, *boxes):
        store.close()


def test_room_that_takes_no_votes_says_so(hall: Hall):
    token, code = hall.opened(Move.OPEN)
    phone = hall.seated(code)
    form = {**fields(phone, f"/join/{code}/1"), "answer": "3"}
    says = []
    for move in (Move.PAUSE, Move.CLOSE, Move.REVEAL):
        hall.rooms.move(token, move)
        late = phone.post(f"/join/{code}/1", data=form)
        says.append((late.status_code, "was not kept" in late.text, phone.get(f"/join/{code}").text))
        assert phone.get(f"/join/{code}/1").headers["location"] == f"/join/{code}"
    assert [found[:2] for found in says] == [(409, True)] * 3
    assert [word in text for word, (_, _, text) in zip(("paused", "closed", "in front"), says, strict=True)] == [
        True
    ] * 3
    seat = hall.seat(phone, code)
    assert seat is not None
    assert seat.answers == {}
    hall.clock.now += timedelta(days=31)
    assert "it has ended" in phone.get(f"/join/{code}").text


def test_waiting_page_looks_again_until_it_is_told_to_stay(hall: Hall):
    _, code = hall.opened()
    phone = hall.seated(code)
    assert phone.get(f"/join/{code}").headers["refresh"] == "10"
    assert "refresh" not in phone.get(f"/join/{code}?stay=1").headers


def test_second_vote_shows_the_first_answer_and_refuses_the_old_form(hall: Hall):
    token, code = hall.opened(Move.OPEN)
    phone = hall.seated(code)
    old = fields(phone, f"/join/{code}/1")
    vote(phone, code, 1, "3")
    for move in (Move.CLOSE, Move.REVEAL, Move.VOTE_AGAIN):
        hall.rooms.move(token, move)
    late = phone.post(f"/join/{code}/1", data={**old, "answer": "1"})
    assert (late.status_code, "second vote has begun" in late.text) == (409, True)
    assert re.search(r'value="3" checked.*?your first answer', late.text)
    assert phone.get(f"/join/{code}").headers["location"] == f"/join/{code}/all"
    vote(phone, code, 1, "1")
    seat = hall.seat(phone, code)
    assert seat is not None
    assert seat.answers == {1: {SIGNS[0]: 3}, 2: {SIGNS[0]: 1}}


def test_forged_and_repeated_requests_are_refused_or_change_nothing(hall: Hall):
    token, code = hall.opened(Move.OPEN)
    phone = hall.phone()
    door = {**fields(phone, f"/join/{code}"), "role": "sales"}
    stranger = hall.phone()
    assert stranger.post(f"/join/{code}", data=door).status_code == 400
    stranger.get(f"/join/{code}")
    assert stranger.post(f"/join/{code}", data=door).status_code == 403
    assert phone.post(f"/join/{code}", data=door, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert [phone.post(f"/join/{code}", data=door).status_code for _ in range(2)] == [303, 303]
    assert [vote(phone, code, 1, "3", proof=wrong)[0] for wrong in ("", "0" * 32, "é")] == [403] * 3
    assert [vote(phone, code, 1, wrong)[0] for wrong in ("", "5", "-1", "²", "1e9", "x" * 50)] == [400] * 6
    assert vote(phone, code, 1, "3", round="2")[0] == 409
    assert phone.post(f"/join/{code}/1", data={"answer": "3" * 5000}).status_code == 413
    assert phone.post(f"/join/{code}/14", data={**fields(phone, f"/join/{code}/1"), "answer": "3"}).status_code == 400
    assert phone.post(f"/join/{code}/1", data={"answer": "3"}).status_code == 403
    assert len(hall.rooms.participants(token)) == 1
    assert sum(hall.rooms.progress(token).by_sign.values()) == 0


def test_codes_when_tried_are_refused_and_a_seat_stays_a_seat(hall: Hall):
    _, code = hall.opened(Move.OPEN)
    seated, stranger = hall.seated(code), hall.phone()
    tried = [stranger.get(f"/join/22222{at % 8 + 2}").status_code for at in range(int(WRONG_CODES[0]))]
    assert set(tried) == {404}
    assert stranger.get(f"/join/{code}").status_code == 429
    assert stranger.post(f"/join/{code}", data={"role": "sales"}).status_code == 429
    assert seated.get(f"/join/{code}/1").status_code == 200


def test_cookie_is_out_of_reach_of_scripts_and_other_rooms(hall: Hall):
    _, code = hall.opened()
    cookie = hall.phone().get(f"/join/{code}").headers["set-cookie"]
    assert {"HttpOnly", "Secure", "SameSite=lax", f"Path=/join/{code}"} <= set(cookie.split("; "))


def test_page_allows_itself_nothing_but_its_own_style(hall: Hall):
    _, code = hall.opened(Move.OPEN)
    response = hall.seated(code).get(f"/join/{code}/1")
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert "unsafe" not in response.headers["content-security-policy"]
    assert response.headers["cache-control"] == "no-store"
    assert "<script" not in response.text


def test_words_of_the_facilitator_and_of_names_are_text(hall: Hall):
    token, code = hall.opened(title="<b>Q4 & more</b>", client="Acme Example", is_named=True)
    phone = hall.phone()
    page = phone.get(f"/join/{code}").text
    assert "<b>" not in page
    assert "&lt;b&gt;Q4 &amp; more" in page
    assert "Acme Example" not in page
    phone.post(f"/join/{code}", data={**fields(phone, f"/join/{code}"), "role": "sales", "name": "<i>Robin</i>"})
    assert [person.name for person in hall.rooms.participants(token)] == ["<i>Robin</i>"]


def test_locked_door_is_told_to_newcomers_and_not_to_those_who_sit(hall: Hall):
    token, code = hall.opened(Move.OPEN)
    seated, late = hall.seated(code), hall.phone()
    form = {**fields(late, f"/join/{code}"), "role": "sales"}
    hall.rooms.lock(token, is_locked=True)
    refused = [late.get(f"/join/{code}"), late.post(f"/join/{code}", data=form)]
    assert [(page.status_code, "nobody else can join" in page.text) for page in refused] == [(403, True)] * 2
    assert vote(seated, code, 1, "3") == (303, f"/join/{code}/2")
    hall.rooms.lock(token, is_locked=False)
    assert late.post(f"/join/{code}", data=form).status_code == 303


def test_form_that_lacks_something_says_what(hall: Hall):
    _, code = hall.opened(is_named=True, seats=1)
    phone = hall.phone()
    form = fields(phone, f"/join/{code}")
    assert "Choose a role" in phone.post(f"/join/{code}", data=form).text
    assert "please give yours" in phone.post(f"/join/{code}", data={**form, "role": "sales"}).text
    hall.joined(code, name="Robin")
    assert (
        "seats of this room are taken" in phone.post(f"/join/{code}", data={**form, "role": "sales", "name": "K"}).text
    )


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("recurring", [True, False])
def test_every_page_stays_light_in_every_language(hall: Hall, language: str, recurring: bool):
    token, code = hall.opened(title="T" * 120, signs=tuple(ALL_SIGNS), is_named=True, recurring=recurring)
    phone = hall.phone(language)
    sizes = [len(phone.get(path).content) for path in ("/join", "/join/222222", f"/join/{code}")]
    phone.post(f"/join/{code}", data={**fields(phone, f"/join/{code}"), "role": "sales", "name": "Robin"})
    sizes.append(len(phone.get(f"/join/{code}").content))
    hall.rooms.move(token, Move.OPEN)
    sizes += [len(phone.get(f"/join/{code}/{place}").content) for place in (*range(1, 14), "all")]
    assert max(sizes) < LIMIT


def test_page_is_in_the_language_of_the_phone(hall: Hall):
    _, code = hall.opened(Move.OPEN)
    pages = {}
    for language in ("de-CH,de;q=0.9", "ar", "fr"):
        phone = hall.phone(language)
        phone.post(f"/join/{code}", data={**fields(phone, f"/join/{code}"), "role": "sales"})
        pages[language] = phone.get(f"/join/{code}/1").text
    german, arabic, french = pages.values()
    assert '<html lang="de" dir="ltr">' in german
    assert "Woher kommen sie heute?" in german
    assert '<html lang="ar" dir="rtl">' in arabic
    assert "من أين يأتون اليوم؟" in arabic
    assert 'lang="en"' not in arabic
    assert "· \u2068Where to invest\u2069</p>" in arabic
    assert '<html lang="en" dir="ltr">' in french


@pytest.mark.parametrize("code", [code for code in languages() if code != "en"])
def test_language_asks_every_sign_and_says_every_answer_in_its_own_words(code: str):
    language, english = languages()[code], languages()["en"]
    for key, sign in ALL_SIGNS.items():
        for recurring in (True, False):
            asked, original = language.asked(key, recurring), english.asked(key, recurring)
            assert asked.language == code
            assert len(set(asked.steps)) == len(sign.steps)
            assert not {asked.question, asked.help, *asked.steps} & {original.question, original.help, *original.steps}


def test_sign_that_a_language_lacks_is_asked_in_english_and_marked_so():
    content = {"name": "X", "direction": "rtl", "words": WORDS, "roles": dict.fromkeys(ROLES, "x")}
    asked = language_from(content, "xx").asked("early_stage", None)
    assert (asked.language, asked.question) == ("en", ALL_SIGNS["early_stage"].question)


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        ("", "en"),
        ("de", "de"),
        ("fr,ar;q=0.3,de;q=0.8", "de"),
        ("en-GB,de", "en"),
        ("de;q=0", "en"),
        ("de;q=x,,;", "en"),
    ],
)
def test_language_is_the_one_liked_best(accepted: str, code: str):
    assert language_for(accepted).code == code


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"words": {}}, "words: the field 'title' is missing"),
        ({"words": {**WORDS, "progress": "{at}"}}, "'progress' needs"),
        ({"roles": {"sales": "Ventes"}}, "roles: names sales; needed are"),
        ({"signs": {"no_such_sign": {"question": "?", "help": "?", "steps": ["1"]}}}, "is no sign"),
        ({"signs": {"early_stage": {"question": "?", "help": "?", "steps": ["1"]}}}, "has not as many answers"),
        ({"direction": "up"}, "'ltr' or 'rtl'"),
    ],
)
def test_language_file_with_a_gap_is_refused(changed: dict[str, object], says: str):
    content = {"name": "X", "direction": "ltr", "words": WORDS, "roles": dict.fromkeys(ROLES, "x"), **changed}
    with pytest.raises(ContentError, match=re.escape(says)):
        language_from(content, "xx")
