"""What is said to a newcomer about what they like."""

from __future__ import annotations

import pytest

from handlers.members.comments import LONGEST_WORD, comment_on, is_harmless, load_comments, load_sensitive
from tests.chat import Chat
from tests.conftest import OpenChat


def test_the_bank_has_at_least_150_phrases_and_no_two_are_the_same() -> None:
    phrases = [phrase for comments in load_comments() for phrase in comments.say]
    assert len(phrases) >= 150
    assert len(set(phrases)) == len(phrases)
    assert load_comments()[-1].words == ("",)


@pytest.mark.parametrize(
    ("word", "subject"), [("周末跑步", "跑步"), ("K歌", "唱歌"), ("做蛋糕", "烘焙"), ("养了两只猫", "养猫")]
)
def test_a_comment_fits_what_was_said(word: str, subject: str) -> None:
    comments = next(comments for comments in load_comments() if subject in comments.words)
    said = {comment_on([word], str(key)) for key in range(200)}
    assert said == {phrase.replace("{word}", word) for phrase in comments.say}


def test_the_first_word_that_the_bank_knows_is_taken() -> None:
    assert "唱歌" in comment_on(["集邮", "唱歌"], "1") or comment_on(["集邮", "唱歌"], "1") == comment_on(["唱歌"], "1")
    assert "集邮" not in comment_on(["集邮"], "1") != ""
    assert comment_on([], "1") == ""
    assert comment_on(["很" * (LONGEST_WORD + 1)], "1") == ""


@pytest.mark.parametrize("word", ["集邮", "running", "收集枯叶", "{word}"])
def test_what_the_bank_does_not_know_is_not_repeated(word: str) -> None:
    said = {comment_on([word], str(key)) for key in range(200)}
    assert said == set(load_comments()[-1].say)
    assert not any("{" in phrase or word in phrase for phrase in said)


def test_only_the_word_of_the_bank_is_repeated_where_more_was_said() -> None:
    said = {comment_on(["隔壁老李跑步"], str(key)) for key in range(200)}
    assert said == {phrase.replace("{word}", "跑步") for phrase in load_comments()[0].say}


@pytest.mark.parametrize("word", ["讨厌跑步", "不看书", "没养猫"])
def test_what_somebody_does_not_like_is_not_praised(word: str) -> None:
    assert comment_on([word], "1") in load_comments()[-1].say


@pytest.mark.parametrize(
    "word", ["杀人", "杀 人", "骂人", "骗钱", "你妈", "赌博", "虐猫", "网上赌博打麻将", "FUCK", "SB"]
)
def test_nothing_is_said_about_what_should_not_be_repeated(word: str) -> None:
    assert comment_on([word, "跑步"], "1") == ""
    assert not is_harmless(word)


@pytest.mark.parametrize(
    "word",
    ["狼人杀", "剧本杀", "炸鸡", "男性交友", "做爱心早餐", "妈妈的菜", "丧尸片", "黄色的花", "节日你好"]
    + [word for comments in load_comments()[:-1] for word in comments.words],
)
def test_harmless_words_are_not_taken_for_others(word: str) -> None:
    assert is_harmless(word)


@pytest.mark.parametrize(
    ("interests", "said"),
    [
        (["一个人待着"], "我叫老李，我老公去世了，我喜欢一个人待着"),
        (["化疗后休息"], "我叫老李 我喜欢：化疗后休息"),
        (["爬山"], "我叫老李，乳腺癌术后一年，喜欢爬山"),
    ],
)
def test_after_grief_and_illness_there_is_no_joke(interests: list[str], said: str) -> None:
    assert {comment_on(interests, str(key), said) for key in range(50)} == set(load_sensitive().gentle)


async def test_the_groups_own_words_are_repeated_to_nobody(open_group: OpenChat) -> None:
    chat = await open_group("moderation: {words: [刮刮乐, 掼蛋]}\n")
    said = await chat.say("店员", "我叫：店员 我喜欢：刮刮乐、掼蛋")
    assert "认识你很高兴" in said
    assert len(said.splitlines()) == 1


async def test_nobody_is_said_to_like_what_should_not_be_repeated(chat: Chat) -> None:
    assert "杀" not in await chat.say("小红", "我叫：小红 我喜欢：杀人")
    said = await chat.say("小明", "我叫：小明 我喜欢：杀人")
    assert "认识你很高兴，小明" in said
    assert "杀" not in said
    assert "傻逼" not in await chat.say("小绿", "我叫：傻逼 我喜欢：跑步")
    assert await chat.say("小紫", "刚来的，喜欢杀人，会骂人") == ""
