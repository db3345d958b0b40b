"""A month of a whole community on one group file: everybody takes part after their own habit, time does the rest.

Staff do nothing but what people decide: they praise, review and ask for reports. All else begins by the timetable, or
because a member begins it.
"""

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
MORE = """
quests: {review: 30}
presets:
  早读: {at: "07:10"}
  买家秀:
    product: 保温杯
    买家秀征集: {when: 每周日 13:30}
    买家秀提醒: {when: 每周一 20:30}
"""
"""Sections beside those of the demo group's file."""
DAILY = (("08:05", "签到"), ("12:40", ""), ("21:10", "打卡"))
"""Local times, and what is said; opinions where nothing is named."""
PHOTO = "照片"
"""Said by showing a photo."""
WEEKLY = {
    0: (("11:00", "领任务"), ("13:00", "交任务"), ("20:05", "到课"), ("20:50", "作业 B"), ("21:00", "证书 行业认知课")),
    1: (("12:45", "接龙"),),
    2: (
        ("12:10", "报名"),
        ("20:05", "到课"),
        ("21:00", "作业 番茄炒蛋和青菜"),
        ("21:05", "课件"),
        ("13:00", "小组"),
        ("20:30", "催"),
    ),
    3: (("12:45", "接龙 +1"), ("20:00", "小组榜")),
    4: (("08:30", ""), ("20:10", PHOTO), ("20:20", "赞 1")),
    5: (("09:30", "到场 {code}"), ("10:30", f"活动照片 {PHOTO}"), ("12:00", "我的活动")),
    6: (("12:40", "投 2"), ("13:00", "话题精华"), ("13:10", "学习记录")),
}
"""By the weekday, from Monday as 0."""
STAFF = {
    0: (("14:00", "复核"), ("14:05", "复核 {review} 过"), ("14:10", "任务报表")),
    1: (("18:00", "精华 @{first}"), ("18:10", "破冰进度"), ("18:15", "裂变 上月")),
    2: (
        ("12:10", "报名"),
        ("13:00", "小组"),
        ("20:05", "到课"),
        ("20:30", "催"),
        ("21:00", "作业 番茄炒蛋和青菜"),
        ("21:05", "课件"),
    ),
    3: (("12:45", "接龙 +1"), ("20:00", "小组榜")),
    4: (("08:30", ""), ("20:10", PHOTO), ("20:20", "赞 1")),
    5: (("09:30", "到场 {code}"), ("10:30", f"活动照片 {PHOTO}"), ("12:00", "我的活动")),
    6: (("12:40", "投 2"), ("13:00", "话题精华"), ("13:10", "学习记录")),
}
"""By the weekday, from Monday as 0."""
STAFF = {
    0: (("14:00", "复核"), ("14:05", "复核 {review} 过"), ("14:10", "任务报表")),
    1: (("18:00", "精华 @{first}"), ("18:10", "破冰进度"), ("18:15", "裂变 上月")),
    2: (("21:30", "批作业"), ("21:35", "批作业 过 看着就香")),
    3: (("18:00", "精华 @{first}"), ("21:40", "课程报表")),
    6: (("18:00", "信任清单"), ("18:05", "课程报表")),
}
FIRST = {1: (("12:40", "接龙 周末包饺子 截止 后天20:00"),)}
"""What the first member does, who keeps others company."""


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
    "album_photo WHERE album LIKE 'event:%'",
    "album_photo WHERE album LIKE 'topic:%'",
    "topic WHERE title LIKE '买家秀%'",
    "topic WHERE title LIKE '早读%'",
    "invitation WHERE points > 0",
)
"""What has to have rows at the end."""
TOLD = {
    "代填": "记下",
    "证书": "结业。",
    "课件": "一周备菜",
    "复核": "通过",
    "催": "签到",
    "小组": "今天",
    "小组榜": "小组",
    "我的活动": "周末徒步",
    "学习记录": "到课",
    "课程报表": "到课",
    "话题精华": "说了看法",
    "裂变": "K",
    "破冰进度": "新人",
    "信任清单": "头像",
    "邀请": "健康生活群",
}
"""What is typed, by its first word, and what at least one answer to it has to say."""


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
    file = DEMO.read_text("utf-8").replace(HEAD, "channels: {hear: chat, push: chat}")
    file = file.replace("complete: 3", "complete: 2")  # two Mondays are enough
    return file + MORE


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
    zeal = {name: random.choice((0.1, 0.4, 0.8)) for name in names} | {names[0]: 1}
    for number, name in enumerate(names):
        await chat.join(name, invited_by=names[0] if number % 4 == 3 else None)
    told: set[str] = set()
    for day in range(days):
        begin = START.astimezone(group.zone) + timedelta(days=day)
        for at, name, words in _acts_of(random, names, day, begin.weekday()):
            if random.random() < zeal.get(name, 1):
                await _pass(chat, begin, at)
                told |= await _act(chat, random, names, name, words)
    await chat.forward_to(START + timedelta(days=days))

    def look(db: Db) -> Outcome:
        rows = db.fetch_all("SELECT plan, moment, outcome FROM run")
        done = Counter((name, moment) for name, moment, _ in rows)
        missed = [f"{name} {moment}" for (name, moment) in planned if done[name, moment] != 1]
        wrong = [str(fault) for fault in wrong_balances(db)]
        unused = [table for table in TABLES if not db.fetch_value(f"SELECT COUNT(*) FROM {table}")]
        unused += sorted(TOLD.keys() - told)
        return Outcome(len(chat.broadcasts), Counter(outcome for _, _, outcome in rows), missed, wrong, unused)

    return await chat.bot.database.read(look)


def _acts_of(random: Random, names: list[str], day: int, weekday: int) -> list[tuple[str, str, str]]:
    """Return what is done on a day, in order: the local time, who does it, and what they say."""
    acts = [(at, name, words) for at, words in (*DAILY, *WEEKLY.get(weekday, ())) for name in names]
    acts += [(at, "店员", words) for at, words in STAFF.get(weekday, ())]
    acts += [(at, names[0], words) for at, words in FIRST.get(weekday, ())]
    if day == 0:
        forms = {name: FORM.format(name=name, age=30, likes=random.choice(LIKES)) for name in names}
        invited = names[3]
        acts += [("09:20", names[0], "邀请 远方的朋友"), ("09:25", names[0], f"代填 @{invited} {forms[invited]}")]
        acts += [("09:30", name, form) for name, form in forms.items() if name != invited]
    if weekday == 1:
        acts += [("11:30", name, "参加小组") for name in names]
    return sorted(acts)


async def _pass(chat: Chat, begin: datetime, at: str) -> None:
    """Let time pass to a local time of the day that begins at `begin`."""
    hour, minute = map(int, at.split(":"))
    moment = begin.replace(hour=hour, minute=minute)
    if moment > chat.now:
        await chat.forward_to(moment)


async def _act(chat: Chat, random: Random, names: list[str], name: str, words: str) -> set[str]:
    """Say or show something; return its first word where the answer says what it has to."""
    if PHOTO in words:
        await chat.show(name, f"{name} {chat.now}", words.replace(PHOTO, "").strip())
        return set()
    code, review = await chat.bot.database.read(_open_numbers)
    said = words.replace("{first}", names[0]).replace("{code}", code).replace("{review}", review)
    # Nobody is paid for saying what somebody else has said.
    said = said or f"{random.choice(OPINIONS)}，这是{name}的经验"
    mentioned = [other for other in names if f"@{other}" in said]
    answer = await chat.say(name, said, mentions=mentioned)
    first = said.split()[0]
    return {first} if TOLD.get(first, "-") in answer else set()


def _open_numbers(db: Db) -> tuple[str, str]:
    """Return the next event's code, and the number of a task that waits for review."""
    code = db.fetch_value("SELECT code FROM event WHERE state = 'open' ORDER BY starts_at LIMIT 1")
    review = db.fetch_value("SELECT MIN(id) FROM quest_claim WHERE state = 'waiting'")
    return code or "0000", str(review or 0)
