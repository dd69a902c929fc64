"""`/join`, `/join/CODE` and `/join/CODE/PLACE`: what phones ask for and send.

A phone gets a token of its own in a cookie that no script can read, for this room alone, before it joins. Its seat
hangs on that token, so that a form sent twice takes one seat and casts one vote. Every form carries a proof made from
the token: a page elsewhere knows neither, and browsers do not send the cookie along with what it posts.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final
from urllib.parse import parse_qsl

from anyio import CapacityLimiter, to_thread
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from revops.database import default_url, new_token
from revops.diagnostic.answers import Answer
from revops.errors import DatabaseError, RoomError
from revops.workshop.codes import code_in
from revops.workshop.limits import Limiter, address_key
from revops.workshop.phones.languages import Language, language_for
from revops.workshop.phones.page import HEADERS
from revops.workshop.phones.views import (
    code_page,
    join_page,
    message_page,
    overview_page,
    room_path,
    sign_page,
    waiting_page,
)
from revops.workshop.room import KEPT_FOR, Room
from revops.workshop.schema import answer_from
from revops.workshop.voting import BallotBox, Seat

COOKIE: Final = "seat"
LONGEST_FORM: Final = 4_096
LONGEST_TOKEN: Final = 64
WRONG_CODES: Final = (100, 600.0)
"""Wrong codes from one address in ten minutes; after them nobody without a seat is let in from there for that time.

Fifty people behind one address who mistype once or twice do not lock each other out; whoever tries on purpose finds one
of twenty rooms in ten minutes once in 300,000 times."""
JOINS: Final = (1_200, 60.0)
"""People who may join one room within a minute."""
LOOKS_AGAIN_SECONDS: Final = 10
AT_ONCE: Final[Mapping[str, int]] = {"GET": 3, "POST": 1}
"""Requests that read, and that write, which are worked on at the same moment; the others wait in turn.

More threads would wait for each other within Python, each with a transaction half done: with three that write, five
hundred phones were answered eight times as slowly as with one."""

_LOG: Final = logging.getLogger(__name__)

Form = Mapping[str, str]


class Phones:
    """Answers what phones ask; one for the whole process, so that wrong codes are counted in one place."""

    def __init__(self, box: Callable[[], BallotBox]) -> None:
        """Opens nothing yet.

        Args:
            box: Gives the ballot box, at the first request.
        """
        self._box = box
        self._wrong_codes = Limiter(*WRONG_CODES)
        self._joins = Limiter(*JOINS)
        self._turns = {method: CapacityLimiter(most) for method, most in AT_ONCE.items()}

    @property
    def routes(self) -> list[Route]:
        """The addresses, for the app."""
        both = ["GET", "POST"]
        return [
            Route("/join", self._answer(self._type_code)),
            Route("/join/{code}", self._answer(self._at_door), methods=both),
            Route("/join/{code}/{place}", self._answer(self._at_sign), methods=both),
        ]

    def _answer(self, handle: Callable[[Visit], Response]) -> Callable[[Request], object]:
        async def endpoint(request: Request) -> Response:
            try:
                visit = Visit(request, await _form(request))
            except ValueError:
                visit = Visit(request, {})
                return visit.message(visit.language.words.too_long, 413)
            turn = self._turns["POST" if visit.is_post else "GET"]
            return await to_thread.run_sync(self._safely, handle, visit, limiter=turn)

        return endpoint

    def _safely(self, handle: Callable[[Visit], Response], visit: Visit) -> Response:
        try:
            return handle(visit)
        except (SQLAlchemyError, DatabaseError):
            _LOG.exception("A phone could not be answered.")
            return visit.message(visit.language.words.out_of_order, 503)

    def _type_code(self, visit: Visit) -> Response:
        typed = visit.request.query_params.get("code", "")
        code = code_in(typed)
        if code:
            return visit.redirect(f"/join/{code}")
        wrong = visit.language.words.no_such_room if typed else ""
        return visit.html(code_page(visit.language, wrong), 404 if typed else 200)

    def _at_door(self, visit: Visit) -> Response:
        seat = self._seat(visit)
        if isinstance(seat, Response):
            return seat
        if isinstance(seat, Room):
            return self._join(visit, seat) if visit.is_post else self._offer(visit, seat)
        return self._in_room(visit, seat) if not visit.is_post else visit.redirect(room_path(seat.room))

    def _at_sign(self, visit: Visit) -> Response:
        if visit.is_post and visit.token and visit.is_own:
            return self._vote(visit)
        seat = self._seat(visit)
        if isinstance(seat, Response):
            return seat
        if isinstance(seat, Room):
            return visit.redirect(room_path(seat))
        if visit.is_post:
            return visit.message(visit.language.words.foreign, 403, (room_path(seat.room), visit.language.words.next))
        if not seat.room.is_open:
            return visit.redirect(room_path(seat.room))
        at = visit.place(seat.room)
        body = overview_page(visit.language, seat) if at is None else self._asked(visit, seat, at)
        return visit.html(body)

    def _seat(self, visit: Visit) -> Seat | Room | Response:
        """Their seat; the room where they have none; a refusal where there is no room, or too much was tried."""
        words, address = visit.language.words, address_key(visit.request.client and visit.request.client.host)
        seat = self._box().seat(visit.code, visit.token) if visit.token else None
        if seat:
            return seat
        if self._wrong_codes.is_over(address):
            return visit.html(code_page(visit.language, words.too_many), 429)
        room = self._box().room(visit.code)
        if room is None:
            self._wrong_codes.count(address)
            return visit.html(code_page(visit.language, words.no_such_room), 404)
        return visit.redirect(room_path(room)) if visit.code != visit.request.path_params["code"] else room

    def _offer(self, visit: Visit, room: Room, wrong: str = "", status: int = 200) -> Response:
        """The page to join with, unless the door is locked; a phone that has no token gets one."""
        if room.is_locked:
            words = visit.language.words
            return visit.message(words.locked, 403, (room_path(room), words.look_again))
        token = visit.token or new_token()
        response = visit.html(join_page(visit.language, room, proof_of(token), wrong), status)
        response.set_cookie(
            COOKIE,
            token,
            max_age=int(KEPT_FOR.total_seconds()),
            path=room_path(room),
            secure=visit.request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )
        return response

    def _join(self, visit: Visit, room: Room) -> Response:
        words = visit.language.words
        if not visit.token:
            return visit.message(words.no_cookie, 400, (room_path(room), words.next))
        if not visit.is_own:
            return visit.message(words.foreign, 403, (room_path(room), words.next))
        if not self._joins.count(room.code):
            return self._offer(visit, room, words.out_of_order, 429)
        try:
            self._box().join(room.code, visit.token, visit.form.get("role", ""), visit.form.get("name", ""))
        except RoomError as error:
            return self._offer(visit, room, self._not_joined(visit, error), 409)
        return visit.redirect(room_path(room))

    @staticmethod
    def _not_joined(visit: Visit, error: RoomError) -> str:
        words = visit.language.words
        says = {
            "full": words.full,
            "locked": words.locked,
            "not_asked": words.role_missing,
            "no_name": words.name_missing,
        }
        return says.get(error.code, words.no_such_room)

    def _in_room(self, visit: Visit, seat: Seat, wrong: str = "", status: int = 200) -> Response:
        if seat.room.is_open:
            is_first = seat.room.round == 1 and seat.next_sign
            return visit.redirect(f"{room_path(seat.room)}/{seat.next_sign if is_first else 'all'}")
        looks_again = "stay" not in visit.request.query_params
        body = waiting_page(visit.language, seat.room, looks_again=looks_again, wrong=wrong)
        response = visit.html(body, status)
        if looks_again and not wrong:
            response.headers["Refresh"] = str(LOOKS_AGAIN_SECONDS)
        return response

    def _vote(self, visit: Visit) -> Response:
        answer, at = _answer_in(visit.form), _number(visit.request.path_params["place"])
        if answer is None:
            return self._not_taken(visit, visit.language.words.answer_missing, 400)
        try:
            room = self._box().cast(visit.code, visit.token, _number(visit.form.get("round", "")), at, answer)
        except RoomError as error:
            is_late = error.code == "other_round"
            wrong = visit.language.words.other_round if is_late else visit.language.words.foreign
            return self._not_taken(visit, wrong, 409 if is_late else 400)
        is_last = at == len(room.plan.signs)
        return visit.redirect(f"{room_path(room)}/{'all' if is_last else at + 1}")

    def _not_taken(self, visit: Visit, wrong: str, status: int) -> Response:
        """Why a vote was not taken, on the page of the room as it is now."""
        words, seat = visit.language.words, self._seat(visit)
        if isinstance(seat, Response):
            return seat
        if isinstance(seat, Room):
            return visit.redirect(room_path(seat))
        if not seat.room.is_open:
            return self._in_room(visit, seat, words.not_saved, 409)
        at = visit.place(seat.room)
        if at is None:
            return visit.message(words.foreign, 400, (room_path(seat.room), words.next))
        return visit.html(self._asked(visit, seat, at, wrong), status)

    def _asked(self, visit: Visit, seat: Seat, at: int, wrong: str = "") -> str:
        return sign_page(visit.language, seat, at, proof_of(visit.token), wrong)


class Visit:
    """One request of a phone, as far as it is trusted."""

    def __init__(self, request: Request, form: Form) -> None:
        self.request = request
        self.form = form
        self.is_post = request.method == "POST"
        self.token = request.cookies.get(COOKIE, "")[:LONGEST_TOKEN]
        self.code = code_in(request.path_params.get("code", "")) or ""
        self.language: Language = language_for(request.headers.get("accept-language", ""))

    @property
    def is_own(self) -> bool:
        """Whether a form was sent from a page that this phone was given, and not from elsewhere."""
        from_elsewhere = self.request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
        proof = self.form.get("proof", "")
        return not from_elsewhere and hmac.compare_digest(proof.encode(), proof_of(self.token).encode())

    def place(self, room: Room) -> int | None:
        """Which sign of the room the address names, from 1; None for the overview and anything else."""
        number = _number(self.request.path_params["place"])
        return number if 1 <= number <= len(room.plan.signs) else None

    def html(self, body: str, status: int = 200) -> HTMLResponse:
        """A page."""
        return HTMLResponse(body, status, headers=HEADERS)

    def message(self, says: str, status: int, *ways: tuple[str, str]) -> HTMLResponse:
        """A page of one sentence."""
        return self.html(message_page(self.language, says, *ways), status)

    def redirect(self, path: str) -> RedirectResponse:
        """On to another page; loading that one again sends nothing twice."""
        return RedirectResponse(path, 303, headers={"Cache-Control": "no-store"})


def proof_of(token: str) -> str:
    """What a form carries, made from the token in the cookie and not leading back to it."""
    return hmac.new(token.encode(), b"form", hashlib.sha256).hexdigest()[:32]


@cache
def box() -> BallotBox:
    """The ballot box of this app."""
    return BallotBox(default_url())


def phone_routes() -> list[Route]:
    """The addresses for phones, with the database of this app."""
    return Phones(box).routes


async def _form(request: Request) -> Form:
    """The fields of a form, each once.

    Raises:
        ValueError: If there is more of it than a page of this app sends.
    """
    if request.method != "POST":
        return {}
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_FORM:
            raise ValueError
    return dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=10))


def _number(text: str) -> int:
    """A small number that somebody sent; 0 for anything else."""
    return int(text) if text.isdecimal() and len(text) < 4 else 0


def _answer_in(form: Form) -> Answer | None:
    try:
        return answer_from(form.get("answer", ""))
    except ValueError:
        return None
