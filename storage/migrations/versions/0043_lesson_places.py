"""Which of its course's lessons a lesson is."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    op.add_column("lesson", sa.Column("place", sa.Integer(), nullable=True))
