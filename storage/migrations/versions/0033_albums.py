"""Photos that members gave to albums."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    op.create_table(
        "album_photo",
        sa.Column("album", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("album", "number"),
        sa.UniqueConstraint("album", "digest"),
        sqlite_with_rowid=False,
    )
    op.create_index("album_photo_by_member", "album_photo", ["member_id"])
    op.create_index("album_photo_by_age", "album_photo", ["at"])
