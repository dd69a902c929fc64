"""Sheets whose right columns are known, to score matching: made ones with decoys, and real ones with a hand-made truth.

A truth names every column that a sheet holds; whatever else is taken for a column is wrong. The truth of real files
speaks of some columns only, so that others are not judged.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from revops.intake import OpenedFile, Upload, interpret, open_files
from revops.intake.blocks import blocks_of
from revops.intake.text import read_text
from revops.intake.upload import Limits
from revops.tables import TABLES

DECIDING = {
    "deals": {"stage", "amount", "opened_on", "closed_on"},
    "leads": {"lead_id", "created_on"},
    "subscriptions": {"customer", "mrr", "started_on", "ended_on"},
}
"""Columns beside the required ones on which most numbers rest."""


@dataclass(frozen=True)
class Case:
    """A sheet and the header that each of its columns has; where `is_whole`, no other column may have one."""

    name: str
    content: bytes
    table: str
    truth: Mapping[str, str]
    is_whole: bool = True


@dataclass
class Score:
    """Columns that a sheet has, how many were found, and the wrong ones as "sheet: column = header"."""

    wanted: int = 0
    right: int = 0
    wrong: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        """Share of what was matched that is right."""
        return self.right / max(1, self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        """Share of what is there that was found."""
        return self.right / max(1, self.wanted)


MADE = {
    "seller's own revenue": (
        "Opportunity,Company,Declared Monthly Revenue,Stage,Won Date,Rep\nD1,Acme,5000000,Won,2025-01-05,Ann\n",
        "deals",
        {"deal_id": "Opportunity", "account": "Company", "stage": "Stage", "closed_on": "Won Date", "owner": "Rep"},
    ),
    "customer's revenue beside the amount": (
        "Deal ID,Account,Annual Revenue,Amount,Stage,Close Date\nD1,Acme,5000000,1200,Won,2025-01-05\n",
        "deals",
        {"deal_id": "Deal ID", "account": "Account", "amount": "Amount", "stage": "Stage", "closed_on": "Close Date"},
    ),
    "tax, commission and cost": (
        "Deal ID,Tax Amount,Commission,Cost,Margin,Deal Value,Stage,Close Date\nD1,19,12,40,60,1200,Won,2025-01-05\n",
        "deals",
        {"deal_id": "Deal ID", "amount": "Deal Value", "stage": "Stage", "closed_on": "Close Date"},
    ),
    "only decoys": (
        "Deal ID,Commission Amount,Tax,Discount Amount,Customer Revenue,Stage,Close Date\n"
        "D1,12,19,5,5000000,Won,2025-01-05\n",
        "deals",
        {"deal_id": "Deal ID", "stage": "Stage", "closed_on": "Close Date"},
    ),
    "decoys in German": (
        "Vorgangsnummer,Firma,Jahresumsatz,Provision,MwSt,Auftragswert,Phase,Abschlussdatum\n"
        "D1,Acme,5000000,12,19,1200,Gewonnen,05.01.2025\n",
        "deals",
        {
            "deal_id": "Vorgangsnummer",
            "account": "Firma",
            "amount": "Auftragswert",
            "stage": "Phase",
            "closed_on": "Abschlussdatum",
        },
    ),
    "weighted amount first": (
        "Weighted Amount,Deal Name,Amount,Deal Stage,Create Date,Close Date\n600,Deal,1200,Won,2025-01-02,2025-03-02\n",
        "deals",
        {
            "name": "Deal Name",
            "amount": "Amount",
            "stage": "Deal Stage",
            "opened_on": "Create Date",
            "closed_on": "Close Date",
        },
    ),
    "slips of the pen": (
        "Deal ID,Oportunity Owner,Stage,Amuont,Created Dtae,Closed Date\nD1,Ann,Won,1200,2025-01-02,2025-03-02\n",
        "deals",
        {
            "deal_id": "Deal ID",
            "owner": "Oportunity Owner",
            "stage": "Stage",
            "amount": "Amuont",
            "opened_on": "Created Dtae",
            "closed_on": "Closed Date",
        },
    ),
    "billing with tax and a refund": (
        "Subscription ID,Customer,Tax,Refund Amount,MRR,Start Date,Renewal Date,End Date\n"
        "S1,Acme,19,5,100,2025-01-02,2026-01-02,\n",
        "subscriptions",
        {
            "subscription_id": "Subscription ID",
            "customer": "Customer",
            "mrr": "MRR",
            "started_on": "Start Date",
            "ended_on": "End Date",
        },
    ),
    "leads with touches": (
        "Lead ID,Created Date,Last Modified Date,Lead Source,Lead Status,Last Activity\n"
        "L1,2025-01-02,2025-02-02,Web,New,2025-02-01\n",
        "leads",
        {"lead_id": "Lead ID", "created_on": "Created Date", "source": "Lead Source", "status": "Lead Status"},
    ),
    "worth of a year beside that of the contract": (
        "Deal ID,Account,Stage,ACV,TCV,Annual Revenue,Close Date\nD1,Acme,Won,12000,36000,5000000,2025-01-05\n",
        "deals",
        {"deal_id": "Deal ID", "account": "Account", "stage": "Stage", "amount": "TCV", "closed_on": "Close Date"},
    ),
    "contract in one cell": (
        "Kunde;Vertragszeitraum;Monatsbetrag;MwSt\nAcme;01.01.2025 - 31.12.2025;100;19\n",
        "subscriptions",
        {"customer": "Kunde", "mrr": "Monatsbetrag", "started_on": "Vertragszeitraum", "ended_on": "Vertragszeitraum"},
    ),
    "invoices in Greek": (
        "Αριθμός τιμολογίου;Πελάτης;Ημερομηνία έκδοσης;Καθαρό ποσό;ΦΠΑ\nR1;Acme;05.01.2025;100;24\n",
        "invoices",
        {
            "invoice_id": "Αριθμός τιμολογίου",
            "customer": "Πελάτης",
            "issued_on": "Ημερομηνία έκδοσης",
            "amount": "Καθαρό ποσό",
        },
    ),
    "advertising with its worth": (
        "Day,Campaign,Budget,Cost,Conv. value,Cost / conv.,Clicks\n2025-01-02,Brand,500,5,100,2,10\n",
        "spend",
        {"spent_on": "Day", "campaign": "Campaign", "amount": "Cost"},
    ),
}


def made_cases() -> list[Case]:
    """Sheets written for this purpose."""
    return [Case(name, text.encode(), table, truth) for name, (text, table, truth) in MADE.items()]


def real_cases(folder: Path, names: Iterable[str], fields: Mapping[str, Mapping[str, str]]) -> list[Case]:
    """Real files; `fields` translates the names of their hand-made truth, by table."""
    truth = json.loads((folder / "expected_mapping.json").read_text(encoding="utf-8"))
    found = []
    for name in names:
        mapping = truth[truth[name].get("same_as", name)]["map"]
        content = (folder / name).read_bytes()
        table, shape = _taken_for(Path(name).name, content)
        own = fields.get("ledger" if shape == "ledger" else table, {})
        named = {own.get(field, field): header for field, header in mapping.items()}
        right = {column: header for column, header in named.items() if TABLES[table].has(column)}
        found.append(Case(name, content, table, right, is_whole=False))
    return found


def _taken_for(name: str, content: bytes) -> tuple[str, str]:
    (sheet,) = interpret(open_files([Upload(name, content)])).sheets
    return sheet.table, sheet.shape


def matched(case: Case) -> dict[str, str]:
    """The header of each column, as it is found."""
    grid = read_text(case.content, Path(case.name).name, Limits())
    found = interpret([OpenedFile(name=Path(case.name).name, sha256="", blocks=blocks_of(grid))])
    return {
        column: match.header
        for sheet in found.sheets
        if sheet.table == case.table
        for column, match in sheet.columns.items()
        if match.because != "same column as the closing date, for open deals"
    }


def score(cases: Iterable[Case], *, required: bool = False) -> Score:
    """How matching does over some sheets, on all columns or on those that numbers rest on."""
    total = Score()
    for case in cases:
        judged = {column.name for column in TABLES[case.table].columns}
        if required:
            judged &= DECIDING.get(case.table, set()) | set(TABLES[case.table].required)
        found = {column: header for column, header in matched(case).items() if column in judged}
        wanted = {column: header for column, header in case.truth.items() if column in judged}
        total.wanted += len(wanted)
        for column, header in found.items():
            if wanted.get(column) == header:
                total.right += 1
            elif case.is_whole or column in wanted:
                total.wrong += (f"{case.name}: {column} = {header}",)
    return total
