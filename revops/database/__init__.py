"""The one database of the app: drafts and rooms, in SQLite or PostgreSQL.

`REVOPS_DATABASE_URL` names it; without, it is an SQLite file in the user's own data folder. `database_at` opens it
once per process and brings its tables to the version of this program before anybody reads them.
"""

from revops.database.address import default_url
from revops.database.clock import Clock, utc_now
from revops.database.database import Database, database_at
from revops.database.tokens import new_token, token_hash

__all__ = ["Clock", "Database", "database_at", "default_url", "new_token", "token_hash", "utc_now"]
