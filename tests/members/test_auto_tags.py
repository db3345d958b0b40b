"""Tags by rule: given and taken every night and on demand, in lots; what was tagged by hand stays."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.members import auto_tags
from storage.db import Db, SqliteDb
from storage.members import roster, tags
from tests.chat import START, Chat
from tests.conftest import OpenChat

RULES = """
badges: {badges: []}
tags:
  宝妈: {said: [宝妈, 孩子]}
  大客户: {spent: 100.5}
  睡着了: {segment: 沉默期}
segments: {老成员: {points: 10}}
tiers: {silent: 5, asleep: 10, lost: 20}
"""


async def live(chat: Chat) -> None:
    """Let 小月 have a child, 小明 spend much, and 小红 neither."""
    await chat.say("小月", "我叫：小月\n我喜欢：带孩子\n我擅长：做饭", addressed=True)
    for who in ("小明", "小红"):
        await chat.say(who, "大家好呀")
    await chat.say("店员", "记单 @小明 100.50 A100", mentions=["小明"])
    await chat.say("店员", "记单 @小红 100.40 A200", mentions=["小红"])


async def test_tags_are_given_by_rule_at_night(open_group: OpenChat) -> None:
    chat = await open_group(RULES)
    await live(chat)
    assert await chat.say("店员", "标签 宝妈") == "没有人有「宝妈」这个标签。发「标签」看有哪些。"
    told = await chat.say("店员", "标签规则")
    assert told.splitlines()[1:] == [
        "宝妈：符合 1 人，会新贴 1 人、去掉 0 人",
        "大客户：符合 1 人，会新贴 1 人、去掉 0 人",
        "睡着了：符合 0 人",
    ]
    assert "没有人有" in await chat.say("店员", "标签 宝妈")  # a look changes nothing
    await chat.forward(days=1)
    assert await chat.say("店员", "标签 宝妈") == "「宝妈」1 人：小月"
    assert await chat.say("店员", "标签 大客户") == "「大客户」1 人：小明"
    assert await chat.say("店员", "标签 @小月", mentions=["小月"]) == "小月 的标签：宝妈（规则）"
    assert (await chat.say("店员", "标签规则 大客户")).splitlines() == [
        "「大客户」符合 1 人：小明",
        "怎么算：一共花了 100.50 元以上。",
    ]


async def test_a_tag_goes_when_its_rule_no_longer_fits_but_not_one_given_by_hand(open_group: OpenChat) -> None:
    chat = await open_group(RULES)
    await live(chat)
    await chat.say("店员", "标签 @小红 大客户 老友", mentions=["小红"])
    assert await chat.say("群主", "重贴标签") == "好的，新贴 2 个、去掉 0 个标签。"
    await chat.say("店员", "标签 @小月 宝妈", mentions=["小月"])  # said by hand, too
    assert "手工" not in await chat.say("店员", "标签规则 睡着了")
    assert "其中 1 人是手工贴的" in await chat.say("店员", "标签规则 大客户")
    await chat.say("店员", "退单 A100")
    path = chat.bot.groups.all()[0].path
    path.write_text(path.read_text().replace("  宝妈: {said: [宝妈, 孩子]}\n", ""))
    await chat.bot.reload()
    assert await chat.say("群主", "重贴标签") == "好的，新贴 0 个、去掉 1 个标签。"
    assert await chat.say("群主", "重贴标签") == "标签和规则一致，没有要改的。"
    assert (await chat.say("店员", "标签")).splitlines()[1:] == ["大客户：1 人", "宝妈：1 人", "老友：1 人"]


async def test_who_falls_asleep_again_is_found_again(open_group: OpenChat) -> None:
    chat = await open_group(RULES)
    await live(chat)
    for _ in range(2):
        await chat.forward(days=9)
        assert "小红" in await chat.say("店员", "标签 睡着了")
        await chat.say("小红", "我回来啦")
        await chat.forward(days=1)
        assert "小红" not in await chat.say("店员", "标签 睡着了")


async def test_who_wants_no_reminders_is_tagged_and_who_left_is_not(open_group: OpenChat) -> None:
    chat = await open_group(RULES)
    await live(chat)
    await chat.say("小月", "退订提醒")
    await chat.leave("小明")
    assert await chat.say("群主", "重贴标签") == "好的，新贴 1 个、去掉 0 个标签。"
    assert await chat.say("店员", "标签 宝妈") == "「宝妈」1 人：小月"


async def test_a_segment_alone_means_the_same_as_with_a_condition_that_all_meet(open_group: OpenChat) -> None:
    chat = await open_group(
        "badges: {badges: []}\ntiers: {silent: 5, asleep: 10, lost: 20}\n"
        "tags: {睡着: {segment: 沉默期}, 也睡着: {segment: 沉默期, points: 0}, 在: {segment: 沉默期, tag: 老}}\n"
    )
    for who in ("小月", "小明", "小红", "小刚", "店员", "群主"):
        await chat.say(who, "大家好呀")
    await chat.say("小红", "退订提醒")
    await chat.leave("小刚")
    await chat.forward(days=6)
    await chat.say("小明", "我来啦")
    told = await chat.say("店员", "标签规则", private=True)
    for name in ("睡着", "也睡着"):
        assert f"\n{name}：符合 2 人" in told
    assert "\n在：符合 0 人" in told


async def test_what_staff_take_away_stays_away_until_they_leave_it_to_the_rule(open_group: OpenChat) -> None:
    chat = await open_group(RULES)
    await live(chat)
    await chat.say("群主", "重贴标签")
    assert "规则不再给 小月 贴「宝妈」" in await chat.say("店员", "去标签 @小月 宝妈", mentions=["小月"])
    assert "没有要改的" in await chat.say("群主", "重贴标签")
    await chat.forward(days=1)
    assert "小月" not in await chat.say("店员", "标签 宝妈")
    assert "有 1 人手工去掉了它" in await chat.say("店员", "标签规则 宝妈")
    assert "交回给规则" in await chat.say("店员", "标签 @小月 宝妈 恢复自动", mentions=["小月"])
    assert await chat.say("群主", "重贴标签") == "好的，新贴 1 个、去掉 0 个标签。"


async def test_what_staff_gave_goes_once_it_is_left_to_the_rule(open_group: OpenChat) -> None:
    chat = await open_group(RULES)
    await live(chat)
    await chat.say("店员", "标签 @小明 宝妈 爱喝茶", mentions=["小明"])
    await chat.say("群主", "重贴标签")
    assert "小明" in await chat.say("店员", "标签 宝妈")
    assert "没有写在 tags 的规则里" in await chat.say("店员", "标签 @小明 爱喝茶 恢复自动", mentions=["小明"])
    await chat.say("店员", "标签 @小明 恢复自动", mentions=["小明"])
    assert "本来就归规则管" in await chat.say("店员", "标签 @小明 宝妈 恢复自动", mentions=["小明"])
    await chat.say("群主", "重贴标签")
    assert "小明" not in await chat.say("店员", "标签 宝妈")


async def test_a_tag_given_by_hand_again_is_no_longer_kept_off(open_group: OpenChat) -> None:
    chat = await open_group(RULES)
    await live(chat)
    await chat.say("店员", "去标签 @小月 宝妈", mentions=["小月"])
    await chat.say("店员", "标签 @小月 宝妈", mentions=["小月"])
    assert "手工去掉了" not in await chat.say("店员", "标签规则 宝妈")


@pytest.mark.parametrize("words", ["标签规则", "标签规则 宝妈", "重贴标签"])
async def test_members_are_told_nothing(open_group: OpenChat, words: str) -> None:
    chat = await open_group(RULES)
    await live(chat)
    told = await chat.say("小明", words, addressed=True)
    assert "可以用" in told
    assert "小月" not in told + chat.shown


@pytest.mark.parametrize(
    ("yaml", "told"),
    [
        ("tags: {甲: {tag: 乙}, 乙: {points: 1}}", "不能再用规则贴的标签「乙」"),
        ("tags: {甲: {not: [{tag: 甲}]}}", "不能再用规则贴的标签「甲」"),
        ("tags: {甲: {}}", "要写给谁"),
        ("tags: {甲: {spent: 很多}}", "要写几元"),
        ("tags: {甲: {segment: 重点突碎}}", "是不是「重点突破」？"),
    ],
)
async def test_rules_that_cannot_be_are_told(open_group: OpenChat, yaml: str, told: str) -> None:
    chat = await open_group(yaml + "\n")
    assert told in str(chat.bot.groups.problems[0])


async def test_many_changes_are_made_in_lots(open_group: OpenChat) -> None:
    chat = await open_group("badges: {badges: []}\ntags: {所有: {points: 0}, 都是: {points: 0}}\n")
    count = auto_tags.LOT

    def join(db: Db) -> None:
        for number in range(count):
            roster.get_or_create(db, "demo", f"u{number:04}", f"成员{number}", chat.now)

    await chat.bot.database.write(join)
    assert await chat.say("群主", "重贴标签") == f"好的，要新贴 {2 * count} 个、去掉 0 个标签，正在一批一批改。"
    before = await chat.bot.database.read(lambda db: tags.count_by_tag(db, "demo"))
    assert sum(members for _, members in before) == count
    await chat.forward(minutes=1)
    assert await chat.bot.database.read(lambda db: tags.count_by_tag(db, "demo")) == [("所有", count), ("都是", count)]


NAMES = ("甲", "乙")
Acts = list[tuple[str, int, int]]


@settings(max_examples=60, deadline=None)
@given(
    acts=st.lists(
        st.tuples(st.sampled_from(("hand", "unhand", "rule", "unrule")), st.integers(0, 2), st.integers(0, 1)),
        max_size=20,
    )
)
def test_rules_never_take_what_was_given_by_hand(migrated_file: Path, acts: Acts) -> None:
    """Hold random orders of giving and taking against two sets on paper."""
    with closing(sqlite3.connect(migrated_file)) as file, closing(sqlite3.connect(":memory:")) as connection:
        file.backup(connection)
        db = SqliteDb(connection)
        members = [roster.get_or_create(db, "g", f"u{number}", "", START) for number in range(3)]
        by_hand: set[tuple[int, str]] = set()
        by_rule: set[tuple[int, str]] = set()
        for act, who, which in acts:
            key = (members[who].id, NAMES[which])
            if act == "hand":
                tags.add(db, members[who], [NAMES[which]], actor="a", at=START)
                by_hand.add(key)
                by_rule.discard(key)
            elif act == "unhand":
                tags.remove(db, members[who], [NAMES[which]])
                by_hand.discard(key)
                by_rule.discard(key)
            elif act == "rule":
                tags.add_by_rule(db, *key, START)
                by_rule |= {key} - by_hand
            else:
                tags.remove_by_rule(db, *key)
                by_rule.discard(key)
        assert tags.list_by_rule(db, "g") == by_rule
        held = {(member.id, tag.name) for member in members for tag in tags.list_tags(db, member)}
        assert held == by_hand | by_rule
