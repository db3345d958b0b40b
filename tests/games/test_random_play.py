"""Groups that play at random, at once and over restarts: nothing is mixed up, no round is lost, every budget holds."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from random import Random

from handlers.games.idioms import load_idioms
from storage.db import Db
from storage.points import reconciliation
from tests.chat import GROUP, Chat, open_chat, write_config

GROUPS, STEPS, RESTARTS = 6, 420, 6
BUDGET = 30
PEOPLE = ("小明", "小红", "小刚", "群主")
OPENINGS = ("成语接龙", "数字炸弹", "猜数", "猜谜", "互动问答", "来一局 成语接龙", "结束游戏")
TALK = ("A", "2", "b", "今天天气不错", "签到", "提示", "哈哈", "积分")


def yaml_of(number: int) -> str:
    quiet = "badges: {badges: []}\nlevels: {ladder: []}\nspeaking: {points: 0}\n"
    return GROUP.replace("group: demo", f"group: g{number}") + quiet + f"games: {{budget: {BUDGET}, alone: 1}}\n"


def words(random: Random, last: dict[str, str], group: str) -> str:
    """Return what somebody says: an opening, an idiom that links, a number, or talk."""
    kind = random.random()
    if kind < 0.15:
        return random.choice(OPENINGS)
    if kind < 0.5 and group in last:
        following = load_idioms().following(last[group], (), tone=False)
        return random.choice(following[:5]) if following else random.choice(TALK)
    return str(random.randint(0, 101)) if kind < 0.75 else random.choice(TALK)


def remember(last: dict[str, str], group: str, said: str, told: str) -> None:
    """Keep the idiom that the next one has to link to."""
    opened = re.search("(?:第一个：|换一条：)「(....)」", told)
    if opened:
        last[group] = opened[1]
    elif "接得好" in told:
        last[group] = said


async def test_random_play_keeps_rounds_budgets_and_books(database_url: str, tmp_path: Path) -> None:
    random, last = Random(20261127), dict[str, str]()
    config = write_config(tmp_path / "config", *(yaml_of(number) for number in range(GROUPS)))
    chat = await open_chat(config, database_url)
    for step in range(STEPS):
        group = f"g{random.randrange(GROUPS)}"
        said, who = words(random, last, group), random.choice(PEOPLE)
        remember(last, group, said, await replace_group(chat, group, step).say(who, said))
        if random.random() < 0.2:
            await chat.forward(seconds=random.choice([5, 20, 90, 400, 20_000]))
        if step % (STEPS // RESTARTS) == STEPS // RESTARTS - 1:
            chat = await reopen(chat, config, database_url)
    await chat.forward(hours=2)
    assert await chat.bot.database.read(wrong) == []
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []
    await chat.bot.close()


def replace_group(chat: Chat, group: str, step: int) -> Chat:
    """Return the same chat in another group; keys of events are never given twice."""
    return replace(chat, group=group, said=step * 10)


async def reopen(chat: Chat, config: Path, database_url: str) -> Chat:
    """Return the chat with its bot started again; rounds that were open still are."""
    count = "SELECT COUNT(*) FROM round WHERE ended_at IS NULL"
    before = await chat.bot.database.read(lambda db: db.fetch_value(count))
    await chat.bot.close()
    again = await open_chat(config, database_url, at=chat.now)
    assert await again.bot.database.read(lambda db: db.fetch_value(count)) == before
    return again


def wrong(db: Db) -> list[object]:
    """Return what is wrong: rounds that never ended, days over their budget, prizes that the ledger does not have."""
    open_rounds = db.fetch_all("SELECT id FROM round WHERE ended_at IS NULL")
    over = db.fetch_all(
        "SELECT group_id, game, day, SUM(paid) FROM game_score GROUP BY 1, 2, 3 HAVING SUM(paid) > :most", most=BUDGET
    )
    strangers = db.fetch_all(
        """SELECT game_score.round_id FROM game_score JOIN round ON round.id = game_score.round_id
        JOIN member ON member.id = game_score.member_id
        WHERE round.group_id <> game_score.group_id OR member.group_id <> game_score.group_id
            OR round.feature <> game_score.game"""
    )
    unpaid = db.fetch_all(
        """SELECT round_id, member_id FROM game_score WHERE paid <> COALESCE((SELECT amount FROM entry
        WHERE entry.key = 'game:' || game_score.round_id || ':' || game_score.member_id), 0)"""
    )
    played = int(db.fetch_value("SELECT COUNT(*) FROM game_score"))
    return [*open_rounds, *over, *strangers, *unpaid, *(["nothing was played"] if played < 20 else [])]
