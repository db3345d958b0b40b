"""Photos of an event: those of who signed up are collected, shown, and taken out again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.kit.reply import plain
from storage import retention
from tests.chat import Chat
from tests.conftest import OpenChat

RULES = "speaking: {points: 0}\n"


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    chat = await open_group(RULES)
    await chat.say("店员", "开活动 今天 14:00 周六爬山")
    await chat.say("小明", "报名 1")
    return chat


async def test_photos_of_who_signed_up_are_collected_in_silence(chat: Chat) -> None:
    await chat.say("店员", "开活动 明天 14:00 周日喝茶")
    await chat.say("小明", "报名 2")
    assert await chat.show("小明", "出发前") == ""
    await chat.forward(hours=7)
    assert await chat.show("小明", "山顶") == ""
    assert await chat.show("路人", "晚饭") == ""
    assert await chat.show("小明", "别处", kept=False) == ""
    album = await chat.answer("小红", "活动照片 1")
    assert plain(album or ()).startswith("📷 「周六爬山」的照片（2 张）：")
    assert chat.pictures(album) == ["第 1 张，小明 拍的", "第 2 张，小明 拍的"]


async def test_a_photo_goes_to_the_event_that_it_is_nearest_to(chat: Chat) -> None:
    await chat.say("店员", "开活动 今天 21:00 夜跑")
    await chat.say("小明", "报名 2")
    # The hike is at 14:00 to 16:00, the run at 21:00.
    for hours in (3, 5, 9, 6):
        await chat.show("小明", f"{hours}")
        await chat.forward(hours=hours)
    await chat.show("小明", "终点")
    for event, count in ((1, 3), (2, 2)):
        assert f"（{count} 张）" in await chat.say("小红", f"活动照片 {event}")


async def test_the_end_tells_how_many_there_are_and_late_ones_count_for_two_days(chat: Chat) -> None:
    await chat.forward(hours=7)
    await chat.show("小明", "山顶")
    told = await chat.forward(hours=3)
    assert any("🏁 「周六爬山」结束了" in text and "收到 1 张照片，发「活动照片 1」看" in text for text in told)
    await chat.show("小明", "合影")
    await chat.forward(days=2)
    await chat.show("小明", "三天后的晚饭")
    assert len(chat.pictures(await chat.answer("小红", "活动照片"))) == 2


async def test_photos_are_shown_in_pages_the_latest_first(chat: Chat) -> None:
    await chat.say("小红", "报名 1")
    await chat.forward(hours=7)
    for number in range(1, 9):
        await chat.show("小明" if number % 2 else "小红", f"照片{number}")
    latest = await chat.answer("小绿", "活动照片 1")
    assert "（8 张里的第 3 到 8 张）" in plain(latest or ())
    assert [alt.split()[1] for alt in chat.pictures(latest)] == ["3", "4", "5", "6", "7", "8"]
    assert "发「活动照片 1 3」" in plain(latest or ())
    assert [alt.split()[1] for alt in chat.pictures(await chat.answer("小绿", "活动照片 1 3"))] == ["1", "2"]


async def test_a_photo_may_be_given_in_private_with_the_events_number(chat: Chat) -> None:
    await chat.say("店员", "开活动 明天 14:00 周日喝茶")
    assert "「周日喝茶」还没到日子" in await chat.show("小明", "早", "活动照片 2", private=True)
    await chat.forward(hours=7)
    assert await chat.show("小明", "自拍", private=True) == ""
    assert "小明 的照片收进「周六爬山」了" in await chat.show("小明", "山顶", "活动照片 1", private=True)
    await chat.say("路人", "早")
    assert "没参加「周六爬山」" in await chat.show("路人", "晚饭", "活动照片 1", private=True)
    assert "存不下来" in await chat.show("小明", "http", "活动照片 1", private=True, kept=False)
    assert len(chat.pictures(await chat.answer("小明", "活动照片 1"))) == 1


async def test_one_member_gives_ten_at_most_and_the_same_one_counts_once(chat: Chat) -> None:
    await chat.forward(hours=7)
    for number in [1, 1, *range(2, 14)]:
        await chat.show("小明", f"照片{number}")
    assert "（10 张里的第 5 到 10 张）" in await chat.say("小红", "活动照片 1")
    assert "照片够多啦" in await chat.show("小明", "再来", "活动照片 1")


async def test_a_photo_is_taken_out_by_who_took_it_or_staff(chat: Chat) -> None:
    await chat.forward(hours=7)
    for number in range(3):
        await chat.show("小明", f"照片{number}")
    assert "不是你拍的" in await chat.say("小红", "删活动照片 1 2")
    assert "第 2 张照片不留了" in await chat.say("小明", "删活动照片 1 2")
    assert "没有第 2 张照片" in await chat.say("店员", "删活动照片 1 2")
    assert "第 3 张照片不留了" in await chat.say("店员", "删活动照片 1 3")
    assert "请这样写：删活动照片 3 5" in await chat.say("店员", "删活动照片 那张")
    assert chat.pictures(await chat.answer("小红", "活动照片 1")) == ["第 1 张，小明 拍的"]


async def test_pictures_of_albums_outlive_others(chat: Chat) -> None:
    await chat.forward(hours=7)
    await chat.show("小明", "山顶")
    needed = await chat.bot.database.read(lambda db: retention.list_needed_pictures(db, chat.now))
    assert len(needed) == 1
    (photos,) = [kind for kind in retention.KINDS if kind.table == "album_photo"]
    late = chat.now + timedelta(days=200)
    found = await chat.bot.database.read(lambda db: retention.find(db, photos, late, timedelta(days=180), None))
    assert len(found.rows) == 1
    assert await chat.bot.database.write(lambda db: retention.delete(db, photos, found.rows)) == 1
    assert await chat.bot.database.read(lambda db: retention.list_needed_pictures(db, chat.now)) == frozenset()


async def test_what_there_is_none_of_is_said(chat: Chat) -> None:
    assert "还没有办过活动" in await chat.say("小红", "活动照片")
    assert "还没有照片" in await chat.say("小红", "活动照片 1")
    assert "没有 9 号活动" in await chat.say("小红", "活动照片 9")
    await chat.say("店员", "取消活动 1")
    assert "取消了" in await chat.say("小红", "活动照片 1")


async def test_a_poster_is_shown_with_the_event_and_may_be_changed(chat: Chat) -> None:
    await chat.show("店员", "海报", "开活动 周六 14:00 亲子烘焙")
    shown = await chat.answer("小明", "活动 2")
    assert chat.pictures(shown) == ["亲子烘焙"]
    assert chat.pictures(await chat.answer("小明", "活动 1")) == []
    assert "有变动" in await chat.show("店员", "新海报", "改活动 2")
    assert "14:00" in await chat.say("店员", "改活动 2 地点 店里")
    changed = await chat.answer("小明", "活动 2")
    assert chat.pictures(changed) == ["亲子烘焙"]
    assert changed != shown
    needed = await chat.bot.database.read(lambda db: retention.list_needed_pictures(db, chat.now))
    assert len(needed) == 1, "the first poster is not shown any more"
