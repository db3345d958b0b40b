"""未答问题: what was asked in vain, each once with its count, for admins alone."""

from __future__ import annotations

from handlers.kit import Capability
from storage.db import Db
from storage.tools import questions
from tests.chat import START, Chat
from tests.conftest import OpenChat

YAML = "faq: [{ask: 营业时间, answer: 每天}]\n"


async def test_each_question_is_collected_once_with_its_count(open_group: OpenChat) -> None:
    chat = await open_group(YAML)
    for said in ("停车要钱吗？", "停车要钱吗", "停车 要钱吗??", "有会员卡么"):
        assert "帮助" in await chat.say("小明", said, addressed=True)
    for said in ("营业时间？", "你好", "在吗？", "停车要钱", "吗" * 41):
        await chat.say("小红", said, addressed=True)
    await chat.say("小红", "没有问机器人吗？")
    assert await chat.say("小助理", "未答问题") == (
        "问过我、我没答上来的，写进 faq 就能答：\n1. 停车要钱吗？（3 次）\n2. 有会员卡么（1 次）"
    )
    assert chat.shown == "发到你的私聊了～"


async def test_what_was_read_can_be_cleared(open_group: OpenChat) -> None:
    chat = await open_group(YAML)
    await chat.say("小明", "停车要钱吗？", addressed=True)
    assert await chat.say("小助理", "未答问题 清一下") == "请这样写：未答问题，或者 未答问题 清空。"
    assert await chat.say("小助理", "未答问题 清空") == "清空了，一共 1 个问题。"
    assert await chat.say("小助理", "未答问题") == "没有未答的问题。"


async def test_it_is_for_admins(open_group: OpenChat) -> None:
    chat = await open_group(YAML)
    assert "只有管理员可以用" in await chat.say("店员", "未答问题", addressed=True)
    chat.platform.capabilities -= {Capability.WRITES_PRIVATELY}
    assert await chat.say("小助理", "未答问题") == "私聊我发「未答问题」就能看到。"


async def test_without_a_section_nothing_is_kept(chat: Chat) -> None:
    await chat.say("小明", "停车要钱吗？", addressed=True)
    assert await chat.say("小助理", "未答问题") == "没有未答的问题。"


async def test_no_group_keeps_more_than_is_read(open_group: OpenChat) -> None:
    chat = await open_group(YAML)

    def fill(db: Db) -> None:
        for number in range(questions.MOST):
            questions.record(db, "demo", f"问题{number}吗", f"问题{number}吗", START)

    await chat.bot.database.write(fill)
    for said in ("新的问题吗", "问题7吗"):
        await chat.say("小明", said, addressed=True)
    kept = await chat.bot.database.read(lambda db: questions.list_by_count(db, "demo"))
    assert len(kept) == questions.MOST
    assert (kept[0].text, kept[0].count) == ("问题7吗", 2)


async def test_a_question_needs_no_sign_at_its_end(open_group: OpenChat) -> None:
    chat = await open_group(YAML)
    asked = ("怎么办会员", "洗手间在哪里", "几点关门", "能不能带宠物", "请问可以寄存行李", "多少钱一位")
    for said in (*asked, "停车要钱", "谢谢你", "我到店里了"):
        await chat.say("小红", said, addressed=True)
    told = await chat.say("小助理", "未答问题")
    assert sorted(line.partition(". ")[2] for line in told.splitlines()[1:]) == sorted(
        f"{one}（1 次）" for one in asked
    )
