"""From the recommendation to the next ninety days, and what speaks against it."""

from revops.plan.making import plan_of

__all__ = ["plan_of"]
