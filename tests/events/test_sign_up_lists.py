"""接龙: who is on a list, who waits, and how it ends."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.events.seats import count_seated
from tests.chat import Chat
from tests.conftest import OpenChat


async def test_more_people_than_one_can_bring_are_refused(chat: Chat) -> None:
    await chat.say("小明", "接龙 周末聚餐")
    assert "一个人最多报 50 位" in await chat.say("小明", "接龙 +99")
    assert "一共 50 人" in await chat.say("小明", "接龙 +49")
    assert "一个人最多报 50 位" in await chat.say("小明", "接龙 +50")
    assert "连自己 50 人" in await chat.say("小红", "接龙名单") or "+49" in await chat.say("小红", "接龙名单")


async def test_a_list_is_begun_and_passed_on(chat: Chat) -> None:
    begun = await chat.say("小明", "接龙 周六爬山 限20人 截止 周五20:00")
    assert begun.startswith("📝 1 号接龙：周六爬山（限 20 人，11-27 20:00截止）")
    assert "第 1 位，一共 1 人，还有 19 个名额" in await chat.say("小明", "接龙")
    assert "第 2 位（连自己 3 人），一共 4 人" in await chat.say("小红", "接龙 +2")
    assert "妈妈 接龙第 3 位" in await chat.say("小红", "接龙 替妈妈 不吃辣")
    shown = ["📝 1 号接龙：周六爬山（限 20 人，11-27 20:00截止）", "1. 小明", "2. 小红 +2", "3. 妈妈（不吃辣）"]
    assert await chat.say("小绿", "接龙名单") == "\n".join([*shown, "一共 5 人，还有 15 个名额"])


async def test_plus_one_counts_where_one_list_is_open(chat: Chat) -> None:
    assert await chat.say("小明", "+1") == ""
    await chat.say("小明", "接龙 周六爬山")
    assert "小红 接龙第 1 位，一共 1 人" in await chat.say("小红", "+1")
    assert "第 2 位（连自己 2 人）" in await chat.say("小绿", "接龙+1")
    await chat.say("小明", "发起接龙 周日吃火锅")
    assert await chat.say("小紫", "+1") == ""
    assert "你说的是哪个" in await chat.say("小紫", "接龙")
    assert "小紫 接龙第 1 位" in await chat.say("小紫", "接龙 2号 +1")


async def test_a_line_is_changed_by_saying_it_again(chat: Chat) -> None:
    await chat.say("小明", "接龙 周六爬山")
    await chat.say("小明", "接龙 开车")
    assert "已经在上面了（第 1 位）" in await chat.say("小明", "接龙")
    assert "改成了连自己 3 人，备注：开车，一共 3 人" in await chat.say("小明", "接龙 +2")
    assert "改成了 1 人，备注：开车，一共 1 人" in await chat.say("小明", "接龙 +0")


async def test_words_that_may_be_a_new_list_are_a_note_that_tells_how_to_begin_one(chat: Chat) -> None:
    await chat.say("小明", "接龙 团草莓")
    assert "想另开一个接龙，发「发起接龙 两盒」" in await chat.say("小红", "接龙 两盒")
    assert "1. 小红（两盒）" in await chat.say("小明", "接龙名单")


async def test_whoever_waits_moves_up_when_somebody_leaves(chat: Chat) -> None:
    await chat.say("小明", "接龙 周六烘焙课 限3人")
    await chat.say("小明", "接龙")
    await chat.say("小红", "接龙 +1")
    assert "小绿 排在候补第 1 位（连自己 2 人）" in await chat.say("小绿", "接龙 +1")
    assert "小紫 排在候补第 2 位" in await chat.say("小紫", "接龙")
    assert "候补：\n3. 小绿 +1\n4. 小紫\n名额满了，候补 3 人" in await chat.say("小明", "接龙名单")
    left = await chat.say("小红", "退出接龙")
    assert "小红 从「周六烘焙课」里划掉了" in left
    assert "🎉 小绿 从候补排上了。@小绿" in left
    assert "小紫" not in left


@pytest.mark.parametrize(
    ("title", "until"),
    [
        ("周六爬山", "11-27 20:00截止"),
        ("爬山 周六", "11-27 20:00截止"),
        ("本周六9点爬山", "11-27 20:00截止"),
        ("周六 上午9点 爬山", "11-28 09:00截止"),
        ("周日晚上7点聚餐", "11-29 19:00截止"),
        ("12月5日聚餐", "12-04 20:00截止"),
        ("明天团草莓", "今天 20:00截止"),
        ("今天团草莓", "今天 20:00截止"),
        ("团草莓 周五到货", "11-26 20:00截止"),
        ("30号楼团购", "11-30 08:00截止"),
        ("3天训练营", "11-30 08:00截止"),
        ("10月1日出游", "11-30 08:00截止"),
    ],
)
async def test_a_list_ends_before_the_day_in_its_title(chat: Chat, title: str, until: str) -> None:
    assert until in await chat.say("小明", f"接龙 {title}")


async def test_nobody_takes_a_seat_that_another_has(chat: Chat) -> None:
    await chat.say("小明", "接龙 周六烘焙课 限4人")
    await chat.say("小明", "接龙")
    await chat.say("小红", "接龙 +1")
    assert "一共只有 4 个名额，坐不下 6 人" in await chat.say("小绿", "接龙 +5")
    assert "名额只剩 1 个了" in await chat.say("小明", "接龙 +2")
    assert "连自己 2 人，一共 4 人，名额满了" in await chat.say("小明", "接龙 +1")
    assert "小绿 排在候补第 1 位" in await chat.say("小绿", "接龙")
    assert "连自己 2 人" in await chat.say("小绿", "接龙 +1")
    listed = await chat.say("小明", "接龙名单")
    assert listed.splitlines()[1:-1] == ["1. 小明 +1", "2. 小红 +1", "候补：", "3. 小绿 +1"]


async def test_a_pasted_copy_that_takes_seats_says_who_waits_now(chat: Chat) -> None:
    await chat.say("小明", "接龙 周六烘焙课 限3人")
    await chat.say("小明", "接龙")
    await chat.say("小红", "接龙")
    pasted = await chat.say("小明", "#接龙\n周六烘焙课 限3人\n1. 小明 +2\n2. 小红")
    assert "名额不够了，小红 排到候补，有人退出就往前排。@小红" in pasted


async def test_lines_are_taken_off_by_who_wrote_them_or_those_in_charge(chat: Chat) -> None:
    await chat.say("小明", "接龙 周六爬山")
    await chat.say("小红", "接龙 替妈妈")
    await chat.say("小绿", "接龙")
    assert "不是你写的" in await chat.say("小绿", "退出接龙 妈妈")
    assert "划掉了" in await chat.say("小红", "退出接龙 妈妈")
    assert "划掉了" in await chat.say("店员", "退出接龙 @小绿")
    assert "「小绿」不在" in await chat.say("小绿", "退出接龙")


async def test_a_list_ends_at_its_time_and_is_shown(chat: Chat) -> None:
    await chat.say("小明", "接龙 周六爬山 截止 今天20:00")
    await chat.say("小红", "接龙")
    told = await chat.forward(hours=12)
    assert any("🏁 1 号接龙「周六爬山」结束了" in text and "1. 小红" in text for text in told)
    assert "现在没有接龙" in await chat.say("小绿", "接龙 +1")
    assert "又可以报名了" in await chat.say("小明", "重开接龙")
    assert "第 2 位" in await chat.say("小绿", "接龙 +1")
    assert any("结束了" in text for text in await chat.forward(days=7))


async def test_only_its_author_and_staff_end_a_list(chat: Chat) -> None:
    await chat.say("小明", "接龙 周六爬山")
    assert "不是你发起的" in await chat.say("小红", "结束接龙")
    assert "结束了" in await chat.say("店员", "结束接龙")
    assert "已经结束" in await chat.say("小明", "结束接龙 1")
    assert not any("结束了" in text for text in await chat.forward(days=8))


async def test_staff_alone_may_begin_lists_where_the_owner_wants_it(open_group: OpenChat) -> None:
    chat = await open_group("sign_up_lists: {who: 员工, days: 2}\n")
    assert "这里由员工发起接龙" in await chat.say("小明", "接龙 爬山")
    assert await chat.say("小明", "#接龙\n爬山\n1. 小明") == ""
    assert "11-25 08:00截止" in await chat.say("店员", "接龙 爬山")


async def test_bad_orders_say_what_to_do(chat: Chat) -> None:
    for typed, words in (
        ("接龙", "发「接龙 周六爬山」就能开一个"),
        ("发起接龙", "接龙要有个名字，请这样写"),
        ("接龙 我不去了", "现在没有接龙"),
        ("发起接龙 爬山 限999999人", "人数要写 1 到 9999"),
        ("发起接龙 爬山 限0人", "人数要写 1 到 9999"),
        ("发起接龙 限20人", "请这样写"),
        ("发起接龙 爬山 截止 昨天20:00", "已经过去了"),
        ("发起接龙 爬山 截止 随便", "没看懂什么时候截止"),
        (f"发起接龙 {'山' * 61}", "最多 60 个字"),
        ("接龙名单 那个", "不是编号"),
        ("接龙名单 7", "没有 7 号接龙"),
        ("退出接龙", "现在没有接龙"),
        ("重开接龙", "还没有过接龙"),
    ):
        assert words in await chat.say("小明", typed), typed
    for number in range(3):
        await chat.say("小明", f"发起接龙 第{number}个")
    assert "已经有 3 个接龙开着" in await chat.say("小明", "发起接龙 再来一个")


async def test_fifty_at_once_each_get_one_line(chat: Chat) -> None:
    await chat.say("小明", "接龙 周六爬山 限30人")
    await asyncio.gather(*(chat.say(f"成员{number}", "接龙", key=f"k{number}") for number in range(50)))
    lines = (await chat.say("小明", "接龙名单")).splitlines()
    names = Counter(line.split(". ")[1] for line in lines if ". " in line)
    assert len(names) == 50
    assert set(names.values()) == {1}
    assert lines[31] == "候补："
    assert lines[-1] == "名额满了，候补 20 人"


@given(st.lists(st.integers(1, 9)), st.integers(0, 40))
def test_seats_go_to_those_who_came_first(people: list[int], seats: int) -> None:
    seated = count_seated(people, seats)
    if not seats:
        assert seated == len(people)
        return
    assert sum(people[:seated]) <= seats
    assert seated == len(people) or sum(people[: seated + 1]) > seats


async def test_a_list_is_meant_by_its_bare_number(chat: Chat) -> None:
    await chat.say("小红", "接龙 爬山")
    await chat.say("小红", "发起接龙 聚餐")
    assert "✅ 小明 接龙第 1 位" in await chat.say("小明", "接龙 2 +1")
    assert "1. 小明 +1" in await chat.say("小明", "接龙名单 2")
    await chat.say("小明", "退出接龙 2")
    assert "还没有人" in await chat.say("小明", "接龙名单 2")
    await chat.say("小红", "结束接龙 2")
    assert "2 号接龙「聚餐」已经结束了" in await chat.say("小明", "接龙 2")


async def test_who_says_that_they_do_not_come_is_taken_off(chat: Chat) -> None:
    await chat.say("小红", "接龙 爬山")
    await chat.say("小明", "接龙 +1")
    assert "带人发「接龙 +1」" in await chat.say("小明", "接龙 -1")
    await chat.say("小明", "接龙 1号 退出")
    assert "还没有人" in await chat.say("小明", "接龙名单")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("接龙 帮忙带水果", ["小明（帮忙带水果）"]),
        ("接龙 帮我带水果", ["小明（帮我带水果）"]),
        ("接龙 帮带水果 +1", ["小明 +1（帮带水果）"]),
        ("接龙 代驾一位", ["小明（代驾）"]),
        ("接龙 不参加烧烤", ["小明（不参加烧烤）"]),
        ("接龙 帮我报名", ["小明"]),
        ("接龙 替我 +1", ["小明 +1"]),
        ("接龙 帮小红", ["小红"]),
        ("接龙 代小红 +1", ["小红 +1"]),
        ("接龙 替妈妈 替爸爸", ["妈妈", "爸爸"]),
        ("接龙 替妈妈，替爸爸 +1", ["妈妈", "爸爸 +1"]),
        ("接龙 替妈妈、爸爸", ["妈妈", "爸爸"]),
        ("接龙 替妈妈和爸爸", ["妈妈", "爸爸"]),
        ("接龙 替妈妈和我", ["妈妈", "小明"]),
        ("接龙 替李和平", ["李和平"]),
        ("接龙 周六爬山", ["小明"]),
        ("接龙 爬山", ["小明"]),
        ("接龙 周六爬山 +1 开车", ["小明 +1（开车）"]),
        ("接龙 我", ["小明"]),
        ("接龙 算我一个", ["小明"]),
        ("接龙 报名", ["小明"]),
        ("接龙 我也要去", ["小明"]),
        ("接龙 改成3人", ["小明 +2"]),
        ("接龙 请假", []),
        ("接龙 截止", []),
    ],
)
async def test_a_line_stands_for_who_is_meant(chat: Chat, typed: str, shown: list[str]) -> None:
    await chat.say("店员", "接龙 周六爬山")
    await chat.say("小明", typed)
    listed = (await chat.say("群主", "接龙名单")).splitlines()[1:-1]
    assert [line.partition(". ")[2] for line in listed] == shown


@pytest.mark.parametrize("typed", ["接龙 我和老公", "接龙 带老婆孩子", "接龙 我们俩", "接龙 全家"])
async def test_who_comes_with_others_is_asked_how_many(chat: Chat, typed: str) -> None:
    await chat.say("店员", "接龙 周六爬山")
    assert "一共几个人来？发「接龙 +1」" in await chat.say("小明", typed)
    assert "连自己 3 人" in await chat.say("小明", "接龙 +2")


async def test_who_signs_up_for_no_event_hears_what_else_there_is(chat: Chat) -> None:
    assert await chat.say("小明", "报名") == "现在没有活动，有了会在群里说～"
    await chat.say("店员", "接龙 周六爬山")
    await chat.say("店员", "小组打卡 14")
    told = "现在没有活动，有了会在群里说～要报接龙的名，发「接龙」。小组打卡正在报名，发「参加小组」。"
    assert await chat.say("小明", "报名") == told
    assert "小组打卡还在报名，11-24 20:00 分好组再来" in await chat.say("小明", "组名 火箭队")


async def test_of_several_lists_the_one_that_is_named_is_meant(chat: Chat) -> None:
    await chat.say("店员", "接龙 周六爬山 限2人")
    await chat.say("店员", "发起接龙 团购鸡蛋")
    assert "接龙第 1 位" in await chat.say("小明", "接龙 团购鸡蛋 3盒")
    assert "接龙第 1 位" in await chat.say("小红", "接龙 爬山")
    assert "小绿 排在候补第 1 位" in await chat.say("小绿", "接龙 爬山 +1")
    assert "还有 1 个名额，候补 2 人" in await chat.say("小绿", "接龙名单 1")
    assert "1. 小明（3盒）" in await chat.say("小绿", "接龙名单 2")
    assert "小红 从「周六爬山」里划掉了" in await chat.say("小红", "退出接龙")
    assert "你说的是哪个" in await chat.say("小红", "退出接龙")
    assert "发「结束接龙」" in await chat.say("店员", "接龙 1 截止")
    await chat.say("店员", "结束接龙 1")
    assert "周六爬山（限 2 人，已经结束）" in await chat.say("小绿", "接龙名单 1")


@pytest.mark.parametrize(
    "typed", ["我不去了", "不好意思，我有事去不了了", "临时有事来不了啦", "还是不参加了", "取消报名", "不报了"]
)
async def test_a_no_in_any_words_takes_off_and_never_puts_on(chat: Chat, typed: str) -> None:
    await chat.say("小红", "接龙 周六爬山")
    await chat.say("小红", "接龙")
    assert "「小明」不在" in await chat.say("小明", f"接龙 {typed}")
    assert "小红 从「周六爬山」里划掉了" in await chat.say("小红", f"接龙 {typed}")


async def test_what_may_be_a_no_is_asked_about(chat: Chat) -> None:
    await chat.say("小红", "接龙 周六爬山")
    for typed in ("接龙 小红不去了", "接龙 可能去不了"):
        assert "没看懂" in await chat.say("小明", typed)
    await chat.say("小明", "接龙 替妈妈")
    assert "妈妈 从「周六爬山」里划掉了" in await chat.say("小明", "接龙 替妈妈不去了")
    assert "还没有人" in await chat.say("小明", "接龙名单")


async def test_who_waits_is_told_so_again(chat: Chat) -> None:
    await chat.say("小红", "接龙 周六爬山 限1人")
    await chat.say("小红", "接龙")
    await chat.say("小明", "接龙")
    assert "已经在上面了（第 1 位）" in await chat.say("小红", "接龙")
    assert "已经在上面了（候补第 1 位，有人退出就往前排）" in await chat.say("小明", "接龙")


async def test_who_leaves_is_taken_off_and_gives_the_seat_to_who_waits(chat: Chat) -> None:
    await chat.say("小红", "接龙 周六爬山 限2人")
    await chat.say("小红", "接龙")
    await chat.say("小红", "接龙 替妈妈")
    await chat.say("小绿", "接龙")
    left = await chat.leave("小红")
    assert "🎉 小绿 从候补排上了。@小绿" in left
    assert (await chat.say("店员", "接龙名单")).splitlines()[1:-1] == ["1. 妈妈", "2. 小绿"]


async def test_who_leaves_is_taken_off_also_where_another_wrote_it(chat: Chat) -> None:
    await chat.say("小红", "大家好")
    await chat.say("小明", "#接龙\n周六爬山\n1. 小明\n2. 小红\n3. 4-302 小绿")
    await chat.leave("小红")
    await chat.say("小绿", "#接龙\n周六爬山\n1. 小明\n2. 4-302 小绿")
    listed = await chat.say("店员", "接龙名单")
    assert "小红" not in listed
    assert "一共 2 人" in listed


async def test_who_stands_with_their_flat_finds_their_line(chat: Chat) -> None:
    await chat.say("小绿", "#接龙\n团草莓\n1. 4-302 小绿 2份")
    assert "4-302 小绿 已经在上面了" in await chat.say("小绿", "接龙")
    await chat.leave("小绿")
    assert "还没有人" in await chat.say("店员", "接龙名单")


async def test_who_goes_too_says_so_to_the_bot(chat: Chat) -> None:
    await chat.say("小明", "接龙 周六爬山")
    assert await chat.say("小红", "我也去") == ""
    assert "小红 接龙第 1 位" in await chat.say("小红", "我也去", addressed=True)
    assert "小绿 接龙第 2 位" in await chat.say("小绿", "算我一个～", addressed=True)
    await chat.say("小明", "发起接龙 周日野餐")
    assert "接龙第" not in await chat.say("小月", "我也去", addressed=True)


async def test_the_list_shows_no_numbers_by_which_somebody_is_reached(chat: Chat) -> None:
    await chat.say(
        "小明",
        "#接龙\n周六爬山\n1. 小明 13812345678\n2. 奶奶 电话13900001111，开车\n3. 爷爷 微信号 abc12345\n4. 阿姨 4-302",
    )
    assert (await chat.say("小绿", "接龙名单")).splitlines()[1:-1] == [
        "1. 小明",
        "2. 奶奶（开车）",
        "3. 爷爷",
        "4. 阿姨（4-302）",
    ]


async def test_a_household_says_how_many_it_is(chat: Chat) -> None:
    await chat.say("店员", "接龙 周六爬山")
    assert "（连自己 3 人），一共 3 人" in await chat.say("小明", "接龙 一家三口")


@pytest.mark.parametrize(
    ("typed", "example"),
    [
        ("接龙 替小花 +1", "接龙 1号 替小花 +1"),
        ("接龙 +2", "接龙 1号 +2"),
        ("接龙", "接龙 1号"),
        ("退出接龙 小花", "退出接龙 1号 小花"),
        ("退出接龙 小花 +1", "退出接龙 1号 小花 +1"),
        ("接龙 替小花 不去了", "退出接龙 1号 小花"),
    ],
)
async def test_the_example_keeps_what_was_asked(chat: Chat, typed: str, example: str) -> None:
    for title in ("周六爬山", "周日喝茶"):
        await chat.say("小明", f"发起接龙 {title}")
    for number in (1, 2):
        await chat.say("小红", f"接龙 {number}号 替小花 +2")
    assert f"\n1 号 周六爬山：发「{example}」" in await chat.say("小红", typed)


async def test_the_timetable_begins_a_list(open_group: OpenChat) -> None:
    order = "{order: 周日包饺子 限2人 截止 后天20:00}"
    chat = await open_group(f"sop: [{{name: 包饺子, when: 每周一 09:00, do: 接龙, with: {order}}}]\n")
    told = await chat.forward(hours=2)
    assert any("📝 1 号接龙：周日包饺子（限 2 人，11-25 20:00截止）\n发「接龙」就报上名" in text for text in told), told
    for who in ("小明", "小红", "小绿"):
        await chat.say(who, "接龙")
    assert "候补：\n3. 小绿" in await chat.say("小明", "接龙名单")
    assert "不是你发起的" in await chat.say("小明", "结束接龙")
    assert "结束了" in await chat.say("群主", "结束接龙")
