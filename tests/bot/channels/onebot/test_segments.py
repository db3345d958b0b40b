"""Messages of OneBot 11: both of their forms say the same, and what is sent means what it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.onebot.segments import TEXT, id_of, id_to_send, pieces, read, written
from handlers.kit import At, Card, Mention, Picture, Text, reply
from handlers.text.mentions import EVERYBODY
from tests.support.fake_onebot import at, image, text

OWN = "10001"


@pytest.mark.parametrize(
    "message",
    [
        [at(OWN), text(" 签到 [1] & 好，了")],
        "[CQ:at,qq=10001] 签到 &#91;1&#93; &amp; 好，了",
        [
            {"type": "reply", "data": {"id": "7"}},
            {"type": "face", "data": {"id": "178"}},
            at(OWN),
            text("签到 [1] & 好，了"),
        ],
    ],
)
def test_both_forms_say_the_same(message: object) -> None:
    heard = read(message, OWN)
    assert heard == ("签到 [1] & 好，了", True, (), ())


def test_who_is_mentioned_and_what_is_shown_is_read() -> None:
    shown = [at("20002", name="@小 红"), text("看"), at("30003"), at("all"), image("https://a.example/1.png")]
    heard = read([*shown, {"type": "image", "data": {"file": "file:///etc/passwd"}}], OWN)
    assert heard.text == "@小 红 看@30003 @全体成员"
    assert heard.mentions == (At("20002", "小 红"), At("30003", "30003"))
    assert heard.pictures == ("https://a.example/1.png",)
    assert not heard.is_addressed


KEYS = st.sampled_from(["type", "data", "text", "qq", "at", "image", "url"])
SHAPES = st.recursive(
    st.none() | st.integers() | st.text() | KEYS, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner)
)


@given(SHAPES)
def test_no_shape_is_too_odd_to_be_read(message: object) -> None:
    read(message, OWN)


@given(st.text())
def test_words_go_out_as_they_are_and_ring_nobody(words: str) -> None:
    sent = [one for piece in pieces(reply(words)) for one in written(piece, None)]
    assert "".join(one["data"]["text"] for one in sent) == words
    assert {one["type"] for one in sent} <= {"text"}


def test_mentions_ring_and_pictures_stand_alone() -> None:
    answer = reply("欢迎 ", Mention(user="20002", name="小红"), "～", Picture(digest="d"), EVERYBODY, "看这里")
    first, shown, last = pieces(answer)
    assert written(first, None) == [text("欢迎 "), at("20002"), text(" "), text("～")]
    assert written(shown, b"PNG") == [{"type": "image", "data": {"file": "base64://UE5H"}}]
    assert written(last, None)[0] == at("all")


def test_what_is_long_is_cut_and_nothing_of_it_is_lost() -> None:
    words = "一句话说完了。" * 1000
    cut = pieces(reply("开头", words, Mention(user="2", name="小红"), words))
    assert all(len("".join(part.text for part in piece if isinstance(part, Text)).encode()) <= TEXT for piece in cut)
    assert "".join(part.text for piece in cut for part in piece if isinstance(part, Text)) == "开头" + words * 2
    assert sum(isinstance(part, Mention) for piece in cut for part in piece) == 1


def test_a_card_is_shown_as_words() -> None:
    ((words,),) = pieces((Card(card="c", title="投票", text="去哪儿"),))
    assert isinstance(words, Text)
    assert words.text == "【投票】\n去哪儿\n"


@pytest.mark.parametrize(
    ("value", "text_", "sent"),
    [(12345, "12345", 12345), ("12345", "12345", 12345), ("wxid_a1", "wxid_a1", "wxid_a1"), ("007", "007", "007")],
)
def test_ids_are_text_here_and_numbers_there(value: object, text_: str, sent: object) -> None:
    assert id_of(value) == text_
    assert id_to_send(text_) == sent


@pytest.mark.parametrize("value", [None, True, 1.5, [], "", "0", 0, "a b", "a\nb", "x" * 65])
def test_what_is_no_id_is_none(value: object) -> None:
    assert id_of(value) == ""
