"""Says an owner's words to some members: where they are mentioned, and what is each one's own in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from handlers.kit import Capability, Context, ForMember, Reply, reply
from handlers.mall.suggestions import suggest
from handlers.text.mentions import may_be_mentioned, mention_in_batches
from handlers.text.people import mention
from handlers.text.template import fill
from handlers.topics.suggestions import choose_title, list_titles
from storage.members.audience import Facts
from storage.members.roster import Member

NAME = "name"
OWN = ("streak", "points")
"""What differs from member to member."""
GIFT = "gift"
"""What of the shop may suit a member, and why: said to them alone, see handlers/mall/suggestions.py."""
TOPIC = "topic"
"""A topic of the group that may interest a member, by what they said they like: see handlers/topics/suggestions.py."""
OF_MEMBERS = (NAME, *OWN, GIFT, TOPIC)
"""Only in words that are said to some members."""
EVERYBODY = "大家"
GIVEN = "「{item}」（{points} 分，{reason}，发「兑换 {number}」）"
NO_GIFT = "商城里的新东西（发「商城」看看）"
ELSEWHERE = "一样适合你的东西（发「猜你喜欢」看是什么）"
TITLE = "「{title}」"
NO_TOPIC = "最近喜欢做什么"
MOST_APART = 40
"""Messages with words of their own, at one moment: two minutes of a robot."""
REST = "还有 {count} 位没有一一说到，发「积分」「签到日历」就能看到自己的。"


def speak(ctx: Context, members: Iterable[Member], words: str, values: Mapping[str, object]) -> Reply | None:
    """Say the words to these; the first {name} is where they are mentioned, without one they come first.

    As `handlers.touching.address`: all messages but the last are posted, and the last one is returned.
    """
    before, after = fill_around_names(words, values)
    return mention_in_batches(ctx, members, after, before)


def fill_around_names(words: str, values: Mapping[str, object]) -> tuple[str, str]:
    """Return the words filled in, before the place where members are mentioned and after it."""
    before, name, after = words.partition(f"{{{NAME}}}")
    before, after = (before, after) if name else ("", before)
    return fill(before, values), fill(after, {**values, NAME: EVERYBODY})


def speak_to_each(
    ctx: Context, members_facts: Iterable[Facts], words: str, values: Mapping[str, object]
) -> Reply | None:
    """Speak like `speak`, with what is each member's own; those for whom it is the same are spoken to together.

    At most so many messages apart: a group's robot sends 20 a minute, and everything else would wait behind them. What
    may suit a member is said to them alone; where nobody can be written to, the group reads how to ask for it.
    """
    if f"{{{GIFT}}}" in words:
        if Capability.WRITES_PRIVATELY in ctx.capabilities:
            _speak_privately(ctx, list(members_facts), words, values)
            return None
        values = {**values, GIFT: ELSEWHERE}
    placeholders = [name for name in (*OWN, TOPIC) if f"{{{name}}}" in words]
    titles = list_titles(ctx) if TOPIC in placeholders else []
    alike: dict[tuple[object, ...], list[Member]] = {}
    for facts in members_facts:
        own_values = _own_values(facts, titles)
        alike.setdefault(tuple(own_values[name] for name in placeholders), []).append(facts.member)
    last: Reply | None = None
    rest = sum(map(len, list(alike.values())[MOST_APART:]))
    for place, (own, members) in enumerate(list(alike.items())[:MOST_APART], 1):
        apart = replace(ctx, key=f"{ctx.key}/{place}")
        if last:
            ctx.post(f"{apart.key}:before", last)
        last = speak(apart, members, words, {**values, **dict(zip(placeholders, own, strict=True))}) or last
    if last and rest:
        ctx.post(f"{ctx.key}/last:before", last)
        return reply(REST.format(count=rest))
    return last


def _speak_privately(ctx: Context, members_facts: list[Facts], words: str, values: Mapping[str, object]) -> None:
    """Say the words to each member alone, with what may suit them; the group reads how to ask where that fails."""
    titles = list_titles(ctx) if f"{{{TOPIC}}}" in words else []
    willing = {member.id for member in may_be_mentioned(ctx, [facts.member for facts in members_facts])}
    for facts in members_facts:
        member = facts.member
        if member.id not in willing:
            continue
        own = {**values, NAME: member.name, **_own_values(facts, titles)}
        said = fill(words, {**own, GIFT: _describe_gift(ctx, member)})
        shown = reply(mention(member), fill(words, {**own, GIFT: ELSEWHERE}))
        notice = ForMember(member=member, reply=reply(said), shown=shown, ask="猜你喜欢")
        ctx.post(f"{ctx.key}/{member.id}", notice)


def _own_values(facts: Facts, titles: Sequence[str]) -> dict[str, object]:
    """Return what is a member's own in the words, but for the gift; `titles` are those of the group's topics."""
    title = choose_title(titles, facts.said.replace("、", " ").split())
    topic = TITLE.format(title=title) if title else NO_TOPIC
    return {**{name: getattr(facts, name) for name in OWN}, TOPIC: topic}


def _describe_gift(ctx: Context, member: Member) -> str:
    for suggestion in suggest(ctx, member):
        item = suggestion.item
        return GIVEN.format(item=item.name, points=item.points, reason=suggestion.reason, number=suggestion.number)
    return NO_GIFT
