"""Votes are read by role, and nobody in a room without names is shown in a group of fewer than three."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workshop_builders import SIGNS, ballots_of, room_of

from revops.diagnostic import diagnose
from revops.diagnostic.answers import Answers, Decision, Role, Special, Vote, Workshop
from revops.diagnostic.answers_file import answers_from_toml, answers_to_toml
from revops.diagnostic.votes import said_in_votes
from revops.statistics.agreement import Shape
from revops.vocabulary import OperatingModel
from revops.workshop import Minutes, Phase, Steps, agenda, movements, room_votes, sheet_alpha, tallies, with_room
from revops.workshop.agenda import weights_of
from revops.workshop.tallies import grouped

SIGN = SIGNS[0]
SALES, MARKETING, SUCCESS, FINANCE, LEADERSHIP = (
    Role.SALES, Role.MARKETING, Role.SUCCESS, Role.FINANCE, Role.LEADERSHIP,
)  # fmt: skip
counts = st.dictionaries(st.sampled_from([SALES, MARKETING, SUCCESS, FINANCE, LEADERSHIP]), st.integers(0, 5))


@pytest.mark.parametrize(
    ("voters", "groups"),
    [
        ({SALES: 4, MARKETING: 3, LEADERSHIP: 3}, ((SALES,), (MARKETING,), (LEADERSHIP,))),
        ({SALES: 2, MARKETING: 1, LEADERSHIP: 3}, ((SALES, MARKETING), (LEADERSHIP,))),
        ({SALES: 2, MARKETING: 1, LEADERSHIP: 1}, ((SALES, MARKETING, LEADERSHIP),)),
        ({SALES: 5, MARKETING: 3, FINANCE: 1, LEADERSHIP: 3}, ((SALES,), (MARKETING, FINANCE), (LEADERSHIP,))),
        ({SALES: 1, LEADERSHIP: 3}, ((SALES, LEADERSHIP),)),
        ({SALES: 0}, ()),
    ],
)
def test_roles_with_too_few_voters_stand_together(voters: dict[Role, int], groups: tuple[tuple[Role, ...], ...]):
    assert grouped(voters, 3) == groups


@given(counts)
def test_no_group_is_too_small_and_nobody_is_lost(voters: dict[Role, int]):
    groups = grouped(voters, 3)
    sizes = [sum(voters[role] for role in group) for group in groups]
    assert len(groups) <= 1 or min(sizes) >= 3
    assert sum(sizes) == sum(voters.values())
    assert sorted(role for group in groups for role in group) == sorted(role for role in voters if voters[role])


def test_tally_shows_groups_their_agreement_and_what_the_diagnostic_takes():
    cast = ballots_of({SALES: [0, 1, Special.UNKNOWN], MARKETING: [3], FINANCE: [4, Special.NOT_APPLICABLE]})
    tally = tallies(room_of(), cast, 1)[SIGN]
    sales, others = tally.groups
    assert (sales.roles, sales.steps, sales.unknown) == ((SALES,), (0, 1), 1)
    assert (others.roles, others.steps, others.not_applicable) == ((MARKETING, FINANCE), (3, 4), 1)
    assert tally.said == pytest.approx(((0 + 0.25) / 2 + (0.75 + 1) / 2) / 2)
    assert tally.everybody.agreement is not None
    assert tally.everybody.agreement.shape is Shape.POLARISED


def test_room_with_names_shows_every_role():
    groups = tallies(room_of(is_named=True), ballots_of({SALES: [0, 1], FINANCE: [4]}), 1)[SIGN].groups
    assert [group.roles for group in groups] == [(SALES,), (FINANCE,)]


def test_leadership_and_team_that_see_it_differently_are_a_finding():
    apart = tallies(room_of(), ballots_of({LEADERSHIP: [0, 0, 1], SALES: [3, 4, 4], MARKETING: [2, 3, 4]}), 1)
    alike = tallies(room_of(), ballots_of({LEADERSHIP: [3, 3, 3], SALES: [3, 4, 4]}), 1)
    alone = tallies(room_of(), ballots_of({LEADERSHIP: [0], SALES: [4, 4, 4]}), 1)
    assert agenda(apart)[0].finding == (
        "Leadership and the team see this differently: leadership sees much less of it."
    )
    assert agenda(alike)[0].finding is None
    assert alone[SIGN].divide is None


def test_agenda_is_ordered_by_disagreement_and_weight():
    cast = (
        *ballots_of({SALES: [0, 4, 0, 4]}, "early_stage"),
        *ballots_of({SALES: [1, 3, 1, 3]}, "poor_team_communication"),
    )
    found = tallies(room_of(), cast, 1)
    assert [item.sign for item in agenda(found)] == ["poor_team_communication", "early_stage", "reps_reactive"]
    edited = agenda(found, {"reps_reactive": 0.0})
    assert (edited[0].sign, edited[0].score) == ("early_stage", 1.0)
    assert edited[0].finding == "Two camps: hardly anybody stands between them."


def test_weights_are_shares_of_the_need_among_the_signs_of_the_room():
    shares = weights_of(("early_stage", "reps_reactive", "reps_need_training", "poor_team_communication"), {})
    assert shares["early_stage"] == pytest.approx(1 / 3)
    assert shares["reps_reactive"] + shares["reps_need_training"] == pytest.approx(2 / 3)
    assert shares["poor_team_communication"] == pytest.approx(1)


def test_alpha_over_the_sheet_needs_more_than_one_sign():
    one = tallies(room_of(), ballots_of({SALES: [0, 4, 0]}), 1)
    assert sheet_alpha(one) is None
    both = ballots_of({SALES: [0, 0, 0]}) + ballots_of({SALES: [4, 4, 4]}, SIGNS[1])
    assert sheet_alpha(tallies(room_of(), both, 1)) == 1


def test_round_that_is_not_revealed_shows_nothing():
    cast = ballots_of({SALES: [0, 1, 2]})
    for room, number in ((room_of(Phase.CLOSED), 1), (room_of(Phase.OPEN, 2), 2)):
        assert [tally.groups for tally in tallies(room, cast, number).values()] == [(), (), ()]
    assert room_votes(room_of(Phase.CLOSED), cast) == ()


def test_first_answer_stands_in_the_second_round_until_it_is_changed():
    cast = ballots_of({SALES: [0, 1, 2]}) + ballots_of({SALES: [4]}, round_number=2)
    room = room_of(round_number=2)
    assert tallies(room, cast, 1)[SIGN].everybody.steps == (0, 1, 2)
    assert tallies(room, cast, 2)[SIGN].everybody.steps == (1, 2, 4)
    moved = movements(room, cast)[SIGN]
    assert (moved.everybody, moved.movers) == (Steps(roles=(Role.SALES,), up=1, down=0, same=2), ())


def test_movement_is_by_role_and_of_three_people_at_least_where_votes_are_anonymous():
    first = ballots_of({SALES: [0, 1, 2], Role.FINANCE: [3, 3], Role.LEADERSHIP: [4, 4, 4]})
    second = ballots_of({SALES: [4]}, round_number=2) + ballots_of({Role.FINANCE: [0]}, round_number=2, first=4)
    by_role = {
        steps.roles: (steps.up, steps.down, steps.same)
        for steps in movements(room_of(round_number=2), first + second)[SIGN].groups
    }
    assert by_role == {(SALES, Role.FINANCE): (1, 1, 3), (Role.LEADERSHIP,): (0, 0, 3)}


def test_movers_have_names_where_the_room_has():
    cast = ballots_of({SALES: [3, 1]}) + ballots_of({SALES: [1]}, round_number=2)
    moved = movements(room_of(round_number=2, is_named=True), cast)[SIGN]
    assert [(mover.name, mover.before, mover.after) for mover in moved.movers] == [("P1", 3, 1)]
    assert movements(room_of(round_number=2), cast) == {}


def test_votes_of_a_room_without_names_are_nobodys():
    cast = ballots_of({SALES: [4, 0, 2]}) + ballots_of({SALES: [1, 3, Special.UNKNOWN]}, SIGNS[1])
    assert room_votes(room_of(), cast) == (
        Vote(role=SALES, signs={SIGNS[0]: 0, SIGNS[1]: 1}),
        Vote(role=SALES, signs={SIGNS[0]: 2, SIGNS[1]: 3}),
        Vote(role=SALES, signs={SIGNS[0]: 4, SIGNS[1]: Special.UNKNOWN}),
    )
    assert room_votes(room_of(is_named=True), cast)[0] == Vote(role=SALES, signs={SIGNS[0]: 4, SIGNS[1]: 1})


@given(st.lists(st.tuples(st.sampled_from([SALES, FINANCE, LEADERSHIP]), st.integers(0, 4)), max_size=9))
def test_diagnostic_takes_what_the_tally_says(cast: list[tuple[Role, int]]):
    by_role = {role: [step for other, step in cast if other is role] for role in Role}
    ballots = ballots_of({role: list(steps) for role, steps in by_role.items()})
    votes = room_votes(room_of(), ballots)
    assert said_in_votes(SIGN, votes) == tallies(room_of(), ballots, 1)[SIGN].said


def test_room_taken_into_the_answers_leaves_other_signs_and_survives_the_file():
    before = Answers(signs={SIGNS[0]: 0, "audience_too_small": 2}, notes={SIGNS[0]: "old"})
    cast = ballots_of({SALES: [4, 4, 3]}) + ballots_of({SALES: [1, 1, 1]}, SIGNS[1])
    written = {
        SIGNS[0]: Minutes(note="new", decision="call ten", owner="Robin", due_on=date(2026, 6, 30), agreed=3),
        SIGNS[1]: Minutes(owner="Kim"),
    }
    spread = with_room(before, room_of(), cast, written, agreed=False)
    settled = with_room(before, room_of(), cast, written, agreed=True)
    assert {vote.role for vote in spread.votes} == {SALES}
    assert spread.notes == {SIGNS[0]: "new"}
    assert settled.votes == spread.votes
    assert settled.workshop == Workshop(
        title="Where to invest",
        held_on=date(2026, 6, 1),
        agreed=(SIGNS[0],),
        decisions={
            SIGNS[0]: Decision(what="call ten", owner="Robin", due_on=date(2026, 6, 30)),
            SIGNS[1]: Decision(owner="Kim"),
        },
    )
    assert said(spread) == {SIGNS[0]: 1.0, SIGNS[1]: 0.25, "audience_too_small": 0.5}
    assert said(settled) == {SIGNS[0]: 0.75, SIGNS[1]: 0.25, "audience_too_small": 0.5}
    for taken in (spread, settled):
        assert answers_from_toml(answers_to_toml(taken), "taken") == taken


def said(answers: Answers) -> dict[str, float]:
    found = diagnose(answers, {}, OperatingModel.BOTH, draws=50).signs
    return {key: sign.said for key, sign in found.items() if sign.said is not None}
