"""The known truth of a company as a page that people read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from generator.account import Account
from generator.slips import FAULTS

PER_CENT = frozenset(
    {
        "win_probability",
        "win_probability_new_business",
        "win_rate_expected_in_window",
        "lead_to_deal",
        "monthly_churn",
        "yearly_churn",
        "gross_retention",
        "net_retention",
        "known_source_share",
        "overdue_deal_share",
        "growth_of_pipeline_per_month",
        "won_deals_that_billing_never_hears_of",
        "won_deals_billed_at_another_price",
        "forecast_bias",
        "selling_share_of_activities",
    }
)


def page(title: str, story: str, account: Account) -> str:
    """Story, chances, books and rows of one company, as Markdown."""
    parts = [
        f"# {title}\n\n{story}\n",
        "Fictional. `make.py` wrote the files and this page from one seed; `truth.json` says the same to machines. "
        f"The history runs from {account['since']} to {account['as_of']}; "
        f"the window is {account['window'][0]} to {account['window'][1]}.\n",
        "## What it was drawn from\n\n" + _table(("Truth", "Value"), _flat(account["chances"])),
        "## What the books say\n\n" + _table(("Count or sum of the usable rows", "Value"), _flat(account["books"])),
        "## What becomes of the rows\n\n" + _table(HEADER, _rows(account["tables"])),
        "## Rows that cannot be used as they stand\n\n" + _table(("File", "What", "Rows"), _faults(account["tables"])),
        f"## Outcome\n\nWith `answers.toml`: `{account['outcome']}`.\n",
    ]
    return "\n".join(parts)


HEADER = ("File", "Table", "Header in row", "Rows read", "Used", "Duplicates", "Total and footer lines")


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    header = tuple(header)
    lines = [header, tuple("---" for _ in header), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def _flat(values: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for key, value in values.items():
        name = key.replace("_", " ")
        if isinstance(value, Mapping):
            yield from ((f"{name}: {part}", _shown(key, number)) for part, number in value.items())
        else:
            yield name, _shown(key, value)


def _shown(key: str, value: float) -> str:
    if key.partition("_by_")[0] in PER_CENT:
        return f"{100 * value:.1f} %"
    return f"{value:,}"


def _rows(tables: Mapping[str, Account]) -> Iterable[tuple[str, ...]]:
    for key, table in tables.items():
        counts = (table[name] for name in ("header_row", "rows_read", "rows_used", "duplicates", "totals_dropped"))
        yield (_place(table), key, *(f"{count:,}" for count in counts))


def _faults(tables: Mapping[str, Account]) -> Iterable[tuple[str, str, str]]:
    for table in tables.values():
        for fault, rows in (table["set_aside"] | table["blanked"]).items():
            yield _place(table), FAULTS[fault], ", ".join(map(str, rows))


def _place(table: Account) -> str:
    return f"{table['file']}, {table['sheet']}" if table["sheet"] else table["file"]
