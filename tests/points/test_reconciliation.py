"""账本核对: what is wrong with the books is named, and nothing else is."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat

SHOP = "budget: {monthly: 0}\nmall: {items: [{name: 果汁, points: 10}]}\n"


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    """Return a group with a bit of everything in its books."""
    chat = await open_group(SHOP)
    await chat.say("群主", "预算 20")
    await chat.say("小明", "签到")
    await chat.say("小红", "签到")
    await chat.say("小明", "送 @小红 3", mentions=["小红"])
    await chat.say("小红", "兑换 1")
    await chat.say("群主", "冲正 4 试试")
    await chat.say("店员", "记单 @小明 5 A123")
    await chat.say("老王", "签到")
    return chat


async def damage(chat: Chat, *statements: str) -> None:
    """Change the database behind the bot's back, triggers or not."""
    sqlite = chat.bot.database.writer is not None
    await chat.bot.database.write(
        lambda db: [
            db.execute(sql)
            for sql in (
                *(
                    ("DROP TRIGGER IF EXISTS entry_no_update", "DROP TRIGGER IF EXISTS entry_no_delete")
                    if sqlite
                    else ("ALTER TABLE entry DISABLE TRIGGER entry_append_only",)
                ),
                *statements,
                *(() if sqlite else ("ALTER TABLE entry ENABLE TRIGGER entry_append_only",)),
            )
        ]
    )


async def test_all_is_right_and_it_is_said_what_was_looked_at(chat: Chat) -> None:
    said = await chat.say("群主", "账本核对")
    assert said.startswith("核对了 7 笔往来、7 个账户：每个余额")
    assert said.endswith("全部对得上。")
    assert "可以用哦" in await chat.say("小明", "账本核对", addressed=True)


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("UPDATE account SET balance = balance + 1 WHERE holder = 'member:2'", "小明：余额 11，按往来应是 10"),
        ("UPDATE account SET balance = balance + 1 WHERE holder = 'member:2'", "points：所有余额加起来是 1，应是 0"),
        ("DELETE FROM account WHERE holder = 'member:2'", "小明：有往来，却没有账户"),
        ("UPDATE entry SET amount = 4 WHERE id = 6", "#6：冲正和原来的一笔对不上"),
        ("UPDATE entry SET target = 'member:4' WHERE id = 6", "#6：冲正和原来的一笔对不上"),
        ("UPDATE entry SET target = 'member:99' WHERE id = 2", "member:99：有往来，却没有账户"),
        ("UPDATE mall_stock SET taken = 2", "商品「果汁」：库存记着 2 件，兑换单是 1 件"),
        ("UPDATE mall_order SET points = 9", "扣了 10 分，应是 9 分"),
        ("UPDATE mall_order SET state = 'cancelled'", "扣了 10 分，应是 0 分"),
        ("UPDATE purchase SET points = 6", "订单 A123：记了 5 分，应是 6 分"),
        (
            "INSERT INTO activity (member_id, day, messages) VALUES (99, '2026-11-23', 1)",
            "有 1 天的签到或发言不知道是谁的",
        ),
        ("UPDATE arrear SET key = (SELECT key FROM entry WHERE id = 2) WHERE id = 1", "已经发了，还挂在欠账里"),
    ],
)
async def test_what_is_wrong_is_named(chat: Chat, sql: str, fault: str) -> None:
    await damage(chat, sql)
    said = await chat.say("群主", "对账")
    assert "处不对：" in said
    assert fault in said


async def test_a_negative_balance_is_named(chat: Chat, database_url: str) -> None:
    if not database_url.startswith("sqlite"):
        await damage(chat, "ALTER TABLE account DROP CONSTRAINT account_not_overdrawn")
        await damage(chat, "UPDATE account SET balance = -1 WHERE holder = 'member:2'")
        said = await chat.say("群主", "账本核对")
        await damage(chat, "UPDATE account SET balance = 0 WHERE holder = 'member:2'")
        check = "ALTER TABLE account ADD CONSTRAINT account_not_overdrawn CHECK (balance >= 0 OR holder = 'issuer')"
        await damage(chat, check)
    else:
        connection = sqlite3.connect(Path(database_url.removeprefix("sqlite:///")))
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE account SET balance = -1 WHERE holder = 'member:2'")
        connection.commit()
        connection.close()
        said = await chat.say("群主", "账本核对")
    assert "小明：余额 -1，低于 0" in said


async def test_ten_lines_are_shown_and_the_rest_is_counted(chat: Chat) -> None:
    for number in range(15):
        await chat.say(f"成员{number}", "送 @小明 1")
        await chat.say("群主", "预算 100")
        await chat.say(f"成员{number}", "签到")
    await damage(chat, "UPDATE account SET balance = balance + 1 WHERE member_id IS NOT NULL")
    lines = (await chat.say("群主", "账本核对")).splitlines()
    assert len(lines) == 13
    assert lines[11] == "……还有 11 处"


async def test_other_groups_faults_are_theirs(open_group: OpenChat) -> None:
    other = "group: other\nname: 别的群\nchannels: {hear: chat, push: chat}\nowner: 群主\n"
    chat = await open_group(more=(other,))
    elsewhere = Chat(chat.bot, chat.platform, "other", said=100)
    await chat.say("小明", "签到")
    await elsewhere.say("小明", "签到")
    await chat.bot.database.write(
        lambda db: db.execute("UPDATE account SET balance = 99 WHERE group_id = 'other' AND member_id IS NOT NULL")
    )
    assert "全部对得上" in await chat.say("群主", "账本核对")
    assert "余额 99，按往来应是 10" in await elsewhere.say("群主", "账本核对")
