"""Why a sheet is read as no table: what it is instead, and what to do."""

from __future__ import annotations

from revops.dataset import Refusal
from revops.intake.blocks import Block
from revops.intake.endings import EXAMPLE, UNREADABLE
from revops.intake.names import OtherTable, fold, known_headers, spellings
from revops.intake.nearly import beside_actuals, how_to_lay_out, what_helps_months, what_lacks
from revops.intake.problems import hint_of
from revops.tables import TABLES

NAME_COLUMNS = (
    "Put the names into the first row, or say which table it is and what each column holds; the headers are "
    "“Column 1”, “Column 2” and so on."
)
MOST_QUOTED = 60
MOST_NAMED = 30
MOST_HEADERS = 4


def refuse_without_table(block: Block, file: str) -> Refusal | None:
    """Why a block holds no table at all: notes and other text, or headers without rows."""
    if _is_prose(block):
        reason = f"This is text, not a table (“{_shortened(block.headers[0], MOST_QUOTED)}”). It is left out."
        return Refusal(file=file, sheet=block.sheet, code="NO_TABLE", reason=reason)
    if not block.body.num_rows:
        reason = _why_empty(block)
        return Refusal(file=file, sheet=block.sheet, code="NO_ROWS", reason=reason)
    return None


def _why_empty(block: Block) -> str:
    if amounts := beside_actuals(block.headers):
        return amounts
    left = block.left_out
    if left is None or not left.records:
        codes = [] if left is None else left.codes.tolist()
        if codes and set(codes) == {EXAMPLE}:
            return f"It holds the marked example rows ({len(codes):,}) and no others. Write your own below them."
        only = f" but totals and footers ({len(codes):,})" if codes else ""
        named = f"Row {block.header_row} holds the names of the columns ({_named(block)})"
        return f"{named}, and no record stands below it{only}. Export it again with its rows: is a filter set?"
    code = next(code for code in left.codes.tolist() if code in UNREADABLE)
    return f"None of its {left.records:,} rows can be used. {hint_of(code, '')}"


def _is_prose(block: Block) -> bool:
    """Whether nothing stands side by side and nothing is a known name: a heading, a note, a letter."""
    known = {name for header in block.headers for name in spellings(header)}
    if any(name.replace(" ", "") in known_headers() for name in known):
        return False
    texts = (*block.headers, *block.looks[0].examples) if block.looks else block.headers
    return len(block.headers) == 1 and (not block.body.num_rows or any(" " in text for text in texts))


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _ours() -> str:
    labels = [table.label.lower() for table in TABLES.values()]
    return f"{', '.join(labels[:-1])} and {labels[-1]}"


def _named(block: Block) -> str:
    """The first headers, and how many more there are."""
    some = ", ".join(f"“{_shortened(header, MOST_NAMED)}”" for header in block.headers[:MOST_HEADERS])
    more = len(block.headers) - MOST_HEADERS
    return f"{some} and {more} more" if more > 0 else some


def _of_no_table(block: Block, place: str, other: OtherTable | None) -> str:
    """What a sheet is instead; where its layout or columns are all that keeps it from being ours, what to change."""
    layout = how_to_lay_out(block)
    helps = layout or what_lacks(block, place)
    if other and not what_helps_months(block.headers) and not (other.ours and helps):
        return f"This is {other.says}; no number here is made from it, so it is left out."
    found = f"No table that is read here has the columns that row {block.header_row} names ({_named(block)})."
    which = "Or say which table it is." if helps else f"Say which it is of {_ours()}; else no number needs it."
    begin = f"This is {other.says}." if other and helps else found
    return " ".join(filter(None, (begin, helps, "" if layout else which)))


def refuse_as_unknown(block: Block, file: str, other: OtherTable | None) -> Refusal:
    """Why a block is none of our tables, and what to do so that it can be read."""
    if not block.header_row:
        shown = [look.examples[0] for look in block.looks if look.examples][:3]
        some = ", ".join(f"“{_shortened(value, MOST_NAMED)}”" for value in shown)
        reason = f"There is no line with the names of the columns: the first row holds values ({some}). {NAME_COLUMNS}"
    else:
        reason = _of_no_table(block, fold(f"{file} {block.sheet or ''}"), other)
    return Refusal(file=file, sheet=block.sheet, code="NOT_OUR_TABLE", reason=reason)
