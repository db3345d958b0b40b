"""What members spent in all, tags that a rule gave, and what is exchanged together."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    op.add_column("member", sa.Column("spent", sa.BigInteger(), nullable=False, server_default="0"))
    op.execute(
        """UPDATE member SET spent = (SELECT COALESCE(SUM(fen - returned), 0) FROM purchase
            WHERE purchase.member_id = member.id)
        WHERE id IN (SELECT member_id FROM purchase)"""
    )
    spent = sa.text("spent > 0")
    op.create_index(
        "member_by_spent", "member", ["group_id", "left_at", "spent"], sqlite_where=spent, postgresql_where=spent
    )
    op.add_column("tag", sa.Column("by_rule", sa.Integer(), nullable=False, server_default="0"))
    op.drop_index("purchase_by_time", "purchase")
    op.create_index("purchase_by_time", "purchase", ["group_id", "bought_at", "returned", "fen"])
    done = sa.text("state = 'done'")
    op.create_index("quest_claim_done", "quest_claim", ["at"], sqlite_where=done, postgresql_where=done)
    op.create_table(
        "mall_liking",
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('item', 'word')", name="mall_liking_kind"),
        sa.PrimaryKeyConstraint("group_id", "kind", "basis", "item"),
        sqlite_with_rowid=False,
    )
