"""Plans told in the chat: every documented time is read, and what is no time never becomes a name or a message."""

from __future__ import annotations

import pytest

from tests.conftest import OpenChat

PLANS = """\
calendar: {日子: {店庆: 2026-12-05, 读书会: 2026-12-06}}
sop: [{name: 早安, when: 每天 09:00, say: 早}]
confirm: {minutes: 60}
"""
YEARLY = "每年都发；只发这一次就写上年份：2026-12-24 20:00。"


@pytest.mark.parametrize(
    "when",
    [
        "每天 08:00 除了 节假日",
        "每天 08:00（周六、周日除外）",
        "每月1日 09:00（遇节假日顺延）",
        "每2周周三（从 2026-11-25 起） 20:00",
        "2026-12-01 至 2026-12-07 每天 09:00",
        "cron 0 9 * * mon-fri",
        "入群第3天 10:00",
    ],
)
async def test_every_kind_of_time_is_added_and_changes_the_time_only(when: str, open_group: OpenChat) -> None:
    chat = await open_group(PLANS)
    assert "\n  say: 大家好\n下一次：" in await chat.say("群主", f"SOP 新增 {when} 大家好")
    changed = await chat.say("群主", f"SOP 修改 早安 {when}")
    assert "「早安」改成：\n  when: " in changed
    assert "say:" not in changed
    assert "\n  say: 大家好\n下一次：" in await chat.say("群主", f"SOP 修改 早安 {when} 大家好")


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        ("从12月1日起 每天 20:00 聚", "看不懂「从12月1日起」：从哪天算起要写全年月日"),
        ("除了周三 每天 20:00 聚", "看不懂「除了周三」：例外请写在时间后面，例如 每天 08:00（周六、周日除外）"),
        ("从下周开始 每天 20:00 聚", "看不懂「从下周开始」"),
        ("从明天起 每天 早", "看不懂「从明天起」"),
        ("下周 每天 20:00 聚", "看不懂「下周」：一段日子请写从哪天到哪天"),
        ("12月 每天 20:00 聚", "看不懂「12月」：一段日子请写从哪天到哪天"),
        ("晚课 12月 每天 20:00 聚", "一段日子请写从哪天到哪天"),
        ("每3天（从 11-25 起） 20:00 聚", "看不懂「每3天（从 11-25 起）」：从哪天算起要写全年月日"),
        ("明天、后天 20:00 聚", "看不懂「明天、后天」：只发一次的请一天一条"),
        ("明天 20:00、后天 21:00 聚", "只发一次的请一天一条"),
        ("明天 20:00、21:00 聚", "只发一次的请一天一条"),
        ("3天内 每天 20:00 聚", "看不懂「3天内」"),
        ("周三 每天 20:00 聚", "看不懂「周三」：名字里请不要有日子和时间"),
        ("每2小时 喝水", "看不懂「每2小时」：一天里的几个时间要都写出来"),
        ("明天 20:00 前 交作业", "「明天 20:00 前」不是一个准的时间"),
        ("明天上午 晨会开始", "「明天上午」是几点？"),
        ("下周一上午 晨会", "「下周一上午」是几点？"),
        ("下周一下午 见", "「下周一下午」是几点？"),
        ("今晚 直播", "「今晚」是几点？"),
        ("月底 交作业", "「月底」是几点？"),
        ("12月24日 平安夜", "「12月24日」是几点？"),
        ("晨会 明天上午 开始", "「明天上午」是几点？"),
        ("每天上午 晨会", "「每天上午」是几点？"),
        ("每周三晚上 聚", "「每周三晚上」是几点？"),
        ("晚课 每周三 聚", "「每周三」是几点？"),
        ("大家早", "请这样写：SOP 新增 每周三 20:00"),
    ],
)
async def test_what_is_not_understood_is_asked_back(told: str, answer: str, open_group: OpenChat) -> None:
    chat = await open_group(PLANS)
    assert answer in await chat.say("群主", f"SOP 新增 {told}")
    assert await chat.say("群主", "待确认") == "没有待确认的操作。"


@pytest.mark.parametrize(
    ("told", "often"),
    [
        ("12月24日 20:00 平安夜", YEARLY),
        ("12月24日 晚上8点 平安夜", YEARLY),
        ("十二月二十四号 晚上八点 平安夜", YEARLY),
        ("平安夜 20:00 平安夜", YEARLY),
        ("2026-12-24 20:00 平安夜", "只发这一次。"),
        ("12-24 晚上8点 平安夜", "只发这一次。"),
        ("明天晚上8点 平安夜", "只发这一次。"),
        ("12月25日至1月5日 工作日 09:00 早", "每年都发。"),
        ("cron 0 9 * * mon-fri 早", "放假也发；放假不发就写：工作日 09:00。"),
        ("每天 08:00 早", "。"),
        ("入群第3天 10:00 你好", "每天 10:00 看谁到了日子，只 @ 到了的人。"),
    ],
)
@pytest.mark.parametrize("command", ["SOP 新增", "SOP 修改 早安"])
async def test_how_often_it_comes_is_read_back(command: str, told: str, often: str, open_group: OpenChat) -> None:
    chat = await open_group(PLANS)
    said = await chat.say("群主", f"{command} {told}")
    assert f"{often}写进群的 YAML" in said.replace("（本来是 11-23 周一 09:00）", "")
    assert ("只发" in said or "每年" in said or "放假" in said) is bool(often.strip("。") and "到了" not in often)


async def test_a_spoken_time_is_written_in_the_files_own_form(open_group: OpenChat) -> None:
    chat = await open_group(PLANS)
    path = chat.bot.groups.all()[0].path
    for said in (
        "SOP 新增 每周五下午三点半 下午茶",
        "SOP 修改 早安 每天早上8点（周六、周日除外）",
        "SOP 新增 入群第2天 10:00 欢迎{name}",
    ):
        await chat.say("群主", said)
        assert "好了" in await chat.say("群主", "确认")
        await chat.bot.reload()
    assert chat.bot.groups.problems == []
    assert "when: 每周五 15:30, say: 下午茶" in path.read_text()
    assert "name: 早安, when: 每天 除了 每周六、日 08:00, say: 早}" in path.read_text()
    assert "when: 入群第2天 10:00, say: '欢迎{name}'" in path.read_text()


async def test_a_name_is_made_of_the_first_ten_letters(open_group: OpenChat) -> None:
    chat = await open_group(PLANS)
    ten = "一起来喝杯热茶吧好不"
    for say in (ten, ten + "好"):
        assert f"- name: {ten}\n" in await chat.say("群主", f"SOP 新增 每天 08:00 {say}")


async def test_a_single_moment_is_a_year_ahead_at_most(open_group: OpenChat) -> None:
    chat = await open_group(PLANS)
    assert "when: 2027-11-24 08:00" in await chat.say("群主", "SOP 新增 8784小时后 早")
    assert "请这样写" in await chat.say("群主", "SOP 新增 8785小时后 早")
