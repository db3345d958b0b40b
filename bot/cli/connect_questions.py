"""What `connect` asks, and what it makes of the answers. A terminal and a pipe are answered alike.

This file is long because each question stands with the words for what is wrong with its answers.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from getpass import getpass
from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit

import typer
from pydantic import BaseModel, SecretStr, TypeAdapter, ValidationError

from bot.cli.pasted import read_choice, read_code, read_name
from config.channels import WecomAibotSettings, WecomAppchatSettings, WecomAppSettings, WecomRobotSettings
from config.wording import reason

SKIP = ("跳过", "skip")
SCAN = "扫码"
WRONG = "写得不对：{reason}。"
CHOOSE = "请写前面的数字，1 到 {most}。"
EMPTY = "这一项不能为空。"
OR_SKIP = "先停在这里请写「跳过」。"
KEEP = "（回车就用原来的）"
LONG_ID = 20
SWAPPED = "这像是 Bot ID。Secret 是页面上的另一样，点一下「获取」或「重置」才看得到。"
NUMBERS = "这是一串数字，像是网址里的，不是 Bot ID。Bot ID 在「智能机器人 → API 模式 → 长连接」页面上。"


UNLIKE = (
    "这不像 Bot ID，它是 aib 开头的。如果是 Secret，别写在这里：channels.yaml 别人也读得到，Secret 在下一格。"
    "真是你的 Bot ID，就照原样再交一次。"
)
REVERSED = "Bot ID 和 Secret 填反了：aib 开头的是 Bot ID，另一样才是 Secret。"
ADDRESS = "这是一个网址，不是{what}：要的是页面上写着它的那一串。"
COMPANY = "这像是企业 ID，不是{what}。Secret 在应用或机器人自己的页面上，点一下「查看」或「获取」才看得到。"
_COMPANY = re.compile("w[wx][0-9a-f]{16}")


class Left(Exception):
    """Somebody wants to stop here: 跳过, Ctrl+C, or nothing more comes from the pipe."""


Say = Callable[[str], None]


@dataclass(frozen=True)
class Field:
    """One thing to be asked for a channel."""

    key: str
    question: str
    is_secret: bool = False
    default: str = ""
    read: Callable[[str], str] = read_code


@dataclass(frozen=True)
class Way:
    """A way in, as people know it."""

    title: str
    name: str
    """What its channel is called, unless there is one already."""
    kind: str
    settings: type[BaseModel]
    fields: Sequence[Field]
    page: str
    """Where its two or five secrets are found."""
    site: str
    """The key of its settings that names the platform's server."""


def _key_of(address: str) -> str:
    """Return the robot's key, also where its whole address was pasted."""
    address = read_code(address)
    found = parse_qs(urlsplit(address).query).get("key", []) if "://" in address else []
    return found[0] if found else address


BOT_NAME = Field("bot_name", "机器人在群里叫什么（不带 @）", default="群伴", read=read_name)
BOT_ID = Field("bot_id", "Bot ID")
SECRET = Field("secret", "Secret", is_secret=True)
TOKEN = Field("token", "Token", is_secret=True)
AES_KEY = Field("aes_key", "EncodingAESKey（43 位）", is_secret=True)
LONG = Way(
    "智能机器人，长连接：不用公网地址，第一次用请选它",
    "bot",
    "wecom_aibot",
    WecomAibotSettings,
    (BOT_NAME, BOT_ID, SECRET),
    "两样都在企业微信「智能机器人 → API 模式 → 长连接」页面上复制。请超级管理员创建，可见范围里要有群成员。",
    "address",
)
CALLBACK = Way(
    "智能机器人，回调：要有公网 HTTPS 地址",
    "bot",
    "wecom_aibot",
    WecomAibotSettings,
    (BOT_NAME, TOKEN, AES_KEY),
    "在「智能机器人 → API 模式 → 回调」页面上点随机生成，先别点保存。",
    "api",
)
ROBOT = Way(
    "消息推送（群机器人）：只能往群里发，@ 人会响",
    "robot",
    "wecom_robot",
    WecomRobotSettings,
    (Field("key", "推送地址，或者里面 key= 后面那一串", is_secret=True, read=_key_of),),
    "在群的「消息推送」里复制地址。",
    "api",
)
APP = Way(
    "自建应用：私聊，客户群里看得到进出",
    "app",
    "wecom_app",
    WecomAppSettings,
    (
        Field("corp_id", "企业 ID（ww 开头，「我的企业」最下面）"),
        Field("agent_id", "AgentId（应用页面最上面）"),
        Field("secret", "应用的 Secret", is_secret=True),
        TOKEN,
        AES_KEY,
    ),
    "企业 ID 在「我的企业」，其余在「应用管理 → 自建 → 你的应用」；"
    "Token 和 EncodingAESKey 在它的「接收消息」里随机生成，先别点保存。",
    "api",
)
CHAT = Way(
    "自建应用建的群（appchat）：只能往里发，@ 人会响",
    "appchat",
    "wecom_appchat",
    WecomAppchatSettings,
    (
        Field("corp_id", "企业 ID（ww 开头，「我的企业」最下面）"),
        Field("secret", "应用的 Secret", is_secret=True),
    ),
    "应用的可见范围要是整个企业，服务器的 IP 要在「企业可信 IP」里。接下来我替你建群。",
    "api",
)
WAYS = (LONG, CALLBACK, ROBOT, APP, CHAT)


def say_at_once(line: str) -> None:
    """Print a line; whoever reads it from a pipe waits for it."""
    typer.echo(line)
    sys.stdout.flush()


def read_line(question: str, is_secret: bool) -> str:
    """Return what is typed to a question; raises EOFError where nothing more comes."""
    if sys.stdin.isatty():
        return getpass(question) if is_secret else input(question)
    typer.echo(question)  # nobody sees the line end that is typed
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\r\n")


@dataclass(frozen=True)
class Console:
    """Asks in a terminal, where secrets are not shown as they are typed, and of a pipe."""

    say: Say = say_at_once
    read: Callable[[str, bool], str] = read_line
    """Returns what is typed, without its line end, to a question; told whether it is secret. Raises EOFError."""

    def ask(self, question: str, *, is_secret: bool = False, default: str = "") -> str:
        """Return the answer; raises Left where somebody wants to stop."""
        words = f"{question}{f'［{default}］' if default else ''}："
        try:
            answer = self.read(words, is_secret)
        except (EOFError, KeyboardInterrupt):
            self.say("")
            raise Left from None
        answer = answer.strip()
        if answer in SKIP:
            raise Left
        return answer or default

    def choose(self, question: str, titles: Sequence[str]) -> int:
        """Return the number of what was chosen, from 0; the first where nothing is typed. Raises Left."""
        self.say(question)
        for number, title in enumerate(titles, 1):
            self.say(f"  {number}. {title}")
        while True:
            answer = read_choice(self.ask("选几", default="1"))
            names = [read_choice(title) for title in titles]
            if answer in names:
                return names.index(answer)
            meant = [number for number, name in enumerate(names) if len(answer) > 1 and answer in name]
            if len(meant) == 1 and not answer.isdigit():
                return meant[0]
            if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(titles):
                return int(answer) - 1
            self.say(CHOOSE.format(most=len(titles)))

    def fill_in(self, way: Way, field: Field, before: str = "", bot_id: str = "") -> str:
        """Return a value that the channel's settings take, `before` where nothing is typed; raises Left.

        A Bot ID that is unlike one is taken when it is given twice; as the Secret of such a `bot_id` another Bot ID is
        taken, with words: the two are reversed.
        """
        doubted = ""
        before = "" if doubt(field, before) else before
        question = f"{field.question}{KEEP}" if before and field.is_secret else field.question
        default = field.default if field.is_secret else before or field.default
        while True:
            value = field.read(self.ask(question, is_secret=field.is_secret, default=default) or before)
            if field is SECRET and are_reversed(bot_id, value):
                self.say(REVERSED)
                return value
            wrong = wrong_with(way.settings, field, value)
            if not wrong and value != doubted:
                wrong, doubted = doubt(field, value), value
            if not wrong:
                return value
            self.say(wrong + OR_SKIP if wrong == EMPTY else wrong)


def wrong_with(settings: type[BaseModel], field: Field, value: str) -> str:
    """Return what is wrong with a value, in the words of the file's check; empty where it is good."""
    if not value:
        return EMPTY
    if field.key == "bot_id" and value == SCAN:
        return ""
    if field.key == "bot_id" and value.isdigit():
        return NUMBERS
    if field is SECRET and value.startswith("aib") and len(value) > LONG_ID:
        return SWAPPED
    if field.read is not read_name and "://" in value:
        return ADDRESS.format(what=field.question)
    if field.is_secret and _COMPANY.fullmatch(value):
        return COMPANY.format(what=field.question)
    info = settings.model_fields[field.key]
    # Whether both ways were mixed is the whole channel's business; here it is one value.
    kind: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        return WRONG.format(reason=reason(error.errors(include_url=False)[0]) or "请重新复制一遍")
    return ""


def doubt(field: Field, value: str) -> str:
    """Return what is said of a value that may be meant, and probably is not; empty where it is as it should be."""
    return UNLIKE if field is BOT_ID and value and value != SCAN and not value.startswith("aib") else ""


def are_reversed(bot_id: str, secret: str) -> bool:
    """Return whether the Bot ID was given as the Secret, and something else as the Bot ID."""
    return bool(doubt(BOT_ID, bot_id)) and secret.startswith("aib") and len(secret) > LONG_ID


def written(settings: BaseModel | None, field: Field) -> str:
    """Return what a channel has for a field, also a secret; empty where there is no channel."""
    value = getattr(settings, field.key, "")
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)


def split(way: Way, values: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return what goes into channels.yaml as it is, and what is secret."""
    hidden = {field.key for field in way.fields if field.is_secret}
    shown = {key: value for key, value in values.items() if key not in hidden}
    return shown, {key: value for key, value in values.items() if key in hidden}


def way_of(settings: BaseModel) -> Way | None:
    """Return by which way a channel is connected; None for one of another platform."""
    if isinstance(settings, WecomAibotSettings):
        return LONG if settings.is_long_connection else CALLBACK
    return next((way for way in WAYS if way.settings is type(settings)), None)
