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
        ("全体 群发 10分钟 海报", "1 号【群发】海报，今天 08:10 前。"),
    ],
)
async def test_orders_are_read_kindly(chat: Chat, order: str, understood: str | None) -> None:
    answer = await chat.say("小助理", f"派任务 {order}")
    if understood:
        assert f"@店员 ：{understood}发「任务 1」" in answer
    else:
        assert "派给谁？" in answer


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
