"""Signs, answers and readings to needs, gates, an outcome, and what would change it."""
