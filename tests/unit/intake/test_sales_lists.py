from __future__ import annotations

import pytest
from written import dataset, only_sheet

ROWS = "1,Acme,Ana,Closed Won,$100,2025-01-01,2025-01-31\n2,Bolt,Ana,Closed Lost,$120,2025-01-03,2025-02-02\n"
PLAIN = "1,Acme,Ana,Active,$100,2025-01-01,2025-06-30\n2,Bolt,Ana,Active,$120,2025-01-03,2025-07-02\n"


@pytest.mark.parametrize(
    "head",
    [
        "Deal ID,Company,Owner,Stage,MRR,Created,Close date\n",
        "Opportunity,Company,Rep,Stage,Monthly recurring revenue,Created,Close date\n",
        "No,Company,Account manager,Stage,MRR,Created,Close date\n",
    ],
)
def test_list_with_a_stage_of_a_sale_is_deals_whatever_its_months_bring(head):
    assert only_sheet(head + ROWS).table == "deals"


@pytest.mark.parametrize(
    "head",
    [
        "Deal ID,Company,Owner,Status,MRR,Contract start,Contract end\n",
        "Subscription ID,Company,Owner,Status,MRR,Created,Canceled at\n",
    ],
)
def test_list_with_ends_of_contracts_stays_subscriptions(head):
    assert only_sheet(head + PLAIN).table == "subscriptions"


def test_deals_whose_outcome_is_one_letter_are_won_and_lost_and_a_letter_beside_words_is_nothing():
    rows = "A,Acme,1000,W,2025-01-02,2025-02-03\nB,Beta,2000,L,2025-01-12,2025-03-03\n"
    text = f"Deal,Company,Value,Outcome,Created,Closed\n{rows}C,Ceta,10,Meeting w client,2025-02-01,\n"
    assert dataset(text).tables["deals"]["outcome"].to_pylist() == ["won", "lost", "open"]
