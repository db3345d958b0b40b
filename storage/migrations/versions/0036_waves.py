"""Waves that call members back."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    op.create_table(
        "wave_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("goals", sa.String(), nullable=False),
        sa.Column("touch_fen", sa.Integer(), nullable=False),
        sa.Column("offer_fen", sa.Integer(), nullable=False),
        sa.Column("worth_fen", sa.Integer(), nullable=True),
        sa.Column("ends_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("state IN ('collecting', 'done', 'stopped')", name="wave_run_state"),
        sa.PrimaryKeyConstraint("id"),
    )
    collecting = sa.text("state = 'collecting'")
    op.create_index(
        "wave_run_once_at_a_time",
        "wave_run",
        ["group_id", "name"],
        unique=True,
        sqlite_where=collecting,
        postgresql_where=collecting,
    )
    op.create_index("wave_run_by_name", "wave_run", ["group_id", "name", "id"])
    op.create_table(
        "wave_portion",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ids", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["wave_run.id"]),
        sa.PrimaryKeyConstraint("run_id", "number"),
    )
    op.create_table(
        "wave_member",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("held_out", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("said", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.String(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("touched_at", sa.BigInteger(), nullable=True),
        sa.Column("woken_at", sa.BigInteger(), nullable=True),
        sa.Column("taken_at", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint("held_out = 0 OR touched_at IS NULL", name="wave_member_left_alone"),
        sa.CheckConstraint("taken_at IS NULL OR touched_at IS NOT NULL", name="wave_member_taken"),
        sa.ForeignKeyConstraint(["run_id"], ["wave_run.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("run_id", "member_id"),
    )
    op.create_index("wave_member_by_member", "wave_member", ["member_id", "began_at"])
