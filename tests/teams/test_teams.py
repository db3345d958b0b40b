"""小组打卡: from the announcement to the rewards, in the words of the group."""

from __future__ import annotations

from pathlib import Path

import pytest

from handlers.kit import Capability
from handlers.kit.reply import plain
from handlers.pictures.specs import BoardSpec
from storage.points import reconciliation
from tests.chat import GROUP, Chat, open_chat, write_config
from tests.conftest import OpenChat
from tests.support.balances import points_of

PEOPLE = ["小明", "小红", "小绿", "小紫", "小蓝", "小橙"]


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    return await open_group("teams: {remind: null}\n")


async def gather(chat: Chat, order: str = "小组打卡 3 每组3人 奖励30 报名到 今天20:00") -> None:
    await chat.say("店员", order)
    for who in PEOPLE:
        await chat.say(who, "参加小组")


async def team_of(chat: Chat, who: str) -> list[str]:
    """Return the names in somebody's team."""
    lines = (await chat.say(who, "小组")).splitlines()
    return [line.split()[1] for line in lines if line[0] in "✅⬜➖"]


async def test_members_sign_up_and_are_divided_at_the_time(chat: Chat) -> None:
    begun = await chat.say("店员", "小组打卡 3 每组3人 奖励30 报名到 今天20:00")
    assert begun == (
        "👥 第 1 期小组打卡开始报名：3 天，每组约 3 人，全组坚持下来每人再得 30 分。\n"
        "想参加的发「参加小组」，今天 20:00 自动分组，11月24日开始。"
    )
    assert "小明 报名了小组打卡，现在 1 人" in await chat.say("小明", "参加小组")
    assert "已经报名了" in await chat.say("小明", "参加小组")
    assert "已经有一期" in await chat.say("店员", "小组打卡 7")
    for who in PEOPLE[1:]:
        await chat.say(who, "参加小组")
    assert "现在 6 人" in await chat.say("小明", "小组")
    (told,) = [text for text in await chat.forward(hours=13) if "分好组了" in text]
    assert "第 1 组：" in told
    assert "第 2 组：" in told
    assert "第 3 组" not in told
    assert all(who in told for who in PEOPLE)
    assert len(await team_of(chat, "小明")) == 3
    assert "已经分好组了" in await chat.say("小黄", "参加小组")


async def test_too_few_are_not_divided(chat: Chat) -> None:
    await chat.say("店员", "小组打卡 3 报名到 今天20:00")
    for who in PEOPLE[:3]:
        await chat.say(who, "参加小组")
    assert "还分不了组" in await chat.say("店员", "小组分组")
    assert any("不到 4 人" in text for text in await chat.forward(hours=13))
    assert "现在没有小组打卡" in await chat.say("小明", "小组")


async def test_a_team_sees_who_is_missing_and_nudges_them_once_a_day(chat: Chat) -> None:
    await gather(chat)
    await chat.say("店员", "小组分组")
    assert "11月24日开始，一共 3 天" in await chat.say("小明", "小组")
    await chat.forward(days=1)
    mates = [who for who in await team_of(chat, "小明") if who != "小明"]
    await chat.say("小明", "签到")
    shown = await chat.say("小明", "小组")
    assert "第 1/3 天，完成 33%，第 1/2 名" in shown
    assert "✅ 小明  1 天" in shown
    assert all(f"⬜ {who}  0 天" in shown for who in mates)
    assert f"今天还差：{'、'.join(mates)}" in shown
    nudged = await chat.say("小明", f"催 @{mates[0]}")
    assert "你的组员 小明 喊你签到啦，第 " in nudged
    assert f"@{mates[0]}" in nudged
    assert "今天已经催过了" in await chat.say("小明", f"催 @{mates[0]}")
    assert f"@{mates[1]}" in await chat.say("小明", "催")
    stranger = next(who for who in PEOPLE if who not in (*mates, "小明"))
    assert "不在你的小组里" in await chat.say("小明", f"催 @{stranger}")
    await chat.say(mates[0], "签到")
    assert "今天签到过了" in await chat.say("小明", f"催 @{mates[0]}")
    await chat.say(mates[1], "签到")
    assert "今天全组都签到了" in await chat.say("小明", "小组")


async def test_a_nudge_says_what_is_true(chat: Chat) -> None:
    await chat.say("店员", "小组打卡 3 每组3人 报名到 今天20:00")
    assert "小组打卡正在报名" in await chat.say("小明", "小组榜")
    for who in PEOPLE:
        await chat.say(who, "参加小组")
    await chat.say("店员", "小组分组")
    mates = [who for who in await team_of(chat, "小明") if who != "小明"]
    assert "11月24日才开始" in await chat.say("小明", "催")
    await chat.forward(days=1)
    assert "你自己今天还没签到" in await chat.say("小明", "催 @小明")
    assert "今天还差你～" in await chat.say("小明", f"催 @{mates[0]}")
    await chat.say(mates[0], "签到")
    assert "你自己今天还没签到" in await chat.say("小明", "催 @小明")
    await chat.say("小明", "签到")
    assert "今天就差你了～" in await chat.say("小明", "催")
    await chat.forward(days=1)
    for who in mates:
        await chat.say(who, "签到")
    assert "就差你自己" in await chat.say("小明", "催")


async def test_a_team_gets_a_name_and_a_motto(chat: Chat) -> None:
    await gather(chat)
    assert "分好组再来" in await chat.say("小明", "组名 火箭队")
    await chat.say("店员", "小组分组")
    assert "从现在起叫「火箭队」" in await chat.say("小明", "组名 火箭队")
    assert "火箭队的口号：一天不落" in await chat.say("小明", "口号 一天不落")
    assert "👥 火箭队「一天不落」" in await chat.say("小明", "小组")
    team = await team_of(chat, "小明")
    stranger = next(who for who in PEOPLE if who not in team)
    assert "已经有小组叫「火箭队」" in await chat.say(stranger, "组名 火箭队")
    assert "1 到 12 个字" in await chat.say("小明", f"组名 {'火' * 13}")
    assert "1 到 30 个字" in await chat.say("小明", "口号")
    assert "你不在小组里" in await chat.say("小黄", "组名 外人")


async def test_a_team_that_comes_through_is_rewarded_once(chat: Chat) -> None:
    await gather(chat)
    await chat.say("店员", "小组分组")
    team = await team_of(chat, "小明")
    for day in range(3):
        await chat.forward(days=1)
        for who in team if day == 2 else PEOPLE:
            await chat.say(who, "签到")
    before = {who: await points_of(chat, who) for who in PEOPLE}
    (told,) = [text for text in await chat.forward(days=1) if "结束了" in text]
    assert told.count("🏆 第 ") == 1
    assert "全组坚持了 3 天" in told
    assert "每人 +30 分" in told
    for who in PEOPLE:
        assert await points_of(chat, who) - before[who] == (30 if who in team else 0), who
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []
    assert "现在没有小组打卡" in await chat.say("小明", "小组")


async def test_who_leaves_does_not_spoil_the_team(chat: Chat) -> None:
    await gather(chat)
    await chat.say("店员", "小组分组")
    team = await team_of(chat, "小明")
    for _ in range(3):
        await chat.forward(days=1)
        for who in team[:2]:
            await chat.say(who, "签到")
    await chat.leave(team[2])
    assert f"➖ {team[2]}  离开了，不算" in await chat.say(team[0], "小组")
    assert any(f"{team[0]}、{team[1]} 每人 +30 分" in text for text in await chat.forward(days=1))


@pytest.mark.parametrize("speaks", [True, False])
async def test_who_comes_back_to_the_group_does_not_spoil_the_team_either(chat: Chat, *, speaks: bool) -> None:
    await gather(chat)
    await chat.say("店员", "小组分组")
    team = await team_of(chat, "小明")
    await chat.forward(days=1)
    for who in team:
        await chat.say(who, "签到")
    await chat.leave(team[2])
    for _ in range(2):
        await chat.forward(days=1)
        for who in team[:2]:
            await chat.say(who, "签到")
    await (chat.say(team[2], "我回来啦") if speaks else chat.join(team[2]))
    shown = await chat.say(team[0], "小组")
    assert f"➖ {team[2]}  离开了，不算" in shown
    assert "完成 100%，第 1/2 名" in shown
    assert "今天全组都签到了" in shown
    assert "你不在小组里" in await chat.say(team[2], "小组")
    assert any(f"{team[0]}、{team[1]} 每人 +30 分" in text for text in await chat.forward(days=1))


async def test_who_leaves_before_there_are_teams_and_comes_back_is_in_one(chat: Chat) -> None:
    await gather(chat)
    await chat.leave("小红")
    await chat.join("小红")
    await chat.say("店员", "小组分组")
    assert "小红" in await team_of(chat, "小红")


@pytest.mark.parametrize("leaves_group", [True, False])
async def test_who_is_left_alone_is_rewarded_for_their_own_days(chat: Chat, *, leaves_group: bool) -> None:
    await gather(chat)
    await chat.say("店员", "小组分组")
    team = await team_of(chat, "小明")
    for _ in range(3):
        await chat.forward(days=1)
        await chat.say(team[0], "签到")
    for who in team[1:]:
        if leaves_group:
            await chat.leave(who)
        else:
            assert "后面的天数不再算进小组里" in await chat.say(who, "退出小组")
            assert "你不在小组里" in await chat.say(who, "退出小组")
    shown = await chat.say(team[0], "小组")
    assert "第 3/3 天，完成 100%，第 1/2 名" in shown
    assert "小组里现在只有你，今天签到了" in shown
    still_there = team[:1] if leaves_group else team
    before = {who: await points_of(chat, who) for who in still_there}
    (told,) = [text for text in await chat.forward(days=1) if "结束了" in text]
    assert f"的 {team[0]} 一个人坚持了 3 天，+30 分" in told
    assert [await points_of(chat, who) - before[who] for who in still_there] == [30, 0, 0][: len(still_there)]


async def test_who_is_left_alone_and_missed_a_day_gets_nothing(chat: Chat) -> None:
    await gather(chat)
    await chat.say("店员", "小组分组")
    team = await team_of(chat, "小明")
    await chat.forward(days=1)
    for who in team:
        await chat.say(who, "签到")
    for who in team[1:]:
        await chat.say(who, "退出小组")
    assert any("这次没有小组全员坚持下来" in text for text in await chat.forward(days=3))


@pytest.mark.parametrize("typed", ["小组打卡 十四天 每组三人", "小组打卡 14 三人一组", "小组打卡 十四天，每组三个人"])
async def test_an_order_may_be_spelled(chat: Chat, typed: str) -> None:
    assert "14 天，每组约 3 人" in await chat.say("店员", typed)


async def test_five_in_teams_of_two_leave_nobody_alone(chat: Chat) -> None:
    await chat.say("店员", "小组打卡 3 每组2人 报名到 今天20:00")
    for who in PEOPLE[:5]:
        await chat.say(who, "参加小组")
    (told,) = [text for text in await chat.forward(hours=13) if "分好组了" in text]
    teams = [line.split("：")[1].split("、") for line in told.splitlines() if line.startswith("第 ")]
    assert sorted(map(len, teams)) == [2, 3]
    assert "中途退出的人不算，留下来的每天都签到了，就算坚持下来" in told


@pytest.mark.parametrize("typed", ["组名 @所有人", "组名 ＠all", "口号 @所有人 冲啊", "小组口号 加油@all"])
async def test_neither_name_nor_motto_rings_everybody(chat: Chat, typed: str) -> None:
    await gather(chat)
    await chat.say("店员", "小组分组")
    said = await chat.say("小明", typed)
    assert "这里不写 @" in said
    assert "请这样写" in said
    assert "@" not in await chat.say("小明", "小组")


async def test_emoji_alone_are_a_motto(chat: Chat) -> None:
    await gather(chat)
    await chat.say("店员", "小组分组")
    assert "的口号：😂😂" in await chat.say("小明", "口号 😂😂")
    assert "从现在起叫「🚀🚀」" in await chat.say("小明", "组名 🚀🚀")
    assert "👥 🚀🚀「😂😂」" in await chat.say("小明", "小组")
    assert "口号要 1 到 30 个字" in await chat.say("小明", "小组口号")


async def test_the_ranking_is_a_picture_or_words(chat: Chat) -> None:
    await gather(chat)
    await chat.say("店员", "小组分组")
    await chat.forward(days=1)
    await chat.say("小明", "签到")
    (sheet,) = await chat.sheets(await chat.answer("小明", "小组榜"))
    assert isinstance(sheet, BoardSpec)
    assert [(line.value, line.mine) for line in sheet.lines] == [(33, True), (0, False)]
    chat.platform.capabilities = frozenset(Capability) - {Capability.PICTURES}
    assert "1. 第 " in plain(await chat.answer("小明", "小组榜") or ())


async def test_the_missing_are_reminded_in_the_evening(open_group: OpenChat) -> None:
    chat = await open_group("teams: {remind: '21:00'}\n")
    await gather(chat)
    await chat.say("店员", "小组分组")
    await chat.forward(days=1)
    await chat.say("小明", "签到")
    (told,) = [text for text in await chat.forward(hours=15) if "🌙" in text]
    assert "@小红" in told
    assert "@小明" not in told


async def test_nobody_is_reminded_in_the_quiet_hours(open_group: OpenChat) -> None:
    quiet = "timetable: {quiet: ['20:30-24:00', '00:00-07:00']}\n"
    chat = await open_group(f"teams: {{remind: '21:00'}}\n{quiet}")
    await gather(chat)
    await chat.say("店员", "小组分组")
    await chat.forward(days=1)
    await chat.say("小明", "签到")
    assert [text for text in await chat.forward(hours=25) if "🌙" in text] == []


async def test_the_timetable_begins_a_challenge(open_group: OpenChat) -> None:
    chat = await open_group("sop:\n  - {name: 组队, when: 每周一 09:00, do: 小组打卡, with: {order: 7 每组4人}}\n")
    told = await chat.forward(hours=2)
    assert any("第 1 期小组打卡开始报名：7 天，每组约 4 人" in text for text in told)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("小组打卡", "请这样写"),
        ("小组打卡 2", "请这样写"),
        ("小组打卡 14 每组20人", "请这样写"),
        ("小组打卡 14 火箭", "没看懂「火箭」"),
        ("小组打卡 14 报名到 昨天20:00", "过"),
        ("小组打卡 14 报名到 20天后", "最多开 14 天"),
    ],
)
async def test_bad_orders_say_what_to_do(chat: Chat, typed: str, words: str) -> None:
    assert words in await chat.say("店员", typed)


async def test_a_challenge_goes_on_over_restarts(database_url: str, tmp_path: Path) -> None:
    config = write_config(tmp_path / "config", GROUP + "teams: {remind: null}\n")
    chat = await open_chat(config, database_url)
    await gather(chat)
    await chat.bot.close()
    chat = await open_chat(config, database_url)
    chat.said = 100
    assert any("分好组了" in text for text in await chat.forward(hours=13))
    for _ in range(3):
        await chat.forward(days=1)
        for who in PEOPLE:
            await chat.say(who, "签到")
    now = chat.now
    await chat.bot.close()
    chat = await open_chat(config, database_url, at=now)
    chat.said = 200
    assert any(text.count("全组坚持了 3 天") == 2 for text in await chat.forward(days=1))
    await chat.bot.close()


async def test_it_can_be_called_off_and_left(chat: Chat) -> None:
    await gather(chat)
    assert "不参加小组打卡了" in await chat.say("小明", "退出小组")
    assert "你没有报名" in await chat.say("小明", "退出小组")
    assert "第 1 期小组打卡取消了" in await chat.say("店员", "取消小组打卡")
    await gather(chat)
    await chat.say("店员", "小组分组")
    await chat.forward(days=1)
    asked = "第 2 期已经打卡 1/3 天，取消了就接不上了。真的不办了，发「取消小组打卡 2」。"
    assert await chat.say("店员", "取消小组打卡") == asked
    assert await chat.say("店员", "取消小组打卡 1") == asked
    assert "第 2 期小组打卡取消了" in await chat.say("店员", "取消小组打卡 2")
    assert not any("小组" in text for text in await chat.forward(days=5))


async def test_teams_that_are_formed_early_begin_on_the_next_day(chat: Chat) -> None:
    await chat.say("店员", "小组打卡 3 每组3人 报名到 11-27 20:00")
    for who in PEOPLE:
        await chat.say(who, "参加小组")
    assert "11月24日起一共 3 天" in await chat.say("店员", "小组分组")
    assert "11月24日开始，一共 3 天" in await chat.say("小明", "小组")
    await chat.forward(days=1)
    await chat.say("小明", "签到")
    assert "第 1/3 天" in await chat.say("小明", "小组")
    told = await chat.forward(days=3)
    assert any("结束" in text for text in told)


@pytest.mark.parametrize("stays", ["小明", "小新"])
async def test_two_who_become_one_keep_the_seat_in_a_team(chat: Chat, stays: str) -> None:
    await chat.say("店员", "小组打卡 3 每组3人 奖励30 报名到 今天20:00")
    for who in [*PEOPLE, "小新"]:
        await chat.say(who, "参加小组")
    await chat.leave("小新")
    await chat.forward(hours=13)
    team = await team_of(chat, "小明")
    await chat.join("小新")
    gone = "小新" if stays == "小明" else "小明"
    await chat.say("群主", f"合并 @{stays} @{gone}", mentions=[stays, gone])
    assert "合并好了" in await chat.say("群主", "确认")
    assert set(await team_of(chat, stays)) == {*team} - {"小明"} | {stays}
