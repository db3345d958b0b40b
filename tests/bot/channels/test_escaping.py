"""A long text is cut where a reader would pause, and never inside an address or an emoji."""

from __future__ import annotations

import pytest

from bot.channels.escaping import split
from bot.channels.wecom.parts import cut
from handlers.kit import Mention, Text

ADDRESS = "https://example.com/a/b?c=1&d=2#e.html"


def pieces(text: str, room: int) -> list[str]:
    parts, rest = [], text
    while rest:
        head, rest = split(rest, room)
        parts.append(head)
    assert "".join(parts) == text
    assert all(len(part.encode()) <= room for part in parts)
    return parts


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("今天先到这里，谢谢大家。明天继续讲下一课，记得带本子", "今天先到这里，谢谢大家。"),
        ("他说：“今天就到这里吧！”说完就走了，留下一屋子的人", "他说：“今天就到这里吧！”"),
        ("Come at eight, bring a pen. Then we will read it together", "Come at eight, bring a pen. "),
        ("一行写完了也没有句号\n第二行的第一句。第二行的第二句话", "一行写完了也没有句号\n"),
        ("一句话里面没有停顿所以只能在放不下的地方断开来接着说", "一句话里面没有停顿所以只能在放不"),
        ("价格是 3.50 元一斤，每人限购两斤，先到先得售完为止", "价格是 3.50 元一斤，每人限购两斤，"),
    ],
)
def test_it_is_cut_at_a_line_then_at_a_sentence(text: str, first: str) -> None:
    assert pieces(text, 48)[0] == first


@pytest.mark.parametrize("before", ["看这里 ", "详情见：", "a ", "（", "。", "去看看吧，地址是 "])
@pytest.mark.parametrize("behind", ["", " 谢谢", "，快来", "。好"])
def test_an_address_stays_whole(before: str, behind: str) -> None:
    for room in range(len(ADDRESS), 100):
        assert any(ADDRESS in piece for piece in pieces(before + ADDRESS + behind, room))


@pytest.mark.parametrize("letter", ["👨‍👩‍👧‍👦", "👍🏽", "❤️", "🇨🇳", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "é", "👩🏻‍🚀"])
def test_an_emoji_stays_whole(letter: str) -> None:
    size = len(letter.encode())
    for room in range(size + 1, 3 * size + 3):
        assert sum(piece.count(letter) for piece in pieces("好" + letter * 4 + "好", room)) == 4


def test_what_is_longer_than_a_message_is_cut_all_the_same() -> None:
    assert len(pieces("https://example.com/" + "a" * 100, 40)) == 3
    assert "".join(pieces("👨‍👩‍👧‍👦", 10)) == "👨‍👩‍👧‍👦"


def test_behind_a_mention_an_address_waits_for_the_next_message() -> None:
    reply = (Mention(user="u", name="小明"), Text(text=ADDRESS))
    messages = cut(reply, text=16 + len(ADDRESS) + 2, markdown=100)
    assert messages == [reply[:1], reply[1:]]
