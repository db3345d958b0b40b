"""whom: {wave: …}: those whom a wave called, back or not; who is left alone to be held against them is nobody's."""

from __future__ import annotations

from tests.conftest import OpenChat

WAVE = """\
waves: [{name: 唤回, whom: {absent: 10}, holdout: 20, days: 7, say: 好久不见}]
segments:
  找过的: {wave: 唤回}
  回来的: {wave: 唤回, back: true}
  没回来的: {wave: 唤回, back: false}
sop: [{name: 再叫一声, when: 每天 20:00, say: 还没见到你, whom: {wave: 唤回, back: false}}]
"""


async def test_those_who_were_called_are_an_audience_and_the_others_are_not(open_group: OpenChat) -> None:
    chat = await open_group(WAVE)
    people = [f"成员{who}" for who in range(30)]
    for who in people:
        await chat.join(who)
    assert "「找过的」现在没有人" in await chat.say("店员", "分群 找过的", private=True)
    await chat.forward(days=11)
    await chat.say("群主", "唤醒 开始 唤回", private=True)
    await chat.forward(hours=1)
    called = (await chat.say("店员", "分群 找过的", private=True)).splitlines()[0].split("人：")[1].split("、")
    assert 0 < len(called) < len(people), "who is held out is left alone by plans, too"
    assert called == (await chat.say("店员", "分群 没回来的", private=True)).splitlines()[0].split("人：")[1].split(
        "、"
    )
    await chat.say(called[0], "我回来啦")
    await chat.forward(hours=8)
    assert f"1 人：{called[0]}\n" in await chat.say("店员", "分群 回来的", private=True)
    shown = await chat.say("群主", "SOP 名单 再叫一声", private=True)
    assert shown.split("人：")[1].split("、") == called[1:]


async def test_back_is_asked_of_a_wave(open_group: OpenChat) -> None:
    chat = await open_group("sop: [{name: 早, when: 每天 08:00, say: 早, whom: {back: true}}]\n")
    assert "back 要和 wave 一起写" in await chat.say("群主", "SOP", private=True)
