"""Days that were made up or frozen, and how many bonuses a run has earned."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

CYCLE = 7
"""What groups have unless they say otherwise; at which days bonuses were paid was not on record."""


def upgrade() -> None:
    op.add_column("checkin", sa.Column("bonuses", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("checkin", sa.Column("kind", sa.String(), nullable=False, server_default="checked"))
    op.execute(f"UPDATE checkin SET bonuses = streak / {CYCLE}")
