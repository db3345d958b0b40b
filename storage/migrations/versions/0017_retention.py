"""When pictures were stored, so that they can be forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("picture", sa.Column("saved_at", sa.BigInteger(), nullable=False, server_default="0"))
    op.create_index("picture_by_age", "picture", ["saved_at", "digest"])
