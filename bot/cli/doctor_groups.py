"""What the doctor says of groups: their files, and chats that no file names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.cli.finding import Finding
from bot.clock import SystemClock
from bot.group_slips import by_id, other_case, slips_of_id
from config.channels import ChannelSettings
from config.group import Group
from config.oversights import oversights
from config.problems import Problem
from config.scalars import scalar
from sop.advice import unannounced_holidays
from storage.db import Db
from storage.messages import chats
from storage.system import group_files

MENDED = "改好后保存，机器人会自动重新读取"


def files(
    channels: Mapping[str, ChannelSettings], groups: Mapping[str, Group], problems: Sequence[Problem]
) -> list[Finding]:
    """Return what is wrong with the groups' files, and which channels they use."""
    findings = [Finding(True, str(problem), MENDED) for problem in problems]
    for name, channel in channels.items():
        users = [group.name for group in groups.values() if name in group.hear or name == group.push]
        used = f"用于：{'、'.join(users)}" if users else "还没有群使用"
        advice = "" if users else f"在群的 YAML 里写 channels: {{hear: {name}}}"
        findings.append(Finding(not users, f"通道 {name}（{channel.kind}）{used}", advice))
    days = {group.id: SystemClock().now().astimezone(group.zone).date() for group in groups.values()}
    findings += [
        Finding(False, f"{group.name}：{notice}", "公布以后请升级 chinesecalendar，或在群的 YAML 里写 calendar")
        for group in groups.values()
        if (notice := unannounced_holidays(group, days[group.id]))
    ]
    findings += [
        Finding(True, str(thought), MENDED)
        for group in groups.values()
        for thought in oversights(group.path, group.path.read_text("utf-8-sig"), days[group.id])
    ]
    return findings


def strangers(db: Db, groups: Mapping[str, Group], problems: Sequence[Problem]) -> list[Finding]:
    """Return the chats that talk to the bot and still belong to no group, or to one whose file is wrong."""
    wrong = {problem.file.name: problem for problem in reversed(problems)}
    were = {before: wrong[file] for before, file, _ in group_files.list_all(db) if file in wrong}
    slips = slips_of_id(db, groups) | were | by_id(problems)
    mend_first = f"先改好 {'、'.join(sorted(wrong))}，也许就是它的；不是的话，" if wrong else ""
    heard = {channel for group in groups.values() for channel in group.hear}
    findings = []
    for chat in chats.unknown_chats(db):
        where = f"通道 {chat.channel}，{_ago(chat.heard_at)}"
        if chats.is_private(chat.chat_id):
            if chat.channel not in heard:
                advice = f"在它所属的群的 YAML 里写 channels: {{hear: {chat.channel}}}"
                findings.append(Finding(True, f"有人私聊，却没有群使用这个通道（{where}）", advice))
        elif problem := slips.get(chat.chat_id) or other_case(chat.chat_id, groups):
            findings.append(Finding(True, f"群 {chat.chat_id}（{where}）：{problem.brief}", MENDED))
        elif chat.chat_id not in groups or chat.channel not in groups[chat.chat_id].hear:
            written = scalar(chat.chat_id, flow=False)
            advice = mend_first + (
                f"在 groups/ 里放一个 YAML，写三行：group: {written}、name: 群名、channels: {{hear: {chat.channel}}}"
            )
            findings.append(Finding(True, f"没有登记的群：{chat.chat_id}（{where}）", advice))
    return findings


def _ago(at: datetime) -> str:
    hours = (SystemClock().now() - at) // timedelta(hours=1)
    return "刚才" if hours < 1 else f"{hours} 小时前"
