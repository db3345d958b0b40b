"""SOP 修改: another time, other words, or both; read back, confirmed, and nothing else in the file is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chat import GROUP, Chat
from tests.conftest import OpenChat

PLANS = """\
badges: {badges: []}
sop:
  - name: 早安       # 群主写的
    when: 每天 09:00   # 九点
    say: '早上好'
  - {name: 读书会, when: 每周三 20:00, say: "今晚读书"}
  - {name: 轮流, when: 每天 12:00, say: [一, 二]}
  - {name: 橱窗, when: 每天 18:00, do: 集中兑换}
  - {name: 定, when: {cron: 0 9 * * *}, say: 早}
mall: {items: [{name: 杯, points: 5}]}
"""


def path_of(chat: Chat) -> Path:
    """Return the group's file."""
    return chat.bot.groups.all()[0].path


@pytest.mark.parametrize(
    ("said", "old", "new", "coming"),
    [
        ("1 每周五 21:00", "when: 每天 09:00   # 九点", "when: 每周五 21:00   # 九点", "11-27 周五 21:00"),
        ("早安 词 大家早", "say: '早上好'", "say: 大家早", ""),
        ("早安 词 早：今天 #1", "say: '早上好'", "say: '早：今天 #1'", ""),
        (
            "2 每周五 21:00 读书, {group}",
            '每周三 20:00, say: "今晚读书"',
            "每周五 21:00, say: '读书, {group}'",
            "11-27",
        ),
        ("读书会 明天 20:00", "when: 每周三 20:00,", "when: 2026-11-24 20:00,", "11-24 周二 20:00"),
        ("轮流 每周五 21:00", "when: 每天 12:00", "when: 每周五 21:00", "11-27 周五 21:00"),
        ("橱窗 每周五 21:00", "when: 每天 18:00", "when: 每周五 21:00", "11-27 周五 21:00"),
        ("早安 词 第一行\n第二行", "say: '早上好'", 'say: "第一行\\n第二行"', ""),
    ],
)
async def test_only_what_was_told_is_changed(said: str, old: str, new: str, coming: str, open_group: OpenChat) -> None:
    chat = await open_group(PLANS)
    echo = await chat.say("群主", f"SOP 修改 {said}")
    assert ("下一次：" in echo, "本来是 11-2" in echo) == (bool(coming), bool(coming))
    assert f"下一次：{coming}" in echo or not coming
    assert path_of(chat).read_text() == GROUP + PLANS
    answer = await chat.say("群主", "确认")
    assert "改好了" in answer
    assert old in answer
    assert path_of(chat).read_text() == GROUP + PLANS.replace(old, new)
    await chat.bot.reload()
    assert chat.bot.groups.problems == []


async def test_what_was_to_come_is_told_only_where_it_changes(open_group: OpenChat) -> None:
    chat = await open_group(PLANS)
    assert "下一次：11-23 周一 09:00。写进" in await chat.say("群主", "SOP 修改 早安 每天 9:00")
    assert "下一次：11-24 周二 08:00（本来是 11-23 周一 09:00）。写进" in await chat.say(
        "群主", "SOP 修改 早安 每天 8:00"
    )


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("", "哪个计划呢？请这样写：SOP 修改 3 每周五 21:00，或 SOP 修改 3 词 大家早。"),
        ("x", "没有叫「x」的计划"),
        ("早安", "请这样写：SOP 修改 早安 每周五 21:00，或 SOP 修改 早安 词 大家早"),
        ("早安 大家早", "请这样写：SOP 修改 早安 每周五 21:00"),
        ("早安 词", "到时候说什么呢？请这样写：SOP 修改 早安"),
        ("早安 每周八 20:00", "每周八"),
        ("早安 2026-01-01 08:00", "已经过去，不会再来了"),
        ("早安 词 {优惠券}", "，不认识 {优惠券}，可以用："),
        ("轮流 词 三", "「轮流」有 2 条轮着说，请在 group0.yaml 里手改"),
        ("橱窗 词 三", "「橱窗」到点做事（集中兑换），不说话，改不了词"),
        ("定 每周五 21:00", "「定」那里的写法，机器人不敢动，请在 group0.yaml 第 15 行手改。"),
        ("早安见 每周五 21:00", "没有叫「早安见」的计划。是不是「早安」？"),
    ],
)
async def test_what_cannot_be_changed_is_told_with_what_to_do(said: str, answer: str, open_group: OpenChat) -> None:
    chat = await open_group(PLANS)
    assert answer in await chat.say("群主", f"SOP 修改 {said}".strip())
    assert path_of(chat).read_text() == GROUP + PLANS
    assert await chat.say("群主", "待确认") == "没有待确认的操作。"


async def test_what_needs_approval_needs_it_anew(open_group: OpenChat) -> None:
    chat = await open_group("sop: [{name: 早安, when: 每天 09:00, say: 早, approve: true}]\nbadges: {badges: []}\n")
    await chat.say("群主", "SOP 批准 早安")
    assert "改过以后要重新「SOP 批准 早安」才发。" in await chat.say("群主", "SOP 修改 早安 词 晚")
    await chat.say("群主", "确认")
    await chat.bot.reload()
    assert await chat.forward(hours=2) == []


async def test_in_a_large_group_it_is_changed_by_two(open_group: OpenChat) -> None:
    chat = await open_group(
        "timetable: {several: 1}\nsop: [{name: 早安, when: 每天 09:00, say: 早, approve: true, author: 群主}]\n"
    )
    for who in ("小明", "小红"):
        await chat.say(who, "早")
    assert "要另一位管理员确认" in await chat.say("小助理", "SOP 修改 早安 词 晚")
    assert "改好了" in await chat.say("群主", "确认")
