"""Settings of the process, from the environment."""

from __future__ import annotations

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
    sandbox: Literal["auto", "on", "off"] = Field(
        "auto", description="The chat page: auto shows it only where no real channel is configured"
    )

    @property
    def secrets(self) -> set[str]:
        """Return the password in the database's address, as it is written there and as it is meant."""
        password = urlsplit(self.database).password or ""
        return {password, unquote(password)} - {""}
