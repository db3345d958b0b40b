"""发红包 and 抢: what goes in comes out, once for each, and what nobody wants goes back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.kit import Capability, Card, Text
from handlers.pictures.specs import RedPacketLine, RedPacketSpec
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.redpackets import assert_books, balances, give_points

SEND = "发红包 100 4 祝大家周末愉快"
PEOPLE = ("小明", "小红", "小刚", "小丽")


async def press(chat: Chat, who: str, answer: str, sender: str = "小明") -> str:
    """Press the button of the packet that a command brings."""
    shown = await chat.answer(sender, answer)
    [card] = [part for part in shown or () if isinstance(part, Card)]
    return await chat.press(who, card.card, card.buttons[0].key)


async def test_a_packet_is_shared_out_to_the_last_point(chat: Chat) -> None:
    await give_points(chat, 小明=150)
    assert await chat.say("小明", SEND) == (
        "【🧧 1 号红包：小明 发了 100 分，拼手气 4 份】\n「祝大家周末愉快」\n发「抢」就能抢，到 11-24 08:00。"
        "（发错了就发「取消红包」）\n[抢]"
    )
    assert await balances(chat, "小明") == [50]
    for who in PEOPLE[1:]:
        answer = await chat.say(who, "抢")
        assert answer.startswith(f"🧧 {who} 抢到 1 号红包的 ")
        assert "抢完" not in answer
    await chat.forward(seconds=80)
    last = await chat.say("小明", "抢红包")
    assert "🧧 1 号红包抢完啦：100 分 4 份，用了 1 分 20 秒。\n👑 " in last
    assert "手气最佳！" in last
    assert sum(await balances(chat, *PEOPLE)) == 150
    assert await chat.say("小强", "抢") == "手慢啦，1 号红包已经抢完了～"
    assert not any("红包" in said for said in await chat.forward(days=2))
    await assert_books(chat)


async def test_the_result_is_a_picture_too(chat: Chat) -> None:
    await give_points(chat, 小明=10)
    await chat.say("小明", "发普通红包 10 2 谢谢")
    await chat.say("小红", "抢")
    answer = await chat.answer("小刚", "抢")
    assert await chat.sheets(answer) == [
        RedPacketSpec(
            title="1 号红包 · 小明",
            words="谢谢",
            lines=(
                RedPacketLine(name="小红", points=5, took="0 秒", best=False),
                RedPacketLine(name="小刚", points=5, took="0 秒", best=False),
            ),
            foot="2/2 份 · 10 分 · 0 秒",
        )
    ]


async def test_where_no_picture_can_be_sent_there_are_words(chat: Chat) -> None:
    chat.platform.capabilities = frozenset(Capability) - {Capability.PICTURES, Capability.BUTTONS}
    await give_points(chat, 小明=10)
    assert await chat.say("小明", "发普通红包 10 1 谢谢") == (
        "🧧 1 号红包：小明 发了 10 分，普通 1 份\n「谢谢」\n发「抢」就能抢，到 11-24 08:00。（发错了就发「取消红包」）"
    )
    assert (await chat.say("小红", "抢")).endswith("抢完啦：10 分 1 份，用了 0 秒。\n小红 10 分")


async def test_the_luckiest_of_many_is_on_top_of_the_picture(chat: Chat) -> None:
    await give_points(chat, 小明=200)
    await chat.say("小明", "发红包 200 30")
    for number in range(29):
        await chat.say(f"成员{number}", "抢")
    [spec] = await chat.sheets(await chat.answer("成员29", "抢"))
    assert isinstance(spec, RedPacketSpec)
    assert [line.best for line in spec.lines] == [True] + [False] * 19
    assert spec.lines[0].points == max(line.points for line in spec.lines)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("发红包 10 2", "拼手气"),
        ("发普通红包 10 2", "普通"),
        ("发红包 10 2 普通", "普通"),
        ("发口令红包 10 2 天天向上", "拼手气"),
        ("发专属红包 10 2 @小红 @小刚", "拼手气"),
        ("发答题红包 10 2 最高的山是哪座？ 珠峰", "拼手气答题"),
    ],
)
async def test_luck_decides_unless_equal_shares_are_asked_for(chat: Chat, typed: str, kind: str) -> None:
    await give_points(chat, 小明=10, 小红=1, 小刚=1)
    sent = await chat.say(
        "小明", typed, private="答题" in typed, mentions=[one for one in ("小红", "小刚") if one in typed]
    )
    assert f"小明 发了 10 分，{kind} 2 份" in sent


async def test_equal_shares_are_equal_and_crown_nobody(chat: Chat) -> None:
    await give_points(chat, 小明=100)
    assert "普通 2 份" in await chat.say("小明", "发普通红包 100 2")
    assert "抢到 1 号红包的 50 分" in await chat.say("小红", "抢")
    assert "手气最佳" not in await chat.say("小刚", "抢")
    assert await balances(chat, "小明", "小红", "小刚") == [0, 50, 50]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("发红包", "先写一共几分，再写分几份"),
        ("发红包 100", "先写一共几分，再写分几份"),
        ("发红包 多 10", "「多」不行，请写 1 到 200 之间的整数"),
        ("发红包 0 1", "「0」不行"),
        ("发红包 201 10", "请写 1 到 200"),
        ("发红包 -5 1", "「-5」不行"),
        ("发红包 100 101", "请写 1 到 100"),
        ("发红包 5 6", "5 分最多分 5 份，每份至少 1 分。"),
        ("发普通红包 100 7", "100 分不能平分成 7 份，98 或 105 分就可以。"),
        ("发红包 100 10 口令", "口令要 2 到 20 个字"),
        ("发红包 100 10 口令 好", "口令要 2 到 20 个字"),
        ("发红包 100 10 口令 签到", "「签到」里有我听得懂的「签到」"),
        ("发红包 100 10 口令 我来打卡啦", "换个口令吧"),
        ("发红包 100 2 @小红", "只给 1 位的红包最多 1 份。"),
        ("发红包 100 1 @谁也不是", "没有找到「谁也不是」"),
        ("发红包 160 10", "你有 150 分，发不了 160 分的红包，还差 10 分。"),
    ],
)
async def test_what_is_wrong_is_said_with_how_to_write_it(chat: Chat, typed: str, answer: str) -> None:
    await give_points(chat, 小明=150, 小红=1)
    assert answer in await chat.say("小明", typed)
    assert await balances(chat, "小明") == [150]
    assert await chat.say("小红", "抢", addressed=True) == "现在没有可以抢的红包。"


@pytest.mark.parametrize(
    "shares",
    [
        "1.5",
        "2.9 份",
        "2e3",
        "2/3",
        "2%",
        "0.5",
        ".5",
        "2.0",
        "5．5",
        "+5",
        "-1",
        "0",
        "1000",
        "一百零一",
        "2~3",
        "2~3份",
        "2,5",
        "2*2",
        "5祝大家周末愉快",
        "5个大家好",
        "5，大家好",
        "5🧧",
        "5.大家好",
        "5普通",
        "5口令 芝麻开门",
        "5元",
        "9" * 20,
    ],
)
@pytest.mark.parametrize("word", ["发红包", "发普通红包", "发口令红包"])
async def test_shares_that_are_no_whole_number_are_refused(chat: Chat, word: str, shares: str) -> None:
    await give_points(chat, 小明=100)
    typed = shares.split()[0].removesuffix("份")
    shown = typed if len(typed) < 20 else ""
    told = await chat.say("小明", f"{word} 20 {shares}")
    assert told.endswith("不行，请写 1 到 100 之间的整数，例如 10。")
    assert told.startswith(f"「{shown}")
    assert await balances(chat, "小明") == [100]


@pytest.mark.parametrize(
    "amounts", ["@小丽 10 1.5", "@小丽 10 -1", "@小丽 10.5", "10 1.5@小丽", "10.5 1 @小丽", "10 1.5 @小丽"]
)
async def test_for_somebody_the_amounts_are_whole_numbers_too(chat: Chat, amounts: str) -> None:
    await give_points(chat, 小明=100)
    await chat.say("小丽", "早")
    assert "之间的整数" in await chat.say("小明", f"发红包 {amounts}", mentions=["小丽"])
    assert await balances(chat, "小明") == [100]


@pytest.mark.parametrize(
    "typed",
    [
        "6分2.5个",
        "6分2个祝大家",
        "每人2.5分 3个",
        "每人2分 3.5个",
        "1.5 3",
        "5.5个 20分",
        "5个 20.5分",
        "一共6分 分2.5份",
        "2.5 个 10 分",
    ],
)
async def test_no_point_leaves_by_a_number_that_was_read_in_part(chat: Chat, typed: str) -> None:
    await give_points(chat, 小明=100)
    assert "号红包" not in await chat.say("小明", f"发红包 {typed}")
    assert await balances(chat, "小明") == [100]


@pytest.mark.parametrize(
    "typed",
    [
        "发红包 20分 2份",
        "发红包 20分2个 大家好",
        "发红包 20分，2份",
        "发红包２０ 2",
        "发红包：20 2个 好",
        "发红包 20  2   大家 好",
    ],
)
async def test_kindly_typed_is_understood(chat: Chat, typed: str) -> None:
    await give_points(chat, 小明=20)
    assert "发了 20 分，拼手气 2 份" in await chat.say("小明", typed)


async def test_one_grab_for_each_member_by_whatever_way(chat: Chat) -> None:
    await give_points(chat, 小明=100)
    card = await press(chat, "小红", SEND)
    assert "小红 抢到 1 号红包的" in card
    for typed in ("抢", "抢 1", "抢1", "抢红包"):
        assert "1 号红包你已经抢过啦" in await chat.say("小红", typed)
    await assert_books(chat)


async def test_of_several_packets_the_newest_waits_first(chat: Chat) -> None:
    await give_points(chat, 小明=100, 小红=100)
    await chat.say("小明", "发普通红包 10 2")
    assert "发「抢 2」就能抢" in await chat.say("小红", "发普通红包 20 2")
    assert "抢到 2 号红包的 10 分" in await chat.say("小刚", "抢")
    assert "抢到 1 号红包的 5 分" in await chat.say("小刚", "抢")
    assert "抢到 1 号红包的 5 分" in await chat.say("小丽", "抢 1 号")
    assert await chat.say("小丽", "抢 9") == "没有 9 号红包。"
    assert await chat.say("小丽", "抢 什么") == "请写红包的编号，例如「抢 3」，或者直接发「抢」。"


@pytest.mark.parametrize("typed", ["我抢", "我来抢", "抢一个", "抢抢抢！", "快抢", "抢啦～", "我要抢红包"])
async def test_other_words_grab_where_a_packet_waits(chat: Chat, typed: str) -> None:
    assert await chat.say("小红", typed) == ""
    await give_points(chat, 小明=20)
    await chat.say("小明", "发普通红包 20 2")
    assert "小红 抢到 1 号红包的 10 分" in await chat.say("小红", typed)
    assert await chat.say("小红", "我抢") == "", "by then it is talk"


async def test_who_only_talks_of_grabbing_is_left_alone(chat: Chat) -> None:
    assert await chat.say("小明", "抢") == ""
    assert await chat.say("小明", "抢不到票") == ""
    assert await chat.say("小明", "抢", addressed=True) == "现在没有可以抢的红包。"


async def test_nothing_is_timed_any_more_of_a_packet_that_is_empty(chat: Chat) -> None:
    await give_points(chat, 小明=100)
    await chat.say("小明", "发红包 10 1")
    timed = "SELECT COUNT(*) FROM timer WHERE feature = 'redpackets'"
    assert await chat.bot.database.read(lambda db: db.fetch_value(timed)) == 1
    await chat.say("小红", "抢")
    assert await chat.bot.database.read(lambda db: db.fetch_value(timed)) == 0


async def test_a_phrase_for_somebody_comes_before_a_game_and_is_a_guess_of_the_others(chat: Chat) -> None:
    await give_points(chat, 小明=100)
    await chat.say("小刚", "猜数")
    assert "把口令打出来就抢到了：50" in await chat.say("小明", "发口令红包 10 1 @小红 50", mentions=["小红"])
    assert "抢" not in await chat.say("小刚", "50")
    assert "小红 抢到 1 号红包的 10 分" in await chat.say("小红", "50")


async def test_the_words_of_a_phrase_are_talk_again_for_who_has_a_share(chat: Chat) -> None:
    await give_points(chat, 小明=100)
    await chat.say("小明", "发口令红包 10 5 早上好")
    assert "小红 抢到" in await chat.say("小红", "早上好")
    await chat.forward(minutes=2)
    assert "你已经抢过啦" in await chat.say("小红", "早上好")
    await chat.forward(seconds=1)
    assert await chat.say("小红", "早上好") == ""
    assert "你已经抢过啦" in await chat.say("小红", "早上好", addressed=True)
    assert "小刚 抢到" in await chat.say("小刚", "早上好")


async def test_a_phrase_has_to_be_typed(chat: Chat) -> None:
    await give_points(chat, 小明=100)
    answer = await chat.say("小明", "发红包 100 2 口令 天天向上")
    assert answer == (
        "🧧 1 号红包：小明 发了 100 分，拼手气 2 份\n把口令打出来就抢到了：天天向上\n到 11-24 08:00。"
        "（发错了就发「取消红包」）"
    )
    assert await chat.say("小红", "抢") == "1 号是口令红包，把口令打出来就抢到了：天天向上"
    assert await chat.say("小红", "天天向下") == ""
    assert "小红 抢到 1 号红包的" in await chat.say("小红", "天天 向上！")
    assert "你已经抢过啦" in await chat.say("小红", "天天向上")
    assert "抢完啦" in await chat.say("小刚", "天天向上")
    assert await chat.say("小丽", "天天向上") == "手慢啦，1 号红包已经抢完了～"
    assert await chat.say("小丽", "抢 1") == "手慢啦，1 号红包已经抢完了～"
    await chat.forward(minutes=3)
    assert await chat.say("小丽", "天天向上") == "", "by then it is talk"


@pytest.mark.parametrize(
    "typed",
    [
        "发红包 20 2 口令：芝麻开门",
        "发红包 20 2 口令:芝麻开门",
        "发红包 20 2 口令芝麻开门",
        "发红包 20 2 口令是芝麻开门",
        "发红包 20 2 口令为：芝麻开门",
        "发红包 20 2 口令=芝麻开门",
        "发红包 20 2 口令「芝麻开门」",
        "发红包 20 2 【口令】芝麻开门",
        "发红包 20 2 口令红包 芝麻开门",
        "发红包 20 2 暗号：芝麻开门",
        "发红包 20 2 密码 芝麻开门",
        "发红包 20 2 今日口令：芝麻开门",
        "发红包 20 2 周末愉快 口令 芝麻开门",
        "发红包 20 2 周末愉快，口令是芝麻开门",
        "发红包 20 2 @小红 @小刚 口令：芝麻开门",
        "发口令红包 20 2 芝麻开门",
        "口令红包 20 2 口令：芝麻开门",
    ],
)
async def test_a_phrase_is_a_phrase_however_it_is_written(chat: Chat, typed: str) -> None:
    await give_points(chat, 小明=20, 小红=1, 小刚=1)
    answer = await chat.say("小明", typed)
    assert "把口令打出来就抢到了：芝麻开门\n" in answer
    assert "就能抢" not in answer
    assert "[抢]" not in answer
    assert await chat.say("小红", "抢") == "1 号是口令红包，把口令打出来就抢到了：芝麻开门"
    assert "小红 抢到 1 号红包的" in await chat.say("小红", "芝麻开门")
    await assert_books(chat)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("发红包 20 2 猜猜口令", "别写「口令」两个字"),
        ("发红包 20 2 大家对暗号", "别写「暗号」两个字"),
        ("发口令红包 20 2", "口令要 2 到 20 个字"),
        ("发红包 20 2 口令：", "口令要 2 到 20 个字"),
        ("发专属红包 20 2 小红", "专属红包给谁？"),
        ("发红包 20 2 答题：山有多高？ 八千米", "答案写在群里大家都看见啦"),
        ("发红包 20 2 答题山有多高？ 八千米", "答案写在群里大家都看见啦"),
        ("发红包 20 2 山有多高？答案：八千米", "答案写在群里大家都看见啦"),
        ("发红包 20 2 题目：山有多高 答案是八千米", "答案写在群里大家都看见啦"),
        ("发答题红包 20 2 山有多高？ 八千米", "答案写在群里大家都看见啦"),
    ],
)
async def test_no_secret_is_shown_as_a_wish(chat: Chat, typed: str, answer: str) -> None:
    await give_points(chat, 小明=20)
    assert answer in await chat.say("小明", typed)
    assert await balances(chat, "小明") == [20]


async def test_words_stand_beside_a_phrase(chat: Chat) -> None:
    await give_points(chat, 小明=20)
    answer = await chat.say("小明", "发红包 20 2 周末愉快 口令 芝麻开门")
    assert "「周末愉快」\n把口令打出来就抢到了：芝麻开门" in answer


async def test_everybody_is_told_what_is_so_for_them(chat: Chat) -> None:
    await give_points(chat, 小明=100, 小红=1)
    await chat.say("小明", "发普通红包 10 1")
    await chat.say("小红", "抢")
    assert await chat.say("小红", "抢") == "1 号红包你已经抢过啦，10 分～"
    assert await chat.say("小红", "抢 1") == "1 号红包你已经抢过啦，10 分～"
    assert await chat.say("小刚", "抢") == "手慢啦，1 号红包已经抢完了～"
    await chat.say("小明", "发普通红包 10 1 @小红", mentions=["小红"])
    await chat.say("小红", "抢")
    assert await chat.say("小刚", "抢 2") == "2 号红包是给 小红 的。"
    await chat.say("小明", "发普通红包 10 2")
    await chat.say("小红", "抢 3")
    await chat.forward(hours=24)
    assert await chat.say("小红", "抢 3") == "3 号红包你已经抢过啦，5 分～"
    assert await chat.say("小刚", "抢 3") == "3 号红包已经过时间了。"


async def test_who_asks_for_a_packet_hears_of_the_open_one_with_a_phrase(chat: Chat) -> None:
    await give_points(chat, 小明=100)
    await chat.say("小明", "发红包 10 2 口令 芝麻开门")
    await chat.say("小明", "发普通红包 10 1")
    assert "小红 抢到 2 号" in await chat.say("小红", "抢")
    assert await chat.say("小刚", "抢") == "1 号是口令红包，把口令打出来就抢到了：芝麻开门"


async def test_a_packet_for_some_is_theirs(chat: Chat) -> None:
    await give_points(chat, 小明=100)
    await chat.say("小红", "早")
    await chat.say("小刚", "早")
    answer = await chat.say("小明", "发红包 10 2 @小红 @小刚 辛苦了", mentions=["小红", "小刚"])
    assert answer.startswith("这是给 @小红 @小刚 的～\n【🧧 1 号红包")
    assert "「辛苦了」" in answer
    assert await chat.say("小丽", "抢") == "1 号红包是给 小红、小刚 的。"
    assert await chat.say("小明", "抢 1") == "1 号红包是给 小红、小刚 的。"
    assert "抢到" in await chat.say("小红", "抢")
    assert "抢完啦" in await chat.say("小刚", "抢")
    await assert_books(chat)


async def test_what_is_left_goes_back_once(chat: Chat) -> None:
    await give_points(chat, 小明=100)
    await chat.say("小明", "发普通红包 100 4")
    await chat.say("小红", "抢")
    [said] = await chat.forward(hours=24)
    assert said.startswith("🧧 1 号红包到时间了：4 份抢了 1 份，剩下的 75 分退回给 小明。\n小红 25 分[")
    assert await balances(chat, "小明", "小红") == [75, 25]
    assert await chat.say("小刚", "抢 1") == "1 号红包已经过时间了。"
    assert not any("红包" in said for said in await chat.forward(days=3))
    assert "小明" in await chat.say("小明", "明细")
    await assert_books(chat)


async def test_a_packet_nobody_wants_goes_back_whole(chat: Chat) -> None:
    await give_points(chat, 小明=100)
    await chat.say("小明", SEND)
    assert await chat.forward(hours=24) == ["🧧 1 号红包到时间了，没有人抢，100 分退回给 小明。"]
    assert await balances(chat, "小明") == [100]


async def test_a_late_grab_before_the_timer_gets_nothing(chat: Chat) -> None:
    await give_points(chat, 小明=100)
    await chat.say("小明", SEND)
    await chat.forward(hours=23, minutes=59)
    late = chat.now + timedelta(minutes=1)
    assert await chat.say("小红", "抢 1", at=late) == "1 号红包已经过时间了。"
    await assert_books(chat)


async def test_who_left_gets_nothing_and_their_packet_goes_back_to_them(chat: Chat) -> None:
    await give_points(chat, 小明=100, 小红=1)
    await chat.say("小明", SEND)
    await chat.leave("小红")
    assert "你已经不在" in await chat.say("小红", "抢 1", private=True)
    assert "我还不认识你" in await chat.say("路人", "抢 1", private=True)
    await chat.leave("小明")
    [said] = await chat.forward(hours=24)
    assert "100 分退回给 小明" in said
    assert await chat.bot.database.read(
        lambda db: db.fetch_one("SELECT balance FROM account WHERE member_id IS NOT NULL AND balance > 1")
    ) == (100,)


async def test_members_have_a_daily_limit(open_group: OpenChat) -> None:
    chat = await open_group("redpackets: {most: 2, points: 50}\n")
    await give_points(chat, 小明=500)
    await chat.say("小明", "发红包 30 3")
    assert await chat.say("小明", "发红包 30 3") == "今天还能发 20 分的红包，多的明天再发吧～"
    await chat.say("小明", "发红包 10 1")
    assert await chat.say("小明", "发红包 10 1") == "今天已经发了 2 个红包啦，明天再发吧～"
    await chat.forward(days=1)
    await chat.say("小明", "发红包 50 1")
    assert await chat.say("小明", "发红包 1 1") == "今天的红包已经发满 50 分啦，明天再发吧～"


async def test_an_owner_may_keep_packets_to_admins(open_group: OpenChat) -> None:
    chat = await open_group("redpackets: {most: 0}\n")
    await give_points(chat, 小明=500)
    assert await chat.say("小明", SEND) == "这个群由管理员发红包，看到了发「抢」就能抢～"
    assert "小助理 发了" in await chat.say("小助理", SEND)


async def test_a_private_packet_is_shown_in_the_group(chat: Chat) -> None:
    await give_points(chat, 小明=100)
    await chat.say("小明", "早")
    await chat.say("小明", "发普通红包 10 1", private=True)
    await chat.bot.sender.drain()
    assert "🧧 1 号红包" in chat.broadcasts[-1]
    assert "抢到 1 号红包的 10 分" in await chat.say("小红", "抢")


async def test_the_last_press_is_told_in_the_group(chat: Chat) -> None:
    await give_points(chat, 小明=100)
    card = await press(chat, "小红", "发普通红包 10 1")
    assert "抢完啦" not in card
    await chat.bot.sender.drain()
    assert chat.broadcasts[-1].startswith("🧧 1 号红包抢完啦：10 分 1 份，用了 0 秒。\n小红 10 分")


async def test_ones_own_packets_are_told(chat: Chat) -> None:
    await give_points(chat, 小明=100, 小红=100)
    await chat.say("小明", "发普通红包 10 2")
    await chat.say("小红", "发普通红包 20 2")
    await chat.say("小红", "抢 1")
    assert await chat.say("小红", "我的红包") == (
        "🧧 小红 的红包\n抢到 1 个，共 5 分\n发出 1 个，共 20 分，被抢走 0 分\n还能抢的：\n2 号，小红发的，剩 2 份"
    )
    await chat.say("小明", "发红包 50 2")
    await chat.say("小刚", "抢 3")
    assert "3 号，小明发的，剩 1 份" in await chat.say("小红", "我的红包")
    await chat.say("小丽", "抢 3")
    told = [await chat.say(who, "我的红包") for who in ("小刚", "小丽")]
    assert sum("手气最佳 1 次" in one for one in told) == 1


async def test_old_points_stay_old(open_group: OpenChat) -> None:
    chat = await open_group("points: {expire: 1, notice: 0}\n")
    await give_points(chat, 小明=60)
    await chat.forward(days=9)
    await chat.say("小助理", "加分 @小明 40", mentions=["小明"])
    await chat.say("小明", "发普通红包 90 3")
    for who in ("小红", "小刚", "小丽"):
        await chat.say(who, "抢")
    # November's points lapse with December. The oldest were sent, and went to whoever came first.
    await chat.forward(days=31)
    assert await balances(chat, "小红", "小刚", "小丽", "小明") == [0, 0, 30, 10]
    await assert_books(chat)


async def test_what_comes_back_is_as_old_as_it_was(open_group: OpenChat) -> None:
    chat = await open_group("points: {expire: 1, notice: 0}\n")
    await give_points(chat, 小明=60)
    await chat.forward(days=9)
    await chat.say("小助理", "加分 @小明 40", mentions=["小明"])
    await chat.say("小明", "发普通红包 90 3")
    await chat.say("小红", "抢")
    await chat.forward(days=31)
    assert await balances(chat, "小明", "小红") == [40, 0]
    await assert_books(chat)


async def test_packets_are_gifts_in_the_report(chat: Chat) -> None:
    await give_points(chat, 小明=100)
    await chat.say("小明", "发普通红包 40 4")
    await chat.say("小红", "抢")
    await chat.forward(hours=24)
    assert "发出 100 分，花掉 0 分，过期 0 分，扣回 0 分，互送 10 分" in await chat.say("群主", "积分报表")


async def test_entries_of_packets_cannot_be_reversed_by_hand(chat: Chat) -> None:
    await give_points(chat, 小明=100)
    await chat.say("小明", "发普通红包 40 4")
    await chat.say("小红", "抢")
    assert "没抢完的到时间自己退回" in await chat.say("群主", "冲正 2 试试")
    assert "请用「扣分」" in await chat.say("群主", "冲正 3 试试")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("发红包 10 1 给 @小丽", "这是给 @小丽 的"),
        ("发红包 10 1 送给@小丽 生日快乐", "这是给 @小丽 的"),
        ("发红包 20 2 只给 @小丽", "只给 1 位的红包最多 1 份"),
        ("发红包 10 1 谢谢 @小丽", "只给 小丽 抢，就把 TA 写在最前面"),
        ("发红包 10 2 @所有人 快来抢", "发了 10 分，拼手气 2 份"),
        ("发红包 5个 20分", "发了 20 分，拼手气 5 份"),
        ("发红包 5 20分", "发了 20 分，拼手气 5 份"),
        ("发红包 20分 5个", "发了 20 分，拼手气 5 份"),
        ("发红包 20 5个", "发了 20 分，拼手气 5 份"),
        ("发红包20 5 祝大家周末愉快", "「祝大家周末愉快」"),
        ("发红包 20 5 1.5 倍的快乐", "「1.5 倍的快乐」"),
        ("发红包 10 1@小丽", "这是给 @小丽 的"),
        ("发红包 一共20分 分5份", "发了 20 分，拼手气 5 份"),
        ("发红包 20 4 普通", "发了 20 分，普通 4 份"),
        ("发红包 20 4 平均分 每人5分 大家辛苦", "发了 20 分，普通 4 份"),
        ("发红包 20 3 普通", "不能平分成 3 份"),
        ("发红包 十分 两个", "发了 10 分，拼手气 2 份"),
        ("发红包 2 个 10 分", "发了 10 分，拼手气 2 份"),
        ("发普通红包 每人2分 3个", "发了 6 分，普通 3 份"),
        ("发红包 每人 2 分 3 个 大家辛苦", "发了 6 分，普通 3 份】\n「大家辛苦」"),
        ("发红包 20 2 十分 感谢", "「十分 感谢」"),
        ("专属红包 10 @小丽", "这是给 @小丽 的"),
        ("专属红包 @小丽 10", "这是给 @小丽 的"),
        ("发红包 @小丽 10 生日快乐", "「生日快乐」"),
    ],
)
async def test_units_and_those_whom_it_is_for_are_read_as_meant(chat: Chat, typed: str, told: str) -> None:
    await give_points(chat, 小红=100)
    await chat.say("小丽", "签到")
    assert told in await chat.say("小红", typed, mentions=["小丽"] if "小丽" in typed else ())


async def test_two_packets_with_one_phrase_are_both_grabbed(chat: Chat) -> None:
    await give_points(chat, 小红=100, 小刚=100)
    await chat.say("小红", "口令红包 10 2 恭喜发财")
    await chat.say("小刚", "口令红包 10 2 恭喜发财")
    answers = [await chat.say(who, "恭喜发财") for who in ("小丽", "小明", "小丽", "小明", "小丽")]
    grabbed = [f"抢到 {number} 号红包" for number in (2, 2, 1, 1)]
    assert all(words in answer for words, answer in zip(grabbed, answers, strict=False))
    assert "抢到" not in answers[4]


@pytest.mark.parametrize("phrase", ["生日快乐", "小红生日快乐", "签到达人", "积分多多", "天天签到"])
async def test_a_phrase_may_begin_like_a_command(chat: Chat, phrase: str) -> None:
    await give_points(chat, 小明=100)
    assert f"把口令打出来就抢到了：{phrase}" in await chat.say("小明", f"发口令红包 10 2 {phrase}")
    assert "🧧 小红 抢到 1 号红包" in await chat.say("小红", phrase)


@pytest.mark.parametrize("phrase", ["生日", "生日 5-20", "生日5-20", "签到！", "我来签到啦", "积分"])
async def test_a_phrase_that_is_a_command_is_refused(chat: Chat, phrase: str) -> None:
    await give_points(chat, 小明=100)
    assert "换个口令吧" in await chat.say("小明", f"发口令红包 10 2 {phrase}")


@pytest.mark.parametrize("said", ["拆红包", "领红包", "收红包", "开红包", "我要红包"])
async def test_a_packet_is_grabbed_in_many_words(chat: Chat, said: str) -> None:
    assert await chat.say("小红", said) == ""
    assert await chat.say("小红", said, addressed=True) == "现在没有可以抢的红包。"
    await give_points(chat, 小明=100)
    await chat.say("小明", "发红包 10 2")
    assert "🧧 小红 抢到 1 号红包" in await chat.say("小红", said)


@pytest.mark.parametrize(
    "phrase",
    [
        "提示",
        "求提示",
        "再来个提示吧",
        "提示！🧧",
        "掷一下",
        "我扔",
        "揭晓答案",
        "不玩了",
        "下一题",
        "结束吧",
        "投 2",
        "我叫小刚，我喜欢爬山",
        "选1",
        "图：哈哈",
        "+1",
        "👍12",
        "我抢",
        "我也去",
        "生日5月3日",
        "晒 它",
    ],
)
async def test_a_phrase_that_others_take_for_an_answer_is_refused(chat: Chat, phrase: str) -> None:
    await give_points(chat, 小明=20)
    assert "换个口令吧～" in await chat.say("小明", f"发口令红包 10 2 {phrase}")
    assert await balances(chat, "小明") == [20]


@pytest.mark.parametrize("typed", ["「中秋快乐」", "中秋快乐", "中秋快乐！", "“中秋快乐”！"])
async def test_a_phrase_is_typed_with_its_brackets_or_without(chat: Chat, typed: str) -> None:
    await give_points(chat, 小明=20)
    await chat.say("小明", "发口令红包 10 2 「中秋快乐」")
    assert "小红 抢到 1 号红包" in await chat.say("小红", typed)


async def test_who_tells_that_they_have_grabbed_does_not_grab_again(chat: Chat) -> None:
    await give_points(chat, 小明=20)
    await chat.say("小明", "发红包 10 2")
    await chat.say("小明", "发红包 10 2")
    await chat.say("小红", "抢")
    assert await chat.say("小红", "我抢到了") == ""
    assert "小红 抢到 1 号红包" in await chat.say("小红", "我抢")


async def test_nobody_sends_what_they_may_not_take_to_themselves(chat: Chat) -> None:
    assert "你自己抢不了" in await chat.say("小助理", "发专属红包 200 1 @小助理", mentions=["小助理"])


async def test_a_packet_for_two_who_turn_out_to_be_one_person_meanwhile(chat: Chat) -> None:
    await chat.say("小明", "大家好")
    await chat.say("小助理", "大家好")
    await chat.say("小红", "大家好")
    await chat.say("群主", "发红包 1500 2 @小明 @小红", mentions=["小明", "小红"])
    await chat.say("群主", "合并 @小明 @小红", mentions=["小明", "小红"])
    assert "合并好了" in await chat.say("群主", "确认 2")
    assert "这是给 @小明 的～" in await chat.say("小助理", "确认 1")
    assert "小明 抢到" in await chat.say("小红", "抢")
    assert "你已经抢过啦" in await chat.say("小明", "抢")
    await assert_books(chat)


@pytest.mark.parametrize(
    "typed",
    [
        "恭喜发财🧧",
        "恭喜发财！！🎉",
        "🎉🎉恭喜发财",
        "恭喜发财[庆祝]",
        "「恭喜发财」🧧",
        "恭 喜 发 财 ❤️",
        "口令：恭喜发财🧧",
        "恭喜发财👏🏻👏🏻",
    ],
)
async def test_a_phrase_may_be_adorned(chat: Chat, typed: str) -> None:
    await give_points(chat, 小明=20)
    await chat.say("小明", "发口令红包 10 2 恭喜发财")
    assert await chat.say("小红", "恭喜发财啦🧧") == ""
    assert "小红 抢到 1 号红包" in await chat.say("小红", typed)


@pytest.mark.parametrize(
    ("phrase", "typed", "other"),
    [("中秋快乐🥮", "中秋快乐", "中秋🥮快乐"), ("中秋快乐🥮", "中秋快乐🥮！", "中秋"), ("🎉🎉🎉", "🎉🎉🎉！", "🎉🎉")],
)
async def test_a_phrase_may_have_been_adorned(chat: Chat, phrase: str, typed: str, other: str) -> None:
    await give_points(chat, 小明=20)
    await chat.say("小明", f"发口令红包 10 2 {phrase}")
    assert await chat.say("小红", other) == ""
    assert "小红 抢到 1 号红包" in await chat.say("小红", typed)


async def test_an_adorned_command_is_no_phrase_and_an_adorned_number_is_one(chat: Chat) -> None:
    await give_points(chat, 小明=20)
    assert "换个口令吧" in await chat.say("小明", "发口令红包 10 2 签到🌞")
    await chat.say("小明", "发红包 10 2")
    assert "小红 抢到 1 号红包" in await chat.say("小红", "抢 1🧧")
    assert "1 号红包收回了" in await chat.say("小明", "取消红包 1🎉")


async def test_who_grabbed_with_two_accounts_has_both_shares_once_they_are_one(chat: Chat) -> None:
    await give_points(chat, 小明=100)
    await chat.say("小明", "发红包 100 4")
    for who in ("小刚", "小刚2", "小红"):
        await chat.say(who, "抢")
    both = sum(await balances(chat, "小刚", "小刚2"))
    await chat.say("群主", "合并 @小刚 @小刚2", mentions=["小刚", "小刚2"])
    assert "合并好了" in await chat.say("群主", "确认")
    mine = await chat.say("小刚2", "我的红包")
    assert mine.startswith(f"🧧 小刚 的红包\n抢到 1 个，共 {both} 分")
    assert "你已经抢过啦" in await chat.say("小刚2", "抢")
    told = await chat.answer("小丽", "抢")
    text = "".join(part.text for part in told or () if isinstance(part, Text))
    assert text.count("小刚 ") == 2
    assert "合并" not in text
    [sheet] = await chat.sheets(told)
    assert isinstance(sheet, RedPacketSpec)
    assert sorted(line.name for line in sheet.lines) == ["小丽", "小刚", "小刚", "小红"]
    best = next(line.name for line in sheet.lines if line.best)
    for who in ("小刚", "小红", "小丽"):
        assert ("手气最佳 1 次" in await chat.say(who, "我的红包")) == (who == best)
    assert await balances(chat, "小刚", "小明") == [both, 0]
    await assert_books(chat)


async def test_the_record_counts_them_as_one(chat: Chat) -> None:
    await chat.say("群主", "发红包 100 4")
    for who in ("小刚", "小刚2"):
        await chat.say(who, "抢")
    await chat.say("群主", "合并 @小刚 @小刚2", mentions=["小刚", "小刚2"])
    await chat.say("群主", "确认")
    assert "100 分 4 份，1 人抢了" in await chat.say("群主", "红包记录")
    assert "红包：2 条" in await chat.say("小刚", "我的数据", private=True)
