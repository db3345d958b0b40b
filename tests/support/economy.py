"""A group's whole economy as a random walk: everybody does everything, the bot is closed and killed in between.

After every step the books must be in order. tests/points/test_economy.py takes short walks, `make soak` long ones.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Coroutine
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from handlers.points.reconciliation import reconcile
from storage.db import Db
from tests.chat import GROUP, Chat, open_chat, write_config
from tests.support.steps import PICKUP_CODE

T = TypeVar("T")

YAML = (
    GROUP
    + """
badges: {badges: []}
points: {expire: 1, notice: 3, confirm: 100, second: 200}
checkin: {points: 10, cycle: 3, bonus: 30}
inviting: {points: 20, days: 7}
levels:
  checkin: 20
  decay: 50
  idle: 5
  ladder:
    - {name: 新朋友, growth: 0}
    - {name: 熟朋友, growth: 30, earn: 150, discount: 20, birthday: 5}
    - {name: 老朋友, growth: 80, earn: 200}
mall:
  items:
    - {name: 杯子, points: 10, stock: 3, limit: 2, days: 2}
    - {name: 袋子, points: 25, stock: 2, approve: true, days: 3}
    - {name: 优惠券, kind: 券, points: 5, minimum: 50}
    - {name: 珍藏, points: 1, stock: 1, level: 老朋友}
lottery:
  price: 5
  sure: 2
  prizes:
    - {name: 空, weight: 5, blank: true}
    - {name: 分, weight: 3, points: 7}
    - {name: 券, weight: 1, tickets: 1}
    - {name: 礼, weight: 1, stock: 2, days: 2}
quests: {review: 50}
courses:
  早课:
    days: [周一, 周二, 周三, 周四, 周五, 周六, 周日]
    at: '09:00'
    homework:
      - {kind: 选择, ask: 哪个？, options: [甲, 乙], answer: 2}
      - {kind: 简答, ask: 为什么？}
"""
)
PEOPLE = ["小明", "小红", "小刚", "小强"]
CHIEFS = ["群主", "小助理"]

people = st.sampled_from(PEOPLE)
amounts = st.sampled_from(["1", "7", "30", "250", "２０", "0", "-5", "1e9", "²"])
packets = st.sampled_from(
    [
        "发红包 {amount} {shares}",
        "发普通红包 {amount} {shares}",
        "发红包 {amount} {shares} 口令 恭喜发财",
        "发红包 {amount} 1 @小红",
    ]
)
plans = st.sampled_from(
    [
        "开活动 3小时后 聚餐 名额 2 积分 5",
        "开活动 1小时后 读书会 积分 3 每周",
        "改活动 1 名额 1",
        "取消活动 1",
        "重开活动 1",
        "到场 1 @小明 @小红",
        "到场 2 @小刚",
        "小组打卡 3 每组2人 奖励7 报名到 1小时后",
        "小组分组",
        "取消小组打卡 1",
        "发布任务 晒早餐 奖励6 名额2",
        "收回任务 1",
        "复核 1 过",
        "复核 2 退",
        "开话题 聊聊周末",
        "精华 @小明",
        "结束话题",
        "开晒图 阳台",
        "结束晒图",
        "批作业 1 过",
        "批作业 2 退",
    ]
)
deeds = st.sampled_from(
    [
        "报名",
        "报名 1 +1",
        "报名 2 每周",
        "取消报名 1",
        "接龙 周末",
        "接龙 +1",
        "退出接龙",
        "参加小组",
        "退出小组",
        "领任务 1",
        "交任务 1",
        "领任务 2",
        "交任务 2",
        "我觉得周末还是在家休息最好",
        "晒 我的月季",
        "赞 1",
        "赞 2",
        "到课",
        "作业 1 B",
        "作业 2 因为好",
    ]
)
grabs = st.sampled_from(["抢", "抢", "抢 1", "恭喜发财"])


class Economy(RuleBasedStateMachine):
    """One walk. `fresh` gives an empty database's URL, and the file behind it where it is one."""

    yaml = YAML
    fresh: Callable[[Path], str]

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()
        self.folder = Path(mkdtemp())
        self.codes: list[str] = []
        self.lives = 0
        self.entries = 0
        self.last: tuple[str, str, str, str] | None = None

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run(work)

    @initialize()
    def open(self) -> None:
        self.config = write_config(self.folder / "config", self.yaml)
        self.url = type(self).fresh(self.folder)
        self.chat: Chat = self.run(open_chat(self.config, self.url))
        for who in PEOPLE:
            self.say("群主", f"加分 @{who} 60")

    def say(self, who: str, words: str) -> str:
        key = f"w{self.chat.said}.{self.lives}"
        self.chat.said += 1
        mentions = [one for one in PEOPLE if f"@{one}" in words]
        answer = self.run(self.chat.say(who, words, mentions=mentions, key=key))
        self.last = who, words, key, answer
        self.codes += [code for code in PICKUP_CODE.findall(answer) if code not in self.codes]
        return answer

    @rule(who=people)
    def check_in(self, who: str) -> None:
        self.say(who, "签到")

    @rule(
        who=people, word=st.sampled_from(["补签", "连签保护", "签到日历", "我的等级", "商城", "积分报表", "账本核对"])
    )
    def say_a_word(self, who: str, word: str) -> None:
        self.say(who, word)

    @rule(who=people, number=st.integers(0, 10_000))
    def talk(self, who: str, number: int) -> None:
        self.say(who, f"今天跑了 {number} 步，感觉不错")

    @rule(who=people, amount=amounts, act=st.sampled_from(["加分", "扣分"]), chief=st.sampled_from(CHIEFS))
    def grant(self, who: str, amount: str, act: str, chief: str) -> None:
        self.say(chief, f"{act} @{who} {amount}")

    @rule(chief=st.sampled_from(CHIEFS))
    def confirm(self, chief: str) -> None:
        self.say(chief, "确认")

    @rule(giver=people, taker=people, amount=amounts)
    def give(self, giver: str, taker: str, amount: str) -> None:
        self.say(giver, f"送 @{taker} {amount}")

    @rule(
        who=st.sampled_from([*PEOPLE, *CHIEFS]),
        order=packets,
        amount=st.sampled_from(["6", "12", "30", "250", "²"]),
        shares=st.integers(1, 3),
        grabs=st.lists(st.tuples(people, grabs), max_size=4),
        hours=st.sampled_from([0, 0, 1, 24]),
    )
    def share_out(
        self, who: str, order: str, amount: str, shares: int, grabs: list[tuple[str, str]], hours: int
    ) -> None:
        self.say(who, order.format(amount=amount, shares=shares))
        for grabber, words in grabs:
            self.say(grabber, words)
        if hours:
            self.forward(hours)

    @rule(words=plans, hours=st.sampled_from([0, 0, 1]))
    def organize(self, words: str, hours: int) -> None:
        self.say("店员", words)
        if hours:
            self.forward(hours)

    @rule(who=people, words=st.lists(deeds, min_size=1, max_size=3))
    def take_part(self, who: str, words: list[str]) -> None:
        for each in words:
            self.say(who, each)

    @rule(who=st.sampled_from([*PEOPLE, *CHIEFS]), words=grabs)
    def grab(self, who: str, words: str) -> None:
        self.say(who, words)

    @rule(who=people, item=st.sampled_from(["1", "2", "3", "4", "珍藏", "没有"]))
    def redeem(self, who: str, item: str) -> None:
        self.say(who, f"兑换 {item}")

    @rule(who=people, times=st.integers(1, 3))
    def draw(self, who: str, times: int) -> None:
        self.say(who, f"抽奖 {times}")

    @rule(who=people, which=st.integers(0, 3))
    def cancel(self, who: str, which: int) -> None:
        self.say(who, f"取消兑换 {self.code(which)}")

    @rule(act=st.sampled_from(["核销", "批准兑换", "驳回兑换", "退款"]), which=st.integers(0, 3))
    def settle_an_order(self, act: str, which: int) -> None:
        self.say("小助理", f"{act} {self.code(which)}")

    def code(self, which: int) -> str:
        """Return one of the latest codes."""
        return self.codes[-1 - which % len(self.codes)] if self.codes else "AAAA-22"

    @rule(chief=st.sampled_from(CHIEFS), back=st.integers(0, 5))
    def reverse(self, chief: str, back: int) -> None:
        self.say(chief, f"冲正 {max(1, self.entries - back)} 记错了")

    @rule(who=people, yuan=st.sampled_from(["9.9", "100", "-1"]), order=st.sampled_from(["A001", "A002", "A003"]))
    def buy(self, who: str, yuan: str, order: str) -> None:
        self.say("小助理", f"记单 @{who} {yuan} {order}")

    @rule(order=st.sampled_from(["A001", "A002", "A003"]), part=st.sampled_from(["", " 5"]))
    def take_back(self, order: str, part: str) -> None:
        self.say("小助理", f"退单 {order}{part}")

    @rule(points=st.sampled_from(["10", "500"]))
    def fill_the_treasury(self, points: str) -> None:
        self.say("群主", f"预算 {points}")

    @rule(who=people)
    def leave(self, who: str) -> None:
        self.run(self.chat.leave(who))

    @rule(who=people, friend=people)
    def join(self, who: str, friend: str) -> None:
        self.run(self.chat.join(who, invited_by=friend if friend != who else None))

    @rule(stays=people, gone=people, chief=st.sampled_from(CHIEFS))
    def merge(self, stays: str, gone: str, chief: str) -> None:
        self.say(chief, f"合并 @{stays} @{gone}")
        self.say(chief, "确认")

    @rule(hours=st.sampled_from([1, 5, 24, 24, 48, 24 * 9, 24 * 32]))
    def forward(self, hours: int) -> None:
        self.run(self.chat.forward(hours=hours))

    @rule()
    def deliver_the_last_message_again(self) -> None:
        if self.last:
            who, words, key, answer = self.last
            mentions = [one for one in PEOPLE if f"@{one}" in words]
            assert self.run(self.chat.say(who, words, mentions=mentions, key=key)) == answer

    @rule(killed=st.booleans())
    def reopen(self, killed: bool) -> None:
        """Close the bot, or leaves its files as a kill would, and goes on with another one."""
        if killed and self.url.startswith("sqlite"):
            self.lives += 1
            there = Path(self.url.removeprefix("sqlite:///"))
            here = self.folder / f"life{self.lives}.db"
            for ending in ("", "-wal"):
                if there.with_name(there.name + ending).exists():
                    shutil.copy(there.with_name(there.name + ending), here.with_name(here.name + ending))
            self.url = f"sqlite:///{here}"
        now, said = self.chat.now, self.chat.said
        self.run(self.chat.bot.close())
        self.chat = self.run(open_chat(self.config, self.url, seed=self.lives, at=now))
        self.chat.said = said

    @invariant()
    def the_books_are_in_order(self) -> None:
        found, self.entries = self.run(self.chat.bot.database.read(faults))
        assert found == []

    def teardown(self) -> None:
        self.run(self.chat.bot.close())
        self.loop.close()
        shutil.rmtree(self.folder)


CHECKS = {
    "a packet was shared out to more or less than it held": """SELECT number FROM red_packet WHERE points <>
        (SELECT SUM(points) FROM red_packet_share WHERE packet_id = red_packet.id)""",
    "a packet is empty although shares are left": """SELECT number FROM red_packet WHERE state = 'empty' AND EXISTS
        (SELECT 1 FROM red_packet_share WHERE packet_id = red_packet.id AND member_id IS NULL)""",
    "a grab was not paid as large as its share": """SELECT packet_id, number FROM red_packet_share
        WHERE member_id IS NOT NULL AND points <> (SELECT COALESCE(SUM(amount), 0) FROM entry
            WHERE key = 'grab:' || packet_id || ':' || member_id OR key IN (SELECT
                'grab:' || packet_id || ':' || merged_member.member_id FROM merged_member
                WHERE into_id = red_packet_share.member_id AND NOT EXISTS (SELECT 1 FROM red_packet_share other
                    WHERE other.packet_id = red_packet_share.packet_id
                        AND other.member_id = merged_member.member_id)))""",
    "the shop holds something else than its orders brought": """SELECT 1 WHERE
        (SELECT COALESCE(SUM(balance), 0) FROM account WHERE holder = 'shop')
        <> (SELECT COALESCE(SUM(points), 0) FROM mall_order WHERE state IN ('waiting', 'ready', 'picked'))""",
    "a reversal is larger than what it reverses": """SELECT back.id FROM entry back JOIN entry paid
        ON paid.id = back.reverses WHERE back.amount > paid.amount OR back.source <> paid.target""",
    "an entry names no cause": "SELECT id FROM entry WHERE cause = ''",
    "an order was not paid once": """SELECT code FROM mall_order WHERE points > 0 AND 1 <>
        (SELECT COUNT(*) FROM entry WHERE entry.key = 'redeem:' || code)""",
    "more was sold than there is": "SELECT item FROM mall_stock WHERE taken > 3 AND item IN ('杯子', '袋子', '珍藏')",
    "a prize was drawn too often": "SELECT prize FROM lottery_draw WHERE prize = '礼' GROUP BY 1 HAVING COUNT(*) > 2",
}


def faults(db: Db) -> tuple[list[str], int]:
    """Return everything that is wrong, and the number of the last entry."""
    found = [f"{fault}: {rows[:3]}" for fault, question in CHECKS.items() if (rows := db.fetch_all(question))]
    last = db.fetch_one("SELECT COALESCE(MAX(id), 0) FROM entry")
    assert last
    return found + reconcile(db, "demo").faults, int(last[0])
