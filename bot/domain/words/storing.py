"""What is said when the database can't do what was asked of it."""

from __future__ import annotations

from runbooks.kit.text import Text

BAD_ADDRESS = Text("DATABASE_URL should be sqlite:///PATH or postgresql://USER@HOST/NAME.")
CANT_OPEN = Text("The database {path} can't be opened: {why}.")
NOT_PRIVATE = Text("Others may read the database {path}. Run chmod 600 on it.")
CLOSED = Text("The database is closed.")
FAILED = Text("The database could not do it, and nothing was kept: {why}.")
