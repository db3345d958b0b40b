"""旅程: each member goes through the steps by himself, hears each of them once, and ends when the goal is met."""

from __future__ import annotations

from tests.chat import Chat
from tests.conftest import OpenChat

QUIET = "badges: {badges: []}\nspeaking: {points: 0}\nwelcome: {gather: 600, text: 欢迎, template: ''}\n"
NEWCOMERS = (
    QUIET
    + """\
journeys:
  - name: 新人路
    begin: 入群
    goal: [签到, 介绍]
    steps:
      - say: 你好 {name}，先发「签到」吧～
      - wait: 1天 10:00
        say: 还没签到呢
      - wait: 2天 20:00
        if: {introduced: false}
        say: "{date}了，介绍一下自己？"
      - wait: 3天
        go: 唤醒路
    thanks: 恭喜 {name} 完成！
  - name: 唤醒路
    begin: 沉默7天后 10:00
    steps:
      - say: 还在吗
"""
)


async def heard(chat: Chat, **duration: float) -> list[str]:
    """What was said meanwhile, without the welcome."""
    return [one for one in await chat.forward(**duration) if not one.startswith("欢迎")]


async def test_a_newcomer_is_led_step_by_step(open_group: OpenChat) -> None:
    chat = await open_group(NEWCOMERS)
    await chat.join("小明")
    assert await heard(chat, minutes=1) == ["你好 @小明 ，先发「签到」吧～"]
    assert await heard(chat, hours=25, minutes=58) == []
    assert await heard(chat, minutes=1) == ["@小明 还没签到呢"]
    assert await heard(chat, days=2, hours=10) == ["@小明 11月26日了，介绍一下自己？"]
    assert await heard(chat, days=2, hours=23) == []
    assert await heard(chat, hours=1) == ["@小明 还在吗"]
    assert await heard(chat, days=30) == []
