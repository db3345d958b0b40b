"""Settings of the process, from the environment."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Mapping
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from config.wording import reason

PREFIX = "QUNBAN_"
FOR_TESTS = "QUNBAN_TEST_"
DATABASE = "要写 sqlite:///文件 或 postgresql://用户:密码@主机/库"
NO_KEY = "要写 whsec_ 加上 base64，至少 24 个字节"
LEAST_KEY = 24
"""Bytes, as Standard Webhooks asks for."""
UNKNOWN = "没有 {name} 这个设置，是不是 {near}？"
WRONG = "环境变量 {name} {read}{reason}"
HOME = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Each field is read from `QUNBAN_` and its name in capitals, e.g. QUNBAN_PORT."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True)

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
    keep_photos: int = Field(
        180, ge=2, description="Days for which photos of events and showcases stay in their albums"
    )
    keep_transcript: int = Field(30, ge=1, description="Days of talk that the sandbox's page shows")
    keep_facts: int = Field(
        400,
        ge=100,
        description="Days for which talk by member and hour, and facts from outside are kept; their days' sums stay",
    )
    backups: int = Field(0, ge=0, description="How many nightly copies of an SQLite database are kept in backup/")
    sandbox: Literal["auto", "on", "off"] = Field(
        "auto", description="The chat page: auto shows it until a group uses a real channel"
    )

    webhook_secret: SecretStr = Field(
        SecretStr(""), description="whsec_ and base64; POST /facts takes what is signed with it, and is off without"
    )

    @field_validator("webhook_secret")
    @classmethod
    def _usable_secret(cls, secret: SecretStr) -> SecretStr:
        text = secret.get_secret_value()
        try:
            key = base64.b64decode(text.removeprefix("whsec_"), validate=True)
        except binascii.Error:
            raise ValueError(NO_KEY) from None
        if text and (not text.startswith("whsec_") or len(key) < LEAST_KEY):
            raise ValueError(NO_KEY)
        return secret

    @field_validator("database")
    @classmethod
    def _known_database(cls, url: str) -> str:
        kind, _, place = url.partition("://")
        if kind.split("+")[0] not in ("sqlite", "postgresql") or place in ("", "/", "/:memory:"):
            raise ValueError(DATABASE)
        try:
            _ = urlsplit(url).port
        except ValueError:
            raise ValueError(DATABASE) from None
        return url

    @property
    def secrets(self) -> set[str]:
        """Return the password in the database's address, as it is written there and as it is meant."""
        password = urlsplit(self.database).password or ""
        return {password, unquote(password), self.webhook_secret.get_secret_value()} - {""}

    @property
    def webhook_key(self) -> bytes:
        """Return the key that requests to POST /facts are signed with; empty where it is off."""
        return base64.b64decode(self.webhook_secret.get_secret_value().removeprefix("whsec_"))

    def keep(self, name: str) -> timedelta:
        """Return for how long something is kept: inbox, sent, failed, pictures, photos, transcript or facts."""
        return timedelta(days=getattr(self, f"keep_{name}"))


class WrongSettings(Exception):
    """Settings that cannot be used, a line for each."""


def read_settings() -> Settings:
    """Return the settings from the environment; raises WrongSettings."""
    try:
        return Settings()
    except ValidationError as error:
        raise WrongSettings("\n".join(_line(detail) for detail in error.errors(include_url=False))) from None


def _line(detail: ErrorDetails) -> str:
    field = str(detail["loc"][0])
    # A password may be in the database's address.
    read = "" if field == "database" else f"写的是「{detail['input']}」，"
    return WRONG.format(name=PREFIX + field.upper(), read=read, reason=reason(detail) or "写得不对")


def misspelt_settings(environ: Mapping[str, str] = os.environ) -> list[str]:
    """Return a line for each variable that is called nearly like a setting. Others may be for channels.yaml."""
    fields = list(Settings.model_fields)
    names = [name for name in environ if name.upper().startswith(PREFIX) and not name.upper().startswith(FOR_TESTS)]
    return [
        UNKNOWN.format(name=name, near=PREFIX + near[0].upper())
        for name in names
        if (field := name.upper().removeprefix(PREFIX).lower()) not in fields
        and (near := get_close_matches(field, fields, 1, 0.7))
    ]
