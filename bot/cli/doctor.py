"""`qunban doctor`: what stands in the bot's way, and what to do about each."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

from aiohttp import ClientError, ClientSession, ClientTimeout
from yarl import URL

from bot.cli import doctor_channels, doctor_groups, doctor_trials
from bot.cli.finding import Finding
from bot.clock import SystemClock
from bot.network_words import network_reason
from config.channels import ChannelSettings, WecomAibotSettings, WecomAppSettings, load_channels, secrets_of
from config.env_file import NAME as ENV_FILE
from config.group import Group
from config.group_files import load_groups
from config.people import misspelt_names
from config.problems import Problem
from config.secrets import Blotter
from config.settings import Settings
from handlers.points.reconciliation import reconcile
from sop.group_file import group_file_model
from storage import retention
from storage.database import CannotOpen, Database, opening
from storage.db import Db
from storage.members import roster
from storage.messages import lanes, outbox, undelivered
from storage.messages.outbox import State
from storage.migrate import newest, revision
from storage.points import reconciliation

ENOUGH_DISK = 500 * 1024 * 1024
"""Bytes: below this a busy week may fill the disk."""
SKEW = timedelta(seconds=60)
"""The platforms' callbacks are refused at 300 s; well before that the clock wants setting."""
NO_DATABASE = "检查 QUNBAN_DATABASE 有没有写错；第一次用的话，先启动一次机器人：./qunban run"
REASONS = 3
"""Most reasons that are shown why messages did not arrive."""
FAULTS = 10
"""Most faults of the books that are shown."""
FIXED_SQLITE = (3, 51, 3)
"""From this version on a second connection cannot damage the write-ahead log; before, one process must be alone."""


async def examine(settings: Settings, *, tries: bool = False) -> list[Finding]:
    """Return everything the doctor looks at; raises ConfigError only when channels.yaml cannot be read.

    With `tries` it subscribes to long connections, unless a bot here does: another one elsewhere is thrown out by it.
    """
    channels = load_channels(settings.config / "channels.yaml")
    groups, problems = load_groups(settings.config / "groups", group_file_model(), channels)
    findings = [
        *doctor_groups.files(channels, groups, problems),
        *_secrets(settings),
        _sqlite(settings),
        _disk(settings),
    ]
    findings += [
        doctor_channels.keys(name, channel)
        for name, channel in channels.items()
        if isinstance(channel, WecomAppSettings)
        or (isinstance(channel, WecomAibotSettings) and not channel.is_long_connection)
    ]
    findings += [finding async for finding in _reach(channels)]
    is_running, answered = await doctor_trials.is_held(settings), await doctor_channels.running(settings)
    if is_running:
        findings += [doctor_channels.elsewhere(settings)] if answered is None else []
        findings += doctor_channels.alive(channels, answered or {})
    elif answered is not None:
        findings.append(doctor_channels.another(settings))
    findings += await _database(settings, groups, problems, channels, is_running=is_running)
    findings += [finding async for finding in doctor_trials.tried(channels, is_running=is_running, tries=tries)]
    blot_out = Blotter(secrets_of(channels) | settings.secrets)
    return [replace(finding, text=blot_out(finding.text), advice=blot_out(finding.advice)) for finding in findings]


def _secrets(settings: Settings) -> list[Finding]:
    """Return whether others on this machine can read the file with the secrets; Windows does not tell."""
    path = settings.config / ENV_FILE
    if os.name != "posix" or not path.exists():
        return []
    if path.stat().st_mode & 0o077:
        return [Finding(True, f"{path} 别人也读得到，里面是密钥", f"请运行 chmod 600 {path}")]
    return [Finding(False, f"{path} 只有你读得到")]


def _sqlite(settings: Settings) -> Finding:
    version = sqlite3.sqlite_version
    if not settings.database.startswith("sqlite"):
        return Finding(False, "数据库是 PostgreSQL")
    if sqlite3.sqlite_version_info >= FIXED_SQLITE:
        return Finding(False, f"SQLite {version}")
    return Finding(
        False,
        f"SQLite {version}（3.51.3 以前的版本在多个进程同时写时可能损坏；群伴只用一个进程写，并锁住文件）",
        "不要用别的程序写这个数据库文件；有条件时升级 Python",
    )


def _disk(settings: Settings) -> Finding:
    folder = Path(settings.database.removeprefix("sqlite:///")).parent if "sqlite" in settings.database else Path.cwd()
    free = shutil.disk_usage(folder if folder.exists() else Path.cwd()).free
    if free >= ENOUGH_DISK:
        return Finding(False, f"磁盘剩余 {free // 1024**2} MB")
    return Finding(True, f"磁盘只剩 {free // 1024**2} MB", "请清理磁盘；写满以后机器人会请平台稍后重发，不会丢数据")


async def _reach(channels: dict[str, ChannelSettings]) -> AsyncIterator[Finding]:
    """Yield whether each platform answers, and how far its clock is from ours, by the Date header of any answer."""
    bases = sorted({base for channel in channels.values() if (base := doctor_channels.site(channel))})
    async with ClientSession(timeout=ClientTimeout(total=5)) as session:
        for base in bases:
            shown = URL(base).origin()  # a path is nobody's business: it may lead through a gateway by a secret
            try:
                async with session.get(f"{base}/cgi-bin/gettoken") as response:
                    server_time = parsedate_to_datetime(response.headers["Date"]).astimezone(UTC)
            except (ClientError, TimeoutError, KeyError, ValueError, OSError) as error:
                yield Finding(True, f"{shown} 连不上（{network_reason(error)}）", "检查网络、代理和防火墙")
                continue
            skew = SystemClock().now() - server_time
            late = abs(skew) > SKEW
            yield Finding(
                late,
                f"{shown} 可以访问，时钟相差 {abs(skew).total_seconds():.0f} 秒",
                "请打开系统的自动校时（NTP），相差超过 300 秒的回调会被拒绝" if late else "",
            )


async def _database(
    settings: Settings,
    groups: dict[str, Group],
    problems: list[Problem],
    channels: dict[str, ChannelSettings],
    *,
    is_running: bool,
) -> list[Finding]:
    """Return what is to be said of the database; it is only looked at, never made or migrated."""
    database = Database(settings.database)
    try:
        if database.path and not database.path.exists():
            return [Finding(True, f"这里没有数据库：{database.path}", NO_DATABASE)]
        with opening():
            found, wanted = await revision(database), newest()
            if found != wanted:
                return [_version(found, wanted)]
            current = Finding(False, f"数据库版本 {found}")
            room = [await _room(database, database.path)] if database.path else []
            stored = await database.read(
                lambda db: [*doctor_groups.strangers(db, groups, problems), *_misspelt(db, groups), *_stored(db)]
            )
            stored += await database.read(lambda db: doctor_channels.stored(db, channels, is_running=is_running))
    except CannotOpen as error:
        return [Finding(True, f"数据库打不开：{error}", "检查 QUNBAN_DATABASE；用 PostgreSQL 的话，再看看它开着没有")]
    else:
        return [current, *room, *stored]
    finally:
        await database.close()


async def _room(database: Database, path: Path) -> Finding:
    size = f"数据库文件 {(await asyncio.to_thread(path.stat)).st_size // 1024**2} MB"
    if await database.read(retention.gives_back):
        return Finding(False, size)
    return Finding(
        False, f"{size}，清理后空间留着自己再用，文件不会变小", "想变小：./qunban backup 一份，停机后 restore"
    )


def _version(found: str, wanted: str) -> Finding:
    if not found:
        return Finding(True, "数据库里还没有群伴的数据，或者第一次启动没有做完", NO_DATABASE)
    if found > wanted:
        return Finding(True, f"数据库版本 {found} 比这个群伴认识的 {wanted} 新", "请升级群伴，或用升级前的备份恢复")
    return Finding(True, f"数据库版本 {found}，群伴要 {wanted}", "启动一次机器人就会升级（先自动备份），然后再来检查")


def _misspelt(db: Db, groups: dict[str, Group]) -> list[Finding]:
    return [
        Finding(True, f"{group.name}：{line}", "请照着改群的 YAML")
        for group in groups.values()
        for line in misspelt_names(group, {member.user_id for member in roster.current(db, group.id)})
    ]


def _stored(db: Db) -> list[Finding]:
    findings = [
        Finding(True, f"发送通道 {lane.split('/')[0]} 已停用：{why}", "改好设置后重启，或由管理员发「重发」")
        for lane, why in lanes.list_disabled(db)
    ]
    waiting, doubtful = outbox.count_by_state(db), undelivered.count_unsettled(db)
    findings.append(
        Finding(
            bool(doubtful),
            f"待发 {waiting.get(State.NEW, 0)} 条，没送到或不确定的广播 {doubtful} 条",
            "；".join(("请管理员在群里发「重发」查看", *undelivered.reasons(db, REASONS))) if doubtful else "",
        )
    )
    return [*findings, _books(db)]


def _books(db: Db) -> Finding:
    faults = [
        f"{group_id} {fault}" for group_id in reconciliation.list_groups(db) for fault in reconcile(db, group_id).faults
    ]
    if not faults:
        return Finding(False, "账本与余额一致")
    shown = "".join(f"\n   {fault}" for fault in faults[:FAULTS])
    return Finding(True, f"账本有 {len(faults)} 处对不上：{shown}", "请停下机器人，备份数据库并报告问题")
