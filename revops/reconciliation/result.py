"""What comes out when two files are held against each other."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from revops.vocabulary import Unit


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where a row stands in the user's own file."""

    file: str
    sheet: str
    row: int

    def __str__(self) -> str:
        """The place as people say it."""
        return f"{self.file}{f', sheet {self.sheet}' if self.sheet else ''}, row {self.row:,}"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One company, period or lead of which the files say different things.

    Attributes:
        who: Its name; empty for a blank one.
        on: The day it is about; None where there is none.
        one: What the first file says; None where it says nothing.
        other: What the second file says.
        at_stake: Money that depends on who is right; None where it is no matter of money.
        currency: Of all amounts; None where no file says.
        places: The rows in question.
        near: A name of the other file that is like its own and was not taken for it; empty where there is none.
    """

    who: str
    on: date | None = None
    one: float | None = None
    other: float | None = None
    at_stake: float | None = None
    currency: str | None = None
    places: tuple[Place, ...] = ()
    near: str = ""

    @property
    def called(self) -> str:
        """Its name, and the one that it may be a misspelling of."""
        return f"{self.who} (or is it {self.near}?)" if self.near else self.who


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One way in which the files disagree, with every case.

    Attributes:
        key: Stable name, such as `not_billed`.
        title: What is wrong, a few words.
        says: What to do about it, a sentence.
        one: What the first number is; empty where there is none.
        other: What the second number is; empty where there is none.
        unit: Of both numbers.
        differences: The cases, those with most at stake first.
    """

    key: str
    title: str
    says: str
    one: str
    other: str
    unit: Unit
    differences: tuple[Difference, ...]

    @property
    def at_stake(self) -> dict[str | None, float]:
        """Money that depends on it, by currency; empty where it is no matter of money."""
        known = [each for each in self.differences if each.at_stake is not None]
        codes = dict.fromkeys(each.currency for each in known)
        return {code: math.fsum(each.at_stake or 0.0 for each in known if each.currency == code) for code in codes}


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two files held against each other.

    Attributes:
        key: Stable name: `billing`, `leads`, `forecasts`, `cancellations`.
        title: Which two, such as "CRM and billing".
        says: How they were held against each other, a sentence.
        compared: Cases that both could know; 0 where `reason` says why.
        findings: Ways in which they disagree; those without a case are left out.
        notes: What to know beside it, whole sentences.
        reason: Why nothing could be compared, and what would unlock it; None where something was.
    """

    key: str
    title: str
    says: str = ""
    compared: int = 0
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    reason: str | None = None

    @property
    def differences(self) -> int:
        """Cases in all findings."""
        return sum(len(finding.differences) for finding in self.findings)


FIELDS: list[tuple[str, pa.DataType]] = [
    ("comparison", pa.string()),
    ("finding", pa.string()),
    ("who", pa.string()),
    ("on", pa.date32()),
    ("one_is", pa.string()),
    ("one", pa.float64()),
    ("other_is", pa.string()),
    ("other", pa.float64()),
    ("at_stake", pa.float64()),
    ("currency", pa.string()),
    ("rows", pa.string()),
    ("near", pa.string()),
]


def listed(*comparisons: Comparison) -> pa.Table:
    """Every case as a row, to be downloaded; `rows` names each place in the user's files."""
    return pa.Table.from_pylist([dict(row) for row in _rows(comparisons)], schema=pa.schema(FIELDS))


def _rows(comparisons: tuple[Comparison, ...]) -> Iterator[dict[str, object]]:
    for comparison in comparisons:
        for finding in comparison.findings:
            for each in finding.differences:
                yield {
                    "comparison": comparison.title,
                    "finding": finding.title,
                    "who": each.who,
                    "on": each.on,
                    "one_is": finding.one,
                    "one": each.one,
                    "other_is": finding.other,
                    "other": each.other,
                    "at_stake": each.at_stake,
                    "currency": each.currency,
                    "rows": "; ".join(map(str, each.places)),
                    "near": each.near,
                }
