"""What simulated members do when the bot asks the group for something: sign up, vote, answer, show; pure.

And what its staff do then: choose the best, review homework, and note who came.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from bot.cli.habits import Act
from bot.cli.simulated_words import OPINIONS, WORKS, words_for

ASKED = re.compile("发「([^」]{1,20})」")
"""How the bot tells the group what to send."""
SHARES = {"参加小组": 0.5, "报名": 0.3, "到课": 0.35, "领任务": 0.25, "投": 0.5, "接龙": 0.3, "抢": 0.5, "作业": 0.25}
"""Of those who are there, by the first word of what is asked for."""
TOPIC, SHOWCASE = "号话题：", "晒图开始"
THINKS, SHOWS = 0.25, 0.15
LEARNT = (
    "记在本子上了，这周就照着做",
    "最有用的是那几个小窍门，回家试试",
    "和家里人一起学的，他们也说好",
    "慢慢来，先做到一半",
)
"""Answers to questions without options."""
KNOWS = 0.75
"""The chance of a right answer."""
TO_REVIEW, COMING = re.compile("份还没批"), re.compile("⏰ 今天 ([0-9]{2}):([0-9]{2})「")
EVENT, MENTIONED = re.compile("发「取消报名 ([0-9]{1,6})」"), re.compile(r"@(\S{1,20})")
COMES = 0.8


def join_in(
    random: Random, present: Sequence[str], at: datetime, words: str, solutions: Mapping[str, str] | None = None
) -> Iterator[Act]:
    """Yield what members do within two hours of something that the bot says to the group at a moment.

    `solutions` are the letters of the right options, or the word to be said, by the questions of homework.
    """
    if TOPIC in words:
        # Nobody repeats what another has said.
        for who, opinion in zip(
            _some(random, present, THINKS), _shuffled(random, words_for(words, OPINIONS)), strict=False
        ):
            yield Act(_soon(random, at), who, "say", opinion)
    if SHOWCASE in words:
        for who, work in zip(_some(random, present, SHOWS), _shuffled(random, words_for(words, WORKS)), strict=False):
            yield Act(_soon(random, at), who, "say", f"晒 {work}")
        for who in _some(random, present, THINKS):
            yield Act(_soon(random, at + timedelta(hours=3)), who, "say", f"赞 {random.randint(1, 4)}")
        return
    wanted = dict.fromkeys(command for command in ASKED.findall(words) if command.split()[0] in SHARES)
    for command in list(wanted)[:1]:
        first, _, rest = command.partition(" ")
        for who in _some(random, present, SHARES[first]):
            said = f"作业 1 {_solve(random, words, solutions or {})}" if first == "作业" else command
            said = f"投 {random.randint(1, 3)}" if first == "投" else said
            when = _soon(random, at)
            yield Act(when, who, "say", said)
            if first == "领任务":
                yield Act(when + timedelta(hours=random.uniform(1, 20)), who, "say", f"交任务 {rest}")


def attend_to(random: Random, staff: str, at: datetime, words: str) -> Iterator[Act]:
    """Yield what a member of staff does about something that the bot says to the group at a moment."""
    if TO_REVIEW.search(words):
        yield Act(at + timedelta(minutes=random.uniform(20, 90)), staff, "say", "批作业 全部 过 写得用心")
    coming, event = COMING.search(words), EVENT.search(words)
    if coming and event:
        came = [f"@{who}" for who in MENTIONED.findall(words) if random.random() < COMES]
        begins = at.replace(hour=int(coming[1]), minute=int(coming[2])) + timedelta(minutes=6)
        if came:
            yield Act(begins, staff, "say", f"到场 {event[1]} {' '.join(came)}")


def choose_best(random: Random, staff: str, acts: Sequence[Act], words: str) -> Iterator[Act]:
    """Yield how a member of staff chooses the best of what members said to a topic; nothing where it is none."""
    said = sorted(act for act in acts if act.words in words_for(words, OPINIONS)) if TOPIC in words else []
    for act in random.sample(said, min(2, len(said))):
        yield Act(said[-1].at + timedelta(minutes=random.uniform(3, 30)), staff, "say", f"精华 @{act.who}")


def _solve(random: Random, words: str, solutions: Mapping[str, str]) -> str:
    """Return an answer to the first question of homework: mostly the right one where there is one."""
    right = next((solution for ask, solution in solutions.items() if ask in words), "")
    if right and random.random() < KNOWS:
        return right
    return random.choice("ABC") if "A. " in words else random.choice(LEARNT)


def _shuffled(random: Random, phrases: Sequence[str]) -> list[str]:
    return random.sample(phrases, len(phrases))


def _some(random: Random, present: Sequence[str], share: float) -> list[str]:
    return random.sample(present, round(len(present) * share * random.uniform(0.5, 1)))


def _soon(random: Random, at: datetime) -> datetime:
    return at + timedelta(minutes=random.uniform(0.5, 20) if random.random() < 0.6 else random.uniform(20, 120))
