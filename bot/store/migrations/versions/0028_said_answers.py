"""What an answer says as a sentence of ours, so that it can be told in other languages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.types import Json

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    """Add both columns; an older answer is told as it was kept."""
    op.add_column("answer", sa.Column("said", Json()))
    op.add_column("answer", sa.Column("said_source", Json()))
