"""What `connect` writes: a channel, its secrets, and a group's file. Each is checked before it is put in place."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from ruamel.yaml.error import YAMLError

from config.addresses import socket_address, web_address
from config.channel_entries import with_channel
from config.channels import ChannelSettings, load_channels
from config.entries import UnsafeError
from config.env_file import NAME as ENV_FILE
from config.env_file import write_env
from config.group import Group, load_group
from config.group_files import load_groups
from config.problems import ConfigError, Problem
from config.scalars import scalar
from config.settings import HOME
from sop.group_file import group_file_model

TEMPLATES: Mapping[str, str] = {"面包店": "bakery", "健身": "fitness", "读书": "reading", "空白": "empty"}
"""Files of config/templates, by what they are called."""
HEAD = "# 机器人从哪里听、往哪里说。写法见 docs/settings.zh-CN.md「通道」。密钥在旁边的 .env 里。\n"
GROUP = """\
# yaml-language-server: $schema={schema}
group: {chat}
name: {name}
channels: {{{way}}}
owner: {owner}
"""
SERVER = "--server {wrong}"
WRONG_SERVER = "写的是「{given}」：{why}"
HAS_FILE = "这个群已经有这一个文件了：{name}"
HEAR = "要用通道 {channel} 的话，在里面写 channels: {{hear: [{channel}]}}"
UNSAFE = "这个文件的写法我不敢动"
BY_HAND = "请自己在 channels: 下面加上通道，写法见 docs/settings.zh-CN.md"


class BadServer(Exception):
    """What stands behind `--server` is no address; its text says why, in Chinese."""


def require_server(key: str, server: str) -> None:
    """Raise BadServer where the platform's server that was given is no address for this key; empty is WeCom's own."""
    if wrong := wrong_server(key, server):
        raise BadServer(SERVER.format(wrong=wrong))


def wrong_server(key: str, server: str) -> str:
    """Return why this is no address of a platform's server, in Chinese; empty where it is one, or WeCom's own."""
    try:
        if server:
            (socket_address if key == "address" else web_address)(server)
    except ValueError as error:
        return WRONG_SERVER.format(given=server, why=error)
    return ""


def channels_of(folder: Path) -> dict[str, ChannelSettings]:
    """Return the channels that are configured, none where there is no file; raises ConfigError."""
    path = folder / "channels.yaml"
    return load_channels(path) if path.exists() else {}


def free_name(folder: Path, wanted: str) -> str:
    """Return a name for a channel that none has yet; raises ConfigError."""
    known = channels_of(folder)
    return next(name for name in (wanted, *(f"{wanted}{number}" for number in range(2, 1000))) if name not in known)


def secret_name(channel: str, key: str) -> str:
    """Return under which name a channel's secret stands in `.env`."""
    return re.sub("[^A-Z0-9]", "_", f"WECOM_{channel}_{key}".upper())


def write_channel(folder: Path, name: str, values: Mapping[str, str], secrets: Mapping[str, str]) -> None:
    """Write a channel into channels.yaml, and its secrets into `.env`; nothing where it could not be read then.

    Raises ConfigError and OSError.
    """
    path = folder / "channels.yaml"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        text = HEAD
    kept = {secret_name(name, key): value for key, value in secrets.items()}
    written = {**values, **{key: f"${{{secret_name(name, key)}}}" for key in secrets}}
    try:
        changed = with_channel(text, name, written)
    except UnsafeError as error:
        raise ConfigError(Problem(path, error.line, 1, UNSAFE, BY_HAND)) from None
    except YAMLError:
        load_channels(path)  # says what is wrong with it
        raise
    load_channels(path, {**os.environ, **kept}, changed.encode())
    write_env(path.with_name(ENV_FILE), kept)
    _replace(path, changed)


def write_group(
    folder: Path, template: str, *, chat: str, name: str, channel: str, owner: str, push: bool = False
) -> Group:
    """Write a group's file from a template, under a name that none has yet; raises ConfigError and OSError.

    With `push` the channel only speaks in it. A chat has one file: where there is one, that is told.
    """
    groups = folder / "groups"
    groups.mkdir(parents=True, exist_ok=True)
    known, _ = load_groups(groups, group_file_model(), channels_of(folder))
    if chat in known:
        path = known[chat].path
        raise ConfigError(Problem(path, 1, 1, HAS_FILE.format(name=known[chat].name), HEAR.format(channel=channel)))
    stem = TEMPLATES[template]
    names = (stem, *(f"{stem}{number}" for number in range(2, 1000)))
    path = next(path for path in (groups / f"{name}.yaml" for name in names) if not path.exists())
    text = group_text(template, chat=chat, name=name, channel=channel, owner=owner, push=push)
    group = load_group(path, group_file_model(), channels_of(folder), folder / "content", text.encode())
    _replace(path, text)
    return group


def group_text(template: str, *, chat: str, name: str, channel: str, owner: str, push: bool = False) -> str:
    """Return a group's file as it is written from a template."""
    head = GROUP.format(
        schema="../group.schema.json",
        chat=scalar(chat, flow=False),
        name=scalar(name, flow=False),
        way=f"hear: [{channel}], push: {channel}" if push else f"hear: [{channel}]",
        owner=scalar(owner, flow=False),
    )
    return head + (HOME / "config" / "templates" / f"{TEMPLATES[template]}.yaml").read_text("utf-8")


def _replace(path: Path, text: str) -> None:
    """Write a file in one step, so that nobody ever reads half of it."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, "utf-8", newline="\n")
    fresh.replace(path)
