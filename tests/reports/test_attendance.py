"""沉默名单, 没签到的人, 签到率 and 新人 name whom they should, to those in charge alone."""

from __future__ import annotations

import pytest

from tests.chat import Chat


async def test_the_silent_are_listed_the_longest_first(chat: Chat) -> None:
    for who in ("小明", "小红", "小刚"):
        await chat.join(who)
    await chat.say("小红", "大家好呀")
    await chat.forward(days=2)
    await chat.say("小明", "签到")
    await chat.forward(days=6)
    await chat.say("小丽", "我也来啦")
    told = await chat.say("店员", "沉默名单 7")
    assert chat.shown == "发到你的私聊了～"
    assert told == "2 人 7 天没动静，最久的在前：\n小刚（来了就没说过话）、小红（11-23 后）"
    await chat.say("小红", "我回来啦")
    assert await chat.say("店员", "沉默名单") == "1 人 7 天没动静，最久的在前：\n小刚（来了就没说过话）"
    await chat.leave("小刚")
    assert await chat.say("店员", "沉默名单") == "没有人 7 天没动静，真好～"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("沉默名单 七", "没有人 7 天没动静，真好～"),
        ("沉默名单 三十天", "没有人 30 天没动静，真好～"),
        ("新人 两天", "最近 2 天来了 1 人"),
    ],
)
async def test_how_many_days_may_be_spelled(chat: Chat, words: str, told: str) -> None:
    await chat.join("小明")
    assert (await chat.say("店员", words, private=True)).startswith(told)


@pytest.mark.parametrize("words", ["沉默名单 1", "沉默名单 61", "沉默名单 很久", "新人 一百"])
async def test_how_many_days_has_to_make_sense(chat: Chat, words: str) -> None:
    assert "请写几天，2 到 60 之间" in await chat.say("店员", words, private=True)


async def test_who_has_not_checked_in_is_named_where_they_usually_do(chat: Chat) -> None:
    for who in ("小明", "小红"):
        await chat.say(who, "签到")
    await chat.say("小刚", "不签到")
    await chat.forward(days=1)
    await chat.say("小红", "签到")
    told = await chat.say("店员", "没签到的人", private=True)
    assert told == "最近一周签过、今天还没签的 1 人：小明。另有 1 人一周没签过。"  # 小刚; staff are not counted


async def test_the_rate_is_that_of_today_and_of_the_days_before(chat: Chat) -> None:
    for who in ("小明", "小红", "店员"):
        await chat.say(who, "签到")
    await chat.forward(days=1)
    await chat.say("小明", "签到")
    assert await chat.say("店员", "签到率", private=True) == ("今天 1/3 人签到\n11-23 3/3")


async def test_a_day_that_is_made_up_later_is_no_day_of_checking_in(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.say("小红", "大家好呀")
    await chat.forward(days=1)
    await chat.say("小红", "签到")
    await chat.forward(days=1)
    questions = ("日报 11-23 文字", "日报 11-24 文字", "活跃榜 11-23", "活跃榜 11-24")
    told = [await chat.say("群主", words, private=True) for words in questions]
    assert "补签" in await chat.say("小明", "补签 11-24")  # when they were not there
    assert "补签" in await chat.say("小红", "补签 11-23")
    assert [await chat.say("群主", words, private=True) for words in questions] == told
    assert "11-23 1/2" in await chat.say("店员", "签到率", private=True)
    await chat.bot.database.write(lambda db: db.execute("DELETE FROM day_sum"))
    assert "11-23 1/2" in await chat.say("店员", "签到率", private=True)


async def test_a_report_tells_the_same_rate_as_the_command(chat: Chat) -> None:
    for number in range(7):
        await chat.say(f"成员{number}", "大家好呀" if number else "签到")
    report = await chat.say("群主", "日报 今天 文字", private=True)  # the eighth member
    assert "签到率 13%" in report
    assert "1/8 人签到（13%）" in await chat.say("群主", "签到率", private=True)


async def test_where_newcomers_came_from_is_told(chat: Chat) -> None:
    for who in ("小红", "小蓝", "小紫"):
        await chat.join(who, scene="code", source="门店海报")
    await chat.join("小绿", invited_by="小红", scene="invited")
    await chat.join("小白", source="公众号")
    await chat.join("小黑")
    told = (await chat.say("店员", "新人", private=True)).splitlines()
    assert told[1] == "来路：扫码 3（门店海报 3）、渠道 1（公众号 1）、被邀请 1"
    assert "小红　11-23 来，扫码（门店海报）　还没开口" in told
    assert "小绿　11-23 来，被邀请，小红 邀请　还没开口" in told
    assert "小黑　11-23 来　还没开口" in told
    await chat.leave("小红")
    await chat.join("小红", scene="link")
    told = (await chat.say("店员", "新人", private=True)).splitlines()
    assert told[1] == "来路：扫码 2（门店海报 2）、渠道 1（公众号 1）、被邀请 1、点链接 1"


async def test_newcomers_are_told_with_what_they_did(chat: Chat) -> None:
    await chat.join("小明")
    await chat.forward(days=1)
    await chat.join("小红", invited_by="小明")
    await chat.say("小明", "签到")
    await chat.say("小明", "大家好呀")
    assert await chat.say("店员", "新人", private=True) == (
        "最近 7 天来了 2 人，1 人开过口，0 人介绍过自己：\n"
        "小红　11-24 来，小明 邀请　还没开口\n"
        "小明　11-23 来　开过口、签过到"
    )


@pytest.mark.parametrize("words", ["签到率", "三分法", "红人", "周报", "谁没签到", "活跃榜", "积分", "留存！"])
async def test_the_words_of_a_command_are_no_talk_whoever_may_use_it(chat: Chat, words: str) -> None:
    await chat.join("乙")
    await chat.say("乙", words)
    assert "0 人开过口" in await chat.say("群主", "新人", private=True)
    await chat.say("乙", "大家好呀")
    assert "1 人开过口" in await chat.say("群主", "新人", private=True)


@pytest.mark.parametrize(("addressed", "spoke"), [(True, 0), (False, 1)])
async def test_a_command_with_too_much_behind_it_is_no_talk_where_the_bot_answers(
    chat: Chat, addressed: bool, spoke: int
) -> None:
    await chat.join("乙")
    answer = await chat.say("乙", "排行 明年", addressed=addressed) + await chat.say(
        "乙", "签到 明天", addressed=addressed
    )
    assert bool(answer) is addressed
    assert f"{spoke} 人开过口" in await chat.say("群主", "新人", private=True)


async def test_what_begins_like_a_command_is_talk(chat: Chat) -> None:
    await chat.join("乙")
    await chat.say("乙", "新人报到，请多关照")
    assert "1 人开过口" in await chat.say("群主", "新人", private=True)


async def test_the_rate_of_five_is_told_in_percent_and_of_four_it_is_not(chat: Chat) -> None:
    for who in ("甲", "乙", "丙", "店员"):
        await chat.join(who)
    await chat.say("甲", "签到")
    await chat.forward(days=1)
    await chat.say("甲", "签到")
    assert await chat.say("店员", "签到率", private=True) == "今天 1/4 人签到\n11-23 1/4"
    await chat.join("戊")
    assert await chat.say("店员", "签到率", private=True) == "今天 1/5 人签到（20%）\n11-23 1/4"


async def test_where_nobody_checks_in_nobody_is_praised(chat: Chat) -> None:
    for who in ("甲", "乙"):
        await chat.join(who)
    assert await chat.say("店员", "没签到的人", private=True) == "最近一周没有人签过到。"
    await chat.say("甲", "签到")
    told = await chat.say("店员", "没签到的人", private=True)
    assert told == "这几天常签到的，今天都签了～另有 1 人一周没签过。"
    await chat.forward(days=9)
    assert await chat.say("店员", "没签到的人", private=True) == "最近一周没有人签过到。"
