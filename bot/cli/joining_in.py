"""What simulated members do when the bot asks the group for something: sign up, vote, answer, show; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from bot.cli.habits import Act

ASKED = re.compile("发「([^」]{1,20})」")
"""How the bot tells the group what to send."""
SHARES = {"参加小组": 0.5, "报名": 0.3, "到课": 0.35, "领任务": 0.25, "投": 0.5, "接龙": 0.3, "抢": 0.5, "作业": 0.25}
"""Of those who are there, by the first word of what is asked for."""
TOPIC, SHOWCASE = "号话题：", "晒图开始"
THINKS, SHOWS = 0.25, 0.15
OPINIONS = (
    "我觉得从小处开始最容易坚持，一天一点点就好",
    "我家是先定好闹钟，到点就放下手机去做",
    "试过很多办法，最后还是和朋友互相提醒最管用",
    "别想太多，先动起来再说，做着做着就顺了",
    "我会写在纸上贴冰箱门，每天看见就记得",
    "周末抽半天专门弄这个，平时就轻松多了",
    "以前总半途而废，后来减到一半的量才留下来",
    "听老人的话没错，简单的办法往往最好使",
    "看心情，有时候给自己放一天假反而走得更远",
    "我和孩子比赛，输的人洗碗，效果特别好",
)
WORKS = ("今天做的红烧茄子", "窗台上新开的花", "晚霞，下班路上拍的", "给孩子包的饺子", "练了一周的字")


def join_in(random: Random, present: Sequence[str], at: datetime, words: str) -> Iterator[Act]:
    """Yield what members do within two hours of something that the bot says to the group at a moment."""
    if TOPIC in words:
        for who in _some(random, present, THINKS):
            yield Act(_soon(random, at), who, "say", random.choice(OPINIONS))
    if SHOWCASE in words:
        for who in _some(random, present, SHOWS):
            yield Act(_soon(random, at), who, "say", f"晒 {random.choice(WORKS)}")
        for who in _some(random, present, THINKS):
            yield Act(_soon(random, at + timedelta(hours=3)), who, "say", f"赞 {random.randint(1, 4)}")
        return
    wanted = dict.fromkeys(command for command in ASKED.findall(words) if command.split()[0] in SHARES)
    for command in list(wanted)[:1]:
        first, _, rest = command.partition(" ")
        for who in _some(random, present, SHARES[first]):
            said = f"作业 1 {random.choice('ABC')}" if first == "作业" else command
            said = f"投 {random.randint(1, 3)}" if first == "投" else said
            when = _soon(random, at)
            yield Act(when, who, "say", said)
            if first == "领任务":
                yield Act(when + timedelta(hours=random.uniform(1, 20)), who, "say", f"交任务 {rest}")


def _some(random: Random, present: Sequence[str], share: float) -> list[str]:
    return random.sample(present, round(len(present) * share * random.uniform(0.5, 1)))


def _soon(random: Random, at: datetime) -> datetime:
    return at + timedelta(minutes=random.uniform(0.5, 20) if random.random() < 0.6 else random.uniform(20, 120))
