"""Birthdays by the lunar calendar."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    # Until now every birthday was one of the solar calendar.
    op.add_column("birthday", sa.Column("calendar", sa.String(), nullable=False, server_default="solar"))
