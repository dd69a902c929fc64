"""Leads of two files, as marketing and sales keep them: counted by month and source, and looked for by id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final

from revops.dataset import Dataset
from revops.measure.lead_files import lead_files
from revops.reconciliation.result import Comparison, Difference, Finding, Place
from revops.vocabulary import Unit
from revops.window import Window

TITLE: Final = "Leads of two files"
_ONE_FILE: Final = "One file of leads cannot be held against another. Add the leads as the other department keeps them."
_SAYS: Final = (
    "Leads are counted by month and source as each file names them; where both have ids, a lead that stands in one "
    "file alone is named. Only days that both files cover are looked at."
)
Cell = tuple[str, str]
"""Month and source."""


@dataclass(frozen=True, slots=True)
class _Lead:
    """One lead as one file has it."""

    id: str
    on: date
    source: str
    place: Place


@dataclass(frozen=True, slots=True)
class _File:
    """The leads of one file, those that count in another file too."""

    name: str
    leads: tuple[_Lead, ...]

    def within(self, first: date, last: date) -> _File:
        """Only the leads of these days."""
        return _File(self.name, tuple(lead for lead in self.leads if first <= lead.on <= last))

    @property
    def ids(self) -> set[str]:
        """The ids of its leads."""
        return {lead.id for lead in self.leads} - {""}

    @property
    def counts(self) -> Counter[Cell]:
        """How many leads by month and source."""
        return Counter((f"{lead.on:%Y-%m}", lead.source.casefold()) for lead in self.leads)


def two_files_of_leads(dataset: Dataset, window: Window, today: date) -> Comparison:
    """Months and sources in which two files count different leads, and leads that only one has."""
    files = _files(dataset)
    pairs = [(one, other, span) for one, other in combinations(files, 2) if (span := _span(one, other, window, today))]
    if not pairs:
        apart = "The files of leads cover different days, so they cannot be held against each other."
        return Comparison(key="leads", title=TITLE, reason=apart if len(files) > 1 else _ONE_FILE)
    one, other, span = pairs[0]
    one, other = one.within(*span), other.within(*span)
    findings = (_counts(one, other), *_alone(one, other))
    return Comparison(
        key="leads",
        title=f"Leads in {one.name} and {other.name}",
        says=_SAYS,
        compared=len({*one.counts, *other.counts}),
        findings=tuple(finding for finding in findings if finding.differences),
        notes=tuple(_notes(one, other, len(pairs))),
    )


def _span(one: _File, other: _File, window: Window, today: date) -> tuple[date, date] | None:
    """The days that both files and the window cover."""
    if not one.leads or not other.leads:
        return None
    begins = [min(lead.on for lead in file.leads) for file in (one, other)]
    ends = [max(lead.on for lead in file.leads) for file in (one, other)]
    first, last = max(*begins, window.since or date.min), min(*ends, window.until or today)
    return (first, last) if first <= last else None


def _files(dataset: Dataset) -> list[_File]:
    """The files of leads, those that hold most of them first."""
    found: dict[str, list[_Lead]] = {}
    for row in lead_files(dataset).to_pylist():
        if row["created_on"]:
            place = Place(row["source_file"] or "", row["source_sheet"] or "", row["source_row"] or 0)
            lead = _Lead(row["lead_id"] or "", row["created_on"], (row["source"] or "").strip(), place)
            found.setdefault(row["file"], []).append(lead)
    ranked = sorted(found.items(), key=lambda each: (-len(each[1]), each[0]))
    return [_File(name, tuple(leads)) for name, leads in ranked]


def _counts(one: _File, other: _File) -> Finding:
    ours, theirs = one.counts, other.counts
    names = {lead.source.casefold(): lead.source for lead in (*other.leads, *one.leads)}
    apart = [cell for cell in sorted({*ours, *theirs}) if ours[cell] != theirs[cell]]
    return Finding(
        key="counts",
        title="Months and sources with different numbers of leads",
        says="Agree what counts as a lead and which source it gets, or leave one of the files out.",
        one=one.name,
        other=other.name,
        unit=Unit.COUNT,
        differences=tuple(
            Difference(who=f"{cell[0]}, {names[cell[1]] or 'no source'}", one=ours[cell], other=theirs[cell])
            for cell in apart
        ),
    )


def _alone(one: _File, other: _File) -> Iterator[Finding]:
    """Leads that one file has and the other has not, where the two share ids at all."""
    if one.ids & other.ids:
        yield _missing("first_alone", one, other)
        yield _missing("second_alone", other, one)


def _missing(key: str, here: _File, absent: _File) -> Finding:
    there = absent.ids
    alone = [lead for lead in here.leads if lead.id and lead.id not in there]
    return Finding(
        key=key,
        title=f"Leads that {absent.name} does not have",
        says="Either they never arrived there, or they were deleted: see whether somebody has worked them.",
        one="",
        other="",
        unit=Unit.COUNT,
        differences=tuple(Difference(who=lead.id, on=lead.on, places=(lead.place,)) for lead in alone),
    )


def _notes(one: _File, other: _File, pairs: int) -> Iterator[str]:
    if not one.ids & other.ids:
        yield (
            "The two files share no id, so a lead that stands in both counts twice in every number of leads. Leave one "
            "of them out on the Data screen, or give both the same ids."
        )
    if pairs > 1:
        yield f"There are {pairs:,} pairs of files with leads; the first is shown."
