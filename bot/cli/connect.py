"""`qunban connect`: from nothing to a group in which the bot answers, one step after the other.

Each step looks at what is there and goes on from it, so that it can be left and taken up again at any time.

This file is long because the steps stand together with what is said at each.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from aiohttp import ClientSession
from pydantic import BaseModel

from bot.channels.wecom.api import ApiError, AppApi, webhook_send
from bot.channels.wecom.appchat import create
from bot.channels.wecom.setup_failures import ONE_PLACE, WRONG_ID
from bot.channels.wecom.trials import require_app, words_of
from bot.cli.connect_files import TEMPLATES, channels_of, free_name, require_server, write_channel, write_group
from bot.cli.connect_guide import Guide, Wish
from bot.cli.connect_qr import QR, scan
from bot.cli.connect_questions import (
    APP,
    CHAT,
    LONG,
    ROBOT,
    SECRET,
    WAYS,
    Console,
    Field,
    Left,
    Way,
    are_reversed,
    split,
    way_of,
    written,
)
from bot.cli.connect_questions import SCAN as BY_CODE
from bot.clock import SystemClock
from bot.serve import serve
from config.channels import ChannelSettings, WecomAppchatSettings, WecomAppSettings, WecomRobotSettings
from config.group import LONGEST_NAME
from config.group_files import load_groups
from config.problems import ConfigError
from config.settings import Settings
from sop.group_file import group_file_model

WELCOME = "接上企业微信。哪一步都可以写「跳过」或按 Ctrl+C 停下，下次 ./qunban connect 会接着来。"
WHAT = "你手上有什么？"
GO_ON = "channels.yaml 里已经有这些通道，接着用哪一个？"
ANOTHER = "再接一个新的"
SAVED = "✓ 通道 {name} 写进了 {folder}/channels.yaml，密钥在 {folder}/.env（只有你读得到，不进 git）。"
AGAIN = "{words}。\n再来一次："
MENDED = "改好以后回车再试，先停下写「跳过」"
LEFT = "停在这里了。已经写好的都留着，再运行 ./qunban connect 接着来。"
NAME = "群叫什么名字"
TOO_LONG = "太长了，最多 {most} 个字。"
TEMPLATE = "用哪一份样板？（以后随便改）"
CORP_RIGHT = "✓ 企业 ID 和应用的 Secret 是对的。"
CHAT_OWNER = "谁当群主（用户 ID，通讯录里看得到）"
CHAT_MEMBERS = "还有谁在群里（用户 ID，用空格隔开，至少一位）"
CHAT_MADE = "✓ 建好了群「{title}」，群聊 ID 是 {chat}，成员在企业微信里看得到了。"
CHAT_WRITTEN = (
    "✓ 写好了 {path}。它只会发、不会听：定时消息和会响的 @ 从这里走；要听群里的话，"
    "把智能机器人也拉进来，写成 hear: [bot], push: {name}。\n以后用 ./qunban run 启动。"
)
URL = (
    "回调地址填 https://你的域名/channels/{name}，让网站服务器转到 {host}:{port}。"
    "机器人现在启动，看到它启动了再点保存。"
)
STARTING = "机器人正在启动 …"
SEND = "往群里发一句「群伴接好了」试试："
GO = "回车就发，不发写「跳过」"
SENT = "✓ 发出去了，群里看得到。"
QUIET = {"log": "error", "sandbox": "off"}
SENTENCE = "群伴接好了"
RIGHT = "✓ 企业 ID、应用的 Secret 和 AgentId 是对的。"
PUSH = (
    "它只会发、不会听。在群的 YAML 里写 push: {name}，定时消息和会响的 @ 就从这里走，例如：\n"
    "  channels: {{hear: [bot], push: {name}}}"
)
SCAN = "手边没有 Bot ID 的话，写「扫码」可以试试用企业微信扫码创建（未公开的接口，随时会失效，复制粘贴总是行的）。"


OF_WHAT_WAS_ENTERED: Mapping[int, Sequence[str]] = {
    853000: ("bot_id", "secret"),
    40001: ("corp_id", "secret"),
    40013: ("corp_id",),
    40056: ("agent_id",),
    93000: ("key",),
}
"""What is entered again, by the platform's code for it; nothing else is mended by that. 40001 is also what it says to a
secret of another company."""


class RefusedError(Exception):
    """The platform does not take the id or the secret of a long connection; its text says so, in Chinese."""


@dataclass
class Connecting:
    """One run of the command."""

    settings: Settings
    console: Console = field(default_factory=Console)
    server: str = ""
    """The platform's server where it is one's own; empty for WeCom's."""
    code_site: str = QR
    wish: Wish | None = None

    def run(self) -> None:
        """Go through all steps; raises ConfigError where a file is wrong, OSError and BlockingIOError as `serve`."""
        say = self.console.say
        say(WELCOME)
        try:
            name, way = self._choose()
            while True:
                settings = channels_of(self.settings.config)[name]
                try:
                    if way is ROBOT:
                        say(SEND)
                        self.console.ask(GO)
                    asyncio.run(self._try(settings))
                    if way is CHAT:
                        self._make_chat(name, settings)
                        return
                    if way is ROBOT:
                        say(PUSH.format(name=name))
                        return
                    self._serve(name, way, settings)
                except RefusedError as error:
                    say(AGAIN.format(words=error))
                    self._write(name, way, OF_WHAT_WAS_ENTERED[853000])
                    continue
                except ApiError as error:
                    if wrong := OF_WHAT_WAS_ENTERED.get(error.code or 0):
                        say(AGAIN.format(words=words_of(error)))
                        self._write(name, way, wrong)
                    else:
                        say(words_of(error))
                        self.console.ask(MENDED)
                    continue
                return
        except Left:
            say(LEFT)

    def _choose(self) -> tuple[str, Way]:
        """Return a channel that is there, or a new one."""
        there = {name: way for name, one in channels_of(self.settings.config).items() if (way := way_of(one))}
        titles = [f"{name}（{way.title.partition('：')[0]}）" for name, way in there.items()]
        chosen = self.console.choose(GO_ON, [*titles, ANOTHER]) if there else 0
        if chosen < len(there):
            return list(there.items())[chosen]
        way = WAYS[self.console.choose(WHAT, [way.title for way in WAYS])]
        require_server(way.site, self.server)
        name = free_name(self.settings.config, way.name)
        self._write(name, way)
        return name, way

    def _write(self, name: str, way: Way, wrong: Sequence[str] = ()) -> None:
        """Ask for a channel's settings and write them, again where the file's check does not take them.

        Where some are `wrong`, only these are asked for, and what is left empty stays as it is.
        """
        self.console.say(way.page)
        if way is LONG:
            self.console.say(SCAN)
        before = channels_of(self.settings.config)[name] if wrong else None
        fields = [field for field in way.fields if not wrong or field.key in wrong]
        while True:
            values = self._asked(way, fields, before)
            shown, hidden = split(way, values)
            site = {way.site: self.server} if self.server else {}
            try:
                write_channel(self.settings.config, name, {"kind": way.kind, **shown, **site}, hidden)
            except ConfigError as error:
                channels_of(self.settings.config)  # raises where it is the file as it stands that is wrong
                self.console.say(str(error))
                continue
            self.console.say(SAVED.format(name=name, folder=self.settings.config))
            return

    def _asked(self, way: Way, fields: Sequence[Field], before: ChannelSettings | None) -> Mapping[str, str]:
        values: dict[str, str] = {}
        for setting in fields:
            if setting.key in values:
                continue
            value = self.console.fill_in(way, setting, written(before, setting), values.get("bot_id", ""))
            if setting is SECRET and are_reversed(values.get("bot_id", ""), value):
                values["bot_id"], value = value, values["bot_id"]
            if setting.key == "bot_id" and value == BY_CODE:
                found = asyncio.run(scan(self.code_site, self.console.say))
                if found:
                    values["bot_id"], values["secret"] = found
                    continue
                value = self.console.fill_in(way, setting, written(before, setting))
            values[setting.key] = value
        return values

    async def _try(self, settings: ChannelSettings) -> None:
        """Ask the platform whether it takes what can be asked for without the bot; raises ApiError."""
        async with ClientSession() as session:
            match settings:
                case WecomAppSettings():
                    await require_app(session, settings, SystemClock())
                    self.console.say(RIGHT)
                case WecomAppchatSettings():
                    secret = settings.secret.get_secret_value()
                    await AppApi(session, settings.api, settings.corp_id, secret, SystemClock()).token()
                    self.console.say(CORP_RIGHT)
                case WecomRobotSettings():
                    body = {"msgtype": "text", "text": {"content": SENTENCE}}
                    await webhook_send(session, settings.api, settings.key.get_secret_value(), body)
                    self.console.say(SENT)

    def _make_chat(self, name: str, settings: ChannelSettings) -> None:
        """Let the app make a group, and write its file; raises ApiError where the platform does not want it."""
        assert isinstance(settings, WecomAppchatSettings)
        title = self._title()
        owner = self.console.ask(CHAT_OWNER)
        members = re.split(r"[\s,，、]+", self.console.ask(CHAT_MEMBERS))
        templates = list(TEMPLATES)
        template = templates[self.console.choose(TEMPLATE, templates)]
        # Nothing is asked from here on: a group that was made without a file would be lost.
        chat = asyncio.run(self._created(settings, title, owner, members))
        self.console.say(CHAT_MADE.format(chat=chat, title=title))
        (self.settings.config / "groups").mkdir(exist_ok=True)
        made = write_group(self.settings.config, template, chat=chat, name=title, channel=name, owner=owner, push=True)
        self.console.say(CHAT_WRITTEN.format(path=made.path, name=name))

    async def _created(self, settings: WecomAppchatSettings, title: str, owner: str, members: list[str]) -> str:
        async with ClientSession() as session:
            api = AppApi(session, settings.api, settings.corp_id, settings.secret.get_secret_value(), SystemClock())
            return await create(api, title, owner, members)

    def _serve(self, name: str, way: Way, settings: BaseModel) -> None:
        """Run the bot until it is stopped, and guide meanwhile; raises RefusedError."""
        wish = None if self._has_group(name) else self._wish()
        if way is not LONG:
            url = URL.format(name=name, host=self.settings.host, port=self.settings.port)
            self.console.say(url)
        else:
            self.console.say(f"{ONE_PLACE}。")
        self.console.say(STARTING)
        (self.settings.config / "groups").mkdir(exist_ok=True)
        bot_name = str(getattr(settings, "bot_name", "群伴"))
        guide = Guide(self.settings.config, name, bot_name, wish, self.console.say, is_private=way is APP)
        asyncio.run(serve(self._quiet(), guide.go))
        if guide.is_refused:
            raise RefusedError(WRONG_ID)
        if not guide.is_done:
            raise Left

    def _quiet(self) -> Settings:
        """Return the settings with a log and a page that leave all to the guide, unless others were asked for."""
        update = {key: value for key, value in QUIET.items() if key not in self.settings.model_fields_set}
        return self.settings.model_copy(update=update)

    def _wish(self) -> Wish:
        """Return which group is to be, asked once."""
        if self.wish is None:
            templates = list(TEMPLATES)
            template = templates[self.console.choose(TEMPLATE, templates)]
            self.wish = Wish(template, self._title())
        return self.wish

    def _title(self) -> str:
        """Return what the group is to be called; one that its file would not take is asked for again."""
        while len(title := self.console.ask(NAME, default="我们的群")) > LONGEST_NAME:
            self.console.say(TOO_LONG.format(most=LONGEST_NAME))
        return title

    def _has_group(self, channel: str) -> bool:
        folder = self.settings.config
        groups, _ = load_groups(folder / "groups", group_file_model(), channels_of(folder))
        return any(channel in group.hear for group in groups.values())
