from __future__ import annotations

import pytest
from written import only_sheet

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
