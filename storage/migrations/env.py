"""Alembic's way in: migrations run on the connection that is handed over with whatever drafting a new one needs."""

from alembic import context

handed_over = context.config.attributes
context.configure(
    connection=handed_over["connection"],
    target_metadata=handed_over.get("target_metadata"),
    render_as_batch=True,
    transactional_ddl=True,
    render_item=handed_over.get("render_item"),
)
with context.begin_transaction():
    context.run_migrations()
