"""What a room said, taken into the diagnostic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import zip_longest

from revops.diagnostic.answers import Answer, Answers, Decision, Role, Vote, Workshop
from revops.workshop.room import Ballot, Minutes, Room, standing
from revops.workshop.tallies import tallies


def room_votes(room: Room, ballots: Iterable[Ballot]) -> tuple[Vote, ...]:
    """The revealed votes as the answers file has them.

    With names, a vote is what one person answered. Without, answers are laid side by side in order of size, so that no
    vote is one person's, and roles that are too few stand together as "team".
    """
    cast = tuple(ballots)
    return _by_person(room, cast) if room.plan.is_named else _unlinked(room, cast)


def with_room(
    answers: Answers, room: Room, ballots: Iterable[Ballot], minutes: Mapping[str, Minutes], *, agreed: bool
) -> Answers:
    """The answers with what the room said about its signs; signs that it was not asked about stay as they are.

    Args:
        answers: What was said before.
        room: The room.
        ballots: Its revealed votes; the last round on a sign counts.
        minutes: What was written down; notes of the room take the place of earlier ones.
        agreed: Take the answer that the room agreed on where there is one; votes stand for the others. Without, the
            votes stand for all signs, and their spread widens the outcome.
    """
    settled = {key: found.agreed for key, found in minutes.items() if agreed and found.agreed is not None}
    notes = {key: text for key, found in minutes.items() if (text := found.note.strip())}
    return replace(
        answers,
        signs={**answers.signs, **settled},
        notes={**answers.notes, **notes},
        votes=room_votes(room, ballots),
        workshop=Workshop(
            title=room.plan.title,
            client=room.plan.client,
            held_on=room.created_at.date(),
            agreed=tuple(settled),
            decisions={key: told for key, found in minutes.items() if (told := _decision(found)) != Decision()},
        ),
    )


def _by_person(room: Room, cast: tuple[Ballot, ...]) -> tuple[Vote, ...]:
    by_person: dict[tuple[int, int, Role], dict[str, Answer]] = {}
    for number in room.revealed_rounds:
        for ballot in standing(room, cast, number):
            by_person.setdefault((number, ballot.participant, ballot.role), {})[ballot.sign] = ballot.answer
    return tuple(Vote(role=role, round=number, signs=signs) for (number, _, role), signs in by_person.items())


def _unlinked(room: Room, cast: tuple[Ballot, ...]) -> tuple[Vote, ...]:
    columns: dict[tuple[int, Role], dict[str, tuple[Answer, ...]]] = {}
    for number in room.revealed_rounds:
        for sign, tally in tallies(room, cast, number).items():
            for group in tally.groups:
                columns.setdefault((number, group.role), {})[sign] = group.answers
    return tuple(
        Vote(role=role, round=number, signs=dict(pair for pair in row if pair is not None))
        for (number, role), by_sign in columns.items()
        for row in zip_longest(*([(sign, answer) for answer in answers] for sign, answers in by_sign.items()))
    )


def _decision(minutes: Minutes) -> Decision:
    return Decision(what=minutes.decision.strip(), owner=minutes.owner.strip(), due_on=minutes.due_on)
