"""The pages for phones: a room as it stands and one language in, HTML out."""

from __future__ import annotations

from html import escape

from revops.diagnostic.answers import Answer, Special
from revops.workshop.codes import LENGTH
from revops.workshop.phones.languages import Asked, Language
from revops.workshop.phones.page import button, choice, choices, field, form, heading, hidden, line, links, page
from revops.workshop.room import LONGEST_NAME, ROUNDS, Phase, Room
from revops.workshop.voting import Seat


def code_page(language: Language, wrong: str = "") -> str:
    """Where a code is typed in."""
    words = language.words
    typing = 'autocomplete="off" autocapitalize="characters" spellcheck="false"'
    attributes = f'class="code" required maxlength="{2 * LENGTH}" {typing}'
    asked = field("code", words.code_label, words.code_hint, attributes)
    body = f'<form method="get" action="/join">{asked}{button(words.next)}</form>'
    return page(language, words.join_title, heading(words.join_title), line(wrong, "bad"), body)


def join_page(language: Language, room: Room, proof: str, wrong: str = "") -> str:
    """Where somebody chooses a role and, in a room with names, gives theirs."""
    words, plan = language.words, room.plan
    options = "".join(choice("role", role, language.roles[role]) for role in plan.roles)
    asked = choices(words.role_question, options, hint=words.role_hint)
    limits = f'required maxlength="{LONGEST_NAME}" autocomplete="name"'
    name = field("name", words.name_label, words.name_hint, limits) if plan.is_named else ""
    promise = "" if plan.is_named else line(words.without_names, "soft")
    body = form(room_path(room), proof, asked, name, promise, button(words.join))
    return page(language, plan.title, heading(plan.title), line(wrong, "bad"), body)


def waiting_page(language: Language, room: Room, *, looks_again: bool, wrong: str = "") -> str:
    """What somebody sees who has joined while no vote is open."""
    words = language.words
    says = {
        Phase.LOBBY: words.lobby,
        Phase.PAUSED: words.paused,
        Phase.CLOSED: words.closed,
        Phase.REVEALED: words.revealed,
    }[room.phase]
    here = room_path(room)
    told = line(words.looks_again, "soft") if looks_again else ""
    stay = words.stay if looks_again else ""
    ways = links((here, words.look_again), (f"{here}?stay=1", stay))
    status = f'<div role="status">{line(says)}</div>'
    return page(language, room.plan.title, heading(room.plan.title), line(wrong, "bad"), status, told, ways)


def sign_page(language: Language, seat: Seat, at: int, proof: str, wrong: str = "") -> str:
    """One sign with its described answers.

    Args:
        language: Of the page.
        seat: Who answers.
        at: Place of the sign among those of the room, from 1.
        proof: That the form came from here.
        wrong: What went wrong with the last try.
    """
    words, room = language.words, seat.room
    signs = room.plan.signs
    asked = language.asked(signs[at - 1], room.plan.recurring)
    place = words.progress.format(at=at, all=len(signs))
    second = words.second_round if room.round == ROUNDS[1] else ""
    body = form(
        f"{room_path(room)}/{at}",
        proof,
        hidden("round", room.round),
        _answers(language, asked, seat, signs[at - 1]),
        button(words.save),
    )
    ways = links(
        (f"{room_path(room)}/{at - 1}", words.back if at > 1 else ""),
        (f"{room_path(room)}/{at + 1}", words.skip if at < len(signs) else ""),
        (f"{room_path(room)}/all", words.all_answers),
    )
    title = f"{place} · {isolated(room.plan.title)}"
    return page(language, title, line(title, "soft"), line(second), line(wrong, "bad"), body, ways)


def overview_page(language: Language, seat: Seat) -> str:
    """Every sign with whether it is answered, and a way to each."""
    words, room = language.words, seat.room
    items = "".join(_item(language, seat, at, sign) for at, sign in enumerate(room.plan.signs, 1))
    second = words.second_round if room.round == ROUNDS[1] else ""
    parts = (heading(words.overview), line(second), line(words.overview_hint, "soft"), f"<ol>{items}</ol>")
    return page(language, f"{words.overview} · {isolated(room.plan.title)}", *parts)


def message_page(language: Language, says: str, *ways: tuple[str, str]) -> str:
    """One sentence and where to go from it."""
    title = language.words.title
    return page(language, title, heading(title), line(says, "bad"), links(*ways))


def room_path(room: Room) -> str:
    """Where phones find the room."""
    return f"/join/{room.code}"


def isolated(text: str) -> str:
    """A text of somebody else amid a sentence, which does not turn the direction of what stands beside it."""
    return f"\u2068{text}\u2069"


def _answers(language: Language, asked: Asked, seat: Seat, sign: str) -> str:
    words = language.words
    chosen, first = seat.standing(sign), seat.answers.get(ROUNDS[0], {}).get(sign)
    foreign = asked.language != language.code
    tongue = f' lang="{asked.language}" dir="ltr"' if foreign else ""
    own = f' lang="{language.code}" dir="{language.direction}"' if foreign else ""

    def option(answer: Answer, says: str) -> str:
        is_first = seat.room.round == ROUNDS[1] and answer == first
        note = words.first_answer if is_first else ""
        return choice("answer", str(answer), says, is_chosen=answer == chosen, note=note)

    steps = "".join(option(step, says) for step, says in enumerate(asked.steps))
    special = option(Special.UNKNOWN, words.unknown) + option(Special.NOT_APPLICABLE, words.not_applicable)
    return choices(
        asked.question, f"{steps}<div{own}>{special}</div>", attributes=tongue, hint=asked.help, is_heading=True
    )


def _item(language: Language, seat: Seat, at: int, sign: str) -> str:
    words = language.words
    asked = language.asked(sign, seat.room.plan.recurring)
    state = words.unanswered if seat.standing(sign) is None else words.answered
    tongue = f' lang="{asked.language}"' if asked.language != language.code else ""
    link = f'<a href="{room_path(seat.room)}/{at}"{tongue}>{escape(asked.question)}</a>'
    return f'<li>{link} <span class="soft">({escape(state)})</span></li>'
