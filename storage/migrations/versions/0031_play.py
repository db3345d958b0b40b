"""Questions that red packets ask, seasons of games that are over, and where a forecast comes from."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.add_column("red_packet", sa.Column("question", sa.String(), nullable=False, server_default=""))
    op.add_column("forecast", sa.Column("source", sa.String(), nullable=False, server_default="Open-Meteo"))
    op.create_table(
        "game_season",
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("first_day", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("wins", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("paid", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("group_id", "first_day", "member_id"),
        sqlite_with_rowid=False,
    )
