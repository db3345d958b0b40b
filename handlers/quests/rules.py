"""The section of members' tasks in the group's YAML, and reading one that staff publish; pure."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from pydantic import Field

from handlers.dates.spoken import find_deadline, read_deadline
from handlers.kit import Refusal, Section
from handlers.kit.words import half_width, normalize
from storage.quests.quests import Kind, Terms

LONGEST_TITLE, LONGEST_WORDS = 40, 1000
MOST_REWARD, MOST_STOCK = 1000, 9999
LONGEST = timedelta(days=60)

USAGE = "发布任务 群内 晒一张早餐照 奖励10 名额30 截止 周五20:00（要大家复制的文字写在下一行）"
NO_TITLE = "任务叫什么？请这样写：{usage}"
LONG_TITLE = f"名字太长了，最多 {LONGEST_TITLE} 个字。"
LONG_WORDS = f"要复制的文字太长了，最多 {LONGEST_WORDS} 个字。"
NO_END = "没看懂什么时候截止，请这样写：截止 周五20:00"
PAST = "截止的时间要在以后，最多 60 天。"
NOT_WHOLE = "奖励和名额要写整数，不能是负数，例如：奖励10 名额30"
TOO_MUCH = f"奖励最多 {MOST_REWARD} 分，名额 1 到 {MOST_STOCK} 个。"

_REWARD = re.compile(r"(?:奖励|积分)[:：]?\s?([0-9]{1,5})\s?分?")
_STOCK = re.compile(r"名额[:：]?\s?([0-9]{1,5})\s?个?")
_END = re.compile(r"截[止至]到?[:：]?\s?")
_ODD = re.compile(r"(?:奖励|名额)[:：]?\s?(?:[-−–—.]\s?[0-9]|[0-9]{1,5}\.[0-9])")
"""A number that is none of points or people: 奖励-5, 名额1.5."""
COLLECTED = ("集赞", "攒赞", "砍一刀", "助力")
_SHARED = re.compile(
    "(?:转发|分享|转给|发给|发到|发送|推荐|拉)[^\n]{0,12}?(?:好友|朋友|微信群|个群|亲友|家人群|同事群|通讯录|视频号|抖音|小红书)"
)
_IN_GROUP = re.compile("(?:本|咱们?|我们)?群(?:里|内)?的?(?:好友|朋友|伙伴)")
"""Sharing to contacts or elsewhere, which WeChat's rules on 诱导分享 mean as well; to this group is no such thing."""
_KIND = re.compile(f"({'|'.join(Kind)})(?:任务)?(?:\\s|[:：])\\s?")


class Rules(Section):
    """成员任务：领任务、交任务得积分"""

    reward: int = Field(10, ge=0, le=MOST_REWARD, description="没写奖励时得几分")
    stock: int = Field(100, ge=1, le=MOST_STOCK, description="没写名额时有几个")
    days: int = Field(7, ge=1, le=60, description="没写截止时几天后截止")
    review: int = Field(10, ge=0, le=100, description="交上来的任务百分之几请员工复核，别的相信大家")
    most: int = Field(3, ge=0, le=50, description="每人每天最多有几个任务得分")
    moments: bool = Field(False, description="可不可以发「朋友圈」任务；平台限制用奖励引人转发，打开前请先看清规则")


def read_terms(words: str, now: datetime, rules: Rules) -> Terms:
    """Return the task in what follows 发布任务; raises Refusal. `now` is aware, in the group's zone."""
    line, _, below = normalize(words).partition("\n")
    text = " ".join(half_width(line).split())
    if _ODD.search(text):
        raise Refusal(NOT_WHOLE)
    kind = _KIND.match(text)
    text = text[kind.end() :] if kind else text
    ends_at = now + timedelta(days=rules.days)
    mark = _END.search(text)
    if mark:
        moment, rest = read_deadline(text[mark.end() :], now, "20:00")
        if moment is None:
            raise Refusal(NO_END)
        ends_at, text = moment, f"{text[: mark.start()]} {rest}"
    reward, stock = _REWARD.search(text), _STOCK.search(text)
    title = " ".join(_STOCK.sub(" ", _REWARD.sub(" ", text)).split()).strip(",，。 ")
    # What is far too long for a title is refused below; looking for a deadline behind it would take long.
    if not mark and len(title) <= 2 * LONGEST_TITLE:
        moment, title = find_deadline(title, now, "20:00")
        ends_at = moment or ends_at
    if not now < ends_at <= now + LONGEST:
        raise Refusal(PAST)
    terms = Terms(
        kind=_kind(Kind(kind[1]) if kind else Kind.GROUP, words),
        title=title,
        words=below.strip(),
        reward=int(reward[1]) if reward else rules.reward,
        stock=int(stock[1]) if stock else rules.stock,
        ends_at=ends_at,
    )
    _check(terms)
    return terms


def _kind(named: Kind, words: str) -> Kind:
    """Return the kind that was named, but for a task of sharing to one's contacts, however it is worded and spaced."""
    plain = "".join(filter(str.isalnum, half_width(words)))
    plain = _IN_GROUP.sub("", plain)
    is_shared = Kind.MOMENTS.value in plain or any(word in plain for word in COLLECTED)
    return Kind.MOMENTS if is_shared or _SHARED.search(plain) else named


def _check(terms: Terms) -> None:
    if not terms.title:
        raise Refusal(NO_TITLE.format(usage=USAGE))
    if len(terms.title) > LONGEST_TITLE:
        raise Refusal(LONG_TITLE)
    if len(terms.words) > LONGEST_WORDS:
        raise Refusal(LONG_WORDS)
    if terms.reward > MOST_REWARD or not 1 <= terms.stock <= MOST_STOCK:
        raise Refusal(TOO_MUCH)
