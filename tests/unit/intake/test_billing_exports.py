from __future__ import annotations

import pytest
from written import column, dataset, only_sheet, problems

RECURLY = (
    "{id},account_code,plan_code,state,unit_amount_in_cents,quantity,currency,activated_at,canceled_at,expires_at,"
    "plan_interval_length,plan_interval_unit\n"
    "u1,acme,gold,active,9900,2,USD,2025-12-01T00:00:00Z,,,1,months\n"
    "u4,dove,goldyear,active,120000,1,USD,2025-03-01T00:00:00Z,,,12,months\n"
)
STRIPE = (
    "id,Created date (UTC),Amount,Amount Refunded,Currency,Mode,Status,Customer ID\n"
    "ch_1,2025-01-03 01:47,49.00,0.00,usd,Live,Paid,cus_1\n"
    "ch_2,2025-01-04 01:47,98.00,0.00,usd,Test,Paid,cus_2\n"
)


@pytest.mark.parametrize("name", ["subscription_uuid", "uuid", "id"])
def test_recurly_amounts_pay_for_the_interval_of_their_plan_and_all_units(name):
    assert column(RECURLY.format(id=name), "subscriptions", "mrr") == [198, 100]


PERIODS = (
    "subscription_id,account_code,plan_code,unit_amount,quantity,currency,state,activated_at,canceled_at,expires_at,"
    "current_period_started_at,current_period_ends_at\n"
    "s1,a1,pro,49,1,USD,active,2025-01-03,,,2025-12-03,2026-01-03\n"
    "s2,a2,max,480,1,USD,active,2025-01-05,,,2025-01-05,2026-01-05\n"
)


def test_running_period_tells_what_time_an_amount_pays_for():
    text = PERIODS + "s3,a3,max,960,1,USD,active,2025-12-20,,,2025-12-20,2026-01-03\n"
    assert column(text, "subscriptions", "mrr") == [49, 40, 80]
    assert dataset(text).assumptions == ()
    told = "“current_period_started_at” and “current_period_ends_at” tell what time an amount pays for"
    assert told in only_sheet(text).notes


def test_period_of_no_known_length_leaves_the_question():
    text = PERIODS + "s3,a3,mini,960,1,USD,active,2025-12-20,,,2025-12-20,2026-01-03\n"
    assert [each.about for each in dataset(text).assumptions] == ["subscriptions.mrr"]


def test_stripe_test_payments_are_set_aside():
    assert column(STRIPE, "invoices", "amount") == [49]
    assert problems(STRIPE) == [("OTHER_RECORD", None, (3,))]


def test_period_beside_its_end_is_the_day_on_which_it_begins():
    text = (
        "Invoice number;Customer;Invoice date;Period;Period end;Subtotal;Currency\n"
        "R1;Acme;2025-01-02;2025-01-01;2025-12-31;12000;EUR\nR2;Bolt;2025-01-15;2025-01-15;2025-02-14;100;EUR\n"
    )
    assert column(text, "subscriptions", "mrr") == [1000, 100]


def test_invoices_with_net_and_issued_are_read():
    text = (
        "Invoice number;Customer;Issued;Service from;Service to;Net;VAT;Gross;Currency\n"
        "R1;Acme;02.01.2025;01.01.2025;31.12.2025;12.000,00;2.280,00;14.280,00;EUR\n"
    )
    assert column(text, "invoices", "amount") == [12000]
    assert only_sheet(text).unused == ("VAT", "Gross")
