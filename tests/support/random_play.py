"""Groups that play and give at random, at once and over restarts, and what must hold afterwards."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from random import Random

from bot.late_answers import SORRY
from handlers.games.guessing import MOST
from handlers.games.idioms import load_idioms
from handlers.points.reconciliation import reconcile
from storage.db import Db
from tests.chat import GROUP, START, Chat, open_chat, write_config
from tests.support.redpackets import give_points

GUESSING = ("game_riddles", "game_characters", "game_sayings", "game_emoji")
ONE_WINNER = (*GUESSING, "game_dice", "game_first", "game_number")
BUDGET, ALONE, PRIZES = 30, 1, (10, 6, 3)
PEOPLE = ("小明", "小红", "小刚", "小刚2", "群主")
STAYS, GONE = "小刚", "小刚2"
"""Two accounts of one person, who become one in the midst of it."""
OPENINGS = ("成语接龙", "数字炸弹", "猜数", "猜谜", "互动问答", "来一局 成语接龙", "结束游戏")
MORE_OPENINGS = ("掷骰", "看图说话", "拆字", "歇后语", "表情猜成语", "来一局 抢答")
BROKEN = "这一局不作数"
PHRASE = "芝麻开门"
GIVING = (
    "发红包 10 3",
    "发普通红包 6 2",
    f"发红包 9 3 口令 {PHRASE}",
    "发红包 3 1 @小红",
    "红包雨 12 2 2 5",
    "抢",
    "抢",
    "抢 1",
    PHRASE,
)
TALK = (
    "A",
    "2",
    "b",
    "今天天气不错",
    "签到",
    "提示",
    "哈哈",
    "积分",
    "答 C",
    "红包记录",
    "掷",
    "图：真好看",
    "选 1",
    "选 2",
)
JOINS = 0.1
"""How often accounts are joined."""
PAUSES = (0, 0, 1, 3, 10, 45)
RULES = f"""\
badges: {{badges: []}}
levels: {{ladder: []}}
speaking: {{points: 0}}
games: {{budget: {BUDGET}, alone: {ALONE}}}
game_idioms: {{minutes: 2}}
redpackets: {{hours: 2, triggers: [{{after: 新人介绍, wait: 30}}]}}
"""


class Play:
    """Groups g0, g1, ... on one bot, whose members say something at random."""

    def __init__(self, folder: Path, database: str, groups: int, seed: int) -> None:
        self.random = Random(seed)
        self.groups = [f"g{number}" for number in range(groups)]
        self._config = write_config(folder, *(GROUP.replace("demo", group) + RULES for group in self.groups))
        self._database = database
        self._last: dict[str, str] = {}
        self._failures: list[str] = []
        self.said = 0
        self.chat: Chat

    async def open(self) -> None:
        """Start the bot, and give everybody some points to begin with."""
        self.chat = await open_chat(self._config, self._database, seed=self.random.randrange(2**32))
        for group in self.groups:
            await give_points(replace(self.chat, group=group), **dict.fromkeys(PEOPLE, 300))

    async def say(self, messages: int) -> None:
        """Let so many members of any groups say something at the same moment."""
        chosen = [self.random.choice(self.groups) for _ in range(messages)]
        await asyncio.gather(*(self._say(group) for group in chosen))

    async def wait(self, longest: float) -> None:
        """Let time pass: mostly some seconds, now and then up to `longest`."""
        seconds = self.random.choice(PAUSES) if self.random.random() < 0.95 else self.random.uniform(0, longest)
        self._note_failures(await self.chat.forward(seconds=seconds))

    async def join_accounts(self) -> None:
        """Let the accounts of one person become one, in one of the groups where they are two."""
        chat = replace(self.chat, group=self.random.choice(self.groups))
        for who, said in (("群主", f"合并 @{STAYS} @{GONE}"), ("群主", "确认"), ("小助理", "确认")):
            self.said += 1
            await chat.say(who, said, mentions=[STAYS, GONE], key=f"said{self.said}")

    async def restart(self) -> None:
        """Start the bot anew; what was open is open as it was."""
        before = await self.chat.bot.database.read(_open)
        now = self.chat.now
        await self.chat.bot.close()
        self.chat = await open_chat(self._config, self._database, seed=self.random.randrange(2**32), at=now)
        assert await self.chat.bot.database.read(_open) == before

    async def finish(self) -> list[str]:
        """Let all that is open end, and return what is wrong."""
        self._note_failures(await self.chat.forward(hours=26))
        faults = self._failures + await self.chat.bot.database.read(lambda db: list(_faults(db, self.groups)))
        await self.chat.bot.close()
        return faults

    def _note_failures(self, told: list[str]) -> None:
        self._failures += [text for text in told if SORRY in text or BROKEN in text]

    async def _say(self, group: str) -> None:
        self.said += 1
        said, who = self._words(group), self.random.choice(PEOPLE)
        # What was said before a restart may well be heard after it.
        at = max(START, self.chat.now - timedelta(seconds=self.random.choice([0, 0, 0, 3, 40])))
        told = await replace(self.chat, group=group).say(who, said, at=at, key=f"said{self.said}")
        self._note_failures([told])
        opened = re.search("(?:第一个：|换一条：)「(....)」", told)
        if opened:
            self._last[group] = opened[1]
        elif "接得好" in told:
            self._last[group] = said

    def _words(self, group: str) -> str:
        """Return what somebody says: an opening, an idiom that links, a number, something about packets, or talk."""
        kind = self.random.random()
        if kind < 0.12:
            return self.random.choice((*OPENINGS, *OPENINGS, *MORE_OPENINGS))
        if kind < 0.3:
            return self.random.choice(GIVING)
        if kind < 0.6 and group in self._last:
            following = load_idioms().following(self._last[group], (), tone=False)
            return self.random.choice(following[:5] or TALK)
        return str(self.random.randint(0, 101)) if kind < 0.8 else self.random.choice(TALK)


async def play(folder: Path, database: str, *, groups: int, batches: int, restarts: int, seed: int) -> tuple[Play, int]:
    """Play for so many moments with restarts at random ones; return what played, and how many days it took."""
    game = Play(folder, database, groups, seed)
    await game.open()
    moments = set(game.random.sample(range(batches), restarts))
    for number in range(batches):
        await game.say(game.random.randint(1, groups))
        if number in moments:
            await game.restart()
        if game.random.random() < JOINS:
            await game.join_accounts()
        await game.wait(longest=40_000)
    return game, (game.chat.now - START).days


def _open(db: Db) -> list[tuple[object, ...]]:
    """Return the rounds and packets that are open, as they are, with the timers that end them."""
    return [
        *db.fetch_all("SELECT id, group_id, state, ends_at FROM round WHERE ended_at IS NULL ORDER BY id"),
        *db.fetch_all("SELECT id, group_id, points, ends_at FROM red_packet WHERE state = 'open' ORDER BY id"),
        *db.fetch_all("SELECT group_id, feature, key, due_at FROM timer ORDER BY 1, 2, 3"),
    ]


def _faults(db: Db, groups: list[str]) -> Iterator[str]:
    """Yield what is wrong: what never ended, what crossed from one group to another, prizes and books that differ."""
    for name, question in QUESTIONS.items():
        yield from (f"{name}: {row}" for row in db.fetch_all(question))
    yield from _wrong_prizes(db)
    for group in groups:
        yield from (f"{group}: {fault}" for fault in reconcile(db, group).faults)


JOINED = """EXISTS (SELECT 1 FROM merged_member JOIN member ON member.id = merged_member.into_id
    WHERE member.group_id = round.group_id AND merged_member.at >= round.ended_at)"""
"""A condition on rounds that ended before two accounts of the group became one: their rows are joined since."""
QUESTIONS = {
    "rounds that are still open": "SELECT id FROM round WHERE ended_at IS NULL",
    "packets that are still open": "SELECT id FROM red_packet WHERE state = 'open'",
    "scores of strangers": """SELECT game_score.round_id FROM game_score
        JOIN round ON round.id = game_score.round_id JOIN member ON member.id = game_score.member_id
        WHERE round.group_id <> game_score.group_id OR member.group_id <> game_score.group_id
            OR round.feature <> game_score.game""",
    "prizes that are not in the books": f"""SELECT round_id, member_id FROM game_score
        JOIN round ON round.id = game_score.round_id
        WHERE NOT {JOINED} AND paid <> COALESCE((SELECT amount FROM entry
            WHERE entry.key = 'game:' || game_score.round_id || ':' || game_score.member_id), 0)""",
    "shares of strangers": """SELECT packet_id, member_id FROM red_packet_share
        JOIN red_packet ON red_packet.id = red_packet_share.packet_id
        JOIN member ON member.id = red_packet_share.member_id WHERE member.group_id <> red_packet.group_id""",
    "packets that do not add up": """SELECT id FROM red_packet
        WHERE points <> (SELECT SUM(red_packet_share.points) FROM red_packet_share WHERE packet_id = red_packet.id)""",
}


def _wrong_prizes(db: Db) -> Iterator[str]:
    """Yield each round whose prizes differ from what its places are worth, within what the day had left."""
    left: dict[object, int] = defaultdict(lambda: BUDGET)
    alone: dict[object, int] = defaultdict(int)
    joined = {number for (number,) in db.fetch_all(f"SELECT round.id FROM round WHERE {JOINED}")}
    scores = db.fetch_all(
        """SELECT game_score.group_id, game, day, round_id, place, score, players, paid, member_id
        FROM game_score JOIN round ON round.id = game_score.round_id ORDER BY round.ended_at, round_id, place"""
    )
    for (group, game, day, number), rows in groupby(scores, key=lambda row: row[:4]):
        places = [row[4:] for row in rows]
        paid = sorted((one[3] for one in places), reverse=True)
        due: list[tuple[int, int]] = []
        cut, rest = 0, left[group, game, day]
        for place, score, players, _, member in places:
            sharing = sum(other[0] == place for other in places)
            prizes = PRIZES[:1] if game in ONE_WINNER else PRIZES
            prize = sum(prizes[place - 1 : place - 1 + sharing]) // sharing if score else 0
            # Hints leave as much less to win as they take off the score.
            prize = -(-prize * score // MOST) if game in GUESSING else prize
            if players == 1:
                prize = prize if alone[member, game, day] < ALONE else 0
                alone[member, game, day] += 1
            if not any(other[0] == place for other in due):
                cut = min(prize, rest // sharing)
                rest = rest - cut * sharing if cut == prize else 0
            due.append((place, cut))
        left[group, game, day] -= sum(paid)
        expected = sorted((prize for _, prize in due), reverse=True)
        if expected != paid and number not in joined:
            yield f"round {number} of {game} in {group} on {day}: {paid} instead of {expected}"
