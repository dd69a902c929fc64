"""Currencies that a column of their own writes as names rather than codes."""

from __future__ import annotations

import pytest
from written import column, dataset, problems

HEAD = "Deal ID,Stage,Amount,Currency,Close Date\n"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("US Dollar", "USD"),
        ("Euros", "EUR"),
        ("人民币", "CNY"),
        ("RMB", "CNY"),
        ("ユーロ", "EUR"),
        ("USD - Dollar", "USD"),
    ],
)
def test_name_of_a_currency_is_its_code(name, code):
    text = HEAD + f"1,Won,100,{name},2025-02-13\n2,Lost,200,{name},2025-02-14\n"
    assert (column(text, "deals", "currency"), dataset(text).assumptions) == ([code, code], ())


def test_word_that_names_no_currency_is_told():
    text = HEAD + "1,Won,100,EUR,2025-02-13\n2,Lost,200,shells,2025-02-14\n"
    assert problems(text) == [("UNKNOWN_CHOICE", "currency", (3,))]
    (asked,) = dataset(text).assumptions
    assert asked.question == "Which currency are the amounts in that name none?"
