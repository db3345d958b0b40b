"""Posters of events."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    op.add_column("event", sa.Column("poster", sa.String(), nullable=False, server_default=""))
