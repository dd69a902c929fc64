"""Agreement of those who voted, as the JSON has it."""

from __future__ import annotations

import pytest

from revops.diagnostic.agreed import agreement_document
from revops.diagnostic.answers import Answer, Role, Special, Vote


def votes(role: Role, *answers: Answer, round_number: int = 1) -> tuple[Vote, ...]:
    return tuple(Vote(role=role, round=round_number, signs={"early_stage": answer}) for answer in answers)


def test_agreement_without_votes_is_null():
    assert agreement_document(()) is None


def test_agreement_of_a_sign_counts_its_last_round_by_role():
    cast = (
        *votes(Role.SALES, 0, 0, 0),
        *votes(Role.SALES, 0, 1, 1, round_number=2),
        *votes(Role.LEADERSHIP, 4, 4, Special.UNKNOWN, round_number=2),
    )
    found = agreement_document(cast)
    assert found is not None
    sign = found["signs"]["early_stage"]
    assert (sign["round"], sign["votes"], sign["unknown"], sign["median"]) == (2, 6, 1, 1.0)
    assert (sign["before"]["votes"], sign["before"]["median"], sign["before"]["disagreement"]) == (3, 0.0, 0.0)
    assert sign["roles"]["sales"]["median"] == 1.0
    assert sign["leadership"] == {"steps": 3.0, "share": 1.0, "wide": True}
    assert sign["r_wg"] == 0.0
    assert sign["shape"] == "polarised"


def test_agreement_where_nobody_chose_a_step_is_unknown_and_not_zero():
    found = agreement_document(votes(Role.SALES, Special.UNKNOWN))
    assert found is not None
    assert found["alpha"] is None
    assert found["signs"]["early_stage"]["median"] is None
    assert found["signs"]["early_stage"]["leadership"] is None
    assert found["signs"]["early_stage"]["before"] is None


def test_agreement_over_all_signs_is_alpha():
    cast = [Vote(role=Role.SALES, round=1, signs={"early_stage": 4, "reps_reactive": 0}) for _ in range(3)]
    found = agreement_document(cast)
    assert found is not None
    assert found["alpha"] == pytest.approx(1.0)
