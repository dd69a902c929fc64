"""From the recommendation to the next ninety days, and to the page that a board reads."""

from revops.plan.making import plan_of
from revops.plan.memo import memo_of

__all__ = ["memo_of", "plan_of"]
