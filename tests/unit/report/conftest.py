"""One small company with names that break careless writers, assessed once for all tests of reports."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

from revops.assessment import Assessment, assess
from revops.diagnostic.answers import Answers, Context, Decision, Role, Vote, Workshop
from revops.diagnostic.content import SIGNS
from revops.disagreements import reconcile_document
from revops.intake import Upload, read
from revops.interchange import assess_document
from revops.investment.figures import Figures, Lift, RoleCost
from revops.reconciliation import reconcile
from revops.report import Options, Report, report_of
from revops.vocabulary import Comparison, Slice

LONG = "Gesellschaft für die Verwaltung außergewöhnlich langer Firmennamen " * 3
ACCOUNTS = ("=cmd|' /C calc'!A0", "<script>alert(1)</script>", "شركة الأمل للتجارة", "北京科技有限公司", LONG.strip())
OWNERS = ("Will Wagner", "Åsa Öberg", "@SUM(1+1)")


def deals() -> str:
    """Sixty deals over a year, each fourth lost."""
    lines = ["Deal ID,Account,Stage,Amount,Currency,Created,Closed,Owner,Segment"]
    for n in range(60):
        account, owner = ACCOUNTS[n % 5], OWNERS[n % 3]
        month = f"2025-{1 + n % 12:02d}"
        stage = "Lost" if n % 4 == 0 else "Won"
        lines.append(f'D{n},"{account}",{stage},{900 + 10 * n},EUR,{month}-02,{month}-{10 + n % 18},{owner},{n % 2}')
    return "\n".join(lines)


def subscriptions() -> str:
    """Twenty customers that pay each month, four of whom have left."""
    lines = ["Customer,Plan,MRR,Currency,Start date,End date"]
    for n in range(20):
        end = "2025-09-30" if n % 5 == 0 else ""
        lines.append(
            f'"{ACCOUNTS[n % 5] if n < 5 else f"Customer of {n}"}",Pro,{100 + n},EUR,2024-0{1 + n % 9}-01,{end}'
        )
    return "\n".join(lines)


def said() -> Answers:
    """Answers with a note that names a customer, costs, and a range."""
    return Answers(
        context=Context(sellers=4, hires=1, gross_margin=0.8),
        signs={sign: 3 for sign in SIGNS},
        votes=(
            *(Vote(role=Role.SALES, signs={"fast_moving_market": 4}) for _ in range(3)),
            *(Vote(role=Role.MARKETING, signs={"fast_moving_market": 0}) for _ in range(3)),
            *(Vote(role=Role.SALES, signs={"fast_moving_market": 4, "early_stage": 2}, round=2) for _ in range(3)),
            *(Vote(role=Role.MARKETING, signs={"fast_moving_market": 0}, round=2) for _ in range(3)),
        ),
        workshop=Workshop(
            title="Where to invest",
            held_on=date(2025, 10, 6),
            agreed=("early_stage",),
            decisions={"early_stage": Decision(what="Call ten customers", owner="Rosa", due_on=date(2025, 11, 3))},
        ),
        notes={"early_stage": "Will Wagner knows 北京科技有限公司; will write to a.b@example.org"},
        investment=Figures(
            currency="EUR",
            roles={
                "sales_operations_manager": RoleCost(pay=60_000),
                "revenue_operations_manager": RoleCost(pay=70_000),
            },
            lifts={"win_rate": Lift(low=0.0, likely=0.02, high=0.05)},
        ),
    )


@cache
def assessed() -> Assessment:
    """The company with everything that a report can hold."""
    files = [Upload("deals.csv", deals().encode()), Upload("subscriptions.csv", subscriptions().encode())]
    slices = (Slice.MONTH, Slice.SEGMENT, Slice.OWNER)
    return assess(read(files), answers=said(), slices=slices, against=Comparison.PREVIOUS)


@pytest.fixture(scope="session")
def found() -> Assessment:
    return assessed()


@pytest.fixture(scope="session")
def report(found: Assessment) -> Report:
    return report_of(found, Options(client="Northwind & Söhne"))


@pytest.fixture(scope="session")
def documents(found: Assessment) -> dict[str, Any]:
    """The JSON of `assess`, with that of `reconcile` under its name."""
    compared = reconcile(found.dataset, window=found.window, today=found.window.as_of)
    return {**assess_document(found), "reconcile": reconcile_document(compared, found.window)}
