"""Undoes what a kill left of a migration, in SQLite files from before all migrations were one transaction.

Statements that change tables were committed one by one then, up to the first one that changed rows; the rest was
atomic. So such a file is at revision N with the first few statements of N + 1 done, and nothing ever ran on it.
"""

from __future__ import annotations

from dataclasses import dataclass

from alembic import command
from sqlalchemy import Connection, create_engine, text

from storage.migrations import revisions
from storage.migrations.configuration import configuration

Columns = dict[str, tuple[object, ...]]


@dataclass(frozen=True)
class Schema:
    """What a database is made of, by name."""

    tables: dict[str, Columns]
    others: dict[str, str]
    """Indexes and triggers, each with its kind."""


def undo(connection: Connection) -> bool:
    """Undo the statements of a migration that was begun and never recorded; return False where that is not the case.

    What is not exactly what the migration makes, or holds rows, is left alone.
    """
    now = _read(connection)
    revision = _revision(connection, now)
    known = ["", *revisions()]
    if revision not in known[:-1]:
        return False
    before, after = _schema_of(revision), _schema_of(known[known.index(revision) + 1])
    tables = now.tables.keys() - before.tables.keys() - {"alembic_version"}
    others = now.others.keys() - before.others.keys()
    added = {
        (table, column)
        for table, columns in before.tables.items()
        for column in now.tables.get(table, {}).keys() - columns.keys()
    }
    if (
        not (tables or others or added)
        or any(now.tables[table] != after.tables.get(table) for table in tables)
        or any(now.others[name] != after.others.get(name) for name in others)
        or any(now.tables[table][column] != after.tables[table].get(column) for table, column in added)
        or any(connection.execute(text(f'SELECT 1 FROM "{table}" LIMIT 1')).first() for table in tables)
    ):
        return False
    for name in others:
        connection.execute(text(f'DROP {now.others[name]} "{name}"'))
    for table in tables:
        connection.execute(text(f'DROP TABLE "{table}"'))
    for table, column in added:
        connection.execute(text(f'ALTER TABLE "{table}" DROP COLUMN "{column}"'))
    return True


def _revision(connection: Connection, schema: Schema) -> str:
    if "alembic_version" not in schema.tables:
        return ""
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""


def _schema_of(revision: str) -> Schema:
    """Return the schema at a revision, made in memory."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        if revision:
            command.upgrade(configuration(connection), revision)
        schema = _read(connection)
    engine.dispose()
    return schema


def _read(connection: Connection) -> Schema:
    rows = connection.execute(text("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")).all()
    return Schema(
        {name: _columns(connection, name) for kind, name in rows if kind == "table"},
        {name: kind for kind, name in rows if kind != "table"},
    )


def _columns(connection: Connection, table: str) -> Columns:
    rows = connection.execute(text(f'SELECT * FROM pragma_table_info("{table}")')).all()
    return {row[1]: tuple(row[2:]) for row in rows}
