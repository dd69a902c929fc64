"""What alembic runs: the changes that are missing, on the connection that `migrating.py` holds."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
