"""晒图: works get numbers, likes are counted, and the most liked are rewarded."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.points import reconciliation
from tests.chat import GROUP, Chat, open_chat, write_config
from tests.conftest import OpenChat

RULES = "speaking: {points: 0}\n"


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    return await open_group(RULES)


async def test_works_get_numbers_and_likes(chat: Chat) -> None:
    opened = await chat.say("店员", "开晒图 我家的阳台")
    assert opened.startswith("📷 晒图开始：我家的阳台\n11-26 08:00 前把照片发到群里")
    assert opened.endswith("参加就有 5 分，点赞最多的前 3 名再得 30、20、10 分，并列的平分。")
    assert "📷 1 号：小明，喜欢就发「赞 1」" in await chat.show("小明", "阳台", kept=False)
    assert "📷 2 号：小红「种了三年的月季」" in await chat.say("小红", "晒 种了三年的月季")
    assert await chat.say("小绿", "晒太阳真舒服") == ""
    assert "小绿 赞了 2 号，现在 1 个赞" in await chat.say("小绿", "赞 2")
    assert "已经赞过" in await chat.say("小绿", "赞 2")
    assert "自己的就不用赞" in await chat.say("小红", "赞 2")
    assert "没有 7 号作品，现在到 2 号" in await chat.say("小绿", "赞 7")
    assert "赞几号" in await chat.say("小绿", "赞 那个")
    assert "1. 2 号 小红「种了三年的月季」　1 赞\n2. 1 号 小明　0 赞" in await chat.say("小明", "晒图")
    assert "小明：5 积分" in await chat.say("小明", "积分")


async def test_several_are_liked_at_once_and_the_only_one_without_its_number(chat: Chat) -> None:
    await chat.say("店员", "开晒图 我家的阳台")
    await chat.say("小明", "晒 月季")
    assert "小红 赞了 1 号" in await chat.say("小红", "赞")
    assert "赞几号" in await chat.say("小明", "赞")
    for words in ("多肉", "绿萝"):
        await chat.say("小红", f"晒 {words}")
    assert "赞几号" in await chat.say("小绿", "赞")
    assert await chat.say("小绿", "赞 1、三 9") == (
        "👍 小绿 赞了 1 号，现在 2 个赞。\n👍 小绿 赞了 3 号，现在 1 个赞。\n没有 9 号作品，现在到 3 号。"
    )


async def test_words_behind_the_command_are_a_work(chat: Chat) -> None:
    assert "现在没有晒图活动" in await chat.say("小明", "晒图 月季")
    await chat.say("店员", "开晒图 我家的阳台")
    assert "📷 1 号：小明「月季」" in await chat.say("小明", "晒图 月季")
    assert "1. 1 号 小明「月季」" in await chat.say("小明", "晒图")


async def test_works_are_shown_again_and_the_best_at_the_end(chat: Chat) -> None:
    assert "还没有办过晒图" in await chat.say("小明", "作品 1")
    await chat.say("店员", "开晒图 我家的阳台")
    await chat.show("小明", "阳台", kept=False)
    await chat.show("小红", "月季")
    await chat.show("小绿", "吊兰")
    assert chat.pictures(await chat.answer("小紫", "作品 2")) == ["2 号作品，小红 的"]
    assert await chat.say("小紫", "作品 1") == "📷 1 号 小明　0 赞"
    assert "没有 9 号作品，现在到 3 号" in await chat.say("小紫", "作品 9")
    assert "请这样写：作品 3" in await chat.say("小紫", "作品 月季")
    for number in (1, 2):
        await chat.say("小紫", f"赞 {number}")
    ended = await chat.answer("店员", "结束晒图")
    assert chat.pictures(ended) == ["2 号作品，小红 的"], "what nobody likes, and what is not kept, is not shown"
    assert chat.pictures(await chat.answer("小紫", "作品 3")) == ["3 号作品，小绿 的"]


async def test_the_most_liked_win_once_each(chat: Chat) -> None:
    await chat.say("店员", "开晒图 我家的阳台")
    for number, who in enumerate(["小明", "小红", "小明", "小绿"]):
        await chat.say(who, f"晒 作品{number}")
    for who, number in [("小红", 1), ("小绿", 1), ("小红", 3), ("小绿", 3), ("小明", 2), ("小紫", 2), ("小蓝", 2)]:
        await chat.say(who, f"赞 {number}")
    told = await chat.forward(days=3)
    assert any("还有 1 小时结束" in text for text in told)
    (over,) = [text for text in told if "🏁" in text]
    assert (
        "1. 2 号 小红「作品1」　3 赞，+30 分\n2. 1 号 小明「作品0」　2 赞，+20 分\n2. 3 号 小明「作品2」　2 赞\n"
        in over
    )
    assert over.endswith("4. 4 号 小绿「作品3」　0 赞")
    for who, points in (("小红", 35), ("小明", 25), ("小绿", 5)):
        assert f"{who}：{points} 积分" in await chat.say(who, "积分")
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []


@pytest.mark.parametrize(
    ("likes", "points", "places"),
    [
        ((1, 1, 1, 1), (15, 15, 15, 15), "1111"),
        ((2, 1, 1, 0), (30, 15, 15, 0), "1224"),
        ((3, 3, 2, 2), (25, 25, 5, 5), "1133"),
        ((3, 2, 2, 2), (30, 10, 10, 10), "1222"),
        ((0, 0, 0, 0), (0, 0, 0, 0), "1111"),
    ],
)
async def test_equal_works_share_the_prizes_of_their_places(
    chat: Chat, likes: tuple[int, ...], points: tuple[int, ...], places: str
) -> None:
    await chat.say("店员", "开晒图 我家的阳台")
    showing = ["小明", "小红", "小绿", "小紫"]
    for who in showing:
        await chat.say(who, f"晒 {who}的月季")
    for number, count in enumerate(likes, 1):
        for fan in range(count):
            await chat.say(f"朋友{number}{fan}", f"赞 {number}")
    lines = (await chat.say("店员", "结束晒图")).splitlines()[1:]
    assert "".join(line[0] for line in lines) == places
    for who, line, won in zip(showing, lines, points, strict=True):
        assert (f"，+{won} 分" in line) == bool(won), line
        assert f"{who}：{5 + won} 积分" in await chat.say(who, "积分")


async def test_likes_and_works_are_limited(chat: Chat) -> None:
    await chat.say("店员", "开晒图 我家的阳台")
    for number in range(5):
        await chat.say("小明", f"晒 作品{number}")
    assert "每人最多 5 张" in await chat.say("小明", "晒 再来一张")
    for number in range(1, 4):
        await chat.say("小红", f"赞 {number}")
    assert "3 个赞都用完了" in await chat.say("小红", "赞 4")


async def test_without_a_showcase_pictures_are_let_pass(chat: Chat) -> None:
    assert await chat.show("小明", "阳台", kept=False) == ""
    assert await chat.say("小明", "晒 阳台") == ""
    assert "现在没有晒图活动" in await chat.say("小明", "赞 1")
    assert "请这样写" in await chat.say("店员", "开晒图")


async def test_the_timetable_opens_a_showcase(open_group: OpenChat) -> None:
    chat = await open_group(RULES + "sop: [{name: 晒, when: 每周一 09:00, do: 晒图, with: {title: 我家的阳台}}]\n")
    assert any("📷 晒图开始：我家的阳台" in text for text in await chat.forward(hours=2))


async def test_a_showcase_goes_on_over_a_restart(database_url: str, tmp_path: Path) -> None:
    config = write_config(tmp_path / "config", GROUP + RULES)
    chat = await open_chat(config, database_url)
    await chat.say("店员", "开晒图 我家的阳台")
    await chat.say("小明", "晒 月季")
    await chat.bot.close()
    chat = await open_chat(config, database_url)
    chat.said = 100
    await chat.say("小红", "赞 1")
    assert any("1. 1 号 小明「月季」　1 赞，+30 分" in text for text in await chat.forward(days=3))
    await chat.bot.close()


async def test_works_and_likes_of_who_left_are_given_back(chat: Chat) -> None:
    await chat.say("店员", "开晒图 我家的阳台")
    for who in ("小明", "小红", "小绿", "小蓝"):
        await chat.say(who, f"晒 {who}的花")
    for number in (1, 2, 3):
        await chat.say("小紫", f"赞 {number}")
    assert "3 个赞都用完了" in await chat.say("小紫", "赞 4")
    await chat.leave("小明")
    assert "赞了 4 号，现在 1 个赞" in await chat.say("小紫", "赞 4")
    assert "1 号作品的作者退群了" in await chat.say("小黑", "赞 1")
    assert "1 号作品的作者退群了" in await chat.say("小黑", "作品 1")
    assert "没有 9 号作品，现在到 4 号" in await chat.say("小黑", "作品 9")


async def test_a_work_is_withdrawn_with_its_picture_and_its_likes(chat: Chat) -> None:
    assert "还没有办过晒图" in await chat.say("小明", "撤回作品 1")
    await chat.say("店员", "开晒图 我家的阳台")
    await chat.show("小明", "月季")
    await chat.say("小红", "晒 吊兰")
    await chat.say("小绿", "赞 1")
    assert "不是你的作品" in await chat.say("小红", "撤回作品 1")
    assert "撤回作品 3" in await chat.say("小明", "撤回作品")
    assert "1 号作品撤回了" in await chat.say("小明", "撤回作品 1")
    assert "没有 1 号作品，现在到 2 号" in await chat.say("小明", "作品 1")
    assert "1. 2 号 小红「吊兰」　0 赞" in await chat.say("小明", "晒图")
    assert "3 号：小明" in await chat.show("小明", "又一盆")
    assert chat.pictures(await chat.answer("小红", "作品 3")) == ["3 号作品，小明 的"]
    assert "小明：5 积分" in await chat.say("小明", "积分")
    assert "2 号作品「吊兰」撤回了" in await chat.say("店员", "撤回作品 2号")


async def test_a_like_is_taken_back(chat: Chat) -> None:
    await chat.say("店员", "开晒图 我家的阳台")
    for number in range(4):
        await chat.say("小明", f"晒 作品{number}")
    for number in (1, 2, 3):
        await chat.say("小红", f"赞 {number}")
    assert "没有给 4 号点过赞" in await chat.say("小红", "取消赞 4")
    assert "给 1 号的赞取消了" in await chat.say("小红", "取消赞 1")
    assert "赞了 4 号，现在 1 个赞" in await chat.say("小红", "赞 4")
    assert "1 号 小明「作品0」　0 赞" in await chat.say("小红", "作品 1")
    await chat.say("店员", "结束晒图")
    assert "已经结束" in await chat.say("小红", "取消赞 2")


async def test_a_photo_of_an_event_is_kept_with_it_also_where_it_is_a_work(chat: Chat) -> None:
    await chat.say("店员", "开活动 今天 14:00 野餐")
    await chat.say("小明", "报名 1")
    await chat.say("店员", "开晒图 我家的阳台")
    assert await chat.show("小明", "早上的花") == "📷 1 号：小明，喜欢就发「赞 1」。"
    await chat.forward(hours=7)
    assert await chat.show("小明", "草地") == "📷 2 号：小明，喜欢就发「赞 2」。"
    assert await chat.show("小红", "晚饭") == "📷 3 号：小红，喜欢就发「赞 3」。"
    assert chat.pictures(await chat.answer("小红", "活动照片 1")) == ["第 1 张，小明 拍的", "第 2 张，小明 拍的"]


async def test_a_thumb_with_a_number_likes_and_one_alone_is_talk(chat: Chat) -> None:
    assert await chat.say("小红", "👍1") == ""
    await chat.say("店员", "开晒图 我家的阳台")
    await chat.say("小明", "晒 月季")
    assert await chat.say("小红", "👍") == ""
    assert await chat.say("小红", "👍👍") == ""
    assert "小红 赞了 1 号，现在 1 个赞" in await chat.say("小红", "👍1")
    assert "小绿 赞了 1 号，现在 2 个赞" in await chat.say("小绿", "👍 1")
    assert "没有 7 号作品" in await chat.say("小绿", "👍 7")
