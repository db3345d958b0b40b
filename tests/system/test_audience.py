"""What is not for everybody never stands in the group: in one full of secrets, everything is typed and comes due."""

from __future__ import annotations

import re

import pytest

from bot.outgoing import DONE
from handlers.kit import Audience, Capability, Role
from handlers.kit.reply import plain
from handlers.mall.codes import EXAMPLE
from sop.features import FEATURES
from tests.chat import Chat
from tests.conftest import OpenChat

EVERYTHING = """\
mall:
  newcomer: {name: 迎新券, days: 30}
  items:
    - {name: 帆布袋, points: 1}
    - {name: 电饭煲, points: 1, approve: true}
lottery: {price: 1, prizes: [{name: 暖手宝, weight: 1}]}
purchase: {points: 1}
segments: {潜水的: {silent: 1}}
journeys: [{name: 唤醒, begin: 入群, steps: [{wait: 1小时, task: '给 {name} 送密件', to: 店员, hours: 2}]}]
sop: [{name: 早间, when: 每天 09:00, do: 派任务, with: {kind: 群发, title: 密件早报, to: [店员], hours: 2}}]
"""
SECRETS = ("13812345678", "幸福路88号", "wx_lily", "老赖", "密件", "A7788", "277.35", "聊了离婚", "潜水的")
CODE = re.compile(r"\b(?!20\d\d-\d\d)[0-9A-Z]{4}-[0-9A-Z]{2}\b")
SPOKEN = {"@小明": "@小红", "@店员": "@店员", "@同事": "@店长"}


async def with_secrets(open_group: OpenChat) -> Chat:
    """Return a group in which everything has happened that is nobody's business."""
    chat = await open_group(EVERYTHING)
    assert chat.bot.groups.problems == []
    for who in ("小明", "小红", "阿力"):
        await chat.join(who)
        await chat.say(who, "签到")
    for who in ("店员", "店长", "小助理"):
        await chat.say(who, "大家早上好")
    await chat.say("小红", "我叫：小红\n电话：13812345678\n地址：幸福路88号\n微信：wx_lily\n年龄：28\n我喜欢：唱歌")
    for who, words in (
        ("店员", "标签 @小红 老赖"),
        ("店员", "记单 @小红 277.35 A7788"),
        ("店员", "回访 @小红 明天 15:00 聊了离婚"),
        ("小助理", "派任务 @店员 群发 今晚 20:00 前 密件"),
        ("小助理", "绑定 @小红 @店员"),
        ("小红", "兑换 帆布袋"),
        ("小红", "兑换 电饭煲"),
        ("小红", "抽奖"),
        ("小红", "新人券"),
        ("小红", "生日 12-20"),
    ):
        assert await chat.say(who, words, mentions=re.findall("@(\\w+)", words)), words
        assert_nothing_shown(chat.shown, words)
    return chat


def assert_nothing_shown(words: str, cause: str) -> None:
    """Raise AssertionError where the group reads a secret."""
    shown = [secret for secret in SECRETS if secret in words]
    assert not shown, f"{cause} shows {shown}: {words}"
    assert not CODE.search(words.replace(EXAMPLE, "")), f"{cause} shows a code: {words}"


def in_group(chat: Chat) -> list[str]:
    """Return what the bot said by itself in the group."""
    return [plain(words) for target, words in chat.platform.got if target == chat.group]


async def test_no_command_shows_it(open_group: OpenChat) -> None:
    chat = await with_secrets(open_group)
    for feature in FEATURES:
        for command in feature.commands:
            usage = re.sub("@小明|@同事", lambda match: SPOKEN[match[0]], command.usage)
            for words in dict.fromkeys((command.word, f"{command.word} {usage}".strip(), f"{command.word} 1")):
                for who in ("群主", "小助理", "店员", "阿力"):
                    await chat.say(who, words, addressed=True, mentions=re.findall("@(\\w+)", words))
                    # What was typed in the group may be answered with the same words.
                    assert_nothing_shown(chat.shown.replace(words, ""), f"{who}：{words}")
    await chat.forward(days=1)
    for words in in_group(chat):
        assert_nothing_shown(words, "afterwards")


async def test_no_notice_shows_it(open_group: OpenChat) -> None:
    chat = await with_secrets(open_group)
    await chat.say("小红", "今天天气不错")
    await chat.forward(days=45)
    said = in_group(chat)
    assert said, "the group hears something in all that time"
    for words in said:
        assert_nothing_shown(words, "by itself")
    private = {target for target, _ in chat.platform.got} - {chat.group}
    assert private == {"群主", "小助理", "店员", "小红"}


async def test_where_nobody_can_be_written_to_the_group_reads_how_to_ask(open_group: OpenChat) -> None:
    chat = await open_group(EVERYTHING)
    chat.platform.capabilities -= {Capability.WRITES_PRIVATELY}
    for who in ("小明", "店员", "店长"):
        await chat.join(who)
        await chat.say(who, "签到")
    assert await chat.say("店员", "标签", mentions=["小明"]) == "私聊我发「标签」就能看到。"
    assert await chat.say("店员", "标签 @小明", mentions=["小明"]) == DONE
    assert await chat.say("店员", "标签 @没这人 老赖") == "没办成，原因请私聊我发「标签 @没这人 老赖」看。"
    assert await chat.say("小明", "兑换 帆布袋") == (
        "小明 换到「帆布袋」啦！花了 1 分，还剩 9 分。\n私聊我发「我的兑换」就能看到。"
    )
    assert CODE.search(await chat.say("小明", "我的兑换", private=True))
    await chat.say("店员", "记单 @小明 300 A777", mentions=["小明"])
    assert await chat.say("店员", "退单 A777 100") == DONE, "nobody is asked to do it again"
    await chat.say("小助理", "派任务 @店员 群发 今晚 20:00 前 密件", mentions=["店员"], private=True)
    await chat.forward(days=45)
    assert "@店员 1 号任务有新消息。\n私聊我发「任务 1」就能看到。" in in_group(chat)
    for words in in_group(chat):
        assert_nothing_shown(words, "by itself")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("SOP 新增 每周三 20:00 密件", "还没办，等你确认 1 号：私聊我发「待确认」看内容，再发「确认 1」。"),
        ("SOP 修改 早间 每天 10:00", "还没办，等你确认 1 号：私聊我发「待确认」看内容，再发「确认 1」。"),
        ("SOP 删除 早间", "还没办，等你确认 1 号：私聊我发「待确认」看内容，再发「确认 1」。"),
        ("派任务 @店员 群发 今晚 20:00 前 900分 密件", "还没办，等另一位管理员确认 1 号"),
        ("记单 @小明 900000 A777", "还没办，等另一位管理员确认 1 号"),
        ("导入订单\n小明,10,A1234\n小明,900000,A777", "记好了 1 单，别的还没办，等另一位管理员确认 1 号"),
        ("记单 @小明 很多 A777", "「很多」"),
        ("SOP 新增 每周三 20:00 {密件}", "没办成，原因请私聊我发「SOP 新增 每周三 20:00 {密件}」看。"),
        ("SOP 修改 没有 每天 10:00", "没办成，原因请私聊我发「SOP 修改 没有 每天 10:00」看。"),
        ("SOP 删除 99", "没办成，原因请私聊我发「SOP 删除 99」看。"),
        ("派任务 @店员 群发 昨天 密件", "没办成，原因请私聊我发「派任务 @店员 群发 昨天 密件」看。"),
        ("确认", "没有等你确认的操作。"),
        ("确认 7", "没有 7 号操作，发「待确认」看看有哪些。"),
    ],
)
async def test_what_is_not_done_is_never_said_to_be_done(said: str, shown: str, open_group: OpenChat) -> None:
    chat = await open_group(EVERYTHING + "points: {second: 500}\ntasks: {most: 1000}\n")
    assert chat.bot.groups.problems == []
    chat.platform.capabilities -= {Capability.WRITES_PRIVATELY}
    for who in ("小明", "店员", "店长"):
        await chat.join(who)
    assert shown in await chat.say("小助理", said, mentions=re.findall("@(\\w+)", said))
    assert "办好了" not in chat.shown


async def test_what_waits_is_read_in_private_and_confirmed(open_group: OpenChat) -> None:
    chat = await open_group()
    chat.platform.capabilities -= {Capability.WRITES_PRIVATELY}
    await chat.say("群主", "SOP 新增 每周三 20:00 密件")
    assert "when: 每周三 20:00" in await chat.say("群主", "待确认", private=True)
    assert "写好了。" in await chat.say("群主", "确认 1")


async def test_a_chat_of_those_in_charge_gets_what_is_for_them(open_group: OpenChat) -> None:
    chat = await open_group(EVERYTHING)
    await chat.join("小明")
    await chat.say("小明", "签到")
    chat.platform.capabilities -= {Capability.WRITES_PRIVATELY}
    group = chat.bot.groups.get("demo")
    assert group
    object.__setattr__(group, "staff_channel", "office")
    assert await chat.say("店员", "兑换单") == "没有待处理的兑换单。"
    assert chat.shown == "发到工作群了～"
    waiting = await chat.bot.database.read(
        lambda db: db.fetch_all("SELECT channel, target FROM outbox WHERE channel = 'office'")
    )
    assert waiting == [("office", "demo")]


async def test_what_waits_for_confirmation_is_listed_in_private(open_group: OpenChat) -> None:
    chat = await open_group()
    await chat.say("小明", "大家好")
    for reason in ("私下补偿", "别的事"):
        await chat.say("群主", f"加分 @小明 300 {reason}", mentions=["小明"])
    assert "私下补偿" in await chat.say("群主", "确认")
    assert chat.shown == "发到你的私聊了～"
    assert "已给 小明 加 300 分" in await chat.say("群主", "确认 1")
    assert "已给 小明 加 300 分" in chat.shown


async def test_a_repeat_writes_nothing_twice(open_group: OpenChat) -> None:
    chat = await with_secrets(open_group)
    await chat.say("店员", "兑换单", key="same")
    shown = chat.shown
    await chat.say("店员", "兑换单", key="same")
    assert chat.shown == shown == "发到你的私聊了～"
    rows = await chat.bot.database.read(
        lambda db: db.fetch_all("SELECT target FROM outbox WHERE key = 'private:chat:same'")
    )
    assert rows == [("店员",)]


def test_only_what_is_done_for_members_is_answered_before_all() -> None:
    seen = {
        command.word
        for feature in FEATURES
        for command in feature.commands
        if command.role > Role.MEMBER and command.audience is Audience.EVERYBODY
    }
    points = {"加分", "加分 全体", "扣分", "发抽奖券", "红包雨", "停止红包雨"}
    occasions = {
        *("开活动", "改活动", "取消活动", "重开活动", "发布任务", "收回任务"),
        *("开话题", "结束话题", "精华", "取消精华", "开晒图", "结束晒图"),
        *("小组分组", "小组打卡", "取消小组打卡"),
    }
    assert seen == points | occasions
