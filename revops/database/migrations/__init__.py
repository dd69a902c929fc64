"""Changes of the tables, one file each under `versions/`; alembic runs `env.py`."""
