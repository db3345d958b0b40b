"""Settings of the process, from the environment."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

HOME = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Each field is read from `QUNBAN_` and its name in capitals, e.g. QUNBAN_PORT."""

    model_config = SettingsConfigDict(env_prefix="QUNBAN_", env_ignore_empty=True)

    config: Path = Field(HOME / "config", description="Folder with channels.yaml, groups/ and content/")
    database: str = Field(f"sqlite:///{HOME / 'data' / 'qunban.db'}", description="SQLAlchemy URL")
    host: str = Field("127.0.0.1", description="Address on which the platforms' callbacks arrive")
    port: int = Field(8080, ge=0, le=65535)
    log: Literal["debug", "info", "warning", "error"] = "info"
    keep_inbox: int = Field(
        60, ge=4, description="Days for which events, their answers and daily allowances are remembered"
    )
    keep_sent: int = Field(30, ge=7, description="Days for which messages that arrived are kept")
    keep_failed: int = Field(
        180, ge=7, description="Days for which broadcasts that did not arrive, and closed requests, are listed"
    )
    keep_pictures: int = Field(7, ge=2, description="Days for which pictures are kept after their last use")
    keep_transcript: int = Field(30, ge=1, description="Days of talk that the sandbox's page shows")
    backups: int = Field(0, ge=0, description="How many nightly copies of an SQLite database are kept in backup/")
    sandbox: Literal["auto", "on", "off"] = Field(
        "auto", description="The chat page: auto shows it only where no real channel is configured"
    )

    @property
    def secrets(self) -> set[str]:
        """Return the password in the database's address, as it is written there and as it is meant."""
        password = urlsplit(self.database).password or ""
        return {password, unquote(password)} - {""}

    def keep(self, name: str) -> timedelta:
        """Return for how long something is kept: inbox, sent, failed, pictures or transcript."""
        return timedelta(days=getattr(self, f"keep_{name}"))
