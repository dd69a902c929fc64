"""Text cells to typed columns, over the different values of a whole column at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.intake import dates, money
from revops.intake.arrow import Cells, mask_of, pc
from revops.intake.decimals import ask_for_decimals, read_amounts
from revops.intake.draft import Draft
from revops.intake.encoded import Encoded
from revops.intake.names import VOCABULARY, kind_of, tight, words
from revops.intake.periods_as_days import days_with_periods
from revops.intake.rough import is_range, is_rough
from revops.intake.units_above import scale_above
from revops.tables.table import Column
from revops.vocabulary import ColumnKind

EARLIEST_YEAR = 1970
ZERO_DAY = np.datetime64(0, "D")
"""What programs write for a day that they do not know."""
ISLAMIC_YEARS = (1426, 1480)
"""Years of the Islamic lunar calendar in which companies of today write; it follows the moon and is not converted."""


def fill_columns(draft: Draft) -> None:
    """Fills every column that a header was found for."""
    draft.encode_ahead()
    for column in draft.table.columns:
        encoded = draft.encoded(column.name)
        if encoded is None or column.made:
            continue
        if column.kind in (ColumnKind.ID, ColumnKind.TEXT):
            draft.fill(column.name, encoded)
        else:
            draft.columns[column.name] = _coerce(draft, column, encoded)


def _coerce(draft: Draft, column: Column, encoded: Encoded) -> Cells:
    match column.kind:
        case ColumnKind.DATE:
            return _dates(draft, column.name, encoded)
        case ColumnKind.MONEY | ColumnKind.NUMBER:
            return read_money(draft, column.name, encoded)
        case ColumnKind.SHARE:
            return _shares(draft, column.name, encoded)
        case ColumnKind.FLAG:
            return _words(draft, column.name, encoded, "flags", lambda word: word == "yes", pa.bool_())
        case _:
            section = VOCABULARY[draft.table.key, column.name]
            return _words(draft, column.name, encoded, section, lambda word: word, pa.string())


def read_dates(draft: Draft, name: str) -> Cells | None:
    """The days of a clue, such as the day a deal was won."""
    encoded = draft.encoded(name)
    return None if encoded is None else _dates(draft, name, encoded)


def read_flag(draft: Draft, name: str) -> Cells | None:
    """The yes and no of a clue; other words are blank."""
    encoded, meanings = draft.encoded(name), words("flags")
    if encoded is None:
        return None
    return encoded.spread(pa.array([_yes(meanings.get(tight(value))) for value in encoded.texts], pa.bool_()))


def _yes(word: str | None) -> bool | None:
    return None if word is None else word == "yes"


def _dates(draft: Draft, name: str, encoded: Encoded) -> Cells:
    reading = dates.read_days(encoded.texts, day_first=draft.is_day_first(name))
    days = days_with_periods(draft, name, encoded.texts, reading)
    years = days.astype("datetime64[Y]").astype(np.int64) + 1970
    lost = np.isnat(days)
    is_zero = (days == ZERO_DAY) & (name != "ended_on")
    odd = ~lost & ((years < EARLIEST_YEAR) | (years > draft.latest_year) | is_zero)
    islamic = ~lost & (years >= ISLAMIC_YEARS[0]) & (years <= ISLAMIC_YEARS[1])
    _report(draft, "UNPARSED_DATE", name, encoded, lost)
    if (reading.is_jalali & ~lost).any():
        _tell_jalali(draft, encoded.texts[int(np.flatnonzero(reading.is_jalali & ~lost)[0])])
    _report(draft, "ISLAMIC_DATE", name, encoded, islamic)
    odd &= ~islamic
    if name != "ended_on":
        _report(draft, "IMPLAUSIBLE_DATE", name, encoded, odd)
    return encoded.spread(pa.array(days, pa.date32(), mask=lost | odd | islamic))


def _tell_jalali(draft: Draft, example: str) -> None:
    """Says, once for a sheet, that dates are taken for Persian ones: such years are of no other calendar."""
    said = "are of the Persian calendar"
    if not any(said in note for note in draft.notes):
        draft.notes.append(f"dates such as “{example}” {said}")


def read_money(draft: Draft, name: str, encoded: Encoded) -> Cells:
    """Numbers under a header; amounts in whole units of their currency."""
    numbers = read_amounts(draft, name, encoded, draft.matches[name].header, is_whole=name in _COUNTS)
    lost = np.isnan(numbers.values) | _short_for_others(draft, name, encoded, numbers)
    example = encoded.first(lost) or ""
    hint = f"“{example}” is a range: write one number for it; the cell counts as blank until then."
    _report(draft, "UNPARSED_NUMBER", name, encoded, lost, hint=hint if is_range(example) else None)
    if numbers.is_guess:
        ask_for_decimals(draft, name, encoded, numbers.decimal)
    if numbers.has_magnitude is not None:
        tell_magnitude(draft, encoded, numbers.values, numbers.has_magnitude & ~lost)
    return encoded.spread(pa.array(numbers.values * _scale(draft, name), pa.float64(), mask=lost))


_COUNTS = frozenset({"employees", "quantity", "impressions", "clicks", "seats"})
"""Columns and clues of whole numbers: the sign in "1,200" parts thousands."""


def _short_for_others(draft: Draft, name: str, encoded: Encoded, numbers: money.Numbers) -> npt.NDArray[np.bool_]:
    """Values whose "m" may as well be months or minutes: letters stand for millions in amounts of money alone."""
    if numbers.has_magnitude is None or kind_of(draft.table, name) is ColumnKind.MONEY:
        return np.zeros(len(numbers.values), dtype=bool)
    return mask_of(pc.match_substring_regex(encoded.values, r"(?i)\d\s*[mb]\.?$"))


def tell_magnitude(
    draft: Draft, encoded: Encoded, values: npt.NDArray[np.float64], marked: npt.NDArray[np.bool_]
) -> None:
    """A word on numbers written in thousands, millions or tomans, and on those that are not exact."""
    rough = marked & is_rough(encoded.values)
    for kind in (rough, marked & ~rough):
        for at in np.flatnonzero(kind)[:1].tolist():
            draft.notes.append(f"“{encoded.texts[at]}” is read as {values[at]:,.10g}, and others of its kind alike")


def _scale(draft: Draft, name: str) -> float:
    """What amounts under a header are multiplied by, because it says so, or the export does."""
    header = draft.matches[name].header
    scale = money.scale_in(header)
    if scale != 1:
        told = f"amounts under “{header}” are {_changed_by(scale)}"
        draft.notes.extend([told] if told not in draft.notes else [])
    elif kind_of(draft.table, name) is ColumnKind.MONEY and (above := scale_above(draft.block.above)) > 1:
        told = f"amounts are multiplied by {above:,.0f}, as a line above the header says"
        draft.notes.extend([told] if told not in draft.notes else [])
        scale = above
    return scale * draft.scale(name)


def _changed_by(scale: float) -> str:
    return f"multiplied by {scale:,.0f}" if scale > 1 else f"divided by {1 / scale:,.0f}"


def _shares(draft: Draft, name: str, encoded: Encoded) -> Cells:
    numbers = money.read_numbers(encoded.values)
    values = money.shares(numbers, "%" in draft.matches[name].header)
    lost = np.isnan(values)
    beyond = ~lost & ((values < 0) | (values > 1))
    _report(draft, "UNPARSED_NUMBER", name, encoded, lost)
    _report(draft, "OUT_OF_RANGE", name, encoded, beyond)
    small = ~lost & ~numbers.has_percent & (numbers.values > 0) & (numbers.values < 1) & (values < numbers.values)
    if small.any():
        example = encoded.texts[int(np.flatnonzero(small)[0])]
        header = draft.matches[name].header
        draft.notes.append(
            f"other numbers under “{header}” are beyond 1, so that all are per cent: {example} is {example}%"
        )
    return encoded.spread(pa.array(values, pa.float64(), mask=lost | beyond))


def _words(
    draft: Draft, name: str, encoded: Encoded, section: str, meaning: Callable[[str], object], kind: pa.DataType
) -> Cells:
    known = words(section)
    found = [known.get(tight(value)) for value in encoded.texts]
    code = "UNPARSED_FLAG" if kind == pa.bool_() else "UNKNOWN_CHOICE"
    unknown = np.array([word is None for word in found], dtype=bool)
    _report(draft, code, name, encoded, unknown, hint=None if kind == pa.bool_() else allowed(section))
    return encoded.spread(pa.array([None if word is None else meaning(word) for word in found], kind))


def allowed(section: str) -> str:
    """The way out of a word that nobody knows: those that are known, by their meaning."""
    *others, last = (meaning.replace("_", " ") for meaning in dict.fromkeys(words(section).values()))
    return f"Write {', '.join(others)} or {last}; the cell counts as blank until then."


def _report(draft: Draft, code: str, name: str, encoded: Encoded, bad: np.ndarray, *, hint: str | None = None) -> None:
    """Notes the rows whose value could not be read, once for each header."""
    place = (code, draft.matches[name].header)
    if not bad.any() or place in draft.reported:
        return
    draft.reported.add(place)
    rows = mask_of(encoded.spread(pa.array(bad)))
    column = name if draft.table.has(name) else None
    draft.note(code, rows, column=column, example=encoded.first(bad), hint=hint)
