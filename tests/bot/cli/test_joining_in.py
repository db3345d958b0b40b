"""Simulated members do what the bot asks the group for, soon after, and nothing that it only tells."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from bot.cli.joining_in import LEARNT, attend_to, choose_best, join_in
from bot.cli.simulated_words import OPINIONS, words_for
from config.settings import HOME

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
        ("1. 哪个？\nA. 一　B. 二　C. 三\n发「作业 1 你的回答」来交", {"作业 1 A", "作业 1 B", "作业 1 C"}),
        ("1. 学到什么？\n发「作业 1 你的回答」来交", {f"作业 1 {words}" for words in LEARNT}),
    ],
)
def test_members_do_as_they_are_asked(asked: str, answers: set[str]) -> None:
    assert said(asked) == answers


def test_members_have_opinions_and_show_what_they_made() -> None:
    assert said("💬 1 号话题：周末吃什么\n20:30 前说说你的看法") <= set(OPINIONS)
    shown = said("📷 晒图开始：阳台\n或者发「晒 一句话」；喜欢谁的就发「赞 编号」。")
    assert {words.split()[0] for words in shown} == {"晒", "赞"}


def test_nobody_repeats_another_and_most_know_the_right_answer() -> None:
    words = [act.words for act in join_in(Random(1), PRESENT, AT, "💬 1 号话题：周末吃什么")]
    assert len(words) == len(set(words)) > 3
    asked = "1. 哪个？\nA. 一　B. 二　C. 三\n发「作业 1 你的回答」来交"
    answers = [act.words for act in join_in(Random(1), PRESENT * 5, AT, asked, {"哪个？": "B"})]
    assert answers.count("作业 1 B") > len(answers) / 2
    in_words = [
        act.words
        for act in join_in(Random(1), PRESENT * 5, AT, "1. 看哪样？\n发「作业 1 你的回答」来交", {"看哪样？": "钠"})
    ]
    assert len(in_words) > in_words.count("作业 1 钠") > len(in_words) / 2


def test_staff_choose_the_best_review_and_note_who_came() -> None:
    opened = "💬 1 号话题：周末吃什么"
    acts = list(join_in(Random(1), PRESENT, AT, opened))
    chosen = list(choose_best(Random(1), "店员", acts, opened))
    assert {act.words for act in chosen} <= {f"精华 @{act.who}" for act in acts}
    assert all(act.who == "店员" and act.at > max(each.at for each in acts) for act in chosen)
    assert [act.words for act in attend_to(Random(1), "店员", AT, "3 人交，3 份还没批")] == ["批作业 全部 过 写得用心"]
    reminder = "⏰ 今天 15:00「爬山」，别忘了：\n@小明 @小红 \n来不了的话发「取消报名 3」"
    [came] = attend_to(Random(1), "店员", AT, reminder)
    assert came.words.startswith("到场 3 @小")
    assert (came.at.hour, came.at.minute) == (15, 6)
    assert list(attend_to(Random(1), "店员", AT, "早上好！")) == []


@pytest.mark.parametrize("told", ["早上好！记得「签到」哦～", "🏁 晒图结束", "发「积分」看看攒了多少"])
def test_what_is_only_told_is_not_answered(told: str) -> None:
    assert said(told) == set()


def test_where_nobody_is_nobody_answers() -> None:
    assert list(join_in(Random(1), [], AT, "发「报名 1」")) == []


def test_what_members_say_fits_what_the_demo_group_talks_about() -> None:
    lines = (HOME / "config" / "groups" / "demo.yaml").read_text("utf-8").partition("  bank:\n")[2].splitlines()
    bank = [line.strip("- ") for line in lines[: lines.index("")]]
    assert len(bank) > 10
    for title in (*bank, "才艺展示，唱歌、画画、做饭都行", "晒晒用上保温杯的样子"):
        fitting = words_for(title, ())
        assert fitting, title
        opened = f"📷 晒图开始：{title}" if "晒" in title or "才艺" in title else f"💬 1 号话题：{title}"
        told = {words.removeprefix("晒 ") for words in said(opened) if not words.startswith("赞")}
        assert told
        assert told <= set(fitting), title
