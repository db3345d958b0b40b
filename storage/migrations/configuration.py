"""How Alembic is told where the migrations are, and on which connection to run them."""

from __future__ import annotations

from alembic.config import Config
from sqlalchemy import Connection

from storage.migrations import FOLDER


def configuration(connection: Connection) -> Config:
    """Return what Alembic's commands ask for."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config
