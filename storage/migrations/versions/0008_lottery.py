"""Draws and their seeds."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "lottery_seed",
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("group_id", "day"),
    )
    op.create_table(
        "lottery_draw",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("odds", sa.String(), nullable=False),
        sa.Column("prize", sa.String(), nullable=False),
        sa.Column("blank", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("group_id", "day", "number"),
    )
    op.create_index("lottery_draw_by_member", "lottery_draw", ["member_id", "id"])
    op.create_index("lottery_draw_by_prize", "lottery_draw", ["group_id", "prize"])
