"""Loads what all commands need: settings, group files, the group that was asked for, and the bot's time."""

from __future__ import annotations

import asyncio
import errno
import re
import sys
from collections.abc import Coroutine
from dataclasses import replace
from datetime import datetime
from io import TextIOWrapper
from typing import Any, NoReturn, TypeVar

import typer

from config.group import Group
from config.problems import ConfigError, Problem
from config.settings import Settings, WrongSettings, read_settings
from config.system_words import system_reason

T = TypeVar("T")

NOT_UPGRADED = "数据库没有升级成，数据还是原来的。上面是原因；升级前的备份在数据库旁边的 backup 文件夹里。"
PORT_TAKEN = "端口 {port} 有别的程序在用，也许就是另一个群伴。停掉它，或换一个端口再启动：QUNBAN_PORT={other}"
PORT_FORBIDDEN = "没有权限用端口 {port}。换一个 1024 以上的再启动：QUNBAN_PORT=8080"
NO_SUCH_HOST = "这台机器没有 {host} 这个地址。QUNBAN_HOST 写 127.0.0.1，谁都要打得进来就写 0.0.0.0"
_BOUND = re.compile(r"\('([^']{1,100})', (\d{1,5})")
"""The address in what asyncio says of a port."""
CANNOT_OPEN = "数据库打不开：{reason}。请检查 QUNBAN_DATABASE 写得对不对；用 PostgreSQL 的话，再看看它开着没有。"


def write_chinese() -> None:
    """Let both outputs take all we say: in UTF-8 where they know no Chinese, with a question mark for an emoji."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            try:
                "群伴".encode(stream.encoding)
            except UnicodeEncodeError:
                stream.reconfigure(encoding="utf-8")
            stream.reconfigure(errors="replace")


def settings() -> Settings:
    """Return the process's settings; ends the command with a line for each wrong one."""
    try:
        return read_settings()
    except WrongSettings as error:
        fail(str(error))


def load() -> tuple[list[Group], list[Problem]]:
    """Return all groups, and what is wrong with files, without the secrets of channels.yaml."""
    from config.channels import load_channels, secrets_of
    from config.group_files import load_groups
    from config.secrets import Blotter
    from config.services import load_services
    from sop.group_file import group_file_model

    chosen = settings()
    try:
        channels = load_channels(chosen.config / "channels.yaml")
        load_services(chosen.config)
    except ConfigError as error:
        return [], list(error.problems)
    folder = chosen.config / "groups"
    groups, problems = load_groups(folder, group_file_model(), channels)
    if not groups and not problems:
        problems.append(Problem(folder, 1, 1, "这里一个群也没有", "请放一个 YAML，例如照着 demo.yaml 写"))
    blot_out = Blotter(secrets_of(channels) | chosen.secrets)
    shown = [replace(problem, message=blot_out(problem.message), fix=blot_out(problem.fix)) for problem in problems]
    return list(groups.values()), shown


def chosen_of(groups: list[Group], wanted: str) -> list[Group]:
    """Return the groups with this id, name or file, all where none is asked for; ends the command without any."""
    chosen = [group for group in groups if wanted in ("", group.id, group.name, group.path.name, group.path.stem)]
    if wanted and not chosen:
        known = "、".join(f"{group.name}（{group.id}）" for group in groups) or "（没有）"
        fail(f"没有群「{wanted}」。现在有：{known}")
    return chosen


def rings_all(group: Group) -> bool:
    """Return whether what is pushed into a group can mention everybody."""
    from bot.channels.kinds import capabilities_of
    from config.channels import load_channels
    from handlers.kit import Capability

    channels = load_channels(settings().config / "channels.yaml")
    return group.push is not None and Capability.MENTIONS_ALL in capabilities_of(channels[group.push])


def bot_time() -> datetime:
    """Return what the bot's clock shows (UTC): the sandbox's may have been turned forward."""
    from bot.clock import SystemClock, TurnableClock
    from bot.time_travel import restore_ahead
    from config.channels import SandboxSettings, load_channels
    from storage.database import Database

    clock, chosen = TurnableClock(SystemClock()), settings()

    async def look() -> None:
        database = Database(chosen.database)
        try:
            await restore_ahead(database, clock)
        finally:
            await database.close()

    try:
        channels = load_channels(chosen.config / "channels.yaml")
    except ConfigError:
        return clock.now()
    path = Database(chosen.database).path
    if all(isinstance(channel, SandboxSettings) for channel in channels.values()) and path and path.exists():
        try:
            asyncio.run(look())
        except Exception:
            return clock.now()
    return clock.now()


def run(work: Coroutine[Any, Any, T]) -> T:
    """Return what comes of the work; ends the command where a file is wrong, or the database cannot be opened."""
    from storage.database import CannotOpen
    from storage.migrate import MigrationError

    try:
        return asyncio.run(work)
    except ConfigError as error:
        fail(str(error))
    except CannotOpen as error:
        fail(CANNOT_OPEN.format(reason=error))
    except MigrationError as error:
        fail(f"{error}\n{NOT_UPGRADED}")


def cannot_listen(error: OSError) -> str:
    """Return why a command could not do its work, and what to do where its port is taken or not to be had."""
    found = _BOUND.search(error.strerror or "")
    host, port = (found[1], int(found[2])) if found else (settings().host, settings().port)
    match error.errno:
        case errno.EADDRINUSE:
            return PORT_TAKEN.format(port=port, other=port + 10 if port < 65000 else 8090)
        case errno.EACCES if found:
            return PORT_FORBIDDEN.format(port=port)
        case errno.EADDRNOTAVAIL:
            return NO_SUCH_HOST.format(host=host)
    return f"{system_reason(error)}。"


def fail(message: str) -> NoReturn:
    """End the command with a message for its user."""
    typer.echo(message, err=True)
    raise typer.Exit(1)
