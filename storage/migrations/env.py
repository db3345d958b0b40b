"""Alembic's way in: migrations run on the connection that storage/migrate.py hands over."""

from alembic import context

from storage.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
