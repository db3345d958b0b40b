"""A group in which everything is open, and hostile words said to all of its commands: what crashed, what took long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import process_time

from bot.late_answers import SORRY, UNFINISHED
from handlers.kit.declarations import Command
from tests.chat import GROUP, Chat, open_chat, write_config
from tests.support.hostile_words import as_heard
from tests.support.redpackets import give_points

MOST = 0.05
"""Seconds of processor time that one answer may take, in all threads together."""
TRIES = 3
"""A text that took longer is said again: once may have been the collector of garbage or another process."""
EXTRA = """\
badges: {badges: []}
weather: {cities: [杭州, 上海]}
menu: {dishes: [面条, 米饭, 饺子]}
faq: [{ask: 几点开门, answer: 九点, match: contains}]
segments: {铁粉: {streak: 7}}
lottery: {price: 1, prizes: [{name: 谢谢, weight: 1, blank: true}, {name: 1 积分, weight: 1, points: 1}]}
mall: {items: [{name: 果汁, points: 1}, {name: 袋子, points: 2, stock: 3, approve: true}]}
sop: [{name: 早安, when: 每天 08:00, say: 早}]
journeys: [{name: 新人路, begin: 入群, goal: 签到, steps: [{wait: 2小时, say: 早}]}]
"""
OPENINGS = (
    ("小明", "签到"),
    ("小红", "签到"),
    ("小明", "发红包 50 9"),
    ("小明", "发红包 50 9 口令 天天向上"),
    ("群主", "发起投票 去哪？ 爬山 看电影"),
    ("店员", "派任务 @小明 打电话 明天"),
    ("小红", "兑换 2"),
)
GAMES = (
    "成语接龙",
    "猜谜",
    "拆字",
    "歇后语",
    "表情猜成语",
    "互动问答",
    "来一局 抢答",
    "看图说话",
    "数字炸弹",
    "猜数",
    "掷骰",
)


@dataclass(frozen=True)
class Fault:
    """A text that was not dealt with as it should be."""

    text: str
    why: str

    def __str__(self) -> str:
        return f"{self.why}: {self.text[:80]!r} ({len(self.text)} characters)"


async def open_hostile(folder: Path, database: str) -> Chat:
    """Return a group with a packet, a poll, a task and an order that are open."""
    chat = await open_chat(write_config(folder / "config", GROUP + EXTRA), database)
    assert not chat.bot.groups.problems
    await give_points(chat, 小明=100_000, 小红=100_000, 群主=100_000)
    for who, text in OPENINGS:
        assert await chat.say(who, text), text
    return chat


def commands_of(chat: Chat) -> list[Command]:
    """Return every command that there is."""
    return [command for feature in chat.bot.router.features for command in feature.commands]


def sentences(command: Command, words: Iterable[str], random: Random) -> Iterator[str]:
    """Yield each of the words as arguments of a command, whichever of its names and however it is set apart."""
    for text in words:
        yield f"{random.choice(command.words)}{random.choice([' ', ' ', ' ', '', '：', chr(10)])}{text}"


def answers(words: Iterable[str], random: Random) -> Iterator[str]:
    """Yield each of the words as what may be an answer to what is open, or talk."""
    for text in words:
        yield f"{random.choice(['', '', '答 ', '答：'])}{text}"


async def say_all(chat: Chat, texts: Iterable[str], who: str = "群主") -> tuple[list[Fault], float]:
    """Say all of these; return the faults and the most processor time that one of them took, in seconds."""
    faults, slowest = [], 0.0
    for text in map(as_heard, texts):
        answer, took = await _timed(chat, who, text)
        for _ in range(TRIES - 1):
            if took > MOST:
                took = min(took, (await _timed(chat, who, text))[1])
        slowest = max(slowest, took)
        if SORRY in answer or UNFINISHED in answer:
            faults.append(Fault(text, "crashed"))
        elif took > MOST:
            faults.append(Fault(text, f"took {took * 1000:.0f} ms"))
    return faults, slowest


async def _timed(chat: Chat, who: str, text: str) -> tuple[str, float]:
    began = process_time()
    try:
        answer = await chat.say(who, text, addressed=True)
    except Exception as error:
        answer = f"{SORRY} {error!r}"
    return answer, process_time() - began
