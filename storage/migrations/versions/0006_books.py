"""Proposals that wait for a confirmation, recorded purchases, and marks that bound reports."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("feature", sa.String(), nullable=False),
        sa.Column("proposer", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("payload", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("second", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("decider", sa.String(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("proposal_by_group", "proposal", ["group_id", "outcome", "expires"])
    op.create_index("proposal_by_proposer", "proposal", ["group_id", "proposer", "id"])
