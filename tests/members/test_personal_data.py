"""One's own data can be had and forgotten; nothing of a person is left but in the books."""

from __future__ import annotations

import json

import pytest
from sqlmodel.sql.sqltypes import AutoString

from handlers.kit import Document
from handlers.points.reconciliation import reconcile
from storage.db import Db
from storage.members import personal_data, roster
from storage.members.roster import Member
from storage.messages import files
from storage.points import reconciliation
from storage.schema import METADATA
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.balances import points_of
from tests.support.tables import names_a_member

FORM = "我叫：{name}\n年龄：30\n我喜欢：跑步、集邮\n我擅长：做饭\n我期望：多认识朋友"
SECRET = "独角兽"
"""What the member says everywhere, and nobody else does."""
RULES = "moderation: {words: [禁语]}\nspeaking: {points: 0}\n"
NAMES_NO_PERSON = {
    "account": {"unit", "holder"},
    "activity": {"day"},
    "arrear": {"key", "reason", "cause"},
    "badge": {"name", "group_id"},
    "binding": {"actor"},
    "cap": {"source", "day"},
    "checkin": {"day", "kind"},
    "earned_lot": set[str](),
    "friend_report": {"group_id", "day", "actor"},
    "game_score": {"group_id", "game", "day"},
    "game_season": {"group_id", "game", "first_day"},
    "level": {"name"},
    "level_change": {"was", "now", "name"},
    "lottery_draw": {"group_id", "day", "odds", "prize"},
    "mall_order": {"group_id", "code", "item", "state"},
    "payout": {"openid", "words", "package", "order_number", "cause", "proposer", "approver", "note"},
    "purchase": {"group_id", "number", "key", "actor"},
    "season_place": {"season"},
    "task_about": set[str](),
    "task_part": {"proof", "reason", "note"},
    "task_step": {"actor", "kind", "note", "act"},
    "wave_member": {"last_day"},
}
"""Columns of text that are left, by table: they tell what happened, not who somebody is. Tasks are of staff."""


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    return await open_group(RULES)


async def live(chat: Chat, who: str) -> None:
    """Let somebody leave traces wherever members can."""
    await chat.join(who, invited_by="小红")
    for text in (
        FORM.format(name=who).replace("集邮", SECRET),
        "签到",
        "生日 5-20",
        f"提醒我 明天 09:00 {SECRET}",
        f"{SECRET}禁语",
        f"报名 1 {SECRET}",
        f"接龙 周末{SECRET}",
        f"接龙 开车带{SECRET}",
        f"我最想吃的是{SECRET}牌的红烧肉",
        "领任务 1",
        f"交任务 1 {SECRET}",
    ):
        await chat.say(who, text)
    await chat.say("店员", f"标签 @{who} {SECRET}", mentions=[who])


async def set_up(chat: Chat) -> None:
    for text in ("开活动 明天 09:00 聚餐", "开话题 周末最想吃什么？", "发布任务 晒早餐"):
        await chat.say("店员", text)
    await chat.say("小红", "大家好")


async def test_everything_is_forgotten_a_day_later(chat: Chat) -> None:
    await set_up(chat)
    await live(chat, "小明")
    asked = await chat.say("小明", "删除我的数据", private=True)
    assert asked.startswith("好的，11-24 08:00 删除你的介绍")
    assert "11-24 08:00 删除" in await chat.say("小明", "删除我的数据", private=True)
    places = {trace.partition(":")[0] for trace in await chat.bot.database.read(lambda db: traces(db, (SECRET,)))}
    assert places >= {
        "introduction.likes",
        "interest.word",
        "tag.name",
        "reminder.text",
        "moderation_case.excerpt",
        "event_sign_up.note",
        "sign_up_entry.note",
        "topic_post.words",
        "quest_claim.words",
    }
    await chat.forward(hours=25)
    left = await chat.bot.database.read(lambda db: traces(db, ("小明", SECRET)))
    # What was on its way at that moment is kept for a while, and so is what was answered without their name.
    assert [trace for trace in left if not trace.startswith(("inbox", "outbox"))] == []
    assert "店员：标签 （已删除的成员）" in await chat.say("群主", "操作记录", private=True)
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []
    assert "成功！连续 1 天" in await chat.say("小明", "签到")


def traces(db: Db, words: tuple[str, ...]) -> list[str]:
    """Return where the words stand, but for what is kept for a while only and the books' reasons."""
    passing = {"entry", "arrear", "timer", "picture", "sign_up_list", "run"}
    found = []
    for table in METADATA.sorted_tables:
        columns = [column.name for column in table.columns if isinstance(column.type, AutoString)]
        if table.name in passing or not columns:
            continue
        for row in db.fetch_all(f"SELECT {', '.join(columns)} FROM {table.name}"):
            found += [
                f"{table.name}.{column}: {text}"
                for column, text in zip(columns, row, strict=True)
                if text and any(word in text for word in words)
            ]
    return found


async def test_somebody_may_change_their_mind(chat: Chat) -> None:
    await set_up(chat)
    await live(chat, "小明")
    assert "没有要删除" in await chat.say("小明", "取消删除", private=True)
    await chat.say("小明", "删除我的数据", private=True)
    assert "一切照旧" in await chat.say("小明", "取消删除", private=True)
    await chat.forward(days=2)
    assert "小明：" in await chat.say("小明", "积分")


async def test_ones_own_data_can_be_had(chat: Chat) -> None:
    await set_up(chat)
    await live(chat, "小明")
    answer = await chat.answer("小明", "我的数据", private=True)
    (document,) = [part for part in answer or () if isinstance(part, Document)]
    data = await chat.bot.database.read(lambda db: files.load(db, document.digest))
    known = json.loads(data or b"")
    assert known["名字"] == "小明"
    assert known["自我介绍"][0]["likes"] == f"跑步、{SECRET}"
    assert known.keys() >= {"签到", "生日", "标签", "提醒", "违规记录", "活动", "接龙", "话题和晒图", "成员任务"}
    assert sum(entry["amount"] for entry in known["积分往来"]) > 0


async def test_all_that_was_done_is_in_the_file(open_group: OpenChat) -> None:
    chat = await open_group(RULES + "teams: {remind: null}\nredpackets: {}\n")
    await chat.say("群主", "加分 @小明 100", mentions=["小明"])
    for who, text in (
        ("店员", "发起投票 晚饭吃什么？ 火锅 烧烤"),
        ("小明", "投 2"),
        ("店员", "开晒图 早餐"),
        ("小红", "晒 面包"),
        ("小明", "赞 1"),
        ("店员", "小组打卡 3 每组3人"),
        ("小明", "参加小组"),
        ("小明", "发红包 10 2 大家好"),
        ("小红", "发起接龙 爬山"),
        ("小红", "接龙 替小明"),
    ):
        await chat.say(who, text)
    known = await export_of(chat, "小明")
    assert known["投票"] == [{"question": "晚饭吃什么？", "text": "烧烤"}]
    assert known["点赞"] == [{"title": "早餐", "number": 1}]
    assert known["小组打卡"][0]["days"] == 3
    assert known["发出的红包"][0]["words"] == "大家好"
    assert known["接龙"] == [{"name": "小明", "people": 1, "note": ""}]


async def export_of(chat: Chat, who: str) -> dict[str, list[dict[str, object]]]:
    answer = await chat.answer(who, "我的数据", private=True)
    (document,) = [part for part in answer or () if isinstance(part, Document)]
    data = await chat.bot.database.read(lambda db: files.load(db, document.digest))
    known: dict[str, list[dict[str, object]]] = json.loads(data or b"")
    return known


async def test_whoever_is_forgotten_stands_on_no_list_and_waits_for_nobody(open_group: OpenChat) -> None:
    chat = await open_group(RULES + "quests: {review: 100}\n")
    for who, text in (
        ("小红", "大家好"),
        ("小明", "大家好"),
        ("小红", "发起接龙 爬山"),
        ("小红", "接龙 替小明"),
        ("小红", "发起接龙 聚餐"),
        ("小明", "接龙 2号 +1"),
        ("小明", "接龙 2号 替小红"),
        ("店员", "发布任务 晒早餐"),
        ("小明", "领任务 1"),
        ("小明", "交任务 1 面包"),
        ("店员", "开话题 周末吃什么？"),
        ("小明", "我周末最想吃的是妈妈做的红烧肉"),
        ("店员", "精华 @小明"),
        ("店员", "结束话题"),
    ):
        await chat.say(who, text, mentions=["小明"] if "@" in text else [])
    assert "红烧肉" in await chat.say("小红", "话题精华")
    assert "面包" in await chat.say("店员", "复核", private=True)
    await chat.say("小明", "删除我的数据", private=True)
    await chat.forward(hours=25)
    for number in (1, 2):
        shown = await chat.say("小红", f"接龙名单 {number}")
        assert "小明" not in shown
        assert "已注销" not in shown
    assert "小红" in shown
    assert "已注销" not in await chat.say("小红", "话题精华")
    assert "没有要复核" in await chat.say("店员", "复核", private=True)


async def test_those_in_charge_are_not_forgotten(chat: Chat) -> None:
    assert "先请群主" in await chat.say("店员", "删除我的数据", private=True)


def test_every_table_that_names_a_member_is_spoken_of() -> None:
    for table in filter(names_a_member, METADATA.sorted_tables):
        texts = {column.name for column in table.columns if isinstance(column.type, AutoString)}
        states = {"state", "kind", "group_id", "feature", "outcome", "day"}
        by_others = ("sign_up_entry", "sign_up_list", "red_packet", "round")
        if table.name in (*personal_data.DELETED, *by_others):
            continue
        left = texts - states - set(personal_data.BLANKED.get(table.name, ())) - NAMES_NO_PERSON.get(table.name, set())
        assert left == set(), f"{table.name}: forget it in storage/members/personal_data.py, or say why it may stay"


SHOWN_ELSEWHERE = {
    "account": "积分往来",
    "arrear": "积分往来, once it is settled",
    "earned_lot": "积分往来",
    "sign_up_entry": "接龙",
    "merged_member": "别的账号",
    "first_introduction": "自我介绍",
    "cap": "counters of a day",
    "speech": "digests, no words",
    "moderation_pace": "digests, no words",
    "red_packet_receiver": "whom a packet is for, until it is over",
    "round": "who began a game, until it is over",
    "binding": "work of staff",
    "friend_report": "work of staff",
    "task_about": "work of staff",
    "task_part": "work of staff",
    "task_step": "work of staff",
}
"""Tables that name a member and are not listed in the file by themselves, and why."""


def test_every_table_that_names_a_member_is_shown_to_them() -> None:
    shown = {table.split()[0] for _, table, _, _ in personal_data.SHOWN}
    named = {table.name for table in METADATA.sorted_tables if names_a_member(table)}
    assert named - shown == set(SHOWN_ELSEWHERE)


async def forget(chat: Chat, who: str) -> None:
    """Let somebody be forgotten."""
    assert "删除你的介绍" in await chat.say(who, "删除我的数据", private=True)
    await chat.forward(hours=25)


async def test_to_be_forgotten_makes_no_points(chat: Chat) -> None:
    await chat.say("小红", "大家好")
    for _ in range(3):
        await chat.join("小明", invited_by="小红")
        await chat.say("小明", FORM.format(name="小明"))
        await chat.say("小明", "送 @小红 20", mentions=["小红"])
        await forget(chat, "小明")
    assert await points_of(chat, "小红") == 20, "one gift; what was paid for the invitation went with the newcomer"
    assert await chat.bot.database.read(lambda db: reconcile(db, "demo").faults) == []
    await chat.join("小明", invited_by="小红")
    assert "新人礼以前领过啦" in await chat.say("小明", FORM.format(name="小明"))
    await chat.join("小丽", invited_by="小红")
    assert await points_of(chat, "小红") == 40


async def test_the_points_of_the_forgotten_are_in_nobodys_hands(chat: Chat) -> None:
    await chat.say("群主", "加分 @小明 100", mentions=["小明"])
    assert "现在成员手里共 100 分" in await chat.say("群主", "积分报表", private=True)
    await forget(chat, "小明")
    assert "现在成员手里共 0 分" in await chat.say("群主", "积分报表", private=True)
    assert await chat.bot.database.read(lambda db: reconcile(db, "demo").faults) == []


async def test_one_change_of_points_is_shown_once(chat: Chat) -> None:
    await chat.say("店员", "记单 @小明 120 A0001", mentions=["小明"])
    await chat.forward(days=1)
    known = dict(await chat.bot.database.read(lambda db: list(personal_data.export(db, get_by_name(db, "小明")))))
    assert [row["amount"] for row in known["积分往来"]] == [120]
    assert [row["amount"] for row in known["成长值"]] == [120]


def get_by_name(db: Db, who: str) -> Member:
    member = roster.get_by_user(db, "demo", who)
    assert member
    return member


async def test_who_has_left_still_sees_and_forgets_their_data_and_stays_outside(chat: Chat) -> None:
    await chat.say("小明", FORM.format(name="小明"))
    await chat.leave("小明")
    assert "这里记着你的这些" in await chat.say("小明", "我的数据", private=True)
    assert "你已经不在" in await chat.say("小明", "积分", private=True)
    assert "删除你的介绍" in await chat.say("小明", "删除我的数据", private=True)
    assert "一切照旧" in await chat.say("小明", "取消删除", private=True)
    await forget(chat, "小明")
    assert "我还不认识你" in await chat.say("小明", "我的数据", private=True)
    assert "我还不认识你" in await chat.say("路人", "删除我的数据", private=True)


@pytest.mark.parametrize("undo", ["取消删除", "取消注销", "不删了", "不注销了", "别删了～"])
async def test_a_mind_is_changed_in_any_words(chat: Chat, undo: str) -> None:
    await chat.say("小明", "注销")
    assert "一切照旧" in await chat.say("小明", undo, private=True)


async def test_nobody_writes_to_the_forgotten(chat: Chat) -> None:
    await chat.say("店员", "记单 @小明 120 A0001", mentions=["小明"])
    await forget(chat, "小明")
    before = len(chat.platform.got)
    assert "A0001" in await chat.say("店员", "退单 A0001", private=True)
    await chat.forward(minutes=5)
    assert [target for target, _ in chat.platform.got[before:] if target.startswith("forgotten")] == []


async def test_what_others_wrote_of_the_forgotten_goes_and_that_something_was_done_stays(chat: Chat) -> None:
    for who in ("小明", "小明明", "小红"):
        await chat.join(who)
        await chat.say(who, "大家好")
    for text, about in (
        ("标签 @小明 老赖", "小明"),
        ("流失原因 @小明 欠钱不还", "小明"),
        ("标签 @小明明 大方", "小明明"),
        ("标签 @小红 100%好_人", "小红"),
    ):
        await chat.say("店员", text, mentions=[about])
    await chat.say("小助理", "加分 @小红 5 帮了小明", mentions=["小红"])
    await chat.say("群主", "派任务 @店员 学习 今晚 20:00 前 给小明打个电话", mentions=["店员"])
    await forget(chat, "小明")
    assert (await chat.say("群主", "操作记录", private=True)).splitlines()[1:] == [
        "11-23 08:00 群主 群主：派任务 （已删除的成员）",
        "11-23 08:00 管理员 小助理：加分 （已删除的成员）",
        "11-23 08:00 员工 店员：标签 @小红 100%好_人",
        "11-23 08:00 员工 店员：标签 @小明明 大方",
        "11-23 08:00 员工 店员：流失原因 （已删除的成员）",
        "11-23 08:00 员工 店员：标签 （已删除的成员）",
    ]
    left = await chat.bot.database.read(lambda db: traces(db, ("小明", "欠钱")))
    # Answers that are kept for messages that come again go with their messages.
    assert [trace for trace in left if "小明明" not in trace and not trace.startswith("inbox")] == []


@pytest.mark.parametrize("name", ["%", "_", "O'Neil", "甲", '"小\\', "A"])
async def test_a_name_is_no_pattern(chat: Chat, name: str) -> None:
    await chat.say(name, "大家好")
    await chat.say("小Ai甲乙", "大家好")
    await chat.say("店员", "标签 @小Ai甲乙 大方", mentions=["小Ai甲乙"])
    await chat.say("店员", f"标签 @{name} 老赖", mentions=[name])
    await forget(chat, name)
    assert (await chat.say("群主", "操作记录", private=True)).splitlines()[1:] == [
        "11-23 08:00 员工 店员：标签 （已删除的成员）",
        "11-23 08:00 员工 店员：标签 @小Ai甲乙 大方",
    ]


async def test_both_names_of_a_merged_account_are_forgotten(chat: Chat) -> None:
    for who in ("小明", "阿明"):
        await chat.say(who, "大家好")
        await chat.say("店员", f"标签 @{who} 老赖", mentions=[who])
    await chat.say("群主", "合并 @阿明 @小明", mentions=["阿明", "小明"])
    await chat.say("群主", "确认")
    await forget(chat, "小明")
    assert "明" not in await chat.say("群主", "操作记录", private=True)
