from __future__ import annotations

from revops.workshop.codes import ALPHABET, LENGTH, code_in, new_code


def test_codes_leave_more_than_two_to_the_29_to_guess():
    assert len(set(ALPHABET)) ** LENGTH > 2**29
    assert not set("01OILBS") & set(ALPHABET)


def test_new_codes_are_codes():
    codes = [new_code() for _ in range(200)]
    assert [code_in(code) for code in codes] == codes
    assert len(set(codes)) == 200


def test_code_is_found_in_what_people_type():
    assert code_in(" ac4-d7k ") == "AC4D7K"
    assert code_in("bs22zz") == "8522ZZ"


def test_what_cannot_be_a_code_is_none():
    assert [code_in(text) for text in ("", "AC4D7", "AC4D7KX", "AC4D70", "<script>", "é" * 40)] == [None] * 6
