"""SOP 删除: by number or name, read back with its next date, confirmed, and with the lines to put it back."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path

import pytest

from tests.chat import GROUP, Chat
from tests.conftest import OpenChat

PLANS = """\
badges: {badges: []}
sop:
  # 每天的
  - name: 早安       # 群主写的
    when: 每天 09:00
    say: |
      早上好
      # 这一行也要说

  # 每周的
  - {name: 读书会, when: 每周三 20:00, say: "今晚读书"}
presets: {新人第一周: {}}
campaigns:
  - {name: 年货节, dates: {正式: 2026-12-01 至 2026-12-03}, plan: {正式: [{name: 年货早, when: 每天 08:00, say: 早}]}}
journeys:
  - {name: 新人路, begin: 入群, steps: [{say: 欢迎}]}
"""


def path_of(chat: Chat) -> Path:
    """Return the group's file."""
    return chat.bot.groups.all()[0].path


@pytest.mark.parametrize("named", ["1", "#1", "１号", "早安"])
async def test_a_plan_goes_with_its_lines_and_nothing_else(named: str, open_group: OpenChat) -> None:
    chat = await open_group(PLANS)
    lines = PLANS[PLANS.index("  - name: 早安") : PLANS.index("\n  # 每周的")].rstrip()
    said = await chat.say("小助理", f"SOP 删除 {named}")
    assert said.startswith(
        f"要删去的计划：\n{lines}\n它下一次本来是：11-23 周一 09:00。从群的 YAML 里删去「早安」，确定吗？"
    )
    assert path_of(chat).read_text() == GROUP + PLANS
    said = await chat.say("小助理", "确认")
    assert said == f"删掉了「早安」。要放回去，就把这几行贴回 group0.yaml 的 sop 下面：\n{lines}"
    assert path_of(chat).read_text() == GROUP + PLANS.replace(lines + "\n", "")
    assert "SOP 删除" in await chat.say("群主", "操作记录")
    await chat.bot.reload()
    assert chat.bot.groups.problems == []
    assert "早上好\n# 这一行也要说\n" not in await chat.forward(days=2)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("", "哪个计划呢？请这样写：SOP 删除 3。发「SOP」看编号，写名字也行。"),
        ("x", "没有叫「x」的计划。现在有：早安、读书会、新人第1天"),
        ("读书", "没有叫「读书」的计划。是不是「读书会」？发「SOP」看编号。"),
        ("早安 读书会", "没有叫「早安 读书会」的计划"),
        ("99", "没有 99 号计划，发「SOP」看编号。"),
        ("新人第1天", "「新人第1天」不是写在 sop 下面的计划，是预设的，请在 group0.yaml 第 18 行手改。"),
        ("3", "「新人第1天」不是写在 sop 下面的计划，是预设的，请在 group0.yaml 第 18 行手改。"),
        ("年货节·年货早", "「年货节·年货早」不是写在 sop 下面的计划，是活动的，请在 group0.yaml 第 20 行手改。"),
        ("年货节", "是活动的，请在 group0.yaml 第 20 行手改。"),
        ("新人路", "「新人路」不是写在 sop 下面的计划，是旅程的，请在 group0.yaml 第 22 行手改。"),
    ],
)
async def test_what_cannot_be_removed_is_told_with_what_to_do(said: str, answer: str, open_group: OpenChat) -> None:
    chat = await open_group(PLANS)
    assert answer in await chat.say("群主", f"SOP 删除 {said}".strip())
    assert "只有管理员" in await chat.say("小明", "SOP 删除 1", addressed=True)
    assert await chat.say("群主", "待确认") == "没有待确认的操作。"


@pytest.mark.parametrize(
    "plans",
    [
        "sop:\n  - name: 早安\n    when: 每天 09:00\n    say: 早\n",
        "sop:   # 每天的\n  # 早上\n  - name: 早安\n    when: 每天 09:00\n    say: |\n      早\n\n# 别的\ntasks: {}\n",
        "sop:\n- {name: 早安, when: 每天 09:00, say: 早}\nbadges: {badges: []}\n",
        "sop: [{name: 早安, when: 每天 09:00, say: 早}]   # 每天的\nbadges: {badges: []}\n",
        "sop:\n  [{name: 早安,\n    when: 每天 09:00, say: 早}]",
    ],
)
async def test_the_last_one_is_put_back_by_pasting(plans: str, open_group: OpenChat) -> None:
    chat = await open_group(plans)
    await chat.say("群主", "SOP 删除 早安")
    told, _, pasted = (await chat.say("群主", "确认")).partition("：\n")
    assert told == "删掉了「早安」。它是最后一个。要放回去，就把这几行贴到 group0.yaml 的最后"
    await chat.bot.reload()
    assert chat.bot.groups.problems == []
    left = path_of(chat).read_text()
    assert "早安" not in left
    assert left.count("#") == plans.count("#")
    path_of(chat).write_text(f"{left}{pasted}\n")
    await chat.bot.reload()
    assert chat.bot.groups.problems == []
    assert "09:00 早安：早" in await chat.say("群主", "SOP")


async def test_one_of_several_in_brackets_is_put_back_between_them(open_group: OpenChat) -> None:
    chat = await open_group("sop: [{name: 早安, when: 每天 09:00, say: 早}, {name: 晚安, when: 每天 22:00, say: 晚}]\n")
    await chat.say("群主", "SOP 删除 早安")
    told, _, pasted = (await chat.say("群主", "确认")).partition("：\n")
    assert "方括号里，和别的用逗号隔开" in told
    path_of(chat).write_text(path_of(chat).read_text().replace("sop: [", f"sop: [{pasted}, "))
    await chat.bot.reload()
    assert chat.bot.groups.problems == []
    assert "#1 11-23 周一 09:00 早安：早" in await chat.say("群主", "SOP")


async def test_lines_that_were_changed_meanwhile_are_not_removed(open_group: OpenChat) -> None:
    chat = await open_group(PLANS)
    await chat.say("群主", "SOP 删除 早安")
    path_of(chat).write_text((GROUP + PLANS).replace("早上好", "大家早"))
    assert await chat.say("群主", "确认") == "「早安」在文件里刚刚改过，请重新发一遍。"
    await chat.bot.reload()
    await chat.say("群主", "SOP 删除 早安")
    await chat.say("小助理", "SOP 删除 1")
    assert "删掉了「早安」" in await chat.say("小助理", "确认")
    assert await chat.say("群主", "确认") == "文件里没有「早安」了，发「SOP」看看现在有哪些。"


async def test_in_a_large_group_what_needs_approval_is_removed_by_two(open_group: OpenChat) -> None:
    chat = await open_group(
        "timetable: {several: 1}\nsop: [{name: 早安, when: 每天 09:00, say: 早, approve: true}]\n",
    )
    for who in ("小明", "小红"):
        await chat.say(who, "早")
    assert "要另一位管理员确认" in await chat.say("群主", "SOP 删除 早安")
    assert "没有等你确认" in await chat.say("群主", "确认")
    assert "删掉了「早安」" in await chat.say("小助理", "确认")
    assert "sop" not in path_of(chat).read_text()


async def test_where_nobody_else_can_confirm_nothing_waits(open_group: OpenChat) -> None:
    plan = "timetable: {several: 1}\nsop: [{name: 早安, when: 每天 09:00, say: 早, approve: true}]\n"
    alone = "group: alone\nname: 小店\nchannels: {hear: chat, push: chat}\nowner: 店长\n"
    chat = await open_group(more=(alone + plan,))
    chat.group = "alone"
    for who in ("小明", "店长"):
        await chat.say(who, "早")
    assert "除了你没有别的管理员" in await chat.say("店长", "SOP 删除 早安")
    assert await chat.say("店长", "待确认") == "没有待确认的操作。"
    assert "SOP 删除" not in await chat.say("店长", "操作记录")


async def test_a_file_from_windows_stays_as_it_is(open_group: OpenChat) -> None:
    chat = await open_group(PLANS)
    path = path_of(chat)
    before = BOM_UTF8 + (GROUP + PLANS).replace("\n", "\r\n").encode()
    path.write_bytes(before)
    await chat.bot.reload()
    for said in ("SOP 新增 每周五 20:00 周末啦", "SOP 修改 周末啦 每周六 20:00", "SOP 修改 周末啦 词 第一行\n第二行"):
        await chat.say("群主", said)
        assert "好了" in await chat.say("群主", "确认")
        await chat.bot.reload()
        assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n") == before.count(b"\n") + 3
        assert path.read_bytes().startswith(BOM_UTF8 + b"group: demo\r\n")
    await chat.say("群主", "SOP 删除 周末啦")
    assert "删掉了「周末啦」" in await chat.say("群主", "确认")
    assert path.read_bytes() == before
