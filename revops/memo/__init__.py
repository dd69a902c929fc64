"""The page that a board reads: the answer, what it costs, and the strongest argument against it."""

from revops.memo.making import memo_of

__all__ = ["memo_of"]
