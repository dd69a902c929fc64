"""Precision on what numbers rest on: a wrong match is worse than a question."""

from __future__ import annotations

import pytest

from tests.matching_cases import made_cases, score


@pytest.mark.parametrize("case", made_cases(), ids=lambda case: case.name)
def test_column_that_numbers_rest_on_is_never_a_wrong_one(case):
    assert score([case], required=True).wrong == ()


def test_made_sheets_are_matched_as_a_person_would():
    found = score(made_cases())
    assert found.wrong == ()
    assert found.recall == 1
