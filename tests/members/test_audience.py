"""What is known of members is the same, however many of them are asked for."""

from __future__ import annotations

from storage.db import Db
from storage.members import audience, roster
from tests.chat import Chat


async def test_few_and_many_are_looked_up_alike(chat: Chat) -> None:
    for who in ("小月", "小明", "小红", "小刚"):
        await chat.say(who, "签到")
    await chat.say("小月", "我叫：小月\n我喜欢：跑步", addressed=True)
    await chat.say("店员", "标签 @小明 老客户", mentions=["小明"])
    await chat.say("小红", "退订提醒")
    await chat.leave("小刚")
    today = chat.now.date()

    def look(db: Db) -> None:
        wanted = {member.id for who in ("小月", "小明", "小红") if (member := roster.get_by_user(db, "demo", who))}
        everybody = [facts for facts in audience.facts(db, "demo", today) if facts.member.id in wanted]
        assert [facts.member.name for facts in everybody] == ["小月", "小明"]
        assert list(audience.facts(db, "demo", today, only=wanted)) == everybody
        many = wanted | set(range(10**6, 10**6 + audience.FEW))
        assert list(audience.facts(db, "demo", today, only=many)) == everybody
        willing_or_not = list(audience.facts(db, "demo", today, only=wanted, with_opted_out=True))
        assert [facts.member.name for facts in willing_or_not] == ["小月", "小明", "小红"]
        assert list(audience.facts(db, "demo", today, only=set())) == []

    await chat.bot.database.read(look)
