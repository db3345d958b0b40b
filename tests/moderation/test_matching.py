"""Phrases are found however they are dressed, and not where an allowed phrase has them in it."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.moderation.matching import around, bare, find_host, find_phrase

PHRASES = ("加微信", "代开发票", "Bitcoin")


@pytest.mark.parametrize(
    "text",
    [
        "加微信",
        "快加微信吧",
        "加 微 信",
        "加.微_信",
        "加\u200b微信",
        "代 开，发 票",
        "ＢＩＴＣＯＩＮ",
        "bit-coin",
        "代开\n发票",
    ],
)
def test_a_phrase_is_found_however_it_is_dressed(text: str) -> None:
    assert find_phrase(text, PHRASES, ())


@pytest.mark.parametrize("text", ["", "加油", "微信加载不出来", "发票呢", "!!!", "加微博信箱"])
def test_other_words_are_let_pass(text: str) -> None:
    assert find_phrase(text, PHRASES, ()) == ""


def test_a_phrase_in_an_allowed_one_is_let_pass() -> None:
    assert find_phrase("一起加微信运动吧", PHRASES, ("加微信运动",)) == ""
    assert find_phrase("加微信运动，再加微信", PHRASES, ("加微信运动",)) == "加微信"


def test_a_phrase_that_was_learned_bare_is_found_all_the_same() -> None:
    assert find_phrase("要加微信吗", PHRASES, (), ("加微信",)) == "加微信"
    assert find_phrase("要加微信吗", PHRASES, ("加微信",)) == "", "as the owner wrote it"
    assert find_phrase("加微信运动吧", PHRASES, (), ("加微信", "加微信运动")) == ""


@given(
    st.lists(st.text(alphabet="甲乙丙丁", min_size=1, max_size=3), max_size=6),
    st.text(alphabet="甲乙丙丁 ,", max_size=30),
)
def test_what_is_found_is_what_a_loop_finds(phrases: list[str], text: str) -> None:
    found = find_phrase(text, tuple(phrases), ())
    assert bool(found) == any(phrase in bare(text) for phrase in phrases)
    assert not found or found in phrases


@pytest.mark.parametrize(
    ("text", "is_link"),
    [
        ("看看 https://example.com/a", True),
        ("HTTP://EXAMPLE.CN", True),
        ("www.example.com", True),
        ("example.com 便宜", True),
        ("打开taobao.com", True),
        ("我的邮箱 a@example.com", False),
        ("今天 3.5 公里", False),
        ("文件.docx", False),
        ("第1.com组", True),
        ("你好", False),
    ],
)
def test_links_are_found(text: str, is_link: bool) -> None:
    assert bool(find_host(text, ())) is is_link


def test_twenty_thousand_phrases_cost_next_to_nothing() -> None:
    phrases = tuple(f"词语{number}号" for number in range(20_000))
    find_phrase("准备", phrases, ())
    begun = perf_counter()
    for _ in range(100):
        assert find_phrase("今天的天气真好，我们去公园走走吧" * 10, phrases, ()) == ""
    assert perf_counter() - begun < 0.5


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("看看 https://abc.com/x", "abc.com"),
        ("HTTP://WWW.ABC.CN?a=1", "abc.cn"),
        ("打开taobao.com", "taobao.com"),
        ("https://fine.com/a 和 https://abc.com", "abc.com"),
        ("https://fine.com/a", ""),
        ("https://fine.com.abc.com/a", "fine.com.abc.com"),
    ],
)
def test_the_first_site_that_is_not_allowed_is_told(text: str, host: str) -> None:
    assert find_host(text, ("fine.com",)) == host


@pytest.mark.parametrize(
    ("excerpt", "phrase", "words"),
    [
        ("my name，爱好小明傻瓜爬山", "傻瓜", "name，爱好小明傻瓜爬山"),
        ("我说 加 微 信 运动", "加微信", "我说 加 微 信 运动"),
        ("大家好，一起来跑步吧，傻瓜，明天见，后天见", "傻瓜", "一起来跑步吧，傻瓜，明天见，后天见"),
        ("代开发票", "代开发票", "代开发票"),
        ("ＢＩＴcoin好", "bitcoin", "ＢＩＴcoin好"),
        ("不在里面…", "傻瓜", ""),
    ],
)
def test_a_phrase_is_learned_with_the_words_it_stands_in(excerpt: str, phrase: str, words: str) -> None:
    assert around(excerpt, phrase) == words
