"""How members came to their group: by which scene, and by which of the owner's ways in."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"


def upgrade() -> None:
    for name in ("scene", "source"):
        op.add_column("arrival", sa.Column(name, sa.String(), nullable=False, server_default=""))
