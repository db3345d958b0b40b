"""秩序: a quiet word first, those in charge next, the group at last; mistakes are taken back and learned from."""

from __future__ import annotations

import pytest

from handlers.kit.reply import plain
from tests.chat import Chat
from tests.conftest import OpenChat

RULES = "moderation: {words: [加微信, 代开发票], allow: [加微信运动], complaints: [投诉]}\n"


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    return await open_group(RULES)


async def told(chat: Chat) -> list[tuple[str, str]]:
    await chat.forward(seconds=1)
    got = [(target, plain(said)) for target, said in chat.platform.got]
    chat.platform.got.clear()
    return got


async def test_the_first_time_is_a_quiet_word(chat: Chat) -> None:
    assert await chat.say("小明", "想要的加 微 信 详聊") == ""
    assert chat.shown == ""
    ((target, words),) = await told(chat)
    assert (target, words[:13]) == ("小明", "你刚才那句里有群里不说的话")


async def test_the_second_time_those_in_charge_are_told_and_the_third_time_the_group(chat: Chat) -> None:
    await chat.say("小明", "加微信")
    await chat.say("小明", "快加微信")
    charge = {target for target, text in await told(chat) if "2 号：小明 第 2 次（不说的话）：「快加微信」" in text}
    assert charge == {"群主", "小助理"}
    await chat.say("小明", "代开发票")
    assert chat.shown.startswith("@小明 注意一下群里的约定哦")
    assert "发票" not in chat.shown


async def test_nothing_private_and_no_word_of_it_stands_in_the_group(chat: Chat) -> None:
    for words in ("加微信", "代开发票", "一起加微信", "代 开 发 票"):
        await chat.say("小明", words)
        assert "微信" not in chat.shown
        assert "发票" not in chat.shown
    await chat.say("店员", "违规记录")
    assert "微信" not in chat.shown


async def test_talk_against_the_rules_earns_nothing(chat: Chat) -> None:
    await chat.say("小明", "想要的朋友都来加微信详聊")
    assert "小明：" not in await chat.say("小明", "积分")


async def test_staff_and_allowed_phrases_are_let_pass(chat: Chat) -> None:
    assert await chat.say("店员", "想退款的加微信") == ""
    assert await chat.say("小明", "一起加微信运动") == ""
    assert await chat.say("小明", "微信支付好了") == ""


async def test_a_mistake_is_taken_back_and_learned_from(chat: Chat) -> None:
    await chat.say("小明", "我们公司不做代开发票这种事")
    shown = await chat.say("店员", "违规记录", private=True)
    assert "1 号 11-23 08:00 小明（不说的话）：我们公司不做代开发票这种事" in shown
    assert "以后放行：「我们公司不做代开发票这种事」" in await chat.say("店员", "误判 1", private=True)
    assert "已经算误判了" in await chat.say("店员", "误判 1", private=True)
    assert await chat.say("小红", "我们公司不做代开发票这种事") == ""
    await told(chat)
    await chat.say("小红", "代开发票")
    assert [target for target, _ in await told(chat)] == ["小红"]
    assert "【误判】" in await chat.say("店员", "违规记录 @小明", private=True)


async def test_members_appeal(chat: Chat) -> None:
    assert "没有违规记录" in await chat.say("小明", "申诉")
    await chat.say("小明", "加微信")
    assert "请管理员看看" in await chat.say("小明", "申诉 我说的是运动")
    appeal = "🙏 小明 申诉 1 号（不说的话）：「加微信」，说：我说的是运动\n没事的话发「误判 1」，确实不行发「维持 1」。"
    assert ("群主", appeal) in await told(chat)
    assert "稍等一下" in await chat.say("小明", "申诉")
    await chat.forward(days=31)
    assert "不算数了" in await chat.say("小明", "申诉")


async def test_members_are_told_what_became_of_their_appeal(chat: Chat) -> None:
    await chat.say("小明", "加微信")
    assert "没有在申诉" in await chat.say("店员", "维持 1", private=True)
    await chat.say("小明", "申诉")
    await told(chat)
    assert "照旧算数" in await chat.say("店员", "维持 1", private=True)
    assert await told(chat) == [("小明", "你的申诉管理员看过了：「加微信」还是算数的，以后换个说法就好～")]
    await chat.say("店员", "误判 1", private=True)
    ((target, words),) = await told(chat)
    assert (target, "没有问题，不算数了" in words) == ("小明", True)
    assert "维持几号" in await chat.say("店员", "维持", private=True)


async def test_a_site_that_was_mistaken_is_let_pass(open_group: OpenChat) -> None:
    chat = await open_group("moderation: {links: 都不行, words: [傻瓜]}\n")
    await chat.say("小明", "看看 https://abc.com/x")
    assert "；abc.com 的链接以后放行" in await chat.say("店员", "误判 1", private=True)
    await told(chat)
    await chat.say("小明", "看看 https://abc.com/x")
    assert await told(chat) == []
    await chat.say("小明", "看看 https://abd.com/x 和 abc.com")
    assert len(await told(chat)) == 1


async def test_nothing_is_promised_of_floods(open_group: OpenChat) -> None:
    chat = await open_group("moderation: {repeat: 2}\n")
    for _ in range(2):
        await chat.say("小明", "买它")
    assert await chat.say("店员", "误判 1", private=True) == "好的，1 号算误判，不计数了。"


async def test_old_cases_do_not_count(chat: Chat) -> None:
    await chat.say("小明", "加微信")
    await chat.forward(days=31)
    chat.platform.got.clear()
    await chat.say("小明", "加微信")
    assert not any("第 2 次" in text for _, text in await told(chat))


async def test_links_of_newcomers_wait(open_group: OpenChat) -> None:
    chat = await open_group("moderation: {links: 新人不行, days: 3}\n")
    await chat.say("小明", "看这个 https://example.com")
    assert ["新进来的朋友先不发链接" in text for _, text in await told(chat)] == [True]
    await chat.forward(days=4)
    chat.platform.got.clear()
    await chat.say("小明", "看这个 https://example.com/2")
    assert await told(chat) == []


async def test_floods_and_repeats_are_told_once(open_group: OpenChat) -> None:
    chat = await open_group("speaking: {points: 0}\nmoderation: {flood: 5, repeat: 3}\n")
    for number in range(8):
        await chat.say("小明", f"第 {number} 句")
    assert [(target, "太快" in text) for target, text in await told(chat)] == [("小明", True)]
    await chat.forward(minutes=2)
    for _ in range(4):
        await chat.say("小红", "买它")
    assert [(target, "说一遍就够" in text) for target, text in await told(chat)] == [("小红", True)]


async def test_a_complaint_goes_to_staff_at_once(chat: Chat) -> None:
    assert await chat.say("小明", "质量这么差，我要投诉你们") == "小明，不好意思让你不愉快了，店员马上私下联系你～"
    assert {target for target, text in await told(chat) if "像是在投诉：「质量这么差，我要投诉你们」" in text} == {
        "群主",
        "小助理",
        "店员",
    }


async def test_a_group_without_rules_is_left_alone(open_group: OpenChat) -> None:
    chat = await open_group("speaking: {points: 0}\n")
    for words in ("加微信", "https://example.com", "投诉", *["哈"] * 30):
        assert await chat.say("小明", words) == ""


@pytest.mark.parametrize(
    ("typed", "words"), [("误判", "误判几号"), ("误判 7", "没有 7 号记录"), ("违规记录", "没有违规记录")]
)
async def test_bad_input_says_what_to_do(chat: Chat, typed: str, words: str) -> None:
    assert words in await chat.say("店员", typed, private=True)


COMMANDS = """\
games: {}
moderation: {words: [代开发票, 傻瓜]}
"""


@pytest.mark.parametrize(
    "typed",
    [
        "晒 代开发票加V",
        "发红包 5 1 傻瓜",
        "发起接龙 傻瓜聚会",
        "接龙 +1 代开发票",
        "签到 代 开 发 票",
        "送 @小红 5 傻瓜",
        "组名 傻瓜",
        "口号 傻瓜",
        "点歌 傻瓜",
        "加分 @小红 5 傻瓜",
    ],
)
async def test_words_in_a_command_are_not_carried_out(open_group: OpenChat, typed: str) -> None:
    chat = await open_group(COMMANDS)
    for text in ("开晒图 今天的早餐", "发起接龙 周末聚餐", "加分 @小明 50"):
        await chat.say("群主", text, mentions=["小明"] if "@" in text else [])
    assert await chat.say("小明", typed, mentions=["小红"] if "@" in typed else []) == ""
    warned = [text for target, text in await told(chat) if target == "小明"]
    assert any("群里不说的话" in text for text in warned)
    assert "1 号 11-23 08:00 小明（不说的话）" in await chat.say("店员", "违规记录", private=True)
    assert "连续 1 天" in await chat.say("小明", "签到")


async def test_words_in_a_game_are_not_repeated(open_group: OpenChat) -> None:
    chat = await open_group(COMMANDS)
    await chat.say("小红", "看图说话")
    assert await chat.say("小明", "图：傻瓜") == ""
    assert "1 号：小红" in await chat.say("小红", "图：一家人在散步")
    assert "1 号" in await chat.say("店员", "违规记录", private=True)
    assert not any("傻瓜" in said for said in await chat.forward(minutes=10))


async def test_an_answer_in_private_that_the_group_would_read_is_looked_at_too(open_group: OpenChat) -> None:
    chat = await open_group("moderation: {words: [加微信], links: 都不行}\n")
    await chat.say("小红", "看图说话")
    for caption in ("快来加微信", "加群领钱 http://x.cn"):
        said = await chat.say("小红", f"答 图：{caption}", private=True)
        assert "申诉" in said
        assert "写好了" not in said
    assert "写好了" in await chat.say("小红", "答 图：猫在看书", private=True)
    await chat.forward(minutes=10)
    shown = [plain(said) for target, said in chat.platform.got if target == chat.group]
    assert any("猫在看书" in words for words in shown)
    assert not [words for words in shown if "x.cn" in words or "微信" in words]
    assert "2 号" in await chat.say("店员", "违规记录", private=True)


async def test_what_a_private_command_shows_to_the_group_is_looked_at_too(open_group: OpenChat) -> None:
    chat = await open_group(COMMANDS)
    await chat.say("小明", "签到")
    assert "群里不说的话" in await chat.say("小明", "发起接龙 傻瓜聚会", private=True)
    assert "1 号" in await chat.say("店员", "违规记录", private=True)
    assert "群里不说的话" not in await chat.say("小明", "取消兑换 傻瓜", private=True)
    assert "请管理员看看" in await chat.say("小明", "申诉 傻瓜是电影的名字")


async def test_a_commands_own_word_is_the_bots_and_staff_are_let_pass(open_group: OpenChat) -> None:
    chat = await open_group("moderation: {words: [签到, 傻瓜]}\n")
    assert "连续 1 天" in await chat.say("小明", "签到")
    assert "傻瓜聚会" in await chat.say("店员", "发起接龙 傻瓜聚会")


async def test_who_left_is_not_told_any_more_what_those_in_charge_are(chat: Chat) -> None:
    for who in ("群主", "小助理", "店员"):
        await chat.join(who)
    await chat.leave("小助理")
    await chat.say("小明", "我要投诉你们")
    assert {target for target, words in await told(chat) if "投诉" in words} == {"群主", "店员"}
    await chat.leave("店员")
    await chat.leave("群主")
    await chat.say("小明", "还要投诉你们")
    assert {target for target, words in await told(chat) if "投诉" in words} == {"群主"}, "somebody has to know"
    await chat.join("小助理")
    await chat.say("小明", "再投诉一次")
    assert {target for target, words in await told(chat) if "投诉" in words} == {"小助理"}


@pytest.mark.parametrize("words", ["我要投诉", "质量这么差，投 诉 你们！", "我想投诉一下"])
async def test_a_complaint_in_private_goes_to_staff_too(chat: Chat, words: str) -> None:
    await chat.join("小明")
    await told(chat)
    assert await chat.say("小明", words, private=True) == "小明，不好意思让你不愉快了，店员马上私下联系你～"
    assert chat.shown == "小明，不好意思让你不愉快了，店员马上私下联系你～"
    assert {target for target, text in await told(chat) if f"像是在投诉：「{words}」" in text} == {
        *("群主", "小助理", "店员")
    }
    assert "投诉" not in await chat.say("店员", words, private=True), "staff do not complain to themselves"


@pytest.mark.parametrize("words", ["我要申诉", "我想申诉", "申诉", "怎么申诉？", "我要申诉，我没有那个意思"])
async def test_who_appeals_in_private_is_understood(chat: Chat, words: str) -> None:
    await chat.say("小明", "都来加微信")
    await told(chat)
    assert await chat.say("小明", words, private=True) == "好的，请管理员看看，有结果会告诉你。"
    assert {target for target, text in await told(chat) if "申诉 1 号" in text} == {"群主", "小助理"}


async def test_what_was_caught_is_no_merit_until_it_was_mistaken(chat: Chat) -> None:
    for number in range(3):
        await chat.say("小红", f"今天聊聊天气{number}")
    await chat.say("小明", "大家好")
    for _ in range(3):
        await chat.say("小明", "代开发票找我")
    assert "1. 小红  3 分\n2. 小明  1 分" in await chat.say("店员", "活跃榜", private=True)
    assert "1. 小红  3 分\n2. 小明  1 分" in await chat.say("小红", "排行 本周", private=True)
    assert "要感谢：小红、小明" in await chat.say("群主", "日报 今天 文字", private=True)
    await chat.say("店员", "误判 1", private=True)
    await chat.say("店员", "误判 2", private=True)
    await chat.say("店员", "误判 3", private=True)
    assert "1. 小明  4 分\n2. 小红  3 分" in await chat.say("店员", "活跃榜", private=True)
