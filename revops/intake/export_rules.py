"""What the export of a tool asks for beyond its columns: words for ids, statuses, totals, periods, joining ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pyarrow as pa

from revops.dataset import Match
from revops.intake.arrow import Cells, Mask, mask_of, pc, whole
from revops.intake.coercing import read_dates, read_money
from revops.intake.dates import read_days
from revops.intake.digits import western
from revops.intake.draft import Draft
from revops.intake.encoded import Encoded, encode, encode_days
from revops.intake.exports import SURENESS, Export, first_header, present_headers
from revops.intake.money import read_numbers, written
from revops.intake.names import tight
from revops.vocabulary import ColumnKind

_SALESFORCE_ID = re.compile(r"^00[136Q][A-Za-z0-9]{12}(?:[A-Z0-5]{3})?$")
_AMOUNT_SHOWN = re.compile(r"^\D*\d[\d.,' ]*\d|^\D*\d")
_CENTS = 100
_PERIODS = {"monthly": 1, "annual": 12}
"""Months that a recurring value of Close is for."""
AS_IT_STANDS = "the value as it stands"
FOR_A_YEAR = "what a year brings"
IN_UNITS, IN_CENTS = "in whole units", "in cents"
_CHECK_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def apply_before(draft: Draft) -> None:
    """What has to be done before the columns of an export are filled."""
    export = draft.export
    if export is None:
        return
    for column, words in export.labels.items():
        draft.relabel(column, {tight(word): label for word, label in words.items()})
    _keep_only(draft, export)
    _drop_totals(draft, export)
    for rule in export.rules:
        BEFORE.get(rule, _nothing)(draft)


def apply_after(draft: Draft) -> None:
    """What has to be done once the columns are filled; ids are made to join wherever they stand."""
    _widen_ids(draft)
    _write_ids_in_latin_digits(draft)
    export = draft.export
    if export is None:
        return
    for column, value in export.constants.items():
        if not draft.has(column):
            draft.columns[column] = pa.array([value] * draft.height, pa.string())
    _apply_statuses(draft, export)
    for rule in export.rules:
        RULES.get(rule, _nothing)(draft)


def _nothing(draft: Draft) -> None:
    """What a rule does that has its turn at another time."""


def _cells(draft: Draft, names: tuple[str, ...]) -> Cells | None:
    """The cells under the first of some headers that is there."""
    header = first_header(names, present_headers(draft.block.headers))
    if header is None:
        return None
    draft.used.add(header)
    return whole(draft.block.body.column(header))


def _keep_only(draft: Draft, export: Export) -> None:
    """Sets aside rows that tell of something else, such as edits of other fields than the stage."""
    for header, words in export.only.items():
        cells = _cells(draft, (header,))
        if cells is None:
            continue
        encoded, wanted = encode(cells), {tight(word) for word in words}
        others = encoded.spread(pa.array([tight(text) not in wanted for text in encoded.texts], pa.bool_()))
        example = next((text for text in encoded.texts if tight(text) not in wanted), None)
        draft.set_aside("OTHER_RECORD", mask_of(others), column=None, example=example)


def _drop_totals(draft: Draft, export: Export) -> None:
    cells = _cells(draft, export.filled) if export.filled else None
    if cells is not None:
        draft.set_aside("TOTAL_ROW", mask_of(pc.is_null(encode(cells).spread(encode(cells).values))), column=None)


def _apply_statuses(draft: Draft, export: Export) -> None:
    """What the status of a subscription says about its beginning and its end."""
    encoded = draft.encoded("status") if export.statuses else None
    if encoded is None:
        return
    meanings = {tight(status): meaning for status, meaning in export.statuses.items()}
    said = encoded.spread(pa.array([meanings.get(tight(text)) for text in encoded.texts], pa.string()))
    draft.set_aside("NEVER_STARTED", mask_of(pc.equal(said, "never")), column="status")
    is_trial = mask_of(pc.equal(said, "trial"))
    if is_trial.any():
        draft.columns["is_trial"] = pc.or_(pc.fill_null(draft.value("is_trial"), False), pa.array(is_trial))
    _find_ends(draft, export, mask_of(pc.equal(said, "ended")), mask_of(pc.equal(said, "ending")))


def _find_ends(draft: Draft, export: Export, has_ended: Mask, is_ending: Mask) -> None:
    """What ends does so on the day that another column tells; what has ended and has no day cannot be counted."""
    ended = draft.value("ended_on")
    cells = _cells(draft, export.ended_otherwise) if export.ended_otherwise else None
    if cells is not None:
        encoded = encode_days(cells)
        days = read_days(encoded.texts, day_first=draft.day_first).days
        other = encoded.spread(pa.array(days, pa.date32(), mask=np.isnat(days)))
        ended = pc.if_else(pc.and_(pc.is_null(ended), pa.array(has_ended | is_ending)), other, ended)
        draft.columns["ended_on"] = ended
    draft.set_aside("END_UNKNOWN", has_ended & mask_of(pc.is_null(ended)), column="ended_on")


def widened(identifier: str) -> str:
    """An id of Salesforce with 18 characters; the last three tell capitals, so that case cannot be lost."""
    if len(identifier) != 15:
        return identifier
    chunks = (identifier[start : start + 5] for start in (0, 5, 10))
    capitals = (sum(1 << place for place, sign in enumerate(chunk) if "A" <= sign <= "Z") for chunk in chunks)
    return identifier + "".join(_CHECK_SIGNS[number] for number in capitals)


def _is_salesforce_id(text: str | None) -> bool:
    return bool(text and _SALESFORCE_ID.match(text))


def _widen_ids(draft: Draft) -> None:
    """Ids of 15 and of 18 characters are the same records: the shorter ones are completed, so that they join."""
    for column in draft.table.columns:
        name = column.name
        if column.kind not in (ColumnKind.ID, ColumnKind.TEXT) or name not in draft.matches:
            continue
        if _is_salesforce_id(pc.first(draft.value(name)).as_py()):
            encoded = draft.different(name)
            wider = [widened(text) if _is_salesforce_id(text) else text for text in encoded.texts]
            if column.kind is ColumnKind.ID or all(map(_is_salesforce_id, encoded.texts)):
                draft.fill(name, encoded.rewritten(wider))


def _write_ids_in_latin_digits(draft: Draft) -> None:
    """Ids in Arabic or Persian digits are those that another file writes in Latin ones."""
    for column in draft.table.columns:
        if column.kind is not ColumnKind.ID or column.name not in draft.matches or column.name not in draft.columns:
            continue
        encoded = draft.different(column.name)
        is_ascii = pc.all(pc.string_is_ascii(encoded.values)).as_py()
        if is_ascii or not pc.any(pc.match_substring_regex(encoded.values, "[٠-٩۰-۹]")).as_py():
            continue
        draft.fill(column.name, encoded.rewritten(map(western, encoded.texts)))
        example = next(text for text in encoded.texts if western(text) != text)
        draft.notes.append(f"ids are written in Latin digits: “{example}” is “{western(example)}”")


def _won_date_first(draft: Draft) -> None:
    """The day on which a deal was won or lost is surer than a closing date that may be the plan."""
    for outcome, clue in (("won", "won_on"), ("lost", "lost_on")):
        days = read_dates(draft, clue)
        if days is not None:
            decided = pc.and_(pc.equal(draft.value("outcome"), outcome), pc.is_valid(days))
            draft.columns["closed_on"] = pc.if_else(pc.fill_null(decided, False), days, draft.value("closed_on"))


def _won_amount_first(draft: Draft) -> None:
    """What a deal was won for is surer than what was expected of it."""
    encoded = draft.encoded("won_amount")
    if encoded is not None:
        brought = read_money(draft, "won_amount", encoded)
        is_known = pc.and_(pc.equal(draft.value("outcome"), "won"), pc.is_valid(brought))
        draft.columns["amount"] = pc.if_else(pc.fill_null(is_known, False), brought, draft.value("amount"))
        draft.notes.append(f"deals that are won count with their “{draft.matches['won_amount'].header}”")


def _tell_value_periods(draft: Draft) -> None:
    """Says that amounts stand for a month or a year, where the export says so."""
    encoded = draft.encoded("value_period")
    if encoded is None:
        return
    months = [_PERIODS.get(tight(text)) for text in encoded.texts]
    recurring = [text for text, known in zip(encoded.texts, months, strict=True) if known]
    if not recurring:
        return
    because = f"Some values are {' and '.join(recurring)}, and the export does not say for how long."
    question = "For how long do contracts count whose value is for a month or a year?"
    if draft.decide("amount", because, question, (AS_IT_STANDS, FOR_A_YEAR)) == FOR_A_YEAR:
        times = encoded.spread(pa.array([12.0 / known if known else 1.0 for known in months], pa.float64()))
        draft.columns["amount"] = pc.multiply(draft.value("amount"), pc.fill_null(times, 1.0))
        draft.notes.append(f"values that are {' and '.join(recurring)} count for a year")


def _subtract_refunds(draft: Draft) -> None:
    """What was given back was not earned."""
    encoded = draft.encoded("refunded")
    if encoded is not None:
        refunded = pc.fill_null(read_money(draft, "refunded", encoded), 0.0)
        draft.columns["amount"] = pc.subtract(draft.value("amount"), refunded)


def _company_currency(draft: Draft) -> None:
    """Without a currency of their own, deals count with what they are worth in that of the company."""
    present = present_headers(draft.block.headers)
    amount = first_header(("Amount in company currency",), present)
    currency = first_header(("Currency in company currency",), present)
    if amount is None or currency is None or "currency" in draft.matches:
        return
    because = "no column says the currency of the other amounts"
    draft.matches |= {
        name: Match(header=header, confidence=SURENESS, because=because)
        for name, header in (("amount", amount), ("currency", currency))
    }
    draft.notes.append(f"“{amount}” is taken, since {because}")


def _formatted_value(draft: Draft) -> None:
    """The value as the screen shows it tells its currency, and whether the value beside it is in cents."""
    cells = _cells(draft, ("value_formatted",))
    shown = None if cells is None else encode(cells)
    encoded = draft.encoded("amount")
    if encoded is None or draft.export is None:
        return
    if shown is None:
        _ask_for_cents(draft, draft.export, encoded)
        return
    texts = [match[0] if (match := _AMOUNT_SHOWN.search(text)) else text for text in shown.texts]
    amounts = pa.array(read_numbers(pa.array(texts, pa.string())).values, pa.float64(), from_pandas=True)
    values = pa.array(read_numbers(encoded.values).values, pa.float64(), from_pandas=True)
    ratio = pc.divide(encoded.spread(values), shown.spread(amounts)).to_numpy(zero_copy_only=False)
    if np.isclose(ratio[np.isfinite(ratio)], _CENTS).sum() > np.isfinite(ratio).sum() / 2:
        draft.export = replace(draft.export, scale={draft.matches["amount"].header: 1 / _CENTS})
        draft.notes.append(f"“{draft.matches['amount'].header}” is in cents, as the formatted values show")
    if "currency" not in draft.matches:
        draft.columns["currency"] = shown.spread(written(pa.array(texts, pa.string())))


def _ask_for_cents(draft: Draft, export: Export, encoded: Encoded) -> None:
    """Whole numbers may be cents, where nothing shows them as the screen does."""
    values = np.asarray(read_numbers(encoded.values).values)
    known, header = values[np.isfinite(values)], draft.matches["amount"].header
    if not len(known) or np.mod(known, 1).any():
        return
    because = f"“{header}” holds whole numbers alone, and no column shows them as the screen does."
    question = f"Is “{header}” in whole units of the currency or in cents?"
    if draft.decide("amount", because, question, (IN_UNITS, IN_CENTS), of="cents") == IN_CENTS:
        draft.export = replace(export, scale={header: 1 / _CENTS})


RULES: Mapping[str, Callable[[Draft], None]] = {
    "minus_refunds": _subtract_refunds,
    "value_period": _tell_value_periods,
    "won_amount_first": _won_amount_first,
    "won_date_first": _won_date_first,
}
"""Rules of exports by the name that content files give them."""

BEFORE: Mapping[str, Callable[[Draft], None]] = {
    "company_currency": _company_currency,
    "formatted_value": _formatted_value,
}
"""Rules that have to be followed before columns are filled."""
