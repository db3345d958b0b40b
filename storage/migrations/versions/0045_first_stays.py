"""When a member who came back was there for the first time: reports of those days ask for it."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"


def upgrade() -> None:
    for column in ("first_joined_at", "first_left_at"):
        op.add_column("member", sa.Column(column, sa.BigInteger(), nullable=True))
