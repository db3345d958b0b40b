"""When somebody wants to be reminded: several times at once, festivals and days of the lunar calendar."""

from __future__ import annotations

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    """Return a group in which reminders are all that is said by itself."""
    return await open_group("badges: {badges: []}\n")


@pytest.mark.parametrize(
    ("said", "times", "text"),
    [
        ("提醒我 明天下午3点和5点 开会", ["11-24 15:00（周二）", "11-24 17:00（周二）"], "开会"),
        ("提醒我 9:00、10:30 喝水", ["今天 09:00（周一）", "今天 10:30（周一）"], "喝水"),
        (
            "提醒我 8:30、中午12点和晚上9点 吃药",
            ["今天 08:30（周一）", "今天 12:00（周一）", "今天 21:00（周一）"],
            "吃药",
        ),
        (
            "提醒我 每天 09:00和18:00 打卡",
            ["每天 09:00（下一次 今天 09:00）", "每天 18:00（下一次 今天 18:00）"],
            "打卡",
        ),
        ("明天早上8点和9点提醒我吃药", ["11-24 08:00（周二）", "11-24 09:00（周二）"], "吃药"),
        ("提醒我 农历八月十五 9:00 赏月", ["2027-09-15 09:00（周三）"], "赏月"),
        ("提醒我 除夕晚上8点 看春晚", ["2027-02-05 20:00（周五）"], "看春晚"),
        ("提醒我 冬至 吃饺子", ["12-22 09:00（周二）"], "吃饺子"),
        ("提醒我 每周一和周三 9:00 例会", ["每周一、三 09:00（下一次 今天 09:00）"], "例会"),
        ("提醒我 明天 9:00 和小红开会", ["11-24 09:00（周二）"], "和小红开会"),
    ],
)
async def test_each_time_has_its_reminder(said: str, times: list[str], text: str, chat: Chat) -> None:
    told = (await chat.say("小明", said)).splitlines()
    assert told[::2] == [f"好，{at}提醒你：{text}" for at in times]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("提醒我 明天下午5点和3点 开会", "「3点」是另一个时间吗？请一条一条发"),
        ("提醒我 明天 9:00和后天 10:00 开会", "「后天 10:00 开会」是另一个时间吗？"),
        ("提醒我 9:00、10:00、11:00、12:00、13:00 喝水", "「喝水」"),
        ("提醒我 农历十三月初一 9:00 赏月", "没有「农历十三月初一 9:00…」这一天"),
    ],
)
async def test_what_is_no_list_of_times_is_asked_back(said: str, answer: str, chat: Chat) -> None:
    assert answer in await chat.say("小明", said)
    assert "你没有提醒" in await chat.say("小明", "我的提醒")


@pytest.mark.parametrize(
    ("typed", "due", "text"),
    [
        ("下午三点 明天 开会", "11-24 15:00", "开会"),
        ("15:00 下周三 交报告", "12-02 15:00", "交报告"),
        ("明天 15:00-16:00 开会", "11-24 15:00", "开会（到 16:00）"),
        ("明天15:00到16:30 开会", "11-24 15:00", "开会（到 16:30）"),
        ("明天下午3点 周三 的会", "11-24 15:00", "周三 的会"),
        ("下午三点 明天会的准备", "今天 15:00", "明天会的准备"),
    ],
)
async def test_a_day_behind_the_time_is_its_day(chat: Chat, typed: str, due: str, text: str) -> None:
    told = await chat.say("小明", f"提醒我 {typed}")
    assert told.startswith(f"好，{due}")
    assert f"提醒你：{text}\n" in told
