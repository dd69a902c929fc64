"""Lines that take away from others though their amounts bear no sign: credit notes, the other side of the books."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
import pyarrow as pa

from revops.content import load
from revops.dataset import Match
from revops.intake.arrow import Mask, mask_of, pc, plain, whole
from revops.intake.blocks import Block
from revops.intake.draft import Draft, first_of
from revops.intake.names import tight

DOCUMENT = "document"
"""The clue of invoices for what kind of document a line stands in."""
SIDE = "side"
"""The clue for the side of the books that an amount is booked on."""
_LOOKED_AT = 100
"""Different kinds of documents that are looked at."""


def names_invoices(matches: Mapping[str, Match], block: Block) -> bool:
    """Whether cells below the kind of document say that lines stand in invoices or credit notes."""
    if DOCUMENT not in matches:
        return False
    told = _words()["invoice"] | _words()["credit"]
    cells = plain(whole(block.body.column(matches[DOCUMENT].header))).unique().drop_null()
    return any(tight(text) in told for text in cells[:_LOOKED_AT].to_pylist())


def turn_documents(draft: Draft) -> None:
    """Amounts of credit notes lower what is billed; quotes, payments and the like are no invoices."""
    if draft.export is not None or DOCUMENT not in draft.matches:
        return
    others = _are(draft, DOCUMENT, "others")
    draft.set_aside("OTHER_RECORD", others, column=None, example=draft.shown(DOCUMENT, others))
    _turn(draft, DOCUMENT, _are(draft, DOCUMENT, "credit"))


def turn_other_side(draft: Draft) -> None:
    """Amounts on the side of the books that fewer lines are booked on take away from the others."""
    debit, credit = (_are(draft, SIDE, side) for side in ("debit_side", "credit_side"))
    if draft.export is None and (debit | credit).sum() == draft.height:
        _turn(draft, SIDE, credit if credit.sum() <= debit.sum() else debit)


def _are(draft: Draft, clue: str, meaning: str) -> Mask:
    """Which cells below a clue are words of one meaning; a column without any counts as unused."""
    encoded = draft.encoded(clue)
    if encoded is None:
        return np.zeros(draft.height, dtype=bool)
    texts = [tight(text) for text in encoded.texts]
    if not any(text in words for text in texts for words in _words().values()):
        draft.used.discard(draft.matches[clue].header)
    found = encoded.spread(pa.array([text in _words()[meaning] for text in texts], pa.bool_()))
    return mask_of(pc.fill_null(found, False))


@cache
def _words() -> Mapping[str, frozenset[str]]:
    """Words for kinds of documents and sides of the books, by what they mean."""
    return {meaning: frozenset(map(tight, words)) for meaning, words in load("names/opposite.toml").items()}


def _turn(draft: Draft, clue: str, mask: Mask) -> None:
    """Turns amounts above zero to below it, and says so."""
    amount = draft.value("amount")
    mask = mask & draft.in_use & mask_of(pc.fill_null(pc.greater(amount, 0), False))
    if not mask.any():
        return
    draft.columns["amount"] = pc.if_else(pa.array(mask), pc.negate(amount), amount)
    count, said = int(mask.sum()), first_of(draft.text(clue), mask)
    lines = f"{count:,} line{'s' * (count > 1)}"
    draft.notes.append(f"“{said}” under “{draft.matches[clue].header}” takes away from the others: {lines}")
