"""What can be wrong with filled rows: missing values, dates out of order, dates to come."""

from __future__ import annotations

import pyarrow as pa

from revops.dataset import NONE_OF_THEM
from revops.intake.arrow import mask_of, pc, whole
from revops.intake.dates import read_days
from revops.intake.draft import Draft, first_of
from revops.intake.encoded import encode_days
from revops.intake.required import required_of_rows

_DATED = 0.8
"""Share of values that look like dates from which a column holds dates."""
_MOSTLY = 0.5
"""Share of dates that cannot be from which a header does not hold a column."""
MOST_OFFERED = 3
"""Headers that are offered as an answer."""


def check(draft: Draft) -> None:
    """Sets aside rows that lack what is required and blanks dates that contradict each other."""
    _check_required(draft)
    _check_orders(draft)
    _check_future(draft)
    _ask_for_dates(draft)


def _check_required(draft: Draft) -> None:
    for name in required_of_rows(draft):
        code = "MISSING_VALUE" if name in draft.matches else "MISSING_COLUMN"
        draft.set_aside(code, mask_of(pc.is_null(draft.value(name))), column=name)


def _check_orders(draft: Draft) -> None:
    for pair in draft.table.orders:
        if not all(draft.has(name) for name in pair):
            continue
        wrong = mask_of(pc.greater(draft.value(pair[0]), draft.value(pair[1]))) & draft.in_use
        if not wrong.any():
            continue
        if draft.table.column(pair[0]).required:
            draft.set_aside("ENDS_BEFORE_START", wrong, column=pair[1])
            continue
        doubted = pair[draft.table.doubted]
        draft.blank("DATES_OUT_OF_ORDER", wrong, column=doubted)


def _check_future(draft: Draft) -> None:
    """Says which events stand on days that have not come yet."""
    for column in draft.table.columns:
        if not column.is_event or draft.table.may_be_planned or not draft.has(column.name):
            continue
        values = draft.value(column.name)
        ahead = mask_of(pc.greater(values, pa.scalar(draft.today, pa.date32()))) & draft.in_use
        draft.warn("FUTURE_DATE", ahead, column=column.name, example=first_of(values, ahead))


def _ask_for_dates(draft: Draft) -> None:
    """Asks what the dates under headers that say nothing stand for, where a date that counts is not known."""
    dated = [header for header, look in draft.free.items() if look.filled and look.dates >= _DATED]
    decided = {choice.column for choice in draft.choices.columns if choice.table == draft.table.key}
    for name in draft.table.asks_for:
        if name in decided or name in draft.matches or draft.has(name):
            continue
        offered = [header for header in dated if _may_hold(draft, name, header)][:MOST_OFFERED]
        if not offered:
            continue
        listed = " and ".join(f"“{header}”" for header in offered)
        says = "holds dates and does" if len(offered) == 1 else "hold dates and do"
        draft.assume(
            name,
            "unknown",
            f"{listed} {says} not say of what.",
            f"Which column holds {_lower(draft.table.column(name).says)}?",
            (NONE_OF_THEM, *offered),
        )


def _may_hold(draft: Draft, name: str, header: str) -> bool:
    """Whether most dates under a header keep the order that a column has with those that are known."""
    encoded = encode_days(whole(draft.block.body.column(header)))
    reading = read_days(encoded.texts, day_first=draft.is_day_first_below(header))
    days = encoded.spread(pa.array(reading.days, pa.date32()))
    for earlier, later in draft.table.orders:
        other = later if name == earlier else earlier
        if name not in (earlier, later) or not draft.has(other):
            continue
        first, second = (days, draft.value(other)) if name == earlier else (draft.value(other), days)
        crossed = pc.greater(first, second)
        if (pc.mean(crossed).as_py() or 0.0) > _MOSTLY:
            return False
    return True


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:].rstrip(".")
