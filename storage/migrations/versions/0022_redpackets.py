"""Red packets, their shares, who they are for, how old their points are; and those of money, sent by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "red_packet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sender_id", sa.Integer(), nullable=True),
        sa.Column("own", sa.Integer(), nullable=False),
        sa.Column("lucky", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("shares", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("phrase", sa.String(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=True),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("state IN ('open', 'empty', 'expired')", name="red_packet_state"),
        sa.CheckConstraint("(state = 'open') = (ended_at IS NULL)", name="red_packet_ended"),
        sa.CheckConstraint("shares >= 1 AND points >= shares", name="red_packet_shares"),
        sa.CheckConstraint("own = 0 OR sender_id IS NOT NULL", name="red_packet_paid"),
        sa.ForeignKeyConstraint(["sender_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("group_id", "number"),
        sa.UniqueConstraint("group_id", "cause"),
    )
    op.create_index("red_packet_by_state", "red_packet", ["group_id", "state"])
    op.create_index("red_packet_by_sender", "red_packet", ["sender_id"])
    op.create_table(
        "red_packet_share",
        sa.Column("packet_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("points > 0", name="red_packet_share_positive"),
        sa.CheckConstraint("(member_id IS NULL) = (at IS NULL)", name="red_packet_share_taken"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.ForeignKeyConstraint(["packet_id"], ["red_packet.id"]),
        sa.PrimaryKeyConstraint("packet_id", "number"),
        sa.UniqueConstraint("packet_id", "member_id"),
    )
    op.create_index("red_packet_share_by_member", "red_packet_share", ["member_id"])
    op.create_table(
        "red_packet_receiver",
        sa.Column("packet_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.ForeignKeyConstraint(["packet_id"], ["red_packet.id"]),
        sa.PrimaryKeyConstraint("packet_id", "member_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "red_packet_lot",
        sa.Column("packet_id", sa.Integer(), nullable=False),
        sa.Column("earned_at", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount > 0", name="red_packet_lot_positive"),
        sa.ForeignKeyConstraint(["packet_id"], ["red_packet.id"]),
        sa.PrimaryKeyConstraint("packet_id", "earned_at"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "cash_packet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fen", sa.Integer(), nullable=False),
        sa.Column("shares", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("shares >= 1 AND fen >= shares", name="cash_packet_shares"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("group_id", "number"),
    )
