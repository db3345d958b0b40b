"""派任务: orders are read as people write them, and strange input changes nothing."""

from __future__ import annotations

import pytest

from tests.chat import Chat
from tests.support.staff_tasks import POSTER_TASK, all_rows


@pytest.mark.parametrize(
    ("order", "understood"),
    [
        ("@店员 学习 明天 看配料表课", "1 号【学习】看配料表课，11-24 18:00 前。"),
        ("@店员 SOP 3小时内 早安流程", "1 号【社群SOP】早安流程，今天 11:00 前。"),
        ("@店员 社群sop 早安流程", "1 号【社群SOP】早安流程，11-24 08:00 前。"),
        ("@店员　标签　周五　给新会员打标签", "1 号【标签】给新会员打标签，11-27 18:00 前。"),
        ("店员 群发 海报", None),
        ("@店员 群发任务 今晚８点前 １０分 海报", "1 号【群发】海报，今天 20:00 前，完成得 10 分。"),
        ("@店员 群发 明天\n第一行\n第二行", "1 号【群发】第一行，11-24 18:00 前。"),
        ("@店员 群发 下午三点前 海报", "1 号【群发】海报，今天 15:00 前。"),
        ("@店员 群发 海报 下午三点前", "1 号【群发】海报，今天 15:00 前。"),
        ("@店员 群发 早安 海报 3点", "1 号【群发】早安 海报，今天 15:00 前。"),
        ("@店员 群发 今晚1点 海报", "1 号【群发】海报，11-24 01:00 前。"),
        ("@店员 群发 海报 明天中午一点半", "1 号【群发】海报，11-24 13:30 前。"),
        ("@店员 群发 海报 两小时内", "1 号【群发】海报，今天 10:00 前。"),
        ("@店员 群发 海报，3天后 15:00", "1 号【群发】海报，11-26 15:00 前。"),
        ("@店员 群发 10分 要数字 月底前 海报", "1 号【群发】海报，11-30 18:00 前，完成得 10 分，要报一个数字。"),
        ("@店员 群发 10分 海报 下周一上午", "1 号【群发】海报，11-30 12:00 前，完成得 10 分。"),
        ("@店员 群发 明天 今晚8点直播预告", "1 号【群发】今晚8点直播预告，11-24 18:00 前。"),
        ("@店员 群发 阅读挑战 21天", "1 号【群发】阅读挑战 21天，11-24 08:00 前。"),
        ("@店员 群发 前台 海报", "1 号【群发】前台 海报，11-24 08:00 前。"),
        ("全体 群发 10分钟 海报", "1 号【群发】海报，今天 08:10 前。"),
    ],
)
async def test_orders_are_read_kindly(chat: Chat, order: str, understood: str | None) -> None:
    answer = await chat.say("小助理", f"派任务 {order}")
    if understood:
        assert f"@店员 ：{understood}发「任务 1」" in answer
    else:
        assert "派给谁？" in answer


@pytest.mark.parametrize(
    ("order", "asked"),
    [
        ("明天3点 海报", "「11-24 03:00」还是「11-24 15:00」"),
        ("海报 明天8点前", "「11-24 08:00」还是「11-24 20:00」"),
        ("9点 海报", "「11-23 09:00」还是「11-23 21:00」"),
        ("下午三点前海报", "在时间后面空一格"),
        ("海报下午三点前", "「下午三点前」是截止时间吗"),
        ("今晚8点直播预告", "请先写截止时间"),
        ("海报 今晚8点 发到群里", "「今晚8点」是截止时间吗"),
        ("海报 周五 新品", "「周五」是截止时间吗"),
        ("明天 海报 下午三点前", "请只写一个截止时间"),
        ("差五分八点 海报", "没看懂时间「差五分八点」"),
        ("海报 下班前", "没看懂时间「下班前」"),
        ("海报 周末", "没看懂时间「周末」"),
        ("昨天 海报", "已经过去"),
        ("海报 25:00", "没看懂时间「25:00」"),
    ],
)
async def test_a_deadline_that_is_not_clear_is_asked_back_and_never_part_of_a_title(
    chat: Chat, order: str, asked: str
) -> None:
    answer = await chat.say("小助理", f"派任务 @店员 群发 {order}")
    assert asked in answer
    assert "请先写截止时间" in answer or "请只写一个" in answer
    assert "没有没做完的任务" in await chat.say("群主", "任务表")


STRANGE = [
    "²",
    "٣",
    "1e9",
    "-5",
    "－５",
    "0",
    "99",
    "９９",
    "2147483648",
    "9" * 10_000,
    "长" * 10_000,
    "@" * 10_000,
    "@无名",
    "%s",
    "{number}",
    "' OR 1=1 --",
    "<@all>",
]
COMMANDS = [
    "任务 {}",
    "完成 {}",
    "完成 {} 好了",
    "延期 {} 明天 理由",
    "延期 1 {} 理由",
    "转交 {} @小助理",
    "转交 1 {}",
    "验收 {}",
    "验收 1 @{}",
    "退回 {} 理由",
    "撤回任务 {}",
    "改派 {} @店员 @小助理",
    "改派 1 {} @小助理",
    "改派 1 @店员 {}",
    "派任务 {} 群发 明天 海报",
    "派任务 @店员 {} 明天 海报",
    "派任务 @店员 群发 明天 {}分 海报",
    "派任务 @店员 群发 明天 海报 @{}",
    "回访 {} 明天 15:00",
    "回访 @小明 {}",
    "回访记录 {}",
    "任务报表 {}",
]
FINE = {
    "派任务 @店员 群发 明天 {}分 海报": {
        "0",
        "99",
        "９９",
        "²",
        "٣",
        "1e9",
        "-5",
        "－５",
        "%s",
        "{number}",
        "' OR 1=1 --",
    }
}
"""What is strange for a number, and yet a fine title."""


@pytest.mark.parametrize("command", COMMANDS)
async def test_strange_input_changes_nothing(chat: Chat, command: str) -> None:
    await chat.say("小明", "大家好")
    await chat.say("小助理", "大家好")
    await chat.say("群主", POSTER_TASK)
    before = await chat.bot.database.read(all_rows)
    who = "店员" if command.startswith(("完成", "延期", "转交", "任务 ")) else "群主"
    for strange in STRANGE:
        if strange in FINE.get(command, ()):
            continue
        answer = await chat.say(who, command.replace("{}", strange))
        assert 4 < len(answer) < 160, (command, strange[:20], answer[:200])
        assert "小问题" not in answer, (command, strange[:20])
        assert await chat.bot.database.read(all_rows) == before, (command, strange[:20], answer)


async def test_what_is_too_long_or_past_is_refused(chat: Chat) -> None:
    for order in (
        "@店员 群发 今天 07:00 海报",
        "@店员 群发 2030-01-01 海报",
        "@店员 群发 明天",
        "@店员 群发 明天 " + "长" * 41,
        "@店员 群发 明天 海报\n" + "长" * 1501,
        "@店员 群发 明天 201分 海报",
        "@小明 群发 明天 海报",
    ):
        assert "发「任务" not in await chat.say("群主", f"派任务 {order}", mentions=["小明"] if "小明" in order else [])
    assert "没有没做完的任务" in await chat.say("群主", "任务表")
