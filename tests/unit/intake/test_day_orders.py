"""Columns of one sheet whose dates follow different orders, and years where days are wanted."""

from __future__ import annotations

from datetime import date

import pytest
from written import column, dataset, only_sheet, problems

from revops.choices import Choices

HEAD = "Deal ID,Stage,Amount EUR,Created,Closed\n"
APART = HEAD + "1,Won,5,25/01/2025,03/14/2025\n2,Lost,3,13/02/2025,04/05/2025\n3,Won,4,05/03/2025,06/18/2025\n"


def test_columns_that_prove_different_orders_are_each_read_in_their_own():
    assert column(APART, "deals", "opened_on")[2] == date(2025, 3, 5)
    assert column(APART, "deals", "closed_on") == [date(2025, 3, 14), date(2025, 4, 5), date(2025, 6, 18)]
    assert (problems(APART), dataset(APART).assumptions) == ([], ())
    told = "“Created” is written day first, “Closed” month first: some dates of each can only be read so"
    assert told in only_sheet(APART).notes


@pytest.mark.parametrize(("answer", "day"), [(None, date(2025, 2, 1)), (False, date(2025, 1, 2))])
def test_column_beside_two_orders_that_proves_none_is_asked_about(answer, day):
    rows = APART.replace("Created", "Next step date,Created").replace(",25/01", ",01/02/2025,25/01")
    text = rows.replace(",13/02", ",02/03/2025,13/02").replace(",05/03", ",03/04/2025,05/03")
    choices = Choices(day_first=answer) if answer is not None else None
    assert column(text, "deals", "next_step_on", choices)[0] == day
    assert column(text, "deals", "closed_on", choices)[0] == date(2025, 3, 14)
    asked = [each.about for each in dataset(text, choices=choices).assumptions]
    assert asked == (["deals.next_step_on"] if answer is None else [])


def test_order_is_asked_for_deals_none_of_which_has_a_stage():
    text = "Deal ID,Stage,Amount EUR,Created,Closed,Signed\n1,,5,03/04/2025,05/06/2025,05/06/2025\n"
    assert problems(text) == [("UNDECIDED_OUTCOME", "stage", (2,))]


def test_year_where_a_day_is_wanted_is_asked_about():
    text = HEAD + "1,Won,5,2025-01-25,2025\n2,Lost,3,2025-02-13,2025\n"
    assert column(text, "deals", "closed_on") == [None, None]
    assert problems(text) == [("UNPARSED_DATE", "closed_on", (2, 3))]
    (asked,) = dataset(text).assumptions
    assert asked.question == "Which day does “2025” stand for?"
    assert column(text, "deals", "closed_on", Choices(settled={asked.settling: "its last day"}))[0] == date(
        2025, 12, 31
    )
