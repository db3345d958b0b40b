"""Pictures that go with members' tasks."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    op.add_column("quest", sa.Column("picture", sa.String(), nullable=False, server_default=""))
