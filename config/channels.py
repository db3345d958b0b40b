"""This file is long because it holds what each kind of channel is told in channels.yaml, and how that file is read."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, Self
from unicodedata import normalize

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from config.addresses import socket_address, web_address
from config.env_file import named_values
from config.loader import check, tree
from config.problems import ConfigError, Problem
from config.validation import finding_at
from config.wording import line_of

SHORTEST_TOKEN = 16
"""Letters of a token that its owner makes up: whoever guesses it speaks as the account."""
WECOM_API = "https://qyapi.weixin.qq.com"
WECHAT_API = "https://api.weixin.qq.com"
WECOM_LONG_CONNECTION = "wss://openws.work.weixin.qq.com"

ONE_WAY = "长连接和回调只能选一种，「{key}」是{other}的"
CHOOSE = "长连接写 bot_id 和 secret；回调写 token 和 aes_key"
HALF = "{way}要写 {first} 和 {second}，这里缺少「{key}」"
NOWHERE = "智能机器人还没有写怎么连"
ONLY_LONG = "address 是长连接用的，回调方式没有它"
ONLY_CALLBACK = "「{key}」是回调方式用的，长连接没有它"
DELETE = "请删去这一行"
SAME_BOT = "和通道「{first}」是同一个机器人（bot_id 一样），两个会互相挤下线"
ONE_CHANNEL = "只留一个；几个群可以用同一个通道"


def _aes_key(key: SecretStr) -> SecretStr:
    if not re.fullmatch("[0-9A-Za-z]{43}", key.get_secret_value()):
        raise ValueError("EncodingAESKey 应当是 43 个字母或数字，请从后台完整复制")
    return key


def _code(text: str) -> str:
    if not text.strip():
        raise ValueError("不能为空")
    if not re.fullmatch("[!-~]+", text):
        raise ValueError("里面有空格、汉字或全角字，像是多复制了什么，只要那一串字母和数字")
    return text


def _filled(secret: SecretStr) -> SecretStr:
    _code(secret.get_secret_value())
    return secret


def _long(secret: SecretStr) -> SecretStr:
    if len(secret.get_secret_value()) < SHORTEST_TOKEN:
        raise ValueError(f"至少要 {SHORTEST_TOKEN} 个字母或数字，例如用 openssl rand -hex 16 生成的")
    return secret


Url = Annotated[str, AfterValidator(web_address)]
SocketUrl = Annotated[str, AfterValidator(socket_address)]
Code = Annotated[str, AfterValidator(_code)]
"""An id or a secret as platforms make them."""
Secret = Annotated[SecretStr, AfterValidator(_filled)]
LongSecret = Annotated[SecretStr, AfterValidator(_long)]
AesKey = Annotated[SecretStr, AfterValidator(_aes_key)]
Window = Annotated[
    int, Field(ge=0, le=86400, description="Seconds a callback's timestamp may be off; 0 switches the check off")
]


class _Channel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SandboxSettings(_Channel):
    """The chat page for trying the bot without any account."""

    kind: Literal["sandbox"]
    members: list[str] = Field(
        ["小明", "小红", "老王"], min_length=1, description="Who may speak besides owner and admins"
    )


class WecomAppSettings(_Channel):
    """A self-built WeCom app: private messages and customer-group events in, pushes to members out."""

    kind: Literal["wecom_app"]
    corp_id: Code
    agent_id: int = Field(ge=0)
    secret: Secret
    token: Secret
    aes_key: AesKey
    api: Url = WECOM_API
    window: Window = 300


class WecomAibotSettings(_Channel):
    """A WeCom AI bot: hears its mentions in internal groups and answers them.

    By its long connection it needs `bot_id` and `secret` and no public address; called back over HTTP, `token` and
    `aes_key`. The platform's two ways exclude each other.
    """

    kind: Literal["wecom_aibot"]
    bot_name: str = Field(min_length=1, description="Display name, stripped from what members say")
    bot_id: Code = Field("", description="Of the long connection", validate_default=False)
    secret: Secret | None = None
    address: SocketUrl = Field(WECOM_LONG_CONNECTION, description="Of the long connection, where WeCom is one's own")
    token: Secret | None = None
    aes_key: AesKey | None = None
    api: Url = WECOM_API
    window: Window = 300

    @property
    def is_long_connection(self) -> bool:
        """Return whether the bot connects to the platform, instead of being called back by it."""
        return bool(self.bot_id)

    @model_validator(mode="after")
    def _one_way_in(self) -> Self:
        """Refuse both ways at once, half of one, none, and what belongs to the other one."""
        written = self.model_fields_set
        long, callback = written & {"bot_id", "secret"}, written & {"token", "aes_key"}
        if long and callback:
            key = next(key for key in type(self).model_fields if key in callback)
            raise finding_at((key,), ONE_WAY.format(key=key, other="回调"), CHOOSE)
        if not long and not callback:
            raise finding_at((), NOWHERE, CHOOSE)
        way, pair = ("长连接", ("bot_id", "secret")) if long else ("回调", ("token", "aes_key"))
        for key in pair:
            if key not in written:
                words = HALF.format(way=way, first=pair[0], second=pair[1], key=key)
                raise finding_at((next(iter(long or callback)),), words, "请补上这一项")
        if callback and "address" in written:
            raise finding_at(("address",), ONLY_LONG, DELETE)
        if long and "window" in written:
            raise finding_at(("window",), ONLY_CALLBACK.format(key="window"), DELETE)
        return self


class WecomRobotSettings(_Channel):
    """A group's push robot (消息推送): speaks on schedule, hears nothing."""

    kind: Literal["wecom_robot"]
    key: Secret
    api: Url = WECOM_API


class WecomAppchatSettings(_Channel):
    """The groups that a self-built WeCom app made (appchat): it speaks there on schedule and hears nothing."""

    kind: Literal["wecom_appchat"]
    corp_id: Code
    secret: Secret
    api: Url = WECOM_API


class OnebotSettings(_Channel):
    """A OneBot 11 that connects to the bot by reverse WebSocket: QQ, and whatever else speaks it."""

    kind: Literal["onebot"]
    bot_name: str = Field("群伴", min_length=1, description="What the account is called where somebody types its name")
    token: LongSecret = Field(description="The access token, as in the OneBot's own settings")
    outside: bool = Field(False, description="Whether it may connect from another machine")


class TemplateSettings(_Channel):
    """What an official account sends once it may not write to a member any more."""

    id: str = Field(min_length=1, description="Of the template, in the account's own list")
    field: str = Field("thing1", pattern="^[a-z_]+[0-9]{0,3}$", description="Which field holds the words")
    subscribed: bool = Field(False, description="Whether it is a subscribe message (订阅通知)")


class OfficialAccountSettings(_Channel):
    """An official account of WeChat (公众号): hears private messages and answers them on the spot.

    With `secret` it answers later, too: for 48 hours by customer-service messages, then by a template.
    """

    kind: Literal["official_account"]
    app_id: str = Field(min_length=1)
    token: Secret
    aes_key: AesKey | None = Field(None, description="With it, only what is encrypted is let in")
    secret: Secret | None = Field(None, description="The AppSecret; with it, what takes longer is sent later")
    template: TemplateSettings | None = Field(None, description="Sent where 48 hours are over")
    api: Url = WECHAT_API
    window: Window = 300


ChannelSettings = Annotated[
    SandboxSettings
    | WecomAppSettings
    | WecomAibotSettings
    | WecomRobotSettings
    | WecomAppchatSettings
    | OnebotSettings
    | OfficialAccountSettings,
    Field(discriminator="kind"),
]
NAME = "^[a-z][a-z0-9_-]{0,31}$"
ChannelName = Annotated[str, Field(pattern=NAME)]


class ChannelsFile(BaseModel):
    """The whole of channels.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    channels: dict[ChannelName, ChannelSettings] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_channel_for_a_bot(self) -> Self:
        """Refuse a second long connection of the same bot: the two would throw each other out for ever."""
        known: dict[str, str] = {}
        for name, channel in self.channels.items():
            if isinstance(channel, WecomAibotSettings) and channel.bot_id:
                first = known.setdefault(channel.bot_id, name)
                if first != name:
                    raise finding_at(("channels", name), SAME_BOT.format(first=first), ONE_CHANNEL)
        return self


NO_FILE = "这里没有 channels.yaml"
NO_FILE_FIX = "第一次用，请运行 ./qunban connect，它会写好；已经写过的话，看看 QUNBAN_CONFIG 是不是指着别处"


def load_channels(
    path: Path, environ: Mapping[str, str] = os.environ, text: bytes | None = None
) -> dict[str, ChannelSettings]:
    """Return the channels by name; raises ConfigError with file and line.

    `${NAME}` is taken from the environment, else from the `.env` beside the file. `text` is read in the file's place.
    """
    if text is None and not path.exists():
        raise ConfigError(Problem(path, 1, 1, NO_FILE, NO_FILE_FIX))
    data = tree(path, text, private=True)
    missing: list[Problem] = []
    fill_in(path, data, named_values(path.parent, environ), missing)
    if missing:
        raise ConfigError(*missing)
    return check(path, data, ChannelsFile, private=True).channels


BROKEN_VARIABLE = "环境变量写得不对"
BROKEN_VARIABLE_FIX = "要写成 {written}：大括号两边都要有，前后和里面没有别的字"
_VARIABLE = re.compile("[A-Z][A-Z0-9_]{2,}")
_LIKE_VARIABLE = re.compile(r"\$[({]?[A-Z][A-Z0-9_]{2,}[)}]?|\{{1,2}[A-Z][A-Z0-9_]{2,}\}{1,2}|%[A-Z][A-Z0-9_]{2,}%")


def fill_in(path: Path, node: CommentedMap | CommentedSeq, environ: Mapping[str, str], missing: list[Problem]) -> None:
    """Put variables in the place of `${NAME}`, and a Problem for each that is not set or wrongly written."""
    for step in list(node) if isinstance(node, CommentedMap) else range(len(node)):
        value = node[step]
        if isinstance(value, (CommentedMap, CommentedSeq)):
            fill_in(path, value, environ, missing)
        elif isinstance(value, str) and (match := re.fullmatch(r"\$\{(\w+)\}", value)):
            name = match[1]
            if name in environ:
                node[step] = environ[name]
            else:
                line, column = line_of(node, [step])
                # A key between the braces is not repeated: variables are written in capitals.
                shown = f" {name} " if re.fullmatch("[A-Z][A-Z0-9_]*", name) else ""
                fix = (
                    f"请先 export {name}=…，或者在旁边的 .env 里写一行 {name}=…"
                    if shown
                    else "大括号里要写环境变量的名字，不是 key 本身"
                )
                missing.append(Problem(path, line, column, f"环境变量{shown}没有设置", fix))
        elif isinstance(value, str) and (written := _meant(value)):
            line, column = line_of(node, [step])
            missing.append(Problem(path, line, column, BROKEN_VARIABLE, BROKEN_VARIABLE_FIX.format(written=written)))


def _meant(value: str) -> str:
    """Return how a variable should have been written that was meant by a value; empty where none was.

    Only what looks like a variable's name is repeated: anything else may be the secret itself.
    """
    compact = "".join(normalize("NFKC", value).split())
    if not _LIKE_VARIABLE.fullmatch(compact) and "${" not in compact:
        return ""
    name = _VARIABLE.search(compact)
    return f"${{{name[0] if name else '名字'}}}"


def is_channel_name(name: str) -> bool:
    """Return whether a channel may be called so."""
    return bool(re.fullmatch(NAME, name))


def secrets_of(channels: Mapping[str, ChannelSettings]) -> set[str]:
    """Return every secret in these settings, so that logs can blot them out."""
    values = (value for settings in channels.values() for _, value in settings)
    return {value.get_secret_value() for value in values if isinstance(value, SecretStr)}
