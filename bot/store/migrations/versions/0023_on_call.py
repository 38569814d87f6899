"""Since when nobody has an incident again, so that its call waits from then on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Make the column."""
    op.add_column("incident", sa.Column("alone_since", sa.BigInteger(), nullable=True))
