"""合并: one person's two accounts become one member, and nothing of either is lost or counted twice."""

from __future__ import annotations

import pytest
from sqlalchemy import UniqueConstraint

from handlers.points.reconciliation import reconcile
from storage import albums
from storage.courses import homework, lessons
from storage.courses.homework import State
from storage.db import Db
from storage.members import merging, roster
from storage.members.merging_rules import APART, RULES
from storage.points import ledger
from storage.schema import METADATA
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.tables import names_a_member

RULES_OF_GROUP = "speaking: {points: 0}\nredpackets: {}\nbadges: {badges: []}\npoints: {confirm: 1000, second: 2000}\n"


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    return await open_group(RULES_OF_GROUP)


async def merge(chat: Chat, stays: str = "小明", gone: str = "ZhangSan", who: str = "群主") -> str:
    await chat.say(who, f"合并 @{stays} @{gone}", mentions=[stays, gone])
    return await chat.say(who, "确认")


async def faults(chat: Chat) -> list[str]:
    return await chat.bot.database.read(lambda db: reconcile(db, "demo").faults)


async def number(chat: Chat, question: str) -> int:
    return int(await chat.bot.database.read(lambda db: db.fetch_value(question)))


async def test_it_says_what_will_happen_and_waits(chat: Chat) -> None:
    for who, amount in (("小明", 30), ("ZhangSan", 20)):
        await chat.say("群主", f"加分 @{who} {amount}", mentions=[who])
    await chat.say("小明", "签到")
    asked = await chat.say("群主", "合并 @小明 @ZhangSan", mentions=["小明", "ZhangSan"])
    assert "把「ZhangSan」（ZhangSan）并进「小明」（小明）" in asked
    assert "+ 20 =" in asked
    assert "不能再分开" in asked
    assert "20 积分" in await chat.say("ZhangSan", "积分")
    await chat.say("群主", "取消操作 1")
    assert "20 积分" in await chat.say("ZhangSan", "积分")


async def test_points_days_and_words_of_both_are_one_persons(chat: Chat) -> None:
    await chat.say("群主", "加分 @小明 30", mentions=["小明"])
    await chat.say("小明", "签到")
    await chat.forward(days=1)
    await chat.say("ZhangSan", "签到")
    await chat.say("店员", "标签 @ZhangSan 爱吃辣", mentions=["ZhangSan"])
    await chat.forward(days=1)
    points = await number(chat, "SELECT SUM(balance) FROM account WHERE member_id IS NOT NULL AND unit = 'points'")
    merged = await merge(chat)
    assert f"现在有 {points} 分，连续签到 2 天" in merged
    for account in ("小明", "ZhangSan"):
        assert f"小明：{points} 积分" in await chat.say(account, "积分")
    assert "连续 3 天" in await chat.say("ZhangSan", "签到")
    assert "今天" in await chat.say("小明", "签到")
    assert await number(chat, "SELECT COUNT(*) FROM checkin WHERE day = (SELECT MAX(day) FROM checkin)") == 1
    assert "爱吃辣" in await chat.say("店员", "标签 @小明", mentions=["小明"])
    assert await faults(chat) == []
    assert "合并" in await chat.say("群主", "操作记录", private=True)


async def test_what_both_spent_is_added_up(chat: Chat) -> None:
    for who, yuan in (("小明", 30), ("ZhangSan", 12)):
        await chat.say(who, "大家好")
        await chat.say("店员", f"记单 @{who} {yuan} order{yuan}", mentions=[who])
    assert await number(chat, "SELECT SUM(spent) FROM member") == 4200
    await merge(chat)
    assert await number(chat, "SELECT SUM(spent) FROM member") == 4200
    assert await number(chat, "SELECT spent FROM member WHERE name = '小明'") == 4200


async def test_a_day_that_both_have_counts_once(chat: Chat) -> None:
    for _ in range(3):
        for who in ("小明", "ZhangSan"):
            await chat.say(who, "签到")
        await chat.forward(days=1)
    await merge(chat)
    assert await number(chat, "SELECT COUNT(*) FROM checkin") == 3
    assert await number(chat, "SELECT MAX(streak) FROM checkin") == 3
    assert await faults(chat) == []


async def test_what_is_corrected_later_reaches_who_they_are(chat: Chat) -> None:
    await chat.say("群主", "加分 @ZhangSan 50", mentions=["ZhangSan"])
    granted = await number(chat, "SELECT MAX(id) FROM entry")
    await chat.say("ZhangSan", "送 @小红 20", mentions=["小红"])
    given = await number(chat, "SELECT MAX(id) FROM entry")
    await chat.say("小明", "大家好")
    await merge(chat)
    assert "小明：30 积分" in await chat.say("小明", "积分")
    await chat.say("群主", f"冲正 {given} 送错了")
    assert "小明：50 积分" in await chat.say("小明", "积分")
    await chat.say("群主", f"冲正 {granted} 加错了")
    assert "还没有积分" in await chat.say("小明", "积分")
    assert await faults(chat) == []


async def test_what_there_is_one_of_follows_its_rule(chat: Chat) -> None:
    for who, text in (
        ("店员", "发起投票 晚饭吃什么？ 火锅 烧烤"),
        ("小明", "投 1"),
        ("ZhangSan", "投 2"),
        ("店员", "开活动 明天 09:00 聚餐 名额 3"),
        ("小明", "报名 1"),
        ("ZhangSan", "报名 1 +1"),
        ("小明", "提醒我 明天 09:00 买菜"),
        ("ZhangSan", "提醒我 明天 10:00 买花"),
        ("店员", "开晒图 早餐"),
        ("小明", "晒 面包"),
        ("ZhangSan", "赞 1"),
        ("群主", "发红包 20 2"),
        ("小明", "抢"),
        ("ZhangSan", "抢"),
        ("小明", "生日 5-20"),
        ("ZhangSan", "生日 6-1"),
    ):
        await chat.say(who, text)
    await merge(chat)
    assert await number(chat, "SELECT choices FROM poll_vote") == 1
    assert await number(chat, "SELECT COUNT(*) FROM event_sign_up") == 1
    assert await number(chat, "SELECT COUNT(*) FROM topic_like") == 0
    assert await number(chat, "SELECT MAX(number) FROM reminder") == 2
    assert await number(chat, "SELECT COUNT(DISTINCT member_id) FROM red_packet_share WHERE member_id IS NOT NULL") == 2
    assert "5" in await chat.say("ZhangSan", "生日")
    assert await faults(chat) == []
    for who in ("小明", "ZhangSan"):
        assert "2" in await chat.say(who, "我的提醒", private=True)
    await chat.forward(days=2)
    assert await faults(chat) == []


async def test_a_birthday_comes_along_and_is_wished_once(chat: Chat) -> None:
    await chat.say("ZhangSan", "生日 12-20")
    await chat.say("小明", "大家好")
    await merge(chat)
    assert "12" in await chat.say("小明", "生日")
    assert await number(chat, "SELECT COUNT(*) FROM timer WHERE feature = 'birthday'") == 1
    await chat.forward(days=30)
    assert await number(chat, "SELECT COUNT(*) FROM entry WHERE kind = 'birthday'") == 1
    paid = "SELECT balance FROM account WHERE holder = 'member:' || (SELECT into_id FROM merged_member)"
    assert await number(chat, paid) > 0


async def test_who_is_merged_may_be_forgotten(chat: Chat) -> None:
    await chat.say("ZhangSan", "签到")
    await chat.say("小明", "签到")
    await merge(chat)
    await chat.say("ZhangSan", "删除我的数据", private=True)
    assert "先让 TA 发「取消删除」" in await chat.say("群主", "合并 @小红 @小明", mentions=["小红", "小明"])
    await chat.forward(hours=25)
    assert await number(chat, "SELECT COUNT(*) FROM alias") == 0
    assert await number(chat, "SELECT COUNT(*) FROM member WHERE name IN ('小明', 'ZhangSan')") == 0
    assert "连续 1 天" in await chat.say("ZhangSan", "签到")


async def test_the_same_one_and_who_may_not(chat: Chat) -> None:
    await chat.say("小明", "签到")
    assert "同一个人" in await chat.say("群主", "合并 @小明 @小明", mentions=["小明"])
    assert "合并好了" not in await chat.say("小红", "合并 @小红 @小明", mentions=["小红", "小明"])
    assert "请这样写" in await chat.say("群主", "合并 @小明", mentions=["小明"])
    await merge(chat)
    assert "同一个人" in await chat.say("群主", "合并 @小明 @ZhangSan", mentions=["小明", "ZhangSan"])


async def test_an_admin_does_not_take_over_points_alone(open_group: OpenChat) -> None:
    chat = await open_group(RULES_OF_GROUP)
    await chat.say("群主", "加分 @ZhangSan 20", mentions=["ZhangSan"])
    asked = await chat.say("小助理", "合并 @小助理 @ZhangSan", mentions=["小助理", "ZhangSan"])
    assert "另一位管理员" in asked
    assert "另一位管理员" in await chat.say("小助理", "确认 1")
    assert "合并好了" in await chat.say("群主", "确认 1")


async def test_who_is_merged_twice_is_followed(chat: Chat) -> None:
    for who in ("甲", "乙", "丙"):
        await chat.say(who, "签到")
    await merge(chat, "乙", "甲")
    await merge(chat, "丙", "乙")
    for who in ("甲", "乙"):
        assert (await chat.say(who, "积分")).startswith("丙：")
    await chat.leave("丙")
    await chat.join("甲")
    assert (await chat.say("甲", "积分")).startswith("丙：")
    assert await faults(chat) == []


async def test_an_encrypted_id_becomes_the_real_one(chat: Chat) -> None:
    await chat.say("woENCRYPTED0000000000000001", "签到")
    await chat.say("woENCRYPTED0000000000000002", "签到")
    await chat.say("ZhangSan", "签到")

    def adopt(db: Db) -> list[str]:
        pairs = (
            ("woENCRYPTED0000000000000001", "LiSi"),
            ("woENCRYPTED0000000000000002", "ZhangSan"),
            ("woNOBODY", "X"),
        )
        found = [merging.adopt(db, "demo", old, new, cause="test", at=chat.now) for old, new in pairs]
        return [member.user_id if member else "" for member in found]

    assert await chat.bot.database.write(adopt) == ["LiSi", "ZhangSan", ""]
    members = await chat.bot.database.read(lambda db: roster.current(db, "demo"))
    assert {member.user_id for member in members} == {"LiSi", "ZhangSan"}
    balances = await chat.bot.database.read(lambda db: [ledger.balance(db, member) for member in members])
    assert max(balances) == 2 * min(balances)
    assert "今天" in await chat.say("LiSi", "签到")
    assert await faults(chat) == []


def test_every_table_that_names_a_member_has_a_rule() -> None:
    named = {table.name for table in METADATA.sorted_tables if names_a_member(table) or "member_id" in table.columns}
    assert named == {rule.table for rule in RULES} | set(APART)
    for table in METADATA.sorted_tables:
        columns = {
            column.name
            for column in table.columns
            if column.name == "member_id" or any(key.column.table.name == "member" for key in column.foreign_keys)
        }
        if table.name not in APART:
            assert columns == {rule.column for rule in RULES if rule.table == table.name}, table.name


def test_every_key_with_a_member_in_it_has_a_rule_for_two() -> None:
    for rule in RULES:
        clashing = [key - {rule.column} for key in unique_keys(rule.table) if rule.column in key]
        if rule.table not in ("journey", "reminder"):  # ended, and numbered anew, before they move
            assert all(rule.key is not None and set(rule.key) == key for key in clashing), rule.table


def unique_keys(name: str) -> list[set[str]]:
    table = METADATA.tables[name]
    indexes = [{column.name for column in index.columns} for index in table.indexes if index.unique]
    constraints = [set(each.columns.keys()) for each in table.constraints if isinstance(each, UniqueConstraint)]
    return [set(table.primary_key.columns.keys()), *indexes, *constraints]


# What a person has once


async def balance_of(chat: Chat, who: str) -> int:
    member = await chat.bot.database.read(lambda db: roster.get_by_user(db, "demo", who))
    assert member
    return await chat.bot.database.read(lambda db: ledger.balance(db, member))


INTRODUCED = "我叫：小明\n年龄：28\n我喜欢：爬山\n我擅长：做饭\n我期望：交朋友"


async def test_what_both_were_paid_for_is_paid_once(chat: Chat) -> None:
    """An introduction and a day: the second of each is taken back by an entry that names it."""
    for who in ("小明", "ZhangSan"):
        await chat.say(who, "签到")
        await chat.say(who, INTRODUCED)
    own = await balance_of(chat, "小明")
    introduction = await number(chat, "SELECT amount FROM entry WHERE kind = 'introduction' ORDER BY id LIMIT 1")
    asked = await chat.say("群主", "合并 @小明 @ZhangSan", mentions=["小明", "ZhangSan"])
    twice = introduction + 10
    assert f"两边都领过的只算一份，收回 {twice} 分：" in asked
    assert "自我介绍" in asked.split("两边都领过")[1]
    assert f"重复领的 {twice} 分收回了" in await chat.say("群主", "确认")
    assert await balance_of(chat, "小明") == own
    assert await number(chat, "SELECT COUNT(*) FROM entry WHERE reverses IS NOT NULL") == 2
    reason = "合并成员：「自我介绍」两边都领过，收回一份"
    assert await number(chat, f"SELECT COUNT(*) FROM entry WHERE reverses IS NOT NULL AND reason = '{reason}'") == 1
    assert await faults(chat) == []


async def test_no_more_is_taken_back_than_is_left(chat: Chat) -> None:
    for who in ("小明", "ZhangSan"):
        await chat.say(who, "签到")
        await chat.say(who, "送 @小红 8", mentions=["小红"])
    assert "重复领的 4 分收回了" in await merge(chat)
    assert await balance_of(chat, "小明") == 0
    assert await faults(chat) == []


async def test_two_birthdays_in_one_year_bring_one_gift(chat: Chat) -> None:
    """Paid to the one before they were one; the other day comes after that."""
    await chat.say("ZhangSan", "生日 12-20")
    await chat.say("小明", "生日 12-25")
    await chat.forward(days=28)
    assert await number(chat, "SELECT COUNT(*) FROM entry WHERE kind = 'birthday'") == 1
    await merge(chat)
    await chat.forward(days=10)
    assert await number(chat, "SELECT COUNT(*) FROM entry WHERE kind = 'birthday'") == 1
    await chat.forward(days=365)
    assert await number(chat, "SELECT COUNT(*) FROM entry WHERE kind = 'birthday'") == 2
    assert await faults(chat) == []


async def test_what_is_still_owed_is_owed_once(open_group: OpenChat) -> None:
    chat = await open_group(RULES_OF_GROUP + "budget: {monthly: 25}\n")
    for who in ("小明", "ZhangSan"):
        await chat.say(who, "签到")
        await chat.say(who, INTRODUCED)
    assert await number(chat, "SELECT COUNT(*) FROM arrear") > 0
    await merge(chat)
    paid = await number(chat, "SELECT COUNT(*) FROM entry WHERE kind = 'introduction' AND reverses IS NULL")
    assert paid + await number(chat, "SELECT COUNT(*) FROM arrear WHERE key LIKE 'introduction:%'") == 1
    assert await faults(chat) == []


async def test_who_waited_for_the_second_seat_is_told(chat: Chat) -> None:
    for who, text in (
        ("店员", "开活动 明天 09:00 聚餐 名额 2"),
        ("ZhangSan", "报名 1"),
        ("小红", "报名 1"),
        ("小明", "报名 1"),
        ("小刚", "报名 1"),
    ):
        await chat.say(who, text)
    await merge(chat)
    # The earlier place counts, which has a seat; nobody else moves up, for 小明 only waited.
    first = "SELECT user_id = '小明' FROM event_sign_up JOIN member ON member.id = member_id ORDER BY event_sign_up.id"
    assert await number(chat, f"{first} LIMIT 1")
    assert not [words for words in chat.broadcasts if "有位子" in words or "轮到" in words]
    await chat.say("小蓝", "报名 1")
    await merge(chat, "小红", "小明")
    await chat.forward(seconds=5)
    told = [words for words in chat.broadcasts if "聚餐" in words and "小刚" in words]
    assert len(told) == 1
    assert "小蓝" not in told[0]


async def test_photos_of_homework_go_with_their_answer(chat: Chat) -> None:
    def prepare(db: Db) -> None:
        lesson = lessons.plan(db, "demo", "小课堂", chat.now, chat.now, text="{}", place=None)
        assert lesson
        both = [roster.get_by_user(db, "demo", who) for who in ("小明", "ZhangSan")]
        for question, states in ((1, (State.WAITING, State.ACCEPTED)), (2, (State.ACCEPTED, State.WAITING))):
            for member, state in zip(both, states, strict=True):
                assert member
                homework.save(db, lesson, question, member, "好", state, chat.now)
                album = homework.album_of(lesson.id, question, member.id)
                albums.add(db, album, member, f"{question}{member.user_id}", chat.now)

    for who in ("小明", "ZhangSan"):
        await chat.say(who, "大家好")
    await chat.bot.database.write(prepare)
    await merge(chat)
    kept = await chat.bot.database.read(lambda db: db.fetch_all("SELECT album, digest FROM album_photo ORDER BY album"))
    member = await number(chat, "SELECT id FROM member WHERE user_id = '小明'")
    assert [(album.rpartition(":")[2], digest) for album, digest in kept] == [
        (str(member), "1ZhangSan"),
        (str(member), "2小明"),
    ]


async def test_two_lines_on_a_list_become_one(chat: Chat) -> None:
    await chat.say("店员", "接龙 周六爬山 限3人")
    for who, words in (("ZhangSan", "接龙 +1"), ("小红", "接龙"), ("小明", "接龙 开车"), ("小刚", "接龙")):
        await chat.say(who, words)
    asked = await chat.say("群主", "合并 @小明 @ZhangSan", mentions=["小明", "ZhangSan"])
    assert "接龙" in asked
    await chat.say("群主", "确认")
    assert "1. 小明 +1（开车）\n2. 小红\n候补：\n3. 小刚\n" in await chat.say("店员", "接龙名单")
    # An old copy has both names.
    await chat.say("小红", "#接龙\n周六爬山\n1. ZhangSan\n2. 小红\n3. 小明\n4. 小刚")
    assert "ZhangSan" not in await chat.say("店员", "接龙名单")
    assert "从「周六爬山」里划掉了" in await chat.say("ZhangSan", "退出接龙")
    assert "1. 小红\n2. 小刚\n" in await chat.say("店员", "接龙名单")


async def test_the_only_line_of_two_is_theirs_under_the_name_that_stays(chat: Chat) -> None:
    await chat.say("小明", "大家好")
    await chat.say("ZhangSan", "接龙 周六爬山")
    await chat.say("ZhangSan", "接龙")
    await merge(chat)
    assert "小明 已经在上面了（第 1 位）" in await chat.say("小明", "接龙")


@pytest.mark.parametrize(("stays", "gone"), [("小明", "小号"), ("小号", "小明")])
async def test_nobody_is_paid_for_inviting_themselves(open_group: OpenChat, stays: str, gone: str) -> None:
    chat = await open_group(RULES_OF_GROUP + "inviting: {points: 20}\nwelcome: {inviter: 5}\n")
    await chat.say("小明", "大家好")
    await chat.join("小号", invited_by="小明")
    await chat.join("小红", invited_by="小明")
    await chat.say("小号", INTRODUCED)
    own = await balance_of(chat, "小号")
    assert await balance_of(chat, "小明") == 45
    asked = await chat.say("群主", f"合并 @{stays} @{gone}", mentions=[stays, gone])
    assert "邀请的是自己，为这个领的 25 分收回。" in asked
    assert "邀请自己领的 25 分收回了。" in await chat.say("群主", "确认")
    assert await balance_of(chat, stays) == own + 20
    assert await faults(chat) == []
