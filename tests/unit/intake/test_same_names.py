from __future__ import annotations

import pytest
from written import dataset, opened

from revops.choices import Choices
from revops.intake import interpret

DEALS = "Deal ID,Account,Stage,Amount,Close Date,Owner\n"


def deals(*accounts: str, owner: str = "Ann") -> str:
    return DEALS + "".join(f'D{at},"{name}",Won,5,2025-01-05,{owner}\n' for at, name in enumerate(accounts))


@pytest.mark.parametrize(
    ("one", "other", "because"),
    [
        ("GTX Pro", "GTXPro", "the same but for capitals, blanks and punctuation"),
        ("ACME Corp.", "Acme corp", "the same but for capitals, blanks and punctuation"),
        ("Müller", "Muller", "the same but for capitals, blanks and punctuation"),
        ("Acme", "Acme GmbH", "the same but for the legal form"),
        ("Northwind", "Nortwhind", "one letter apart"),
        ("Northwind", "Northwinds", "one letter apart"),
    ],
)
def test_name_in_two_spellings_is_proposed_and_not_merged(one, other, because):
    found = dataset(deals(one, one, other))
    (proposal,) = found.proposals
    assert (proposal.names, proposal.rows, proposal.because) == ((one, other), 1, because)
    assert found.tables["deals"]["account"].to_pylist() == [one, one, other]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rep 1", "Rep 2"),
        ("Acme", "Acne"),
        ("C001", "c001"),
        ("North East", "South West"),
        ("A", "B"),
        ("Brabanock Works", "Braranock Works"),
        ("Northwinds", "Northwind"),
    ],
)
def test_names_that_differ_are_not_proposed(one, other):
    assert dataset(deals(one, other)).proposals == ()


def test_spelling_is_merged_when_the_user_says_so():
    found = dataset(deals("GTX Pro", "GTXPro"), choices=Choices(same_names={"GTXPro": "GTX Pro"}))
    assert found.tables["deals"]["account"].to_pylist() == ["GTX Pro", "GTX Pro"]
    assert found.proposals == ()


def test_names_are_compared_between_tables_and_kinds_are_kept_apart():
    paid = "Subscription ID,Customer,MRR,Start Date,End Date\nS1,North Wind,5,2025-01-01,\n"
    found = interpret([opened(deals("Northwind", owner="North-Wind")), opened(paid, "mrr.csv")])
    (proposal,) = found.proposals
    assert proposal.columns == ("deals.account", "subscriptions.customer")
    assert set(proposal.names) == {"Northwind", "North Wind"}


def test_rows_set_aside_propose_nothing():
    text = "Subscription ID,Customer,MRR,Start Date,End Date\nS1,Nord Wind,5,,\nS2,Nordwind,5,2025-01-01,\n"
    assert dataset(text).proposals == ()


def test_cell_of_a_million_letters_is_no_name():
    assert dataset(deals("x" * 1_000_000, "x" * 1_000_001)).proposals == ()


def test_names_kept_apart_are_not_proposed_again_whichever_has_more_rows():
    apart = Choices(same_names={"GTX Pro": "GTX Pro", "GTXPro": "GTXPro"})
    assert dataset(deals("GTX Pro", "GTX Pro", "GTXPro"), choices=apart).proposals == ()
    assert dataset(deals("GTX Pro", "GTXPro", "GTXPro"), choices=apart).proposals == ()
    assert dataset(deals("GTX Pro", "GTXPro"), choices=apart).tables["deals"]["account"].to_pylist() == [
        "GTX Pro",
        "GTXPro",
    ]


def test_new_spelling_is_proposed_beside_names_kept_apart():
    apart = Choices(same_names={"GTX Pro": "GTX Pro", "GTXPro": "GTXPro"})
    (proposal,) = dataset(deals("GTX Pro", "GTX Pro", "GTXPro", "gtx-pro"), choices=apart).proposals
    assert proposal.names == ("GTX Pro", "gtx-pro")


def test_name_stands_in_one_proposal_at_a_time():
    text = deals("ACME", "ACME", "Acme", "Acme Inc.")
    (first,) = dataset(text).proposals
    assert first.names == ("ACME", "Acme")
    (second,) = dataset(text, choices=Choices(same_names={"Acme": "ACME"})).proposals
    assert second.names == ("ACME", "Acme Inc.")


PRICES = "Product,Series,Sales price\nGTX Pro,GTX,4821\nGTX Basic,GTX,550\nMG Special,MG,55\nGTX-Basic,GTX,560\n"


def sold(*products: str) -> str:
    return "Deal ID,Product,Stage,Amount\n" + "".join(f"D{at},{name},Won,5\n" for at, name in enumerate(products))


def test_name_that_a_list_nothing_is_read_from_spells_otherwise_is_proposed_as_the_list_has_it():
    files = [opened(sold("GTXPro", "GTXPro", "MG Special")), opened(PRICES, "products.csv")]
    (proposal,) = interpret(files).proposals
    assert (proposal.names, proposal.columns, proposal.rows) == (("GTX Pro", "GTXPro"), ("deals.product",), 2)
    assert proposal.because == "the same but for capitals, blanks and punctuation; products.csv lists “GTX Pro”"
    merged = interpret(files, Choices(same_names={"GTXPro": "GTX Pro"}))
    assert (merged.tables["deals"]["product"].to_pylist(), merged.proposals) == (
        ["GTX Pro", "GTX Pro", "MG Special"],
        (),
    )


def test_names_that_a_list_tells_apart_are_not_proposed():
    assert interpret([opened(sold("GTX Basic", "GTX-Basic")), opened(PRICES, "products.csv")]).proposals == ()


@pytest.mark.parametrize(
    ("header", "one", "other"),
    [("Lead Source", "Organic search", "organic-search"), ("Segment", "Mid-Market", "mid market")],
)
def test_names_of_one_column_in_two_files_are_compared(header, one, other):
    deals_of = [f"Deal ID,{header},Stage,Amount\n{at},{name},Won,5\n" for at, name in enumerate((one, other))]
    (proposal,) = dataset(*deals_of).proposals
    assert set(proposal.names) == {one, other}
