"""Rows of a month matrix that are made from the others: counts of customers, averages, growth, a year's worth."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from revops.content import load
from revops.intake.arrow import Cells, Mask, plain, whole
from revops.intake.dates import FEWEST_MONTHS
from revops.intake.digits import western
from revops.intake.names import tight, words
from revops.intake.rows import Rows
from revops.intake.totals import SLACK, numbers_of

DERIVED = "DERIVED_ROW"
MOST_BELOW = 40
"""Rows below a total among which derived ones are looked for; beyond them a list goes on."""
FEWEST_VALUES = 2
"""Different numbers that must agree: one that stands in all months may as well be what a customer pays."""
_MONTHS_A_YEAR = 12
_PERCENT = re.compile(r"^[-+(]*\s*[\d.,]+\s*%\)?$")
_UNIT = re.compile(r"\s*[(\[（][^()\[\]（）]*[)\]）]\s*$")
_REVENUE = re.compile(r"(?i)\b(?:total|net|new|mrr|arr)\b|%")

Numbers = npt.NDArray[np.float64]


def derived(rows: Rows, totals: Mask) -> Mask:
    """Rows of shares, and rows below a total whose names or numbers say that they are made from the rows above it.

    Args:
        rows: All rows below the header.
        totals: Those that add up others.
    """
    body, months = rows.body, rows.months
    found = np.zeros(len(rows), dtype=bool)
    if len(months) < FEWEST_MONTHS - 1:
        return found
    filled = (rows.counts > 0) & ~totals
    found |= filled & _are_shares([plain(whole(body.column(at))) for at in months], rows.inside[:, months])
    ends = np.flatnonzero(totals)
    below = np.flatnonzero(filled & ~found)
    below = below[below > ends[0]] if len(ends) else below[:0]
    if not len(below) or len(below) > MOST_BELOW:
        return found
    values = np.array([numbers_of(whole(body.column(at))) for at in months]).T
    records = values[filled & ~found & (np.arange(len(filled)) < ends[0])]
    made = [at for at in below.tolist() if sums_up(rows.labels[at].as_py() or "") or _is_made_from(records, values[at])]
    is_block = len(made) * 2 >= len(below)
    found[[at for at in made if is_block or at > ends[-1]]] = True
    return found


def sums_up(name: str) -> bool:
    """Whether a label such as "ARPA", "Net new MRR" or "Anzahl Kunden" names a number about all rows."""
    bare = _UNIT.sub("", name)
    known = _names()
    return tight(bare) in known or tight(_REVENUE.sub(" ", bare)) in known


@cache
def _names() -> frozenset[str]:
    listed = load("names/values.toml")["derived"]["words"]
    return frozenset({tight(word) for word in listed} | set(words("movements")))


def _are_shares(months: Sequence[Cells], inside: Mask) -> Mask:
    """Rows whose filled months are all per cent: a share is never money."""
    shares = np.zeros(inside.shape, dtype=bool)
    for at, cells in enumerate(months):
        kinds = {text: bool(_PERCENT.match(western(text).strip())) for text in cells.unique().to_pylist() if text}
        if any(kinds.values()):
            shares[:, at] = [bool(text) and kinds[text] for text in cells.to_pylist()]
    are_shares: Mask = np.logical_and(shares.any(axis=1), (shares | ~inside).all(axis=1))
    return are_shares


def _is_made_from(records: Numbers, row: Numbers) -> bool:
    """Whether a row counts who pays each month, or holds the mean, a year's worth or the change of the sums."""
    amounts = np.nan_to_num(records)
    counts, sums = (amounts != 0).sum(axis=0), amounts.sum(axis=0)
    means = np.divide(sums, counts, out=np.zeros_like(sums), where=counts > 0)
    changes = np.diff(sums, prepend=np.nan)
    return any(_agree(row, made) for made in (counts, means, sums * _MONTHS_A_YEAR, changes))


def _agree(row: Numbers, made: Numbers) -> bool:
    """Whether enough months hold a number, and all of them that which is made, as rounded to whole ones."""
    both = np.isfinite(row) & np.isfinite(made)
    if len(set(made[both].tolist())) < FEWEST_VALUES or (np.isfinite(row) & ~both)[1:].any():
        return False
    slack = np.maximum(0.5 * (row[both] == np.round(row[both])), SLACK * np.abs(made[both]))
    return bool((np.abs(row[both] - made[both]) <= slack).all())
