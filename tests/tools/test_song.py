"""点歌: two links, in which the words are only words."""

from __future__ import annotations

import pytest

from handlers.kit.reply import News
from tests.chat import Chat


@pytest.mark.parametrize(
    ("song", "words"),
    [
        ("晴天", "%E6%99%B4%E5%A4%A9"),
        ("晴天  周杰伦", "%E6%99%B4%E5%A4%A9%20%E5%91%A8%E6%9D%B0%E4%BC%A6"),
        ("../?a=1&b#c", "..%2F%3Fa%3D1%26b%23c"),
        ("{song}](http://x)", "%7Bsong%7D%5D%28http%3A%2F%2Fx%29"),
    ],
)
async def test_a_song_is_looked_for_in_two_places(song: str, words: str, chat: Chat) -> None:
    [news] = await chat.answer("小明", f"点歌 {song}") or ()
    assert isinstance(news, News)
    assert [article.url for article in news.articles] == [
        f"https://y.qq.com/n/ryqq/search?w={words}",
        f"https://music.163.com/#/search/m/?s={words}",
    ]
    assert news.articles[0].title == f"🎵 {' '.join(song.split())} · QQ 音乐"


@pytest.mark.parametrize("said", ["点歌", "点歌 " + "啊" * 41])
async def test_a_song_needs_a_short_name(said: str, chat: Chat) -> None:
    assert await chat.say("小明", said) == "请这样写：点歌 晴天，歌名最多 40 个字。"
