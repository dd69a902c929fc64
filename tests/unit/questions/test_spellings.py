"""What a merge brings together is shown before it is done."""

from __future__ import annotations

from builders import dataset

from revops.charts.figures import Figures
from revops.dataset import Dataset, Proposal
from revops.questions import together

PROPOSAL = Proposal(
    names=("GTX Pro", "GTXPro"), columns=("deals.account", "subscriptions.customer"), rows=2, because="alike"
)


def files() -> Dataset:
    places = ({"account": "GTX Pro", "amount": 100}, {"account": "GTXPro", "amount": 50}, {"account": "Other"})
    return dataset(
        deals=[
            {**row, "currency": "EUR", "source_file": "d.csv", "source_row": at} for at, row in enumerate(places, 2)
        ],
        subscriptions=[{"customer": "GTXPro", "mrr": 7, "currency": "EUR", "source_file": "s.csv", "source_row": 9}],
    )


def test_each_spelling_shows_its_rows_and_amounts_and_all_of_them_together():
    assert together(files(), PROPOSAL, Figures.of("en-GB")) == (
        ("GTX Pro", "deals: 1 row, €100"),
        ("GTXPro", "deals: 1 row, €50.00 (row 3 of d.csv); subscriptions: 1 row, €7.00 (row 9 of s.csv)"),
        ("Together", "deals: 2 rows, €150; subscriptions: 1 row, €7.00"),
    )
