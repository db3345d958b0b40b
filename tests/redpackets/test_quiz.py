"""答题红包: who answers right grabs a share; the answer stands nowhere before the end."""

from __future__ import annotations

import pytest

from handlers.kit import Capability
from sop.advice import advice_for
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.redpackets import assert_books, balances, give_points

QUIZ = "发普通红包 20 2 答题 世界最高的山是哪座？ 珠穆朗玛峰/珠峰"


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    chat = await open_group("badges: {badges: []}\n")
    await give_points(chat, 小明=100)
    return chat


async def test_the_right_answer_grabs(chat: Chat) -> None:
    answer = await chat.say("小明", QUIZ, private=True)
    [posted] = await chat.forward(seconds=1)
    for shown in (answer, posted):
        assert "小明 发了 20 分，普通答题 2 份" in shown
        assert "答对就抢到：世界最高的山是哪座？" in shown
        assert "珠" not in shown
    assert await chat.say("小红", "富士山") == ""
    assert "珠" not in await chat.say("小红", "我的红包")
    assert await chat.say("小红", "抢 1") == "1 号是答题红包，答对了才抢到：世界最高的山是哪座？"
    assert "小红 抢到 1 号红包的 10 分" in await chat.say("小红", "珠峰！")
    assert "已经抢过啦" in await chat.say("小红", "珠穆朗玛峰")
    last = await chat.say("小刚", "答 珠穆朗玛峰")
    assert "小刚 抢到 1 号红包的 10 分" in last
    assert "答案：珠穆朗玛峰 / 珠峰" in last
    assert await balances(chat, "小明", "小红", "小刚") == [80, 10, 10]
    await assert_books(chat)


async def test_who_asks_does_not_answer(chat: Chat) -> None:
    await chat.say("小明", QUIZ, private=True)
    assert await chat.say("小明", "珠峰") == "1 号红包的题是你出的，留给大家答吧～"
    assert await balances(chat, "小明") == [80]


async def test_in_the_group_everybody_would_read_the_answer(chat: Chat) -> None:
    assert "私聊我发「发普通红包 … 答题 …」" in await chat.say("小明", QUIZ)
    assert await balances(chat, "小明") == [100]
    chat.platform.capabilities = frozenset(Capability) - {Capability.PUSHES}
    assert await chat.say("小明", QUIZ, private=True) == "我在这里不能自己说话，发不了答题红包。"


async def test_at_its_end_the_answer_is_told_and_the_rest_comes_back(chat: Chat) -> None:
    await chat.say("小明", QUIZ, private=True)
    said = await chat.forward(hours=25)
    assert any("没有人抢，20 分退回给 小明。\n答案：珠穆朗玛峰 / 珠峰" in one for one in said)
    assert await balances(chat, "小明") == [100]


@pytest.mark.parametrize(
    ("quiz", "told"),
    [
        ("答题", "先写题，空一格再写答案"),
        ("答题 没有答案？", "先写题，空一格再写答案"),
        ("答题 问？ /", "答案要有 1 到 5 个"),
        ("答题 问？ 一/二/三/四/五/六", "答案要有 1 到 5 个"),
        ("答题 怎样每天得分？ 签到", "换个答案"),
        ("答题 " + "长" * 61 + " 短", "题最多 60 个字"),
    ],
)
async def test_what_cannot_be_asked_is_explained(chat: Chat, quiz: str, told: str) -> None:
    assert told in await chat.say("小明", f"发红包 10 2 {quiz}", private=True)
    assert await balances(chat, "小明") == [100]


@pytest.mark.parametrize("mark", ["答案 珠峰", "答 珠峰", "答案：珠峰", "答:珠峰"])
async def test_the_answer_may_be_marked(chat: Chat, mark: str) -> None:
    shown = await chat.say("小明", f"发红包 10 1 答题 最高的山？ {mark}", private=True)
    assert "答对就抢到：最高的山？\n" in shown
    assert "抢到" in await chat.say("小红", "珠峰")


async def test_the_timetable_asks(open_group: OpenChat) -> None:
    packet = "{points: 10, shares: 1, question: 最高的山？, answer: 珠峰 / 珠穆朗玛峰}"
    chat = await open_group(f"sop: [{{name: 题, when: 每天 09:00, do: 红包, with: {packet}}}]\n")
    [said] = await chat.forward(hours=1)
    assert "答对就抢到：最高的山？" in said
    assert "小红 抢到" in await chat.say("小红", "珠穆朗玛峰")


@pytest.mark.parametrize("typed", ["珠峰", "答：珠峰", "答 珠峰", "答案是珠峰", "答案：珠峰！", "我猜是珠峰"])
async def test_an_answer_as_people_put_it(chat: Chat, typed: str) -> None:
    await chat.say("小明", QUIZ, private=True)
    assert "小红 抢到 1 号红包的 10 分" in await chat.say("小红", typed)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("2", "二"),
        ("2", "两"),
        ("2", "2个"),
        ("2", "等于2"),
        ("2", "是二"),
        ("2", "０２"),
        ("北京", "是北京"),
        ("北京", "我觉得是北京吧"),
        ("九点", "9:00"),
    ],
)
async def test_an_answer_is_right_however_it_is_written(chat: Chat, answer: str, said: str) -> None:
    await chat.say("小明", f"发红包 10 1 答题 是什么？ {answer}", private=True)
    assert await chat.say("小红", f"不是{answer}") == ""
    assert "小红 抢到 1 号红包的 10 分" in await chat.say("小红", said)


async def test_an_answer_counts_for_the_packet_before_it_counts_in_a_game(chat: Chat) -> None:
    await chat.say("小明", "发普通红包 20 2 答题 一共多少？ 50", private=True)
    await chat.say("小明", "发口令红包 5 1 66")
    await chat.say("小明", "猜数")
    assert "小红 抢到 1 号红包的 10 分" in await chat.say("小红", "50")
    assert await chat.say("小红", "50") in ("50 小了，再大一点～", "50 大了，再小一点～"), "the second one is a guess"
    assert "小红 抢到 2 号红包的 5 分" in await chat.say("小红", "66")


async def test_a_planned_question_whose_answer_is_a_command_is_pointed_out(open_group: OpenChat) -> None:
    packet = "{points: 10, shares: 1, question: 怎么得分？, answer: 对/签到}"
    chat = await open_group(f"sop: [{{name: 题, when: 每天 09:00, do: 红包, with: {packet}}}]\n")
    advice = advice_for(chat.bot.groups.all()[0], chat.now)
    assert any("「题」到时候办不成" in line and "「签到」里有我听得懂的「签到」" in line for line in advice)


@pytest.mark.parametrize("answer", ["珠峰😀", "答 珠峰🎉", "🏔️珠峰", "珠峰！😀！"])
async def test_an_answer_may_be_adorned(chat: Chat, answer: str) -> None:
    await chat.say("小明", QUIZ, private=True)
    assert "小红 抢到 1 号红包" in await chat.say("小红", answer)


MENTIONS_ONLY = frozenset(Capability) - {Capability.HEARS_ALL}
WAY = "（在这里要 @我 我才听得到，例如「@我 {word}」，私聊我「{privately}」也行）"


async def test_where_only_mentions_are_heard_a_packet_says_so(chat: Chat) -> None:
    chat.platform.capabilities = MENTIONS_ONLY
    quiz = await chat.say("小明", QUIZ, private=True)
    assert WAY.format(word="答案", privately="答 答案") in quiz
    assert await chat.forward(seconds=1) == [quiz]
    phrase = await chat.say("小明", "发口令红包 20 2 芝麻开门", addressed=True)
    way = WAY.format(word="芝麻开门", privately="芝麻开门")
    assert way in phrase
    assert (await chat.say("小红", "抢 2", addressed=True)).endswith(way)
    assert "@我 答案" in await chat.say("小红", "抢 1", addressed=True)
    assert "@我" not in await chat.say("小明", "发红包 10 2", addressed=True)
    chat.platform.capabilities = MENTIONS_ONLY - {Capability.BUTTONS}
    assert "「@我 抢 4」，私聊我「抢 4」也行" in await chat.say("小明", "发红包 10 2", addressed=True)
    chat.platform.capabilities = MENTIONS_ONLY - {Capability.PRIVATE}
    told = await chat.say("小明", "发口令红包 20 2 芝麻关门", addressed=True)
    assert "（在这里要 @我 我才听得到，例如「@我 芝麻关门」）" in told


async def test_where_all_is_heard_nobody_is_told_to_mention_the_bot(chat: Chat) -> None:
    assert "@我" not in await chat.say("小明", QUIZ, private=True)
    assert "@我" not in await chat.say("小明", "发口令红包 20 2 芝麻开门")
    assert "@我" not in await chat.say("小红", "抢 2")


async def test_who_answers_in_private_is_told_there_and_the_group_hears_of_it(chat: Chat) -> None:
    for who in ("小红", "小刚"):
        await chat.say(who, "早")
    await chat.say("小明", QUIZ, private=True)
    await chat.forward(seconds=1)
    assert await chat.say("小红", "答 黄山", private=True) == "不对，再想想～"
    assert await chat.say("小红", "黄山", private=True) == "没听懂，发「帮助」看看我会什么～"
    assert "抢到 1 号红包的 10 分，现有 10 分" in await chat.say("小红", "答 珠峰", private=True)
    assert await chat.forward(seconds=1) == ["🧧 小红 抢到 1 号红包的 10 分。"]
    assert "已经抢过啦" in await chat.say("小红", "答 珠峰", private=True)
    assert "没有在等答案的题" in await chat.say("小红", "答 黄山", private=True)
    assert await chat.forward(seconds=1) == []
    await chat.say("小刚", "珠穆朗玛峰", private=True)
    [result] = await chat.forward(seconds=1)
    assert result.startswith("🧧 1 号红包抢完啦")


async def test_what_the_group_has_seen_is_not_told_it_again(chat: Chat) -> None:
    for who in ("小明", "小红", "小刚"):
        await chat.say(who, "早")
    await chat.say("小明", "发红包 10 5 口令 天天向上")
    assert "抢到 1 号红包" in await chat.say("小红", "天天向上")
    await chat.say("小明", "发红包 10 5")
    assert "抢到 2 号红包" in await chat.say("小红", "抢 2", private=True)
    assert not [said for said in await chat.forward(minutes=1) if "抢到" in said]
    assert "抢到 1 号红包" in await chat.say("小刚", "天天向上", private=True)
    [told] = [said for said in await chat.forward(minutes=1) if "抢到" in said]
    assert told.startswith("🧧 小刚 抢到 1 号红包的 ")
