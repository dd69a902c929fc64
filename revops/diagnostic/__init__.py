"""Signs, answers and readings to needs, gates, an outcome, and what would change it."""

from revops.diagnostic.diagnose import DEFAULT_DRAWS, DEFAULT_SEED, diagnose

__all__ = ["DEFAULT_DRAWS", "DEFAULT_SEED", "diagnose"]
