"""A month of a whole community on one group file: everybody takes part after their own habit, time does the rest."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from config.settings import HOME
from sop.plans.preview import upcoming
from storage.db import Db, to_millis
from storage.points.reconciliation import wrong_balances
from tests.chat import START, Chat, open_chat, write_config

HEAD = "channels: {hear: sandbox, push: sandbox}"
DEMO = HOME / "config" / "groups" / "demo.yaml"
FORM = "我叫：{name}\n年龄：{age}\n我喜欢：{likes}\n我擅长：做饭\n我期望：多认识朋友"
LIKES = ("跑步", "烘焙", "养花", "下棋", "唱歌", "拍照", "看书", "钓鱼")
OPINIONS = (
    "先从最小的一步开始，别一下子要求太多",
    "找个伴互相提醒，比一个人咬牙强多了",
    "定好时间就去做，不给自己讲条件",
    "写下来贴在墙上，每天看一眼就记得",
)
DAILY = (("08:05", "签到"), ("12:40", ""), ("21:10", "打卡"))
"""Local times, and what is said; opinions where nothing is named."""
WEEKLY = {
    0: (("11:00", "领任务"), ("13:00", "交任务"), ("20:05", "到课"), ("20:50", "作业 B")),
    2: (("12:10", "报名"), ("20:05", "到课"), ("21:00", "作业 番茄炒蛋和青菜")),
    4: (("20:10", "晒 今天的作品"), ("20:20", "赞 1")),
    5: (("09:30", "到场 {code}"),),
}
"""By the weekday, from Monday as 0."""
STAFF = {
    0: (("10:30", "小组打卡 5 每组5人 奖励5 报名到 今天20:00"),),
    1: (("18:00", "精华 @{somebody}"),),
    3: (("18:00", "精华 @{somebody}"), ("18:30", "接龙 周末包饺子 截止 明天20:00")),
}


TABLES = (
    "introduction",
    "event_sign_up WHERE came_at IS NOT NULL",
    "sign_up_list WHERE closed_at IS NOT NULL",
    "team_challenge WHERE state = 'over'",
    "topic WHERE ended_at IS NOT NULL AND kind = 'topic'",
    "topic_post WHERE chosen = 1",
    "topic_like",
    "lesson_attendance",
    "homework_answer WHERE state = 'right'",
    "quest_claim WHERE state = 'done'",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a month."""

    spoken: int
    """What the bot said by itself."""
    outcomes: Counter[str]
    """Of the moments of the timetable."""
    missed: list[str]
    """Planned moments that were not dealt with exactly once."""
    wrong: list[str]
    """Balances that are not the sum of their entries."""
    unused: list[str]
    """What nobody took part in, by table."""


def demo_file() -> str:
    """Return the demo group's file, on the channel that tests use."""
    return DEMO.read_text("utf-8").replace(HEAD, "channels: {hear: chat, push: chat}")


async def live(place: Path, url: str, *, members: int, days: int, seed: int) -> Outcome:
    """Let so many members live so many days from Monday, 2026-11-23, 08:00 in Shanghai."""
    config = write_config(place / "config", demo_file())
    (config / "content" / "morning.png").write_bytes((HOME / "config" / "content" / "morning.png").read_bytes())
    chat = await open_chat(config, url)
    try:
        return await _live(chat, Random(seed), [f"成员{number:02}" for number in range(members)], days)
    finally:
        await chat.bot.close()


async def _live(chat: Chat, random: Random, names: list[str], days: int) -> Outcome:
    group = chat.bot.groups.all()[0]
    planned = Counter(
        (each.plan.name, to_millis(each.moment))
        for each in upcoming([group], START, days + 1)
        if each.moment <= START + timedelta(days=days)
    )
    zeal = {name: random.choice((0.1, 0.4, 0.8)) for name in names}
    for number, name in enumerate(names):
        await chat.join(name, invited_by=names[0] if number % 4 == 3 else None)
    for day in range(days):
        await _live_day(chat, random, zeal, START.astimezone(group.zone) + timedelta(days=day), day)
    await chat.forward_to(START + timedelta(days=days))

    def look(db: Db) -> Outcome:
        rows = db.fetch_all("SELECT plan, moment, outcome FROM run")
        done = Counter((name, moment) for name, moment, _ in rows)
        missed = [f"{name} {moment}" for (name, moment) in planned if done[name, moment] != 1]
        wrong = [str(fault) for fault in wrong_balances(db)]
        unused = [table for table in TABLES if not db.fetch_value(f"SELECT COUNT(*) FROM {table}")]
        return Outcome(len(chat.broadcasts), Counter(outcome for _, _, outcome in rows), missed, wrong, unused)

    return await chat.bot.database.read(look)


async def _live_day(chat: Chat, random: Random, zeal: dict[str, float], begin: datetime, day: int) -> None:
    weekday = begin.weekday()
    acts = [(at, name, words) for at, words in (*DAILY, *WEEKLY.get(weekday, ())) for name in zeal]
    acts += [(at, "店员", words) for at, words in STAFF.get(weekday, ())]
    if day == 0:
        acts += [("09:30", name, FORM.format(name=name, age=30, likes=random.choice(LIKES))) for name in zeal]
    if weekday == 0:
        acts += [("11:30", name, "参加小组") for name in zeal]
    for at, name, words in sorted(acts):
        if random.random() >= zeal.get(name, 1):
            continue
        hour, minute = map(int, at.split(":"))
        moment = begin.replace(hour=hour, minute=minute)
        if moment > chat.now:
            await chat.forward_to(moment)
        somebody = random.choice(list(zeal))
        code = await chat.bot.database.read(_code) if "{code}" in words else ""
        said = words.replace("{somebody}", somebody).replace("{code}", code)
        # Nobody is paid for saying what somebody else has said.
        said = said or f"{random.choice(OPINIONS)}，这是{name}的经验"
        await chat.say(name, said, mentions=[somebody] if "@" in said else ())


def _code(db: Db) -> str:
    return db.fetch_value("SELECT code FROM event WHERE state = 'open' ORDER BY starts_at LIMIT 1") or "0000"
