"""What a payee's page needs to let them take a transfer."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"


def upgrade() -> None:
    op.add_column("payout", sa.Column("package", sa.String(), nullable=False, server_default=""))
