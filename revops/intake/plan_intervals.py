"""Billing intervals by the names of plans, such as "pro-yearly"; a plan that names none is asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from revops.intake.arrow import Cells
from revops.intake.draft import Draft
from revops.intake.names import fold, tight, words

MONTHS: Mapping[str, float] = {
    "day": 12 / 365.25,
    "week": 12 * 7 / 365.25,
    "month": 1,
    "quarter": 3,
    "half_year": 6,
    "year": 12,
    "two_years": 24,
    "three_years": 36,
}
"""Interval to months."""
PER_MONTH, PER_YEAR = "per month", "per year"
SHORTEST_WORD = 5
"""Letters of "yearly" and its like; shorter words such as "an" and "day" are parts of many names."""
MOST_ASKED = 8
"""Plans that are asked about one by one; more of them share an answer."""


def interval_by_plan(draft: Draft) -> Cells | None:
    """Months that each amount pays for by the name of its plan; None where no name says any."""
    encoded = draft.encoded("plan")
    named = {} if encoded is None else {plan: months for plan in encoded.texts if (months := _months_named(plan))}
    if encoded is None or not named:
        return None
    example = next(iter(named))
    draft.notes.append(f"the names of plans say what time an amount pays for: “{example}” {_in_months(named[example])}")
    silent = [plan for plan in encoded.texts if plan not in named]
    known: dict[str, float] = {**named, **_asked(draft, silent)}
    spread = encoded.spread(pa.array([known[plan] for plan in encoded.texts], pa.float64()))
    return spread.fill_null(1.0)


def _asked(draft: Draft, silent: Sequence[str]) -> dict[str, float]:
    """Months of plans whose names say none, by their own answers or, where there are many, by one."""
    if len(silent) > MOST_ASKED:
        listed = ", ".join(f"“{plan}”" for plan in silent[:3])
        because = f"The names of other plans say what time they pay for; {listed} and {len(silent) - 3} more do not."
        return dict.fromkeys(silent, _months_said(draft, because, "Are the amounts of such plans", ""))
    because = "The names of other plans say what time they pay for; “{plan}” does not."
    return {
        plan: _months_said(draft, because.format(plan=plan), f"Are the amounts of the plan “{plan}”", plan)
        for plan in silent
    }


def _months_said(draft: Draft, because: str, question: str, plan: str) -> float:
    answer = draft.decide("mrr", because, f"{question} per month or per year?", (PER_MONTH, PER_YEAR), of=plan)
    return 12.0 if answer == PER_YEAR else 1.0


def _in_months(count: float) -> str:
    return f"means {count:.0f} month{'s' * (count > 1)}"


def _months_named(plan: str) -> float | None:
    """Months of the one interval that the name of a plan says, by a word long enough to be no part of a name."""
    known = words("intervals")
    said = {MONTHS.get(known.get(tight(word)) or "") for word in fold(plan).split() if len(word) >= SHORTEST_WORD}
    said.discard(None)
    return said.pop() if len(said) == 1 else None
