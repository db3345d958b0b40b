"""services.yaml: services beside the channels that the owner has an account with; without the file there are none."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from config.channels import Secret, Url, fill_in
from config.env_file import named_values
from config.loader import check, tree
from config.problems import ConfigError, Problem

WECHAT_PAY = "https://api.mch.weixin.qq.com"
FILE = "services.yaml"

Words = Annotated[str, Field(min_length=1, max_length=32)]


class _Service(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ReportLine(_Service):
    """What WeChat Pay wants to know about transfers of a scene, such as 活动名称."""

    type: Words
    content: Words


class TransferSettings(_Service):
    """WeChat Pay 商家转账 (API v3): the payee confirms each transfer."""

    kind: Literal["wechat_transfer"]
    merchant: str = Field(pattern="^[0-9]{6,12}$", description="商户号")
    appid: str = Field(min_length=1, max_length=32)
    serial: str = Field(pattern="^[0-9A-Fa-f]{8,64}$", description="Serial number of the merchant's certificate")
    private_key: Path = Field(description="The merchant's apiclient_key.pem")
    wechat_key: Path = Field(description="WeChat Pay's pub_key.pem, against which answers are checked")
    wechat_key_id: str = Field(min_length=1, max_length=64, description="Its PUB_KEY_ID_…")
    scene: str = Field("1000", max_length=36, description="转账场景 ID")
    report: tuple[ReportLine, ...] = Field(min_length=1, max_length=5)
    api: Url = WECHAT_PAY


class CashPacketSettings(_Service):
    """WeChat Pay 现金红包 (API v2): a packet of 1 to 200 yuan for a follower of the official account."""

    kind: Literal["wechat_redpacket"]
    merchant: str = Field(pattern="^[0-9]{6,12}$", description="商户号")
    appid: str = Field(min_length=1, max_length=32)
    key: Secret = Field(description="API v2 key, 32 characters")
    certificate: Path = Field(description="The merchant's apiclient_cert.pem")
    private_key: Path = Field(description="The merchant's apiclient_key.pem")
    sender: Words
    activity: Words
    scene: str = Field("", max_length=32, description="场景 ID, such as PRODUCT_2")
    address: str = Field("127.0.0.1", max_length=15, description="client_ip, from which requests come")
    api: Url = WECHAT_PAY


class QWeatherSettings(_Service):
    """QWeather 和风天气, with a key and the host that its console shows."""

    kind: Literal["qweather"]
    key: Secret
    api: Url = Field(description="https:// and the API Host")


PayoutSettings = Annotated[TransferSettings | CashPacketSettings, Field(discriminator="kind")]


class Services(_Service):
    """The whole of services.yaml."""

    payout: PayoutSettings | None = None
    weather: QWeatherSettings | None = None
    """Without it the weather comes from Open-Meteo, which needs no key."""


def load_services(folder: Path, environ: Mapping[str, str] = os.environ) -> Services:
    """Return the services of a configuration folder; raises ConfigError.

    `${NAME}` is taken from the environment, else from the `.env` in the folder.
    """
    path = folder / FILE
    if not path.exists():
        return Services()
    data = tree(path, private=True)
    missing: list[Problem] = []
    fill_in(path, data, named_values(folder, environ), missing)
    if missing:
        raise ConfigError(*missing)
    return check(path, data, Services, private=True)


def secrets_of_services(services: Services) -> set[str]:
    """Return every secret in these settings, so that logs can blot them out."""
    values = (value for _, settings in services if settings for _, value in settings)
    return {value.get_secret_value() for value in values if isinstance(value, SecretStr)}
