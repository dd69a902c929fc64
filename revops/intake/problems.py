"""Problems as users meet them: one place for the codes and the ways out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

HINTS: Mapping[str, str] = MappingProxyType(
    {
        "UNPARSED_DATE": "Write it as a date such as 2026-03-31; the cell counts as blank until then.",
        "UNPARSED_NUMBER": "Write it as a number such as 1234.50; the cell counts as blank until then.",
        "UNPARSED_FLAG": "Write yes or no; the cell counts as blank until then.",
        "UNKNOWN_CHOICE": "Use one of the words that the column allows; the cell counts as blank until then.",
        "ISLAMIC_DATE": "This is a day of the Islamic calendar, which follows the moon and is not converted: export "
        "the dates as Gregorian ones, such as 2026-03-31; the cell counts as blank until then.",
        "IMPLAUSIBLE_DATE": "Check the year; the cell counts as blank until then.",
        "FUTURE_DATE": "This day has not come yet: windows up to today leave the row out. Check the year.",
        "DATES_OUT_OF_ORDER": "Check both dates; this one counts as blank until then, the row stays in use.",
        "ENDS_BEFORE_START": "Check both dates; a period that ends before it starts cannot be used.",
        "DUPLICATE": "The same record stands elsewhere and is counted there; remove one of the two.",
        "CONFLICTING_DUPLICATE": "The same record stands elsewhere with other values; the one with the later event, "
        "else the fuller one, counts. Keep only the right one.",
        "IDENTICAL_ROW": "The row repeats another in every cell and counts as well, for no id tells two records from a "
        "copy: remove it if it is a copy, or answer that such rows count once.",
        "MISSING_VALUE": "Fill the cell; a row without it cannot be used.",
        "MISSING_COLUMN": "Choose the column that holds it; without it no row can be used.",
        "UNDECIDED_OUTCOME": "Fill the stage; without it nobody can tell whether the deal is won, lost or open.",
        "DELETED": "The row is marked as deleted; restore it in the source if it should count.",
        "OUT_OF_RANGE": "A share lies between 0 and 100 %; the cell counts as blank until then.",
        "NEGATIVE_AMOUNT": "Check the sign; an amount below zero is a credit and counts as blank until then.",
        "CREDIT": "Check the sign; it lowers what the same customer pays that month.",
        "TOTAL_ROW": "A total adds up other rows and is left out; name the row otherwise if it is a record.",
        "LED_TOTAL_ROW": "The row holds the sums of those below it, up to the next of its kind, and is left out; "
        "put it at the end of the sheet if it is a record.",
        "DERIVED_ROW": "A count, an average, a share or a change of the rows above is no record and is left out; name "
        "the row otherwise, or put it above the total, if it is one.",
        "GROUP_ROW": "The row names the group below it, whose rows carry its name now; nothing is lost.",
        "EXAMPLE_ROW": "The template's own example is left out; clear its note if you wrote your own record over it.",
        "FOOTER_ROW": "A line of text below the table is left out; fill its other cells if it is a record.",
        "REPEATED_HEADER": "The headers stand here a second time; nothing is lost.",
        "OTHER_RECORD": "This line tells of something else and is left out; nothing is to be done.",
        "NEVER_STARTED": "The status says that it never began; correct the status if it did.",
        "END_UNKNOWN": "The status says that it has ended; fill the day, without it the row cannot be used.",
        "ROW_TOO_LONG": "The row has more values than there are headers, so they stand in the wrong columns: put "
        "quotes around a value that holds the separator (“1,200”), or export with semicolons.",
        "ROW_BROKEN": "The row ends early and its values stand in the wrong columns, as where a line break tore it "
        "apart: put quotes around the value with the break, or fill the missing cells.",
        "ROW_TOO_SHORT": "The row ends before the last column; the cells that are missing count as blank. Export it "
        "again if they should hold anything.",
        "OTHER_ENCODING": "The file is Unicode (UTF-8), but this line is not and was read as Western European: look "
        "whether its letters are right, and export the file again in one encoding if not.",
        "UNIT_ROW": "The units stand behind the headers now; nothing is lost.",
        "FORMULA_WITHOUT_VALUE": "The formula was never calculated and counts as blank: open the file in Excel, "
        "save it and drop it again.",
        "ERROR_CELL": "The cell holds an error such as #REF! and counts as blank: mend it and drop the file again.",
        "UNKNOWN_AMOUNT": "The cell says that its amount is not known, which is not the same as nothing: fill it.",
        "UNKNOWN_ID": "No row of the other table has this id: export both for the same time, or correct it.",
        "NOTHING_JOINS": "No row of the other table has any of these ids: export the same id in both.",
        "BEFORE_COMPANY": "This day lies years before all others in the files; check the year.",
        "ENDS_EARLY": "Other files reach further: export this one again up to the same day.",
        "ACTIVE_AFTER_END": "The status says that the contract is active, and its end has passed: write the new end, "
        "or the status that it has now.",
        "OVERLAPPING_PERIODS": "Another row of the same covers some of these days, which count twice: end one of them.",
        "SEVERAL_CURRENCIES": "Amounts of several currencies are never added up; give the rates to make them one.",
        "WON_WITHOUT_AMOUNT": "Fill what was sold; numbers in money leave the deal out until then.",
        "WON_WITHOUT_DATE": "Fill the day it was won; numbers over a time leave the deal out until then.",
        "LOST_WITHOUT_DATE": "Fill the day it was lost; numbers over a time leave the deal out until then.",
        "VOID_INVOICE": "The status says that it was never owed; correct the status if it was.",
        "BELOW_ZERO": "More was taken away than was there: check the amounts before it. It counts as nothing.",
        "UNKNOWN_MOVEMENT": "Call it new, expansion, contraction, churn or reactivation; it is left out until then.",
        "HIDDEN_SHEET": "You left this hidden sheet out; change that answer if its rows should count.",
        "NOT_RECURRING": "A one-time charge is no recurring revenue and is left out.",
    }
)
"""Reason code to the way out, one sentence."""

_SPECIAL: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("BELOW_ZERO", "invoices"): "The credit takes away more than is billed to the same customer for its days, and "
        "recurring revenue is lowered to nothing at most: add the invoice that it credits, or correct its period.",
        ("IDENTICAL_ROW", "activities"): "The row repeats another in every cell and counts too, as two calls of one "
        "day may: remove it if it is a copy.",
        ("NEGATIVE_AMOUNT", "spend"): "Check the sign; it is taken for a refund and lowers the spend.",
        ("NEGATIVE_AMOUNT", "subscriptions"): "A credit is no subscription: lower the amount that it belongs to.",
    }
)
"""Ways out that differ in one table."""


def hint_of(code: str, table: str) -> str:
    """The way out of a problem in a table, one sentence."""
    return _SPECIAL.get((code, table), HINTS[code])
