"""The steps of the diagnostic and the place of each in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import streamlit as st

from revops.diagnostic.content import Sign
from revops.diagnostic.signs import asked_signs
from revops.drafts import Draft

SIGN_PARAM: Final = "sign"
COMPANY: Final = "company"
REVIEW: Final = "review"


@dataclass(frozen=True)
class Steps:
    """Facts about the company, then one sign at a time, then all answers.

    Attributes:
        signs: Those that can apply, in the order they are asked.
        at: Key of the present step: a sign, `COMPANY` or `REVIEW`.
        answered: Keys of the signs with an answer.
    """

    signs: tuple[Sign, ...]
    at: str
    answered: frozenset[str]

    @classmethod
    def of(cls, draft: Draft) -> Steps:
        """The steps of a draft, at the one that the address names; nonsense leads to the first."""
        signs = asked_signs(draft.model, draft.answers.context)
        named = st.query_params.get(SIGN_PARAM, COMPANY)
        keys = [sign.key for sign in signs]
        return cls(
            signs=signs,
            at=named if named in (*keys, REVIEW) else COMPANY,
            answered=frozenset(keys) & frozenset(draft.answers.signs),
        )

    @property
    def sign(self) -> Sign | None:
        """The sign asked about now; None at the first and last step."""
        return next((sign for sign in self.signs if sign.key == self.at), None)

    @property
    def number(self) -> int:
        """Place of the present sign, from 1; 0 before the first."""
        return self._order.index(self.at)

    @property
    def before(self) -> str | None:
        """The step before; None at the first."""
        return self._order[self.number - 1] if self.number else None

    @property
    def after(self) -> str:
        """The step after; the last leads to itself."""
        return self._order[min(self.number + 1, len(self._order) - 1)]

    @property
    def next_open(self) -> str:
        """The first sign without an answer, or the review."""
        return next((sign.key for sign in self.signs if sign.key not in self.answered), REVIEW)

    @property
    def _order(self) -> tuple[str, ...]:
        return (COMPANY, *(sign.key for sign in self.signs), REVIEW)


def go(step: str) -> None:
    """Puts a step into the address; the browser's back button returns from it."""
    st.query_params[SIGN_PARAM] = step
