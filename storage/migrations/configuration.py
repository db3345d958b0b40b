"""How Alembic is told where the migrations are, and on which connection to run them; SQLAlchemy serves nothing else."""

from __future__ import annotations

from alembic.config import Config
from sqlalchemy import URL, Connection, make_url

from storage.migrations import FOLDER


def engine_url(url: str) -> URL:
    """Return the database's address with SQLAlchemy's names of the drivers."""
    parsed = make_url(url)
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
    return parsed.set(drivername=drivers[parsed.get_backend_name()])


def configuration(connection: Connection) -> Config:
    """Return what Alembic's commands ask for."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config
