"""Simulated members do what the bot asks the group for, soon after, and nothing that it only tells."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from bot.cli.joining_in import OPINIONS, join_in

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
PRESENT = [f"成员{number}" for number in range(40)]


def said(words: str) -> set[str]:
    acts = list(join_in(Random(1), PRESENT, AT, words))
    assert all(AT < act.at <= AT + timedelta(days=1) and act.who in PRESENT and act.kind == "say" for act in acts)
    return {act.words for act in acts}


@pytest.mark.parametrize(
    ("asked", "answers"),
    [
        ("👥 第 1 期小组打卡开始报名。想参加的发「参加小组」", {"参加小组"}),
        ("📅 3 号活动：爬山\n想去就发「报名 3」，带人发「报名 3 +1」。", {"报名 3"}),
        ("🔔 「小课堂」开始啦，听到的朋友发「到课」，得 5 分。", {"到课"}),
        ("想做的发「领任务 2」，做好了发「交任务 2」。", {"领任务 2", "交任务 2"}),
        ("发「投 2」投票", {"投 1", "投 2", "投 3"}),
        ("发「作业 1 你的回答」来交", {"作业 1 A", "作业 1 B", "作业 1 C"}),
    ],
)
def test_members_do_as_they_are_asked(asked: str, answers: set[str]) -> None:
    assert said(asked) == answers


def test_members_have_opinions_and_show_what_they_made() -> None:
    assert said("💬 1 号话题：周末吃什么\n20:30 前说说你的看法") <= set(OPINIONS)
    shown = said("📷 晒图开始：阳台\n或者发「晒 一句话」；喜欢谁的就发「赞 编号」。")
    assert {words.split()[0] for words in shown} == {"晒", "赞"}


@pytest.mark.parametrize("told", ["早上好！记得「签到」哦～", "🏁 晒图结束", "发「积分」看看攒了多少"])
def test_what_is_only_told_is_not_answered(told: str) -> None:
    assert said(told) == set()


def test_where_nobody_is_nobody_answers() -> None:
    assert list(join_in(Random(1), [], AT, "发「报名 1」")) == []
