"""Alembic's way in: migrations run on the connection that storage/migrate.py hands over."""

from typing import Literal

from alembic import context
from sqlmodel.sql.sqltypes import AutoString

from storage.schema import METADATA


def render(kind: str, item: object, _: object) -> str | Literal[False]:
    """SQLModel's own name for a text column is not known to the migration."""
    return "sa.String()" if kind == "type" and isinstance(item, AutoString) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=True,
    render_item=render,
)
with context.begin_transaction():
    context.run_migrations()
