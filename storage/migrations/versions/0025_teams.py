"""Challenges in which teams check in together."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.create_table(
        "team_challenge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("reward", sa.Integer(), nullable=False),
        sa.Column("gathers_until", sa.BigInteger(), nullable=False),
        sa.Column("first_day", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.CheckConstraint("state IN ('gathering', 'running', 'over', 'cancelled')", name="team_challenge_state"),
        sa.CheckConstraint("days >= 1 AND size >= 2 AND reward >= 0", name="team_challenge_terms"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("group_id", "number"),
    )
    op.create_index("team_challenge_by_state", "team_challenge", ["group_id", "state"])
    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("motto", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["challenge_id"], ["team_challenge.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("challenge_id", "number"),
    )
    op.create_table(
        "team_member",
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("has_quit", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["challenge_id"], ["team_challenge.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"]),
        sa.PrimaryKeyConstraint("challenge_id", "member_id"),
    )
    op.create_index("team_member_by_team", "team_member", ["team_id"])
