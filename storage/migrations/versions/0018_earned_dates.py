"""When points were earned that changed hands since, and when members came and introduced themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "earned_lot",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("earned_at", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount > 0", name="lot_positive"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("entry_id", "earned_at"),
        sqlite_with_rowid=False,
    )
    op.create_index("earned_lot_by_member", "earned_lot", ["member_id", "earned_at"])
    op.create_table(
        "arrival",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("member_id"),
    )
    # Until now nothing told who came from who was only heard.
    op.execute("INSERT INTO arrival (member_id, at) SELECT id, joined_at FROM member")
    op.create_table(
        "first_introduction",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("member_id"),
    )
    op.execute("INSERT INTO first_introduction (member_id, at) SELECT member_id, at FROM introduction")
